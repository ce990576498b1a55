//! One submission laid out by columns.

use std::collections::BTreeMap;

use super::SubmissionOut;
use super::answers::flatten;
use super::columns::{Guess, Layout};
use super::error::OpenDataError;

/// The columns before the answers, the same in every file.
pub(super) const FIXED: [&str; 11] =
    ["entry", "id", "form", "station", "organisation", "observer", "captured_at", "received_at", "replaced", "marks", "simulated"];

/// The cells of the submission that was laid out last; used again for the next.
#[derive(Debug, Default)]
pub(super) struct Row {
    text: String,
    /// Where in the text the cell of each path is.
    spans: Vec<(usize, usize)>,
    /// Answers without a column, by path.
    other: BTreeMap<String, String>,
    guess: Guess,
    marks: String,
}

impl Row {
    /// Lays out a submission.
    pub(super) fn fill(&mut self, layout: &Layout, submission: &SubmissionOut<'_>) -> Result<(), OpenDataError> {
        let entry = submission.entry;
        self.text.clear();
        self.other.clear();
        self.spans.clear();
        self.spans.resize(layout.order.len(), (0, 0));
        self.guess.restart(&layout.index);
        let mut all_seen = true;
        flatten(submission.answers, &mut |path, value| match self.guess.find(&layout.index, path) {
            Some(number) => {
                let start = self.text.len();
                self.text.push_str(value.cell());
                self.spans[number] = (start, self.text.len());
            }
            None if layout.other => drop(self.other.insert(path.to_owned(), value.cell().to_owned())),
            None => all_seen = false,
        })
        .map_err(|_| OpenDataError::Answers { entry })?;
        self.marks.clear();
        for mark in submission.marks {
            if !self.marks.is_empty() {
                self.marks.push(' ');
            }
            self.marks.push_str(mark);
        }
        if all_seen { Ok(()) } else { Err(OpenDataError::NotSeen { entry }) }
    }

    /// The cells of answers, as the columns stand.
    pub(super) fn answers<'r>(&'r self, layout: &'r Layout) -> impl Iterator<Item = &'r str> {
        layout.order.iter().map(|&number| {
            let (start, end) = self.spans[number];
            &self.text[start..end]
        })
    }

    /// Answers without a column, as JSON; empty where there are none.
    pub(super) fn other(&self) -> String {
        if self.other.is_empty() {
            return String::new();
        }
        // Texts by name always serialise.
        serde_json::to_string(&self.other).unwrap_or_default()
    }

    /// Marks with blanks between.
    pub(super) fn marks(&self) -> &str {
        &self.marks
    }
}
