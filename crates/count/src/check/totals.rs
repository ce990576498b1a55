//! Published totals against the sum of their stations (control C43).

use std::collections::HashMap;

use domain::{Column, Election, Field, OptionId, PlaceId, Release};
use serde::Serialize;

use super::index;
use super::result::{ControlResult, NotApplicable};

/// A line of a published total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A field of the protocol.
    Field(Field),
    /// Votes for an option.
    Votes(OptionId),
}

impl Line {
    /// The field's name, or `votes for` and the option's.
    #[must_use]
    pub fn name(self, election: &Election) -> String {
        match self {
            Self::Field(f) => f.name().to_owned(),
            Self::Votes(o) => {
                election.options.get(o.index()).map_or_else(|| format!("votes for option {}", o.0), |o| format!("votes for {}", o.name))
            }
        }
    }

    fn column(self, release: &Release) -> Option<&Column> {
        match self {
            Self::Field(f) => release.stations.field(f),
            Self::Votes(o) => release.stations.votes.get(o.index()),
        }
    }
}

/// A total that was published apart from the stations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTotal {
    /// Path of the place as [`domain::PlaceTree::path`] writes it; `all` for the whole election.
    pub place: String,
    /// What is totalled.
    pub line: Line,
    /// The published figure.
    pub value: u64,
}

/// A published total that is not the sum of its stations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TotalMismatch {
    /// Path of the place.
    pub place: String,
    /// What is totalled.
    pub line: String,
    /// The published figure.
    pub published: u64,
    /// The sum of the stations.
    pub sum: u64,
    /// Stations of the place.
    pub stations: u32,
}

/// Compares every published total. One whose place or line the release does not have, or whose stations have empty cells, is
/// counted as not checked: an incomplete sum proves nothing.
pub(super) fn check(release: &Release, published: &[PublishedTotal], result: &mut ControlResult) {
    if published.is_empty() {
        return result.not_applicable(NotApplicable::NothingPublished);
    }
    let tree = &release.places;
    let places: HashMap<String, PlaceId> = tree.all().map(|p| (tree.path(p), p)).collect();
    result.checked = 0;
    for total in published {
        let cells = places.get(&total.place).zip(total.line.column(release)).map(|(&p, c)| &c.raw()[tree.stations(p)]);
        match cells.filter(|c| c.iter().all(|&c| c != Column::MISSING)) {
            None => result.not_checked += 1,
            Some(cells) => {
                result.checked += 1;
                let sum = domain::column::total(cells);
                if sum != total.value {
                    let line = total.line.name(&release.election);
                    let mismatch =
                        TotalMismatch { place: total.place.clone(), line, published: total.value, sum, stations: index(cells.len()) };
                    result.totals.push(mismatch);
                }
            }
        }
    }
}
