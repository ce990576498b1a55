//! Units: what a number counts. A claim is only ever held against figures of its own unit.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// What is counted.
///
/// Pairs such as [`Noun::Counts`] and [`Noun::CountsObserved`] are kept apart on purpose: what is true of the counts that were watched is an exact
/// figure, what it says about all counts is an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// Votes for an option.
    Votes,
    /// Ballots found in the boxes, valid or not.
    Ballots,
    /// Ballots that count.
    ValidBallots,
    /// People on the roll.
    Voters,
    /// Polling stations.
    Stations,
    /// Polling stations that were visited.
    StationsVisited,
    /// Counts of ballots at stations, all of them.
    Counts,
    /// Counts of ballots that were watched.
    CountsObserved,
    /// Areas that elect together. Printed by mistake for stations or counts more often than meant.
    Constituencies,
    /// Visits of observers; one station may be visited twice.
    Visits,
    /// People accredited to observe.
    Observers,
    /// Irregular events that happened, recorded or not.
    Incidents,
    /// Messages that arrived, duplicates and all.
    ReportsReceived,
    /// Incidents in a register after duplicates were linked.
    DistinctIncidents,
    /// Incidents in a register with two independent sources or a document.
    VerifiedIncidents,
    /// Votes that misconduct touched, recorded or not.
    VotesAffected,
    /// Votes that verified incidents are shown to have touched.
    VotesDocumented,
    /// People in any other role.
    People,
    /// Days.
    Days,
}

/// Every noun with the words it is written in; the first word list is how it is shown.
const WORDS: [(Noun, &str); 19] = [
    (Noun::Votes, "votes"),
    (Noun::Ballots, "ballots"),
    (Noun::ValidBallots, "valid ballots"),
    (Noun::Voters, "registered voters"),
    (Noun::Stations, "stations"),
    (Noun::StationsVisited, "stations visited"),
    (Noun::Counts, "counts"),
    (Noun::CountsObserved, "counts observed"),
    (Noun::Constituencies, "constituencies"),
    (Noun::Visits, "visits"),
    (Noun::Observers, "observers"),
    (Noun::Incidents, "incidents"),
    (Noun::ReportsReceived, "reports received"),
    (Noun::DistinctIncidents, "distinct incidents"),
    (Noun::VerifiedIncidents, "verified incidents"),
    (Noun::VotesAffected, "votes affected"),
    (Noun::VotesDocumented, "votes documented as affected"),
    (Noun::People, "people"),
    (Noun::Days, "days"),
];

impl Noun {
    /// Every noun.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.iter().map(|(noun, _)| *noun)
    }

    /// The words it is written in.
    #[must_use]
    pub fn words(self) -> &'static str {
        WORDS.iter().find(|(noun, _)| *noun == self).map_or("", |(_, words)| words)
    }

    fn parse(text: &str) -> Option<Self> {
        WORDS.iter().find(|(_, words)| *words == text).map(|(noun, _)| *noun)
    }

    /// The whole of which this noun is the part that was watched: counts observed are a sample of counts.
    #[must_use]
    pub fn whole(self) -> Option<Self> {
        match self {
            Self::CountsObserved => Some(Self::Counts),
            Self::StationsVisited => Some(Self::Stations),
            _ => None,
        }
    }
}

impl Serialize for Noun {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.words())
    }
}

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// So many of something.
    Number(Noun),
    /// A share of something in per cent, 0 to 100.
    Percent(Noun),
    /// A difference of two such shares, in percentage points.
    Points(Noun),
    /// A day of the calendar.
    Date,
}

/// A text that is no unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// A share without its denominator.
    #[error("a percentage of what?")]
    OfWhat,
    /// No noun that is known.
    #[error("there is no such unit")]
    Unknown,
}

impl UnitError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        let nouns: Vec<&str> = Noun::all().map(Noun::words).collect();
        match self {
            Self::OfWhat => format!("Say `percent of X` or `points of X`, X one of: {}.", nouns.join(", ")),
            Self::Unknown => format!("Say X, `percent of X`, `points of X` or `date`, X one of: {}.", nouns.join(", ")),
        }
    }
}

impl FromStr for Unit {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let text = text.trim();
        if text == "date" {
            return Ok(Self::Date);
        }
        if matches!(text, "percent" | "%" | "points" | "percentage points") {
            return Err(UnitError::OfWhat);
        }
        let noun = |words: &str| Noun::parse(words).ok_or(UnitError::Unknown);
        if let Some(of) = text.strip_prefix("percent of ") {
            return noun(of).map(Self::Percent);
        }
        if let Some(of) = text.strip_prefix("points of ") {
            return noun(of).map(Self::Points);
        }
        noun(text).map(Self::Number)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(noun) => f.write_str(noun.words()),
            Self::Percent(noun) => write!(f, "percent of {}", noun.words()),
            Self::Points(noun) => write!(f, "points of {}", noun.words()),
            Self::Date => f.write_str("date"),
        }
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_read_back_as_it_is_written() {
        for noun in Noun::all() {
            for unit in [Unit::Number(noun), Unit::Percent(noun), Unit::Points(noun), Unit::Date] {
                assert_eq!(unit.to_string().parse(), Ok(unit));
            }
        }
    }

    #[test]
    fn a_percentage_without_its_denominator_is_refused() {
        assert_eq!("percent".parse::<Unit>(), Err(UnitError::OfWhat));
        assert_eq!("percent of everything".parse::<Unit>(), Err(UnitError::Unknown));
        assert!(UnitError::OfWhat.remedy().contains("counts observed"));
    }
}
