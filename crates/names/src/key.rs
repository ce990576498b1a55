//! What remains of a name when its spelling is forgotten.

use std::fmt;

use serde::Serialize;

/// The key of a name: its folded words, in the order they were written.
///
/// Displayed with spaces between the words; [`fold`](crate::fold) of that is the same key.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Key {
    words: Vec<String>,
}

impl Key {
    pub(crate) fn new(words: Vec<String>) -> Self {
        Self { words }
    }

    /// The folded words.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether there was no letter and no digit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// All words without a gap: equal for `Ust-Kamenogorsk` and `Ustkamenogorsk`.
    #[must_use]
    pub fn joined(&self) -> String {
        self.words.concat()
    }

    /// The words in alphabetical order: equal whether the family name comes first or last.
    #[must_use]
    pub fn sorted(&self) -> Self {
        let mut words = self.words.clone();
        words.sort_unstable();
        Self { words }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.join(" "))
    }
}
