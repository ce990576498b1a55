//! What was said, and what can be checked in it.

use jiff::civil::Date;
use serde::Serialize;

use super::figures::{Item, Relation};
use super::observed::Phase;
use super::sources::{Moment, Support};
use crate::amount::Amount;
use crate::unit::{Noun, Unit};

/// What kind of statement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// Something in it can be true or false.
    Checkable,
    /// A judgement: kept and shown, never scored.
    Opinion,
    /// What somebody means to do: kept in the timeline, never scored.
    Intention,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Short name.
    pub id: String,
    /// The speaker's name as this record spells it; empty where an organisation speaks.
    pub speaker: String,
    /// The speaker: id of a person.
    pub person: Option<String>,
    /// In what role.
    pub role: String,
    /// For which organisation: id.
    pub organisation: Option<String>,
    /// When it was said; none where unknown.
    pub said: Option<Moment>,
    /// Where: id of a place; empty where unknown.
    pub place: String,
    /// Language tag of the original; empty where unknown.
    pub language: String,
    /// What kind of statement it is.
    pub kind: StatementKind,
    /// The statement in the words of whoever wrote the record.
    pub words: String,
    /// The statement it answers: id.
    pub answers: Option<String>,
    /// Where this is from.
    pub support: Support,
}

/// Which kind of evidence can decide a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The claim is about what official figures say: they decide it.
    #[default]
    Official,
    /// The claim is that official figures are wrong: only evidence from elsewhere decides it.
    Independent,
}

/// What a claim puts a number on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Measure {
    /// A figure of the official results: votes, share, turnout, ballots.
    Result {
        /// Of what.
        item: Item,
        /// Contest: id.
        contest: String,
        /// Place: id.
        place: String,
        /// Release: id; the final one where none is named.
        release: Option<String>,
    },
    /// Votes (or points) by which the winner leads the runner-up.
    Margin {
        /// Contest: id.
        contest: String,
        /// Place: id.
        place: String,
        /// Release: id.
        release: Option<String>,
    },
    /// How much a figure changed from one release to another.
    Change {
        /// Of what.
        item: Item,
        /// Contest: id.
        contest: String,
        /// Place: id.
        place: String,
        /// Earlier release: id.
        from: String,
        /// Later release: id.
        to: String,
    },
    /// Share (or number) of observed places with an answer.
    Rating {
        /// The observation: id.
        observation: String,
    },
    /// Incidents.
    Incidents {
        /// Name of the register; none where no register is named.
        register: Option<String>,
        /// Place: id.
        place: String,
        /// Part of the election; all parts where none is named.
        phase: Option<Phase>,
    },
    /// That nothing of a kind was there, because an organisation recorded nothing.
    Absence {
        /// Who recorded nothing: id of an organisation.
        organisation: String,
        /// The observation of another organisation it is held against: id.
        against: String,
    },
    /// How much an organisation watched.
    Coverage {
        /// Who: id of an organisation.
        organisation: String,
        /// What was watched.
        unit: Noun,
        /// Part of the election.
        phase: Option<Phase>,
        /// Place: id.
        place: String,
    },
    /// Any other counted thing: `party observers`.
    Counted {
        /// In the words of the figure.
        item: String,
        /// Place: id.
        place: String,
    },
    /// The day of an act.
    Day {
        /// The act: id.
        act: String,
    },
    /// Votes that misconduct touched, to be held against the margin.
    Affected {
        /// Contest: id.
        contest: String,
        /// Register; all of them where none is named.
        register: Option<String>,
    },
}

/// What a measure is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A number.
    Quantity(Amount),
    /// A day.
    Day(Date),
    /// What another measure gives.
    Another(Measure),
    /// The margin between winner and runner-up.
    Margin,
}

/// A checkable part of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Short name.
    pub id: String,
    /// The statement it is a part of: id.
    pub statement: String,
    /// What it puts a number on.
    pub measure: Measure,
    /// How the number stands to it.
    pub relation: Relation,
    /// The number, the day, or another measure.
    pub target: Target,
    /// Unit of the number.
    pub unit: Unit,
    /// Tolerance of `about`, in the unit; half a unit of the last digit where none is given.
    pub tolerance: Option<Amount>,
    /// Which kind of evidence can decide it.
    pub basis: Basis,
    /// Whether nobody knows which hour of counting the number is of: no release can then be held against it.
    pub stage_unknown: bool,
    /// Anything a reader should know; empty for nothing.
    pub note: String,
    /// Where the claim is in its file, for messages: line from 1.
    pub line: u64,
}

impl Claim {
    /// The support of a claim is that of its statement.
    #[must_use]
    pub fn support<'a>(&self, case: &'a super::Case) -> Option<&'a Support> {
        case.statement(&self.statement).map(|s| &s.support)
    }
}
