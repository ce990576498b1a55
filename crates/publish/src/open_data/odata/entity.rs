//! Rows as entities: one cell for each property of their set.

use super::super::columns::Layout;
use super::super::error::OpenDataError;
use super::super::row::Row;
use super::super::{Provenance, SIMULATED, SubmissionOut};

/// A row of an entity set.
pub trait Entity {
    /// The cell of a property, by its position in the set; empty for null. A cell of a number is its digits, of a Boolean `true` or
    /// `false`, of a time RFC 3339.
    fn cell(&self, property: usize) -> &str;
}

impl Entity for [&str] {
    fn cell(&self, property: usize) -> &str {
        self.get(property).copied().unwrap_or("")
    }
}

/// A submission as an entity; filled again for the next.
#[derive(Debug)]
pub struct SubmissionEntity<'l> {
    layout: &'l Layout,
    row: Row,
    cells: Vec<String>,
    simulated: &'static str,
}

impl<'l> SubmissionEntity<'l> {
    /// An empty one.
    #[must_use]
    pub fn new(layout: &'l Layout, provenance: &Provenance) -> Self {
        let simulated = if provenance.simulated { SIMULATED } else { "" };
        Self { layout, row: Row::default(), cells: Vec::new(), simulated }
    }

    /// Takes the cells of a submission.
    ///
    /// # Errors
    /// [`OpenDataError::Answers`] and [`OpenDataError::NotSeen`].
    pub fn fill(&mut self, submission: &SubmissionOut<'_>) -> Result<(), OpenDataError> {
        self.row.fill(self.layout, submission)?;
        let s = submission;
        let entry = s.entry.to_string();
        let replaced = if s.replaced { "true" } else { "false" };
        let other = self.row.other();
        let fixed = [
            entry.as_str(),
            s.id,
            s.form,
            s.station,
            s.organisation,
            s.observer,
            s.captured_at,
            s.received_at,
            replaced,
            self.row.marks(),
            self.simulated,
        ];
        let all = fixed.into_iter().chain(self.row.answers(self.layout)).chain(self.layout.has_other().then_some(other.as_str()));
        let mut count = 0;
        for (at, text) in all.enumerate() {
            count = at + 1;
            match self.cells.get_mut(at) {
                Some(cell) => {
                    cell.clear();
                    cell.push_str(text);
                }
                None => self.cells.push(text.to_owned()),
            }
        }
        self.cells.truncate(count);
        Ok(())
    }
}

impl Entity for SubmissionEntity<'_> {
    fn cell(&self, property: usize) -> &str {
        self.cells.get(property).map_or("", String::as_str)
    }
}
