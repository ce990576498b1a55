//! What a file came to: problems, warnings, what was taken for what. Nothing of it repeats a name, a number or an address of a person.

use std::collections::HashMap;

use domain::registry::ObjectError;
use serde::Serialize;

use crate::text::shortened;

/// Problems that are kept; all are counted.
pub const MOST_KEPT: usize = 1000;

/// What is wrong with one row or cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowProblem {
    /// Stable code, such as `INTAKE-ROW-TWICE`.
    pub code: &'static str,
    /// Name of the file.
    pub file: String,
    /// Line in the file (row of a sheet, number of a feature), from 1.
    pub line: u64,
    /// The column, where the problem lies in one cell.
    pub column: Option<ColumnAt>,
    /// What stands there, shortened to 80 characters; never where it may be about a person.
    pub value: Option<String>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnAt {
    /// Its number, from 1.
    pub number: usize,
    /// Its header, shortened to 80 characters.
    pub header: String,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnUse {
    /// Which column.
    pub column: ColumnAt,
    /// The word of what it means, as a mapping names it; nothing where the column is not used.
    pub meaning: Option<String>,
    /// Why.
    pub why: &'static str,
}

/// One id on several rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// The id.
    pub id: String,
    /// The file and line of every row, the first ten of them.
    pub lines: Vec<(String, u64)>,
}

/// Something that refers to what is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Orphan {
    /// What refers.
    pub id: String,
    /// What it refers to: the word of the noun.
    pub noun: &'static str,
    /// The id that is not there.
    pub missing: String,
    /// File and line.
    pub at: (String, u64),
}

/// What reading came to, beside the objects. With problems nothing is to be imported.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Rows under the headers.
    pub rows: u64,
    /// The first problems, in the order of the files.
    pub problems: Vec<RowProblem>,
    /// How many problems there are.
    pub problem_count: u64,
    /// What a person should know and what stops nothing.
    pub warnings: Vec<String>,
    /// What was recognised of every file: encoding, separator.
    pub notes: Vec<String>,
    /// What every column of the first file was taken for.
    pub columns: Vec<ColumnUse>,
    /// Ids that stand on several rows.
    pub duplicates: Vec<Duplicate>,
    /// References to what is in no file and not known.
    pub orphans: Vec<Orphan>,
}

impl Report {
    /// Whether what was read may be imported.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.problem_count == 0
    }

    pub(super) fn problem(&mut self, problem: RowProblem) {
        self.problem_count += 1;
        if self.problems.len() < MOST_KEPT {
            self.problems.push(problem);
        }
    }

    pub(super) fn warn(&mut self, warning: String) {
        if !self.warnings.contains(&warning) && self.warnings.len() < MOST_KEPT {
            self.warnings.push(warning);
        }
    }

    /// An id that stood on another row already: a problem, and a line of the list of duplicates.
    pub(super) fn twice(&mut self, seen: &mut Seen, id: &str, at: &Place<'_>, column: Option<ColumnAt>, personal: bool) -> bool {
        let here = (at.file.to_owned(), at.line);
        let Some(first) = seen.first.get(id) else {
            seen.first.insert(id.to_owned(), here);
            return false;
        };
        let message = format!("the same id stands on line {} of {} already.", first.1, first.0);
        let remedy = "Remove one of the rows, or give one of them another id.".to_owned();
        let value = (!personal).then(|| shortened(id));
        self.problem(RowProblem { code: "INTAKE-ROW-TWICE", file: at.file.to_owned(), line: at.line, column, value, message, remedy });
        let place = *seen.listed.entry(id.to_owned()).or_insert(self.duplicates.len());
        if place == self.duplicates.len() && place < MOST_KEPT {
            self.duplicates.push(Duplicate { id: id.to_owned(), lines: vec![first.clone()] });
        }
        if let Some(duplicate) = self.duplicates.get_mut(place)
            && duplicate.lines.len() < 10
        {
            duplicate.lines.push(here);
        }
        true
    }

    pub(super) fn orphan(&mut self, orphan: Orphan) {
        let problem = RowProblem {
            code: "INTAKE-ROW-ORPHAN",
            file: orphan.at.0.clone(),
            line: orphan.at.1,
            column: None,
            value: Some(shortened(&orphan.missing)),
            message: format!("there is no {} of this id.", orphan.noun),
            remedy: format!("Import the {} first or in the same step, or correct the id.", orphan.noun),
        };
        self.problem(problem);
        if self.orphans.len() < MOST_KEPT {
            self.orphans.push(orphan);
        }
    }
}

/// Ids seen so far, with where they stood first. Used for look-up only.
#[derive(Default)]
pub(super) struct Seen {
    pub first: HashMap<String, (String, u64)>,
    /// Where in the list of duplicates an id stands.
    listed: HashMap<String, usize>,
}

/// A row of a file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub file: &'a str,
    pub line: u64,
}

impl Place<'_> {
    /// A problem of the whole row.
    pub fn problem(&self, code: &'static str, message: String, remedy: &str) -> RowProblem {
        RowProblem { code, file: self.file.to_owned(), line: self.line, column: None, value: None, message, remedy: remedy.to_owned() }
    }

    /// What an object's own check found, without the value.
    pub fn refused(&self, error: &ObjectError, column: Option<ColumnAt>) -> RowProblem {
        RowProblem { column, ..self.problem(error.code(), format!("{error}."), &error.remedy()) }
    }
}
