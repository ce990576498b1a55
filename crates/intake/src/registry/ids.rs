//! Ids made from what stands in a file, the same from the same file every time.

use domain::registry::{Noun, Object};
use sha2::{Digest, Sha256};

/// Characters of an id at most.
const LONGEST: usize = 64;

/// The code itself where it can be an id, else its slug with a few characters of its hash: two codes never share an id.
pub(super) fn of_code(code: &str) -> String {
    if Object::id_is_valid(Noun::Station, code) { code.to_owned() } else { distinct(&slug(code), code) }
}

/// The slug with a few characters of a hash of what it was made from.
pub(super) fn distinct(slug: &str, of: &str) -> String {
    let [a, b, c, d] = Sha256::digest(of.as_bytes()).first_chunk().copied().unwrap_or_default();
    let hash = format!("{:08x}", u32::from_be_bytes([a, b, c, d]));
    let kept = &slug[..slug.len().min(LONGEST - hash.len() - 1)];
    if kept.is_empty() { hash } else { format!("{}-{hash}", kept.trim_end_matches(['-', '.', ':'])) }
}

/// A path of ids; one that grows too long keeps its beginning and a hash of all.
pub(super) fn joined(parent: Option<&str>, separator: char, id: &str) -> String {
    let all = parent.map_or_else(|| id.to_owned(), |parent| format!("{parent}{separator}{id}"));
    if all.len() <= LONGEST { all } else { distinct(&all, &all) }
}

/// Plain letters, digits and hyphens, in whatever alphabet the name is written. Names that differ only in what romanisation
/// forgets have one slug.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    // What is in plain letters already keeps its spelling; folding would make kt of ct.
    let folded = if name.is_ascii() {
        vec![name.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-")]
    } else {
        names::fold(name).words().to_vec()
    };
    for word in &folded {
        if !slug.is_empty() {
            slug.push('-');
        }
        for letter in word.chars() {
            match letter {
                'š' => slug.push_str("sh"),
                'č' => slug.push_str("ch"),
                'ž' => slug.push_str("zh"),
                plain if plain.is_ascii_alphanumeric() => slug.push(plain),
                '-' if !slug.ends_with('-') => slug.push('-'),
                // Another alphabet: the id is told apart by a hash.
                _ => {}
            }
        }
    }
    let mut slug = slug.trim_matches('-').to_owned();
    slug.truncate(40);
    slug
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_stay_and_names_are_romanised() {
        assert_eq!(of_code("KZ-12.3"), "KZ-12.3");
        assert!(of_code("12/3").starts_with("12-3-") && of_code("12/3") != of_code("12 3"));
        assert_eq!(slug("Жамбылская область"), "zhambilskaia-oblast");
        assert_eq!(slug("South District, 4"), "south-district-4");
        assert_eq!(joined(Some("kz"), '.', "taraz"), "kz.taraz");
    }

    proptest! {
        #[test]
        fn whatever_stands_there_an_id_comes_of_it(code in ".{1,80}", other in ".{1,80}") {
            prop_assert!(Object::id_is_valid(Noun::Station, &of_code(&code)), "{}", of_code(&code));
            let path = joined(Some(&of_code(&code)), '.', &of_code(&other));
            prop_assert!(Object::id_is_valid(Noun::Place, &path), "{path}");
            prop_assert_eq!(of_code(&code) == of_code(&other), code == other);
        }
    }
}
