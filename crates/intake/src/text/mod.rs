//! Text of separated cells: how it is separated, where its rows begin, what its cells say.

pub(crate) mod converted;
mod dialect;
mod lines;
mod nearest;
pub(crate) mod number;
pub(crate) mod record;
pub(crate) mod split;

pub(crate) use dialect::Dialect;
pub(crate) use lines::Lines;
pub(crate) use nearest::nearest_word;
pub(crate) use record::{Cell, Next, Records};

/// No sheet has more columns, and no table of results: wider rows are no table.
pub(crate) const WIDEST: usize = 1 << 14;

/// A name as the program keeps it: without white space around it, the no-break kind included.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
}

/// How names and headers are compared: runs of white space count as one space and case does not count.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{FEFF}').filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// At most 80 characters of a value, for a message. Cells of strangers' files may hold anything.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some(_) => text.chars().take(MOST - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_spacing() {
        assert_eq!(folded(" Число \u{A0} Избирателей\n"), "число избирателей");
        assert_eq!(trimmed("\u{FEFF} УИК №1\u{A0}"), "УИК №1");
        assert_eq!(shortened(&"ж".repeat(100)).chars().count(), 80);
        assert_eq!(shortened("short"), "short");
    }
}
