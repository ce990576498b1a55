//! What every method of the table has to provide, and what it is given.

use domain::{Election, Finding, OptionId, PlaceId, PlaceTree};
use stats::random::Seed;

use crate::about::About;
use crate::sample::Sample;

/// A test of official station-level results. New methods implement this and join [`crate::table::METHODS`].
pub trait Method: Sync {
    /// What it is, where it comes from, what it assumes.
    fn about(&self) -> &'static About;

    /// Its findings, for every option and place of the context, in any order. It leaves `q` and the flags of tests to the
    /// family, and answers [`domain::Outcome::CannotTell`] rather than guess.
    fn run(&self, context: &Context<'_>) -> Vec<Finding>;
}

/// What a method works on.
#[derive(Debug)]
pub struct Context<'a> {
    /// The figures.
    pub sample: &'a Sample<'a>,
    /// Outcome of the arithmetic controls on the same release.
    pub checked: &'a count::check::Checked,
    /// Places to answer for, the whole election first.
    pub areas: Vec<PlaceId>,
    /// Options to answer for.
    pub options: Vec<OptionId>,
    /// Seed of everything random.
    pub seed: Seed,
}

impl Context<'_> {
    /// The place tree.
    #[must_use]
    pub fn places(&self) -> &PlaceTree {
        &self.sample.release.places
    }

    /// The election.
    #[must_use]
    pub fn election(&self) -> &Election {
        &self.sample.release.election
    }

    /// Deepest level among the areas asked for.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.areas.iter().map(|&p| self.places().level(p)).max().unwrap_or(0)
    }

    /// Every pair of an option and an area, options outside.
    pub fn cases(&self) -> impl Iterator<Item = (OptionId, PlaceId)> + '_ {
        self.options.iter().flat_map(|&o| self.areas.iter().map(move |&a| (o, a)))
    }
}
