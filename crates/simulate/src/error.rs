//! What can be wrong with a country or a plan, and what to do about it.

/// Why an election cannot be simulated as asked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// The country has no region, or a region no district.
    #[error("the country needs at least one region and every region at least one district; add them to `Country::regions`")]
    NoRegions,
    /// Two regions cannot be told apart.
    #[error("two regions are called {name}; give each a name of its own")]
    SameName {
        /// The name.
        name: String,
    },
    /// Every region must hold at least one station.
    #[error("{stations} stations cannot cover {regions} regions; ask for at least {regions}")]
    TooFewStations {
        /// Stations asked for.
        stations: u32,
        /// Regions of the country.
        regions: usize,
    },
    /// The ballot needs the leader and at least one rival, and a place on it for the leader.
    #[error("the ballot needs at least one rival, and the leader a position from 0 to the number of rivals; mend `Country::rivals`")]
    BadBallot,
    /// A share, rate or spread lies outside its range.
    #[error("{what} is {value}, which lies outside {range}; choose a value inside")]
    OutOfRange {
        /// The parameter, in words.
        what: String,
        /// Its value.
        value: f64,
        /// The values it can take.
        range: &'static str,
    },
    /// The plan names a region the country does not have.
    #[error("the plan names region number {region}, the country has numbers 0 to {last}; choose one of them")]
    NoSuchRegion {
        /// Position asked for.
        region: usize,
        /// Last position there is.
        last: usize,
    },
}

impl Error {
    /// The stable code of this failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoRegions => "SIMULATE-NO-REGIONS",
            Self::SameName { .. } => "SIMULATE-SAME-NAME",
            Self::TooFewStations { .. } => "SIMULATE-TOO-FEW-STATIONS",
            Self::BadBallot => "SIMULATE-BAD-BALLOT",
            Self::OutOfRange { .. } => "SIMULATE-OUT-OF-RANGE",
            Self::NoSuchRegion { .. } => "SIMULATE-NO-SUCH-REGION",
        }
    }
}

/// Fails unless `low <= value <= high`; a value that is not a number fails too.
pub(crate) fn within(what: impl Into<String>, value: f64, (low, high): (f64, f64), range: &'static str) -> Result<(), Error> {
    if (low..=high).contains(&value) { Ok(()) } else { Err(Error::OutOfRange { what: what.into(), value, range }) }
}
