//! The model: which reports are there, what they say, which files they have; and what may happen next.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;

/// What is known of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    Present { text: u8, files: BTreeSet<u8> },
    Erased,
}

/// The record as it must be.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub reports: BTreeMap<u64, Known>,
    pub backups: usize,
}

/// What somebody asks of the record.
#[derive(Clone, Debug)]
pub enum Ask {
    Submit { number: u64, text: u8, files: Vec<u8> },
    Attach { number: u64, files: Vec<u8> },
    Erase { number: u64 },
    Open { number: u64 },
    Define { number: u64 },
}

/// What must be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    Created,
    Repeated,
    Conflict,
    Erased,
    Unknown,
    Gone { files: usize },
}

/// A step of a walk.
#[derive(Clone, Debug)]
pub enum Step {
    /// Asked at once, in this order.
    Ask(Vec<Ask>),
    /// The next commit fails before or after it is written; whoever was refused sends again.
    Fail {
        after: bool,
        reports: Vec<(u64, u8)>,
    },
    /// The process is killed while these are on their way; they are sent again.
    Crash {
        reports: Vec<(u64, u8)>,
        micros: u64,
    },
    Restart,
    Scrub,
    /// A copy of this moment into another database.
    Backup,
    /// The database is replaced by a backup, where that does not contradict what was shown.
    Restore {
        backup: usize,
    },
    /// The clock on the wall is set.
    Clock {
        seconds: i64,
    },
}

impl Model {
    /// What must be answered, and what the record is after it.
    pub fn ask(&mut self, ask: &Ask) -> Expected {
        match ask {
            Ask::Define { .. } => Expected::Created,
            Ask::Submit { number, text, files } => self.submit(*number, *text, files),
            Ask::Attach { number, files: more } => match self.reports.get_mut(number) {
                None => Expected::Unknown,
                Some(Known::Erased) => Expected::Erased,
                Some(Known::Present { files, .. }) => {
                    files.extend(more);
                    Expected::Repeated
                }
            },
            Ask::Open { number } => match self.reports.get(number) {
                None => Expected::Unknown,
                Some(Known::Erased) => Expected::Erased,
                Some(Known::Present { .. }) => Expected::Created,
            },
            Ask::Erase { number } => match self.reports.get_mut(number) {
                None => Expected::Unknown,
                Some(known) => match std::mem::replace(known, Known::Erased) {
                    Known::Erased => Expected::Erased,
                    Known::Present { files, .. } => Expected::Gone { files: files.len() },
                },
            },
        }
    }

    fn submit(&mut self, number: u64, sent: u8, more: &[u8]) -> Expected {
        match self.reports.get_mut(&number) {
            None => {
                self.reports.insert(number, Known::Present { text: sent, files: more.iter().copied().collect() });
                Expected::Created
            }
            Some(Known::Erased) => Expected::Erased,
            Some(Known::Present { text, files }) if *text == sent => {
                files.extend(more);
                Expected::Repeated
            }
            Some(Known::Present { .. }) => Expected::Conflict,
        }
    }
}

fn ask() -> impl Strategy<Value = Ask> {
    let number = 0..10_u64;
    let files = || vec(0..4_u8, 0..3);
    prop_oneof![
        6 => (number.clone(), 0..2_u8, files()).prop_map(|(number, text, files)| Ask::Submit { number, text, files }),
        3 => (number.clone(), files()).prop_map(|(number, files)| Ask::Attach { number, files }),
        2 => number.clone().prop_map(|number| Ask::Erase { number }),
        1 => number.clone().prop_map(|number| Ask::Open { number }),
        1 => number.prop_map(|number| Ask::Define { number }),
    ]
}

/// Each with another number: sent at once, they may arrive in any order.
fn reports() -> impl Strategy<Value = Vec<(u64, u8)>> {
    btree_map(0..10_u64, 0..2_u8, 1..5).prop_map(|reports| reports.into_iter().collect())
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::default()).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Step> {
        prop_oneof![
            10 => vec(ask(), 1..6).prop_map(Step::Ask),
            2 => (any::<bool>(), reports()).prop_map(|(after, reports)| Step::Fail { after, reports }),
            2 => (reports(), 0..4000_u64).prop_map(|(reports, micros)| Step::Crash { reports, micros }),
            1 => Just(Step::Restart),
            1 => Just(Step::Scrub),
            1 => Just(Step::Backup),
            2 => (0..4_usize).prop_map(|backup| Step::Restore { backup }),
            1 => (-100_000..100_000_i64).prop_map(|seconds| Step::Clock { seconds }),
        ]
        .boxed()
    }

    fn apply(mut model: Self, step: &Step) -> Self {
        match step {
            Step::Ask(asks) => {
                for ask in asks {
                    model.ask(ask);
                }
            }
            Step::Fail { reports, .. } | Step::Crash { reports, .. } => {
                for (number, text) in reports {
                    model.submit(*number, *text, &[]);
                }
            }
            Step::Backup => model.backups += 1,
            Step::Restart | Step::Scrub | Step::Restore { .. } | Step::Clock { .. } => (),
        }
        model
    }

    fn preconditions(model: &Self, step: &Step) -> bool {
        !matches!(step, Step::Restore { .. }) || model.backups > 0
    }
}
