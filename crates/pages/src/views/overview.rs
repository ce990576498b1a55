//! The first page.

use super::common::Moment;
use super::pages;

words! {
    /// A step on the way to an election.
    pub enum StepKind {
        /// The election is described.
        Election = "step-election",
        /// The stations are in.
        Stations = "step-stations",
        /// The observers are in.
        Observers = "step-observers",
        /// Custodians hold the key to sealed parts.
        Custodians = "step-custodians",
        /// Teams know where to go.
        Deployments = "step-deployments",
    }
}

impl StepKind {
    /// Where the step is done.
    #[must_use]
    pub fn href(self) -> &'static str {
        match self {
            Self::Election => "/elections",
            Self::Stations => "/import/stations",
            Self::Observers => "/import/observers",
            Self::Custodians => "/settings/server",
            Self::Deployments => "/deployments/plan",
        }
    }
}

data! {
    /// Counts, what is still to do, what happened last.
    pub struct OverviewView {
        /// Stations.
        pub stations: u64,
        /// Places.
        pub places: u64,
        /// Active observers.
        pub observers: u64,
        /// Teams.
        pub teams: u64,
        /// Deployments of today.
        pub deployments_today: u64,
        /// Submissions received.
        pub submissions: u64,
        /// When the latest submission arrived.
        pub latest_submission: Option<Moment>,
        /// Size of the latest checkpoint, in entries.
        pub checkpoint: u64,
        /// When the latest checkpoint was signed.
        pub checkpoint_at: Option<Moment>,
        /// Steps of the checklist, in order.
        pub steps: Vec<Step>,
        /// What happened last, newest first.
        pub activity: Vec<ActivityRow>,
    }

    /// A step of the checklist.
    pub struct Step {
        /// Which.
        pub kind: StepKind,
        /// Whether it is done.
        pub done: bool,
    }

    /// Something that happened.
    pub struct ActivityRow {
        /// When.
        pub moment: Moment,
        /// Noun, as in [`EntryRow`](super::log::EntryRow): `submission`, `station`.
        pub noun: String,
        /// Its id.
        pub id: String,
        /// Where it is shown.
        pub href: String,
        /// Who did it: an account or an observer's id.
        pub by: String,
        /// The entry of the log.
        pub entry: u64,
    }
}

pages! {
    /// `/`
    overview(OverviewView) = "overview.html";
}
