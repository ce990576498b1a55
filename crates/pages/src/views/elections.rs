//! Elections: names, day, contests, options.

use super::pages;
use crate::form::Form;

data! {
    /// All elections.
    pub struct ElectionsView {
        /// Newest first.
        pub elections: Vec<ElectionRow>,
    }

    /// An election in the list.
    pub struct ElectionRow {
        /// Its id.
        pub id: String,
        /// Its name in the reader's language.
        pub name: String,
        /// Polling day as it is read.
        pub day: String,
        /// Country.
        pub country: String,
        /// Whether it is simulated.
        pub simulated: bool,
        /// Number of contests.
        pub contests: u64,
    }

    /// The form of an election. Fields: `id` (a new one), `name-en`, `name-ru`, `name-kk`, `day` (`2026-11-29`), `country`, `simulated`, and for each
    /// contest those of [`ContestFields`]. The button `more` asks for one contest more and keeps nothing.
    pub struct ElectionView {
        /// Its id; none for a new one.
        pub id: Option<String>,
        /// What stands in the fields.
        pub form: Form,
        /// Contests of the form, in order.
        pub contests: Vec<ContestFields>,
        /// The expected version, so that two people do not overwrite each other.
        pub version: u64,
    }

    /// The fields of one contest: `contest-N-id`, `contest-N-en`, `-ru`, `-kk`, `contest-N-seats`, and `contest-N-options`, one option a line:
    /// `id | English | Russian | Kazakh`.
    pub struct ContestFields {
        /// N, from 1.
        pub number: u64,
    }
}

impl ContestFields {
    /// The name of a field.
    #[must_use]
    pub fn name(&self, part: &str) -> String {
        format!("contest-{}-{part}", self.number)
    }
}

pages! {
    /// `/elections`
    elections(ElectionsView) = "elections/list.html";
    /// `/elections/new`, `/elections/{id}`
    election(ElectionView) = "elections/form.html";
}
