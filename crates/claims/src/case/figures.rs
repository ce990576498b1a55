//! Published figures.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::sources::Support;
use crate::amount::Amount;
use crate::unit::{Noun, Unit};

/// Where a figure stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Where {
    /// In a release of official results: its id.
    Release(String),
    /// Printed in a source, beside the others of that source: its id.
    Printed(String),
}

/// What a figure is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// Votes for an option.
    Votes(String),
    /// Share of an option, in per cent of valid ballots.
    Share(String),
    /// People on the roll.
    Registered,
    /// Ballots found.
    Cast,
    /// Ballots that count.
    Valid,
    /// Ballots that do not.
    Invalid,
    /// Participation, in per cent of registered voters.
    Turnout,
    /// Polling stations.
    Stations,
    /// Anything else that is counted, in its own words: `party observers`.
    Other(String),
}

impl Item {
    /// Its unit; none where the figure itself has to say.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        Some(match self {
            Self::Votes(_) => Unit::Number(Noun::Votes),
            Self::Share(_) => Unit::Percent(Noun::ValidBallots),
            Self::Registered => Unit::Number(Noun::Voters),
            Self::Cast | Self::Invalid => Unit::Number(Noun::Ballots),
            Self::Valid => Unit::Number(Noun::ValidBallots),
            Self::Turnout => Unit::Percent(Noun::Voters),
            Self::Stations => Unit::Number(Noun::Stations),
            Self::Other(_) => return None,
        })
    }

    /// The word a case writes for it.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Votes(_) => "votes",
            Self::Share(_) => "share",
            Self::Registered => "registered",
            Self::Cast => "cast",
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::Turnout => "turnout",
            Self::Stations => "stations",
            Self::Other(words) => words,
        }
    }

    /// The option it is of.
    #[must_use]
    pub fn option(&self) -> Option<&str> {
        match self {
            Self::Votes(option) | Self::Share(option) => Some(option),
            _ => None,
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.option() {
            Some(option) => serializer.collect_str(&format_args!("{} {option}", self.word())),
            None => serializer.serialize_str(self.word()),
        }
    }
}

/// How a number stands to what it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// That much, as far as the printed digits go.
    #[default]
    Equal,
    /// That much, give or take the tolerance.
    About,
    /// That much or more.
    AtLeast,
    /// That much or less.
    AtMost,
    /// More than that.
    MoreThan,
    /// Less than that.
    LessThan,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 6] = [Self::Equal, Self::About, Self::AtLeast, Self::AtMost, Self::MoreThan, Self::LessThan];

    /// The words a case writes for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::About => "about",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::MoreThan => "more than",
            Self::LessThan => "less than",
        }
    }
}

/// A published figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Where it stands.
    pub stands: Where,
    /// Place it is about: id.
    pub place: String,
    /// Contest it is about: id.
    pub contest: String,
    /// What it is of.
    pub item: Item,
    /// Whether it is that much, more or less.
    pub relation: Relation,
    /// The number as printed.
    pub value: Amount,
    /// Its unit.
    pub unit: Unit,
    /// Organisation whose figure it is: id; none where the source speaks for itself.
    pub by: Option<String>,
    /// When it was said, where that matters.
    pub date: Option<Date>,
    /// Where this is from.
    pub support: Support,
}
