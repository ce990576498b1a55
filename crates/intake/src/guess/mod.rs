//! A mapping for a file nobody has described: proposed from the words of its headers and from what its numbers do.
//!
//! Words propose (English, Russian, Spanish, French, Georgian), numbers decide: a column of fractions is no count, the roll is
//! never shorter than the ballots, votes add up to valid ballots, districts lie within regions. Every choice is explained and
//! everything unsure is said, because a guess that is wrong in silence is worse than none.

mod compose;
mod options;
mod places;
mod profile;
mod protocol;
mod tokens;
mod unused;
mod words;

use crate::mapping::Mapping;
use profile::Profile;
use serde::Serialize;

/// How sure a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Little speaks for it.
    Low,
    /// The header or the data speaks for it.
    Medium,
    /// The header and the data speak for it, or the data proves it.
    High,
}

impl Confidence {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Why a column (or the file) was taken for what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What it was taken for: a field, `options`, `places`, `station`, `file`.
    pub what: String,
    /// Header of the column, where one column is meant.
    pub column: Option<String>,
    /// The reason, in a sentence.
    pub why: String,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Explanation {
    pub(crate) fn of_file(note: &str) -> Self {
        Self { what: "file".to_owned(), column: None, why: note.to_owned(), confidence: Confidence::High }
    }
}

/// A proposed mapping.
#[derive(Clone, Debug)]
pub struct Guess {
    /// The mapping, ready for use.
    pub mapping: Mapping,
    /// The same as text, with the reasons as comments: to be looked over, corrected and kept.
    pub toml: String,
    /// Why each column was taken for what it was.
    pub explanations: Vec<Explanation>,
    /// What a person should look at.
    pub doubts: Vec<String>,
    /// Headers that stand over several columns of votes.
    repeated: Vec<String>,
}

impl Guess {
    /// Whether the guess is of no use: without votes there is nothing to test, and where a header repeats it is unknown whose
    /// votes they are.
    #[must_use]
    pub fn found_nothing(&self) -> bool {
        !self.repeated.is_empty() || matches!(self.mapping.options.select, crate::mapping::Select::None)
    }
}

/// What has been found so far; columns by their number from 0.
#[derive(Default)]
struct Findings {
    fields: Vec<(domain::Field, usize)>,
    options: Vec<usize>,
    complete: bool,
    /// Option column and votes column of a long file.
    long: Option<(usize, usize)>,
    /// Columns of places from the top, and whether the level is analysed.
    places: Vec<(usize, bool)>,
    code: Option<usize>,
    explanations: Vec<Explanation>,
    doubts: Vec<String>,
    /// Headers that repeat over columns that look like votes.
    repeated: Vec<String>,
    /// Whether the sum of the options proves them.
    proven: bool,
}

impl Findings {
    fn field(&self, field: domain::Field) -> Option<usize> {
        self.fields.iter().find(|(f, _)| *f == field).map(|(_, c)| *c)
    }

    fn uses(&self, column: usize) -> bool {
        self.fields.iter().any(|(_, c)| *c == column)
            || self.options.contains(&column)
            || self.places.iter().any(|(c, _)| *c == column)
            || self.code == Some(column)
            || self.long.is_some_and(|(o, v)| o == column || v == column)
    }

    fn explain(&mut self, what: &str, column: Option<&Profile>, why: impl Into<String>, confidence: Confidence) {
        let column = column.map(|p| p.header.clone());
        self.explanations.push(Explanation { what: what.to_owned(), column, why: why.into(), confidence });
    }
}

/// Proposes a mapping from the headers of a file and some of its rows.
#[must_use]
pub fn guess<S: AsRef<str>>(headers: &[S], rows: &[Vec<String>]) -> Guess {
    let columns = profile::columns(headers, rows);
    let mut findings = Findings::default();
    if rows.is_empty() {
        findings.doubts.push("the file has no rows to look at".to_owned());
    }
    places::stations(&columns, &mut findings);
    protocol::fields(&columns, &mut findings);
    options::long(&columns, &mut findings);
    if findings.long.is_none() {
        options::wide(&columns, &mut findings);
    }
    places::places(&columns, &mut findings);
    protocol::check(&columns, &mut findings);
    protocol::slips(&columns, &mut findings);
    unused::columns(&columns, &mut findings);
    compose::compose(&columns, findings)
}

/// Which of the first rows is the header: the first that is mostly names, and as wide as the table.
#[must_use]
pub fn header_row(rows: &[&[String]]) -> Option<usize> {
    let widest = rows.iter().map(|r| r.len()).max()?;
    rows.iter().position(|row| {
        let filled = row.iter().filter(|c| !c.is_empty()).count();
        let numbers = row.iter().filter(|c| c.parse::<f64>().is_ok()).count();
        filled * 2 > widest && numbers * 4 <= filled && (filled >= 2 || widest == 1)
    })
}

#[cfg(test)]
mod tests;
