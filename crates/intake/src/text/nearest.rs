//! The known word a misspelt one was probably meant to be.

/// Longest word that is compared: comparing a hostile one of a million letters with every known one would take its time.
const LONGEST: usize = 64;

/// The known word that differs in the fewest letters, where those are few: up to two, and one more for every five letters.
pub(crate) fn nearest_word<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST {
        return None;
    }
    let near = known.into_iter().map(|k| (strsim::damerau_levenshtein(word, k), k)).min();
    near.filter(|(distance, _)| *distance <= 2 + word.len() / 5).map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_its_word_and_another_word_does_not() {
        let known = ["turnout", "stations", "valid"];
        assert_eq!(nearest_word("turnuot", known), Some("turnout"));
        assert_eq!(nearest_word("weather report", known), None);
        assert_eq!(nearest_word(&"turnout".repeat(20), known), None);
    }
}
