//! Names of many places next to each other, shortened so that they stay apart.
//!
//! Where every second name begins with "Republic of", cutting names at their ends would leave a list of republics. So words that many
//! names share are abbreviated first.

use std::collections::BTreeMap;

use super::measure::{shorten, width};

/// A word that stands in this many names is one of many.
const SHARED: usize = 3;
/// Shorter words are not worth abbreviating.
const LEAST_LETTERS: usize = 5;

/// The names, each no wider than `room` at a font size.
pub fn shortened(names: &[String], size: f64, room: f64) -> Vec<String> {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        let mut own: Vec<&str> = name.split_whitespace().collect();
        own.sort_unstable();
        own.dedup();
        for word in own {
            *words.entry(word).or_default() += 1;
        }
    }
    let shared = |word: &str| words.get(word).is_some_and(|&n| n >= SHARED) && word.chars().count() >= LEAST_LETTERS;
    let fit = |name: &String| {
        if width(name, size) <= room {
            return name.clone();
        }
        let abbreviated = |letters: fn(usize) -> usize| {
            let word = |w: &str| if shared(w) { cut(w, letters(w.chars().count())) } else { w.to_owned() };
            name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
        };
        let readable = abbreviated(|length| if length >= 8 { 4 } else { 3 });
        if width(&readable, size) <= room { readable } else { shorten(&abbreviated(|_| 1), size, room) }
    };
    names.iter().map(fit).collect()
}

fn cut(word: &str, letters: usize) -> String {
    word.chars().take(letters).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_give_way_before_the_others() {
        let names = ["Republic Adygea", "Republic Altai", "Republic Northern Mountains", "Taraz"].map(str::to_owned);
        assert_eq!(shortened(&names, 10.0, 80.0), ["Repu. Adygea", "Republic Altai", "R. Northern…", "Taraz"]);
        assert_eq!(shortened(&names, 10.0, 500.0), names);
    }
}
