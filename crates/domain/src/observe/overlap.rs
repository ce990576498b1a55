//! Visits that overlap: one station visited twice, several organisations at one station, one observer at two stations at a time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::registry::Visit;

/// Two visits that have to do with each other. Ids are of visits, the earlier arrival first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Overlap {
    /// One organisation visited a station again: its figures count it once.
    Again {
        /// The station.
        station: String,
        /// The organisation.
        organisation: String,
        /// The two visits.
        visits: [String; 2],
    },
    /// Two organisations were at a station at the same time: what both report is not independent of the moment, but of the eyes.
    Together {
        /// The station.
        station: String,
        /// The two visits.
        visits: [String; 2],
    },
    /// One observer was at two stations at the same time: one of the times, or the id, is wrong.
    TwoPlaces {
        /// The observer's id.
        observer: String,
        /// The two visits.
        visits: [String; 2],
    },
}

/// Every overlap, each visit beside the nearest earlier one it overlaps with, so that the list stays as short as that of the visits.
/// A visit without departure lasts a moment.
#[must_use]
pub fn overlaps<'a>(visits: impl IntoIterator<Item = (&'a str, &'a Visit)>) -> Vec<Overlap> {
    let mut all: Vec<(&str, &Visit)> = visits.into_iter().collect();
    all.sort_by(|(a, x), (b, y)| (x.arrived.timestamp(), a).cmp(&(y.arrived.timestamp(), b)));
    let mut found = Vec::new();
    let mut by_station: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut at_station: BTreeMap<&str, BTreeMap<&str, Last<'_>>> = BTreeMap::new();
    let mut of_observer: BTreeMap<(&str, &str), Last<'_>> = BTreeMap::new();
    for (id, visit) in all {
        let (station, organisation) = (visit.station.as_str(), visit.organisation.as_str());
        if let Some(first) = by_station.insert((station, organisation), id) {
            let visits = [first.to_owned(), id.to_owned()];
            found.push(Overlap::Again { station: station.to_owned(), organisation: organisation.to_owned(), visits });
        }
        let last = Last { id, station, until: visit.departed.as_ref().unwrap_or(&visit.arrived).timestamp() };
        let there = at_station.entry(station).or_default();
        for other in there.iter().filter(|(name, other)| **name != organisation && other.until >= visit.arrived.timestamp()) {
            found.push(Overlap::Together { station: station.to_owned(), visits: [other.1.id.to_owned(), id.to_owned()] });
        }
        keep_later(there, organisation, last);
        for observer in &visit.observers {
            let key = (organisation, observer.as_str());
            if let Some(other) = of_observer.get(&key)
                && other.station != station
                && other.until > visit.arrived.timestamp()
            {
                found.push(Overlap::TwoPlaces { observer: observer.clone(), visits: [other.id.to_owned(), id.to_owned()] });
            }
            keep_later(&mut of_observer, key, last);
        }
    }
    found
}

/// The visit that lasts longest so far.
#[derive(Clone, Copy)]
struct Last<'a> {
    id: &'a str,
    station: &'a str,
    until: Timestamp,
}

fn keep_later<'a, K: Ord>(kept: &mut BTreeMap<K, Last<'a>>, key: K, last: Last<'a>) {
    let entry = kept.entry(key).or_insert(last);
    if last.until >= entry.until {
        *entry = last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Instant;

    fn visit(organisation: &str, observer: &str, station: &str, from: &str, until: Option<&str>) -> Visit {
        let at = |time: &str| Instant::parse(&format!("2005-12-04T{time}:00+06:00")).unwrap();
        Visit {
            organisation: organisation.to_owned(),
            observers: vec![observer.to_owned()],
            station: station.to_owned(),
            arrived: at(from),
            departed: until.map(at),
            deployment: None,
        }
    }

    #[test]
    fn each_kind_of_overlap_is_told_apart() {
        let visits = [
            ("v1", visit("a", "A", "12", "08:00", Some("08:30"))),
            ("v2", visit("b", "B", "12", "08:20", Some("09:00"))),
            ("v3", visit("a", "A", "13", "08:25", Some("08:40"))),
            ("v4", visit("a", "A", "12", "19:00", None)),
            ("v5", visit("b", "B", "14", "09:00", None)),
        ];
        let pair = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        let station = || "12".to_owned();
        assert_eq!(
            overlaps(visits.iter().map(|(id, v)| (*id, v))),
            [
                Overlap::Together { station: station(), visits: pair("v1", "v2") },
                Overlap::TwoPlaces { observer: "A".to_owned(), visits: pair("v1", "v3") },
                Overlap::Again { station: station(), organisation: "a".to_owned(), visits: pair("v1", "v4") },
            ]
        );
    }
}
