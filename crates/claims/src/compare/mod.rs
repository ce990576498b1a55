//! Several elections side by side: the same indicators, computed by one function for each.
//!
//! | question | module |
//! |---|---|
//! | what stands in a cell, and why is one empty? | `cell` |
//! | turnout, shares, margin, ballots, stations | `results` |
//! | observers, ratings, statements, days | `others` |

mod cell;
mod others;
mod results;
#[cfg(test)]
mod tests;

pub use cell::{About, Cell, Gap, Value};

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::case::{Case, Phase, StatementKind};
use crate::unit::{Noun, Unit};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "indicator", content = "of")]
pub enum Indicator {
    /// Ballots cast in per cent of registered voters, one value for each number of registered voters the record knows.
    Turnout,
    /// Votes of the winner in per cent of valid ballots.
    WinnerShare,
    /// Votes between winner and runner-up.
    MarginVotes,
    /// The same in points of valid ballots.
    MarginPoints,
    /// Invalid ballots in per cent of ballots found.
    InvalidShare,
    /// Polling stations, one value for each figure.
    Stations,
    /// Registered voters for each polling station, one value for each pair of figures.
    VotersPerStation,
    /// People accredited to observe, one value for each figure; organisations are not added up.
    Observers,
    /// Negative answers of observers in a part of the election, one value for each observation.
    NegativeAnswers(Phase),
    /// Statements of a kind.
    Statements(StatementKind),
    /// Days from election day to the result.
    DaysToResult,
    /// Days from election day to the publication of the result.
    DaysToPublication,
}

impl Indicator {
    /// Every indicator in the order of the table.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let results = [Self::Turnout, Self::WinnerShare, Self::MarginVotes, Self::MarginPoints, Self::InvalidShare];
        let stations = [Self::Stations, Self::VotersPerStation, Self::Observers];
        let kinds = [StatementKind::Checkable, StatementKind::Opinion, StatementKind::Intention];
        let days = [Self::DaysToResult, Self::DaysToPublication];
        let answers = Phase::ALL.map(Self::NegativeAnswers);
        results.into_iter().chain(stations).chain(answers).chain(kinds.map(Self::Statements)).chain(days).collect()
    }

    /// Its unit.
    #[must_use]
    pub fn scale(self) -> Scale {
        match self {
            Self::Turnout => Scale::In(Unit::Percent(Noun::Voters)),
            Self::WinnerShare => Scale::In(Unit::Percent(Noun::ValidBallots)),
            Self::MarginVotes => Scale::In(Unit::Number(Noun::Votes)),
            Self::MarginPoints => Scale::In(Unit::Points(Noun::ValidBallots)),
            Self::InvalidShare => Scale::In(Unit::Percent(Noun::Ballots)),
            Self::Stations => Scale::In(Unit::Number(Noun::Stations)),
            Self::VotersPerStation => Scale::Per(Noun::Voters, Noun::Stations),
            Self::Observers => Scale::In(Unit::Number(Noun::Observers)),
            Self::NegativeAnswers(_) => Scale::Observed,
            Self::Statements(_) => Scale::Statements,
            Self::DaysToResult | Self::DaysToPublication => Scale::In(Unit::Number(Noun::Days)),
        }
    }
}

/// The unit of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A unit of the glossary.
    In(Unit),
    /// So many of the one for each of the other.
    Per(Noun, Noun),
    /// Per cent of what was watched: each value names it.
    Observed,
    /// Statements.
    Statements,
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In(unit) => unit.fmt(f),
            Self::Per(one, other) => write!(f, "{} over {}", one.words(), other.words()),
            Self::Observed => f.write_str("percent of what was watched"),
            Self::Statements => f.write_str("statements"),
        }
    }
}

impl Serialize for Scale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A case at the head of its column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column<'a> {
    /// The case: id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Whether it is invented.
    pub simulated: bool,
    /// Election day.
    pub election: Date,
}

/// One indicator over all cases.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What is compared.
    #[serde(flatten)]
    pub indicator: Indicator,
    /// Its unit.
    pub unit: Scale,
    /// One cell for each case, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// Cases side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison<'a> {
    /// The cases, in the order they were given.
    pub columns: Vec<Column<'a>>,
    /// The indicators.
    pub rows: Vec<Row>,
}

/// Computes every indicator for every case. A row that no case has a value for stays: its cells say why.
#[must_use]
pub fn compare<'a>(cases: &[&'a Case]) -> Comparison<'a> {
    let column = |case: &&'a Case| Column { id: &case.id, title: &case.title, simulated: case.simulated, election: case.election.date };
    let row = |indicator: Indicator| {
        let cells = cases.iter().map(|case| cell(case, indicator)).collect();
        Row { indicator, unit: indicator.scale(), cells }
    };
    Comparison { columns: cases.iter().map(column).collect(), rows: Indicator::all().into_iter().map(row).collect() }
}

/// One indicator of one case, for the whole country and by the release that counts: the last that is not preliminary, else the last.
#[must_use]
pub fn cell(case: &Case, indicator: Indicator) -> Cell {
    match indicator {
        Indicator::Turnout => results::each_contest(case, results::turnout),
        Indicator::WinnerShare => results::each_contest(case, results::winner_share),
        Indicator::MarginVotes => results::each_contest(case, results::margin_votes),
        Indicator::MarginPoints => results::each_contest(case, results::margin_points),
        Indicator::InvalidShare => results::each_contest(case, results::invalid),
        Indicator::Stations => results::each_contest(case, results::stations),
        Indicator::VotersPerStation => results::each_contest(case, results::voters_per_station),
        Indicator::Observers => others::observers(case),
        Indicator::NegativeAnswers(phase) => others::negative(case, phase),
        Indicator::Statements(kind) => others::statements(case, kind),
        Indicator::DaysToResult => others::days_to_result(case),
        Indicator::DaysToPublication => others::days_to_publication(case),
    }
}
