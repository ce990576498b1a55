//! What observers saw, counted and received.

use serde::Serialize;

use super::figures::Item;
use super::sources::Support;
use crate::amount::Amount;
use crate::unit::{Noun, Unit};

/// Part of an election that is watched by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before election day.
    Before,
    /// Opening of a station.
    Opening,
    /// Voting.
    Voting,
    /// Counting at a station.
    Counting,
    /// Adding up above stations.
    Tabulation,
    /// After election day: pressure, rewriting, complaints.
    After,
}

impl Phase {
    /// Every phase in order.
    pub const ALL: [Self; 6] = [Self::Before, Self::Opening, Self::Voting, Self::Counting, Self::Tabulation, Self::After];

    /// The word a case writes for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Opening => "opening",
            Self::Voting => "voting",
            Self::Counting => "counting",
            Self::Tabulation => "tabulation",
            Self::After => "after",
        }
    }

    /// Whether it belongs to polling day itself.
    #[must_use]
    pub fn on_polling_day(self) -> bool {
        !matches!(self, Self::Before | Self::After)
    }
}

/// How the places watched were chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Drawn at random from all.
    Random,
    /// Wherever it suited.
    Convenience,
    /// All of them.
    Saturation,
    /// The record does not say.
    #[default]
    Unknown,
}

/// What a `yes` to a question means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Something was wrong.
    #[default]
    Negative,
    /// Something was as it should be.
    Positive,
}

/// The answers of one organisation to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Observation {
    /// Short name.
    pub id: String,
    /// Who observed, or who reports it: id of an organisation.
    pub organisation: String,
    /// Where: id of a place.
    pub place: String,
    /// When.
    pub phase: Phase,
    /// What was asked, in a phrase: `count rated bad or very bad`.
    pub question: String,
    /// What n counts.
    pub unit: Noun,
    /// How many were watched; none where the record does not say.
    pub n: Option<u64>,
    /// In how many of them the answer was yes.
    pub k: Option<u64>,
    /// The share as published, in per cent, where the counts are not.
    pub share: Option<Amount>,
    /// What a yes means.
    pub means: Meaning,
    /// How the places were chosen.
    pub design: Design,
    /// The observation this one reports at second hand: id.
    pub reports: Option<String>,
    /// Where this is from.
    pub support: Support,
}

/// An independent estimate of something official figures say too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// Short name.
    pub id: String,
    /// Who estimated: id of an organisation.
    pub organisation: String,
    /// Contest: id.
    pub contest: String,
    /// Where: id of a place.
    pub place: String,
    /// Of what.
    pub item: Item,
    /// The estimate.
    pub value: Amount,
    /// Its unit.
    pub unit: Unit,
    /// Lower and upper end of its interval, where one is published.
    pub interval: Option<(Amount, Amount)>,
    /// Confidence of the interval in per cent.
    pub level: Option<Amount>,
    /// How many it stands on.
    pub n: Option<u64>,
    /// How: `exit poll`, `quick count`, `head count`.
    pub method: String,
    /// Where this is from.
    pub support: Support,
}

/// How much an organisation watched, alone or together with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Watch {
    /// Who watched: id of an organisation.
    pub organisation: String,
    /// Who else watched the same ones; none for all that the organisation watched.
    pub shared_with: Option<String>,
    /// Where: id of a place.
    pub place: String,
    /// When.
    pub phase: Phase,
    /// What was watched.
    pub unit: Noun,
    /// How many were watched.
    pub watched: u64,
    /// How many there were in all.
    pub of: Option<u64>,
    /// In how many of them the organisation recorded what is asked about.
    pub found: Option<u64>,
    /// In how many of them the other organisation did.
    pub other_found: Option<u64>,
    /// Where this is from.
    pub support: Support,
}

/// A register of incidents, or a part of it: how many on each step from message to proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IncidentCount {
    /// Name of the register.
    pub register: String,
    /// Whose it is: id of an organisation.
    pub organisation: String,
    /// Where: id of a place.
    pub place: String,
    /// When.
    pub phase: Phase,
    /// Messages that arrived.
    pub received: Option<u64>,
    /// Messages that repeat another.
    pub duplicates: Option<u64>,
    /// Incidents after linking.
    pub distinct: Option<u64>,
    /// Incidents with two independent sources or a document.
    pub verified: Option<u64>,
    /// Votes that the verified ones are shown to have touched.
    pub votes_documented: Option<u64>,
    /// Where this is from.
    pub support: Support,
}

impl IncidentCount {
    /// Distinct incidents: as given, else what is left of the messages without duplicates.
    #[must_use]
    pub fn distinct(&self) -> Option<u64> {
        self.distinct.or_else(|| self.received.zip(self.duplicates).and_then(|(r, d)| r.checked_sub(d)))
    }
}

/// How many incidents exactly these organisations recorded, and no other of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overlap {
    /// Name of the register.
    pub register: String,
    /// Who recorded them: ids of organisations.
    pub recorded_by: Vec<String>,
    /// How many.
    pub incidents: u64,
    /// Where this is from.
    pub support: Support,
}
