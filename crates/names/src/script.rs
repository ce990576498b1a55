//! Which alphabet a name is written in.

use serde::Serialize;

use crate::tables::TABLES;

/// The alphabet of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Script {
    /// Latin letters only, accented ones and those of the Kazakh Latin alphabet included.
    Latin,
    /// Cyrillic letters only, none of them from [`Script::Kazakh`].
    Cyrillic,
    /// Cyrillic letters, at least one of them from the nine that Kazakh has beyond Russian (ә ғ қ ң ө ұ ү һ і). Kindred
    /// alphabets share some of the nine, so a Kyrgyz or Ukrainian name can be found here too.
    Kazakh,
    /// Latin and Cyrillic letters together: often a typing error, sometimes a disguise.
    Mixed,
    /// Another alphabet takes part, or there is no letter.
    Other,
}

/// The alphabet of the letters in a name; digits and punctuation do not count.
#[must_use]
pub fn script(name: &str) -> Script {
    let (mut latin, mut cyrillic, mut kazakh) = (false, false, false);
    for letter in name.chars().filter(|letter| letter.is_alphabetic() && !is_modifier(*letter)) {
        match letter {
            'a'..='z' | 'A'..='Z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{259}' | '\u{1e00}'..='\u{1eff}' => latin = true,
            '\u{400}'..='\u{52f}' => {
                cyrillic = true;
                kazakh |= letter.to_lowercase().any(|letter| TABLES.kazakh.contains(&letter));
            }
            _ => return Script::Other,
        }
    }
    match (latin, cyrillic, kazakh) {
        (true, true, _) => Script::Mixed,
        (true, false, _) => Script::Latin,
        (false, true, true) => Script::Kazakh,
        (false, true, false) => Script::Cyrillic,
        (false, false, _) => Script::Other,
    }
}

/// Letter-like apostrophes and accents, which belong to any alphabet.
fn is_modifier(letter: char) -> bool {
    ('\u{2b0}'..='\u{36f}').contains(&letter)
}
