//! Final figures of protocols, station by station: what an export of results counts.

use std::collections::BTreeMap;

use domain::registry::{Figures, Object, ProtocolCopy};

use crate::registry::Kept;

/// Figures of one contest by station, and the stations whose copies differ.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// By station.
    pub figures: BTreeMap<String, Figures>,
    /// Stations of which there are several final copies that say different things. None of them is taken: which one is right is not for
    /// an export to decide.
    pub differing: Vec<String>,
}

/// Final figures of an election, by contest. Copies of one station that say the same are one.
#[must_use]
pub fn counted(protocols: &[Kept], election: &str, copy: ProtocolCopy) -> BTreeMap<String, Counted> {
    let mut copies: BTreeMap<(&str, &str), Vec<Figures>> = BTreeMap::new();
    for kept in protocols {
        let Object::Protocol(protocol) = &kept.object else { continue };
        if protocol.election != election || protocol.copy != copy {
            continue;
        }
        if let Some(figures) = protocol.figures() {
            let all = copies.entry((&protocol.contest, &protocol.station)).or_default();
            if !all.contains(&figures) {
                all.push(figures);
            }
        }
    }
    let mut contests: BTreeMap<String, Counted> = BTreeMap::new();
    for ((contest, station), mut all) in copies {
        let counted = contests.entry(contest.to_owned()).or_default();
        match (all.pop(), all.is_empty()) {
            (Some(figures), true) => drop(counted.figures.insert(station.to_owned(), figures)),
            _ => counted.differing.push(station.to_owned()),
        }
    }
    contests
}
