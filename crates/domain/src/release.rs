//! One version of the official results, station by station.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Accounts, Column, Election, Field, OptionId, PlaceTree, RowAccount};

/// The file a release was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SourceFile {
    /// Name without its folder.
    pub name: String,
    /// Size in bytes as it lies on disk.
    pub bytes: u64,
    /// SHA-256 of those bytes, in hexadecimal.
    pub sha256: String,
}

/// The stations' figures, one column a line of the protocol, in the order of the place tree.
#[derive(Clone, Debug, Default)]
pub struct Stations {
    /// The station's own number or name within its place.
    pub codes: Vec<Box<str>>,
    /// Line of the file where the station (its first row) stands.
    pub lines: Vec<u32>,
    /// Single-valued lines of the protocol, those the file has.
    pub fields: BTreeMap<Field, Column>,
    /// Votes, one column an option in the order of the ballot.
    pub votes: Vec<Column>,
    /// Cumulative turnout announced at hours of the day: (minutes since midnight, column), in order of time.
    pub turnout_h: Vec<(u32, Column)>,
    /// Percentages the file itself publishes for an option, in thousandths of a percentage point, where it has any.
    pub published_share: BTreeMap<u16, Column>,
}

impl Stations {
    /// Number of stations.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The column of a field, if the file has it.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<&Column> {
        self.fields.get(&field)
    }

    /// The votes of an option.
    #[must_use]
    pub fn votes(&self, option: OptionId) -> &Column {
        &self.votes[option.index()]
    }

    /// The same stations in another order: station `i` of the result is station `order[i]` of this one.
    #[must_use]
    pub fn reordered(self, order: &[u32]) -> Self {
        // Most files already list stations place by place; then nothing has to move.
        if order.iter().enumerate().all(|(i, &o)| i == o as usize) {
            return self;
        }
        let mut codes = self.codes;
        Self {
            codes: order.iter().map(|&i| std::mem::take(&mut codes[i as usize])).collect(),
            lines: order.iter().map(|&i| self.lines[i as usize]).collect(),
            fields: self.fields.into_iter().map(|(f, c)| (f, c.reordered(order))).collect(),
            votes: self.votes.iter().map(|c| c.reordered(order)).collect(),
            turnout_h: self.turnout_h.into_iter().map(|(t, c)| (t, c.reordered(order))).collect(),
            published_share: self.published_share.into_iter().map(|(o, c)| (o, c.reordered(order))).collect(),
        }
    }
}

/// A version of the official results, with everything needed to say where a number comes from.
#[derive(Clone, Debug)]
pub struct Release {
    /// What was elected.
    pub election: Election,
    /// The file.
    pub source: SourceFile,
    /// Where stations lie.
    pub places: PlaceTree,
    /// What they reported.
    pub stations: Stations,
    /// Registered, issued, found and valid as they follow from the fields the file has.
    pub accounts: Accounts,
    /// What became of each row.
    pub rows: RowAccount,
}

impl Release {
    /// Puts a release together: orders the stations as the tree needs them and derives the accounts.
    #[must_use]
    pub fn new(election: Election, source: SourceFile, tree: (PlaceTree, Vec<u32>), stations: Stations, rows: RowAccount) -> Self {
        let (places, order) = tree;
        let stations = stations.reordered(&order);
        let accounts = Accounts::derive(&stations, &election);
        Self { election, source, places, stations, accounts, rows }
    }

    /// The option with most votes; the first on the ballot among equals. `None` without options.
    #[must_use]
    pub fn leader(&self) -> Option<OptionId> {
        let votes = |id: OptionId| self.stations.votes(id).total();
        self.election.option_ids().max_by_key(|&id| (votes(id), std::cmp::Reverse(id)))
    }

    /// Where a station stands: path of its place, then its code, such as `North/A/17`.
    #[must_use]
    pub fn station_path(&self, station: usize) -> String {
        let mut at = crate::PlaceId::ALL;
        while let Some(child) = self.places.children(at).find(|&c| self.places.stations(c).contains(&station)) {
            at = child;
        }
        let code = &self.stations.codes[station];
        if at == crate::PlaceId::ALL { code.to_string() } else { format!("{}/{code}", self.places.path(at)) }
    }
}
