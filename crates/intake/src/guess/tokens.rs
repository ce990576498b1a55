//! The words of a header.

/// Splits a header into lower-case words without accents: at anything that is no letter or digit, and where the case changes
/// inside (`NValid`, `totalVotes`).
pub(super) fn tokens(header: &str) -> Vec<String> {
    let chars: Vec<char> = header.chars().collect();
    let mut words = vec![String::new()];
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = i.checked_sub(1).and_then(|b| chars.get(b));
        let after = chars.get(i + 1);
        let hump = c.is_uppercase() && before.is_some_and(|b| b.is_lowercase());
        let last_capital = c.is_uppercase() && before.is_some_and(|b| b.is_uppercase()) && after.is_some_and(|a| a.is_lowercase());
        if hump || last_capital {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase().map(plain));
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        'ё' => 'е',
        c => c,
    }
}

/// A pattern over the words of a header: parts that must all be there, separated by spaces; `a|b` is either; `=word` is the
/// whole word, otherwise the word's beginning; `!part` must not be there.
pub(super) fn fits(pattern: &str, words: &[String]) -> bool {
    pattern.split(' ').all(|part| match part.strip_prefix('!') {
        Some(no) => !has(no, words),
        None => has(part, words),
    })
}

fn has(part: &str, words: &[String]) -> bool {
    part.split('|').any(|p| match p.strip_prefix('=') {
        Some(whole) => words.iter().any(|w| w == whole),
        None => words.iter().any(|w| w.starts_with(p)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_where_they_begin() {
        assert_eq!(tokens("NValid"), ["n", "valid"]);
        assert_eq!(tokens("total_registered_voters"), ["total", "registered", "voters"]);
        assert_eq!(tokens("País (año)"), ["pais", "ano"]);
        assert_eq!(tokens("CAND41"), ["cand41"]);
        // "действительных" is a part of "недействительных", but no word of it begins so.
        let invalid = tokens("Число недействительных избирательных бюллетеней");
        assert!(!fits("действит", &invalid) && fits("недействит", &invalid));
        assert!(fits("=n =voters|valid !x", &tokens("NVoters")));
    }
}
