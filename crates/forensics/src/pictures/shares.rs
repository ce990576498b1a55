//! The stations of one district, for naming what a too-homogeneous district consists of.

use domain::{OptionId, PlaceId};

use crate::sample::Sample;

/// One station's part in a district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationShare {
    /// Number of the station in the release.
    pub station: usize,
    /// Votes for the option, or ballots issued.
    pub part: u32,
    /// Ballots found, or voters on the roll.
    pub whole: u32,
}

/// Shares of an option (or turnouts) of the stations of a place, in station order.
#[must_use]
pub fn of(sample: &Sample<'_>, subject: Option<OptionId>, place: PlaceId) -> Vec<StationShare> {
    let figures = |i: usize| match subject {
        Some(option) => sample.share(option, i),
        None => sample.turnout(i),
    };
    sample.release.places.stations(place).filter_map(|i| figures(i).map(|(part, whole)| StationShare { station: i, part, whole })).collect()
}
