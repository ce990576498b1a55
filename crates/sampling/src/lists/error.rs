//! Why there is no table of overlaps, or no estimate from it.

use serde::Serialize;
use thiserror::Error;

use super::MOST_EVENTS;

/// Why counts do not form an [`Overlap`](super::Overlap).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Error)]
pub enum OverlapError {
    /// Fewer than two lists share nothing; more than six leave too many cells empty.
    #[error("{lists} lists; the estimate needs 2 to 6")]
    Lists {
        /// How many were given.
        lists: usize,
    },
    /// A pattern of no list, or of a list that does not exist.
    #[error("pattern {pattern:#b} is not a set of some of the {lists} lists")]
    Pattern {
        /// Bit i stands for list i.
        pattern: u32,
        /// How many lists there are.
        lists: usize,
    },
    /// One pattern has two counts.
    #[error("pattern {pattern:#b} is given twice")]
    Twice {
        /// Bit i stands for list i.
        pattern: u32,
    },
    /// The counts add up to more than [`MOST_EVENTS`].
    #[error("the counts add up to more than {MOST_EVENTS} events")]
    TooMany,
}

impl OverlapError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lists { .. } => "LISTS-NUMBER",
            Self::Pattern { .. } => "LISTS-PATTERN",
            Self::Twice { .. } => "LISTS-PATTERN-TWICE",
            Self::TooMany => "LISTS-TOO-MANY-EVENTS",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Lists { .. } => "Join lists that were made together, or leave the smallest out.",
            Self::Pattern { .. } => "Count only events that at least one list has, with bit i for list i from 0.",
            Self::Twice { .. } => "Add the counts of equal patterns first.",
            Self::TooMany => "Check the unit: a count is a number of events.",
        }
    }
}

/// Why there is no estimate, or none by this model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Error)]
pub enum ListsError {
    /// All cells are empty.
    #[error("no list has any event")]
    Empty,
    /// No event is in two lists, so nothing tells how many are in none.
    #[error("no event is in two lists")]
    NothingShared,
    /// An interaction of fewer than two lists, or of one that does not exist.
    #[error("{term:#b} is not an interaction of the {lists} lists")]
    Term {
        /// Bit i stands for list i.
        term: u32,
        /// How many lists there are.
        lists: usize,
    },
    /// The interaction of all lists cannot be told apart from the number of unseen events.
    #[error("the interaction of all lists at once cannot be estimated")]
    TopInteraction,
    /// An interaction comes without one that it contains.
    #[error("the interaction {term:#b} comes without {missing:#b}, which it contains")]
    NotHierarchical {
        /// The larger one.
        term: u32,
        /// The one that is absent.
        missing: u32,
    },
    /// Several sizes of the unseen cell fit the counts equally well.
    #[error("the cells that are not empty do not determine the model")]
    NotIdentified,
    /// The likelihood still grows as the parameters go to infinity.
    #[error("empty cells push the model to infinity, where it has no estimate")]
    NoMaximum,
    /// The iteration ended before the parameters settled.
    #[error("the fit did not settle in {steps} steps")]
    NotConverged {
        /// Steps taken.
        steps: u32,
    },
    /// More events are shared than a list has.
    #[error("{shared} shared events, but one list has only {listed}")]
    SharedExceedsListed {
        /// Events in both lists.
        shared: u64,
        /// Events in the shorter list.
        listed: u64,
    },
    /// Events seen once and twice are more than events seen.
    #[error("{once} events seen once and {twice} seen twice, but only {distinct} seen")]
    CountsExceedDistinct {
        /// Events in exactly one list.
        once: u64,
        /// Events in exactly two lists.
        twice: u64,
        /// Distinct events.
        distinct: u64,
    },
    /// No model could be fitted.
    #[error("none of the {models} models could be fitted")]
    NoModel {
        /// How many were tried.
        models: usize,
    },
}

impl ListsError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "LISTS-EMPTY",
            Self::NothingShared => "LISTS-NOTHING-SHARED",
            Self::Term { .. } => "LISTS-TERM",
            Self::TopInteraction => "LISTS-TOP-INTERACTION",
            Self::NotHierarchical { .. } => "LISTS-NOT-HIERARCHICAL",
            Self::NotIdentified => "LISTS-NOT-IDENTIFIED",
            Self::NoMaximum => "LISTS-NO-MAXIMUM",
            Self::NotConverged { .. } => "LISTS-NOT-CONVERGED",
            Self::SharedExceedsListed { .. } => "LISTS-SHARED-EXCEEDS-LISTED",
            Self::CountsExceedDistinct { .. } => "LISTS-COUNTS-EXCEED-DISTINCT",
            Self::NoModel { .. } => "LISTS-NO-MODEL",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty => "Give at least two lists with events in them.",
            Self::NothingShared => "State the number of distinct events only; more linking between lists may find shared ones.",
            Self::Term { .. } => "Name two or more of the lists.",
            Self::TopInteraction => "Leave the interaction of all lists out.",
            Self::NotHierarchical { .. } => "Add every interaction that a larger one contains.",
            Self::NotIdentified | Self::NoMaximum => "Take fewer interactions, or join lists that share little.",
            Self::NotConverged { .. } | Self::NoModel { .. } => "Take fewer interactions or fewer lists.",
            Self::SharedExceedsListed { .. } => "Count the shared events within both lists.",
            Self::CountsExceedDistinct { .. } => "Count every distinct event in exactly one class.",
        }
    }
}
