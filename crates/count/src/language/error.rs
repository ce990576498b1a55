//! Errors that point at the character, with a remedy.

use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;

/// Why a rule cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct ParseError {
    /// Stable code, such as `RULE-NAME`.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Bytes of the rule it concerns.
    pub at: Range<usize>,
    /// What to do about it.
    pub remedy: String,
}

impl ParseError {
    pub(crate) fn new(code: &'static str, at: Range<usize>, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, message: message.into(), at, remedy: remedy.into() }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The error with the line of the source it stands in, marked by carets:
    ///
    /// ```text
    /// error[RULE-NAME]: there is no field `registred`
    ///   |
    /// 1 | issued_total <= registred
    ///   |                 ^^^^^^^^^
    ///   = help: did you mean `registered`?
    /// ```
    #[must_use]
    pub fn render(&self, source: &str) -> String {
        self.render_after(0, source)
    }

    /// The same where `lines` lines stand before the source.
    pub(crate) fn render_after(&self, lines: usize, source: &str) -> String {
        let place = Place::of(source, &self.at);
        let number = (lines + place.line).to_string();
        let margin = " ".repeat(number.len());
        let carets = format!("{}{}", " ".repeat(place.before), "^".repeat(place.width));
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "error[{}]: {}", self.code, self.message);
        let _ = writeln!(out, "{margin} |");
        let _ = writeln!(out, "{number} | {}", place.text);
        let _ = writeln!(out, "{margin} | {carets}");
        let _ = write!(out, "{margin} = help: {}", self.remedy);
        out
    }
}

/// The line of a source that an error stands in.
struct Place {
    line: usize,
    text: String,
    before: usize,
    width: usize,
}

impl Place {
    fn of(source: &str, at: &Range<usize>) -> Self {
        let start = boundary(source, at.start);
        let end = boundary(source, at.end.max(at.start));
        let line_start = source[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |i| start + i);
        let end = end.min(line_end);
        Self {
            line: source[..line_start].matches('\n').count() + 1,
            // A tab or a control character would move the carets away from what they mark.
            text: source[line_start..line_end].chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
            before: source[line_start..start].chars().count(),
            width: source[start..end].chars().count().max(1),
        }
    }
}

/// The nearest character boundary at or before `at`.
fn boundary(source: &str, at: usize) -> usize {
    let at = at.min(source.len());
    (0..=at).rev().find(|&i| source.is_char_boundary(i)).unwrap_or(0)
}

/// Line and column, from 1, of a byte of the source; columns count characters.
#[must_use]
pub fn line_and_column(source: &str, at: usize) -> (usize, usize) {
    let at = boundary(source, at);
    let line_start = source[..at].rfind('\n').map_or(0, |i| i + 1);
    (source[..at].matches('\n').count() + 1, source[line_start..at].chars().count() + 1)
}

/// The known name that `wanted` most likely means, if any is near: at most a third of its letters differ.
#[must_use]
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Comparing a hostile name of a million letters with every field would take its time.
    if wanted.len() > 64 {
        return None;
    }
    let wanted = wanted.to_lowercase();
    let letters = wanted.chars().count();
    let far_enough = (letters / 3).clamp(1, 3);
    let similar = known.into_iter().filter(|k| k.len() <= 256 && k.chars().count().abs_diff(letters) <= far_enough);
    let by_distance = similar.map(|k| (distance(&wanted, &k.to_lowercase()), k));
    by_distance.filter(|&(d, _)| d <= far_enough).min_by_key(|&(d, _)| d).map(|(_, k)| k)
}

/// Letters to insert, drop, change or swap with the neighbour (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // The row of this letter, of the one before and of the one before that.
    let (mut row, mut before, mut earlier): (Vec<usize>, _, _) = ((0..=b.len()).collect(), vec![0; b.len() + 1], vec![0; b.len() + 1]);
    for i in 1..=a.len() {
        std::mem::swap(&mut earlier, &mut before);
        std::mem::swap(&mut before, &mut row);
        row[0] = i;
        for j in 1..=b.len() {
            let change = before[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(before[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(earlier[j - 2] + 1);
            }
            row[j] = best;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_another_word_is_not() {
        let known = ["registered", "issued_station", "valid"];
        assert_eq!(nearest("registred", known), Some("registered"));
        assert_eq!(nearest("Vaild", known), Some("valid"));
        assert_eq!(nearest("turnout", known), None);
        for (a, b, letters) in
            [("", "abc", 3), ("abc", "", 3), ("abcd", "acbd", 1), ("kitten", "sitting", 3), ("ab", "ab", 0), ("abc", "ca", 3)]
        {
            assert_eq!(distance(a, b), letters, "{a} {b}");
        }
    }

    #[test]
    fn carets_stand_under_the_characters_even_after_letters_of_two_bytes() {
        let source = "first\nжалға + x";
        let at = source.find('x').expect("is there");
        let shown = ParseError::new("RULE-NAME", at..at + 1, "no", "do").render(source);
        assert!(shown.contains("2 | жалға + x\n  |         ^\n"), "{shown}");
        assert_eq!(line_and_column(source, at), (2, 9));
    }

    #[test]
    fn any_range_renders() {
        let e = |at| ParseError::new("X", at, "m", "r").render("ж\n");
        for (a, b) in [(0, 0), (1, 1), (0, 9), (9, 12), (2, 1), (3, 3)] {
            assert!(e(a..b).contains('^'));
        }
    }
}
