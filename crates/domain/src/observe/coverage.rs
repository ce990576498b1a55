//! How much of the whole was visited: n of N, by region and by town and country.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use crate::registry::Settlement;

/// A station of the frame: all stations there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameStation<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its region.
    pub region: &'a str,
    /// Town or country, where known.
    pub settlement: Option<Settlement>,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Share {
    /// Stations visited.
    pub n: u64,
    /// Stations there are.
    pub of: u64,
}

impl Share {
    /// In per cent; nothing where there are none.
    #[must_use]
    pub fn percent(self) -> Option<f64> {
        if self.of == 0 { None } else { Some(100.0 * self.n as f64 / self.of as f64) }
    }

    fn add(&mut self, visited: bool) {
        self.of += 1;
        self.n += u64::from(visited);
    }
}

/// What was visited of the frame. Each station counts once, however often it was visited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Coverage {
    /// Of all stations.
    pub all: Share,
    /// By region.
    pub regions: BTreeMap<String, Share>,
    /// In towns.
    pub urban: Share,
    /// In the country.
    pub rural: Share,
    /// Where it is not known which.
    pub unknown: Share,
    /// Ids that were visited and are not in the frame: a list that is not up to date, or a mistake.
    pub outside: Vec<String>,
}

/// What was visited of a frame.
#[must_use]
pub fn coverage<'a>(frame: impl IntoIterator<Item = FrameStation<'a>>, visited: &BTreeSet<&str>) -> Coverage {
    let mut coverage = Coverage::default();
    let mut outside = visited.clone();
    for station in frame {
        let seen = visited.contains(station.id);
        outside.remove(station.id);
        coverage.all.add(seen);
        if let Some(region) = coverage.regions.get_mut(station.region) {
            region.add(seen);
        } else {
            coverage.regions.entry(station.region.to_owned()).or_default().add(seen);
        }
        match station.settlement {
            Some(Settlement::Urban) => coverage.urban.add(seen),
            Some(Settlement::Rural) => coverage.rural.add(seen),
            None => coverage.unknown.add(seen),
        }
    }
    coverage.outside = outside.into_iter().map(str::to_owned).collect();
    coverage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_counts_once_and_strangers_are_named() {
        let station = |id, region, settlement| FrameStation { id, region, settlement };
        let frame = [station("1", "a", Some(Settlement::Urban)), station("2", "a", Some(Settlement::Rural)), station("3", "b", None)];
        let c = coverage(frame, &BTreeSet::from(["1", "3", "77"]));
        assert_eq!(
            (c.all, c.urban, c.rural, c.unknown),
            (Share { n: 2, of: 3 }, Share { n: 1, of: 1 }, Share { n: 0, of: 1 }, Share { n: 1, of: 1 })
        );
        assert_eq!(c.regions["a"].percent(), Some(50.0));
        assert_eq!(c.outside, ["77"]);
        assert_eq!(Share::default().percent(), None);
    }
}
