//! What stands in a cell, and why one is empty.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::amount::Range;
use crate::case::{ActKind, Certainty, Design, Figure, Phase, Support, Where};
use crate::evidence::turnout::FrameFrom;
use crate::evidence::{Intervals, Missing};
use crate::unit::Unit;
use crate::verdict::Reach;

/// What a value is about, and by which figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "about")]
pub enum About {
    /// The result of a contest.
    Result {
        /// Contest: id.
        contest: String,
        /// The release: id; none where the record has none.
        release: Option<String>,
        /// The option with most votes: id; for shares and margins.
        winner: Option<String>,
    },
    /// Turnout of a contest under one number of registered voters.
    Frame {
        /// Contest: id.
        contest: String,
        /// The release the ballots are from: id.
        release: Option<String>,
        /// Where the number of registered voters is from.
        from: FrameFrom,
        /// The figure it is or follows from, as printed.
        printed: String,
        /// Whether the commission stands behind it.
        official: bool,
    },
    /// A published figure.
    Figure {
        /// Its words: `stations`, `party observers`.
        words: String,
        /// Where it stands.
        stands: Where,
        /// Whose figure it is: id of an organisation.
        by: Option<String>,
    },
    /// One figure over another.
    Quotient {
        /// Above, as printed.
        of: String,
        /// Where it stands.
        of_stands: Where,
        /// Below, as printed.
        over: String,
        /// Where it stands.
        over_stands: Where,
    },
    /// An observation.
    Observation {
        /// Its id.
        id: String,
        /// Who observed: id of an organisation.
        organisation: String,
        /// Where: id of a place.
        place: String,
        /// What was asked.
        question: String,
        /// How the places were chosen.
        design: Design,
    },
    /// An act: id.
    Act {
        /// Its id.
        id: String,
    },
    /// The publication of a release.
    Release {
        /// Its id.
        id: String,
    },
    /// Entries of the record.
    Entries,
}

/// A number in a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// What the record allows: both ends are one for an exact number, one is open for `more than`.
    pub value: Reach,
    /// Its unit, where it is one of the glossary.
    pub unit: Option<Unit>,
    /// How many were watched, for shares of observations.
    pub n: Option<u64>,
    /// In how many of them the answer was negative.
    pub k: Option<u64>,
    /// 95% intervals, for places drawn at random only.
    pub intervals: Option<Intervals>,
    /// What it is about, and by which figure.
    #[serde(flatten)]
    pub about: About,
    /// Ids of the sources.
    pub sources: BTreeSet<String>,
    /// The least sure of what was used.
    pub certainty: Certainty,
}

impl Value {
    /// A number without n or interval.
    pub(super) fn plain(value: Reach, unit: Option<Unit>, about: About) -> Self {
        Self { value, unit, n: None, k: None, intervals: None, about, sources: BTreeSet::new(), certainty: Certainty::default() }
    }

    /// A number exact as far as its digits go.
    pub(super) fn exact(value: Range, unit: Unit, about: About) -> Self {
        Self::plain(Reach::printed(value), Some(unit), about)
    }

    /// A published figure.
    pub(super) fn figure(figure: &Figure) -> Self {
        let about = About::Figure { words: figure.item.word().to_owned(), stands: figure.stands.clone(), by: figure.by.clone() };
        Self::plain(Reach::of_figure(&figure.value, figure.relation, figure.unit), Some(figure.unit), about).from([&figure.support])
    }

    /// Adds where it is from.
    pub(super) fn from<'a>(mut self, supports: impl IntoIterator<Item = &'a Support>) -> Self {
        for support in supports {
            self.sources.extend(support.sources.iter().cloned());
            self.certainty = self.certainty.max(support.certainty);
        }
        self
    }
}

/// Why a cell is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "gap")]
pub enum Gap {
    /// The record has no contest.
    NoContest,
    /// The record cannot tell.
    Evidence(Missing),
    /// Options without figures could be the winner or the runner-up.
    OptionsWithoutFigures {
        /// Their ids.
        options: Vec<String>,
    },
    /// There is only one option: nobody to lead.
    OneOption,
    /// No figure of it is in the record.
    NoFigure {
        /// Its words.
        item: String,
    },
    /// The figures there are cannot be divided: a bound, or nought below.
    NotDivisible,
    /// No observation of this part of the election is in the record.
    NoObservation {
        /// The part.
        phase: Phase,
    },
    /// The observations there are give neither counts nor shares.
    ObservationsWithoutNumbers {
        /// Their ids.
        observations: Vec<String>,
    },
    /// No act of this kind is in the record.
    NoAct {
        /// The kind.
        kind: ActKind,
    },
}

/// One indicator of one case: values, or the reason there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// The values: several where several figures, frames or observations are in the record.
    pub values: Vec<Value>,
    /// Why there is none; always given where there is none, and only then.
    pub gap: Option<Gap>,
}

impl Cell {
    /// Values, or the reason there is none.
    pub(super) fn of(values: Vec<Value>, otherwise: Gap) -> Self {
        let gap = values.is_empty().then_some(otherwise);
        Self { values, gap }
    }

    /// The reason there is none.
    pub(super) fn empty(gap: Gap) -> Self {
        Self { values: Vec::new(), gap: Some(gap) }
    }
}
