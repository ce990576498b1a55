//! What a method is: its name, its sources, what its statistics mean and how far it can be trusted.

use serde::Serialize;

/// What role a method's results play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Has a p-value and belongs to the one family of tests.
    Test,
    /// Gives a size with an interval; no p-value, no flag.
    Estimate,
    /// Describes or is shown because others quote it; never flags.
    Display,
    /// An exact check: what it flags is wrong for certain, though not who is to blame.
    Check,
}

/// Unit of a statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Polling stations.
    Stations,
    /// Voters on the roll.
    Voters,
    /// Votes or ballots.
    Votes,
    /// A percentage, from 0 to 100.
    Percent,
    /// A pure number.
    One,
}

/// One statistic of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Statistic {
    /// Name in JSON.
    pub name: &'static str,
    /// Unit.
    pub unit: Unit,
}

/// What a reader must know of a method before believing it. Title, explanation and caveats are texts under
/// `test-NAME-title`, `test-NAME-about` and `caveat-CAVEAT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// One word in snake case.
    pub name: &'static str,
    /// What its results are for.
    pub role: Role,
    /// Where the method comes from.
    pub sources: &'static [&'static str],
    /// Statistics it gives; the first is the one the interval and the report speak of.
    pub statistics: &'static [Statistic],
    /// Caveats that go with every result.
    pub caveats: &'static [&'static str],
    /// Fewest stations of a place it answers for.
    pub least_stations: usize,
}

/// Shorthand for the tables of statistics.
pub(crate) const fn stat(name: &'static str, unit: Unit) -> Statistic {
    Statistic { name, unit }
}
