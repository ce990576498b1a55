//! What became of every row of a file: used, left out by a rule, or refused. None disappears.

use serde::Serialize;

/// Why rows were left out: a rule of the mapping, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The reason the mapping gives.
    pub reason: String,
    /// How many rows the rule left out.
    pub rows: u64,
}

/// A cell (or row) that could not be read: where it is, what stands there and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable code, such as `INTAKE-CELL-NUMBER`.
    pub code: &'static str,
    /// Name of the file, without its folder.
    pub file: String,
    /// Line in the file (or row of the sheet), from 1.
    pub line: u64,
    /// Header of the column, where the problem lies in one cell.
    pub column: Option<String>,
    /// What stands there, shortened to 80 characters.
    pub value: Option<String>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// Account of all rows of a file: `used + left out + refused` is the number of rows read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RowAccount {
    /// Rows that became part of a station.
    pub used: u64,
    /// Rows left out, by rule.
    pub left_out: Vec<LeftOut>,
    /// Rows refused: how many. A row with two bad cells counts once here and stands twice in `problems`.
    pub refused: u64,
    /// Every problem, in the order of the file.
    pub problems: Vec<Problem>,
}

impl RowAccount {
    /// Rows left out by all rules together.
    #[must_use]
    pub fn left_out_rows(&self) -> u64 {
        self.left_out.iter().map(|l| l.rows).sum()
    }

    /// All rows of the file.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.used + self.left_out_rows() + self.refused
    }
}
