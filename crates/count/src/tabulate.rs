//! Sums of every line and every option over the places of a tree.

use std::collections::BTreeMap;

use domain::{Accounts, Column, Field, FieldKind, PlaceId, Release};
use serde::Serialize;

/// Which places a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every place of a level; 0 is the whole election.
    Level(usize),
    /// A place and those directly inside it.
    Place(PlaceId),
}

/// A sum and how many stations it stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Sum over the stations that have the line, in people or papers.
    pub sum: u64,
    /// How many stations have it.
    pub stations: u32,
}

/// A percentage, taken over the stations that have both numbers, so that a gap in one does not move it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// 100 times `of` divided by `total`.
    pub percent: f64,
    /// Sum of the numerator.
    pub of: u64,
    /// Sum of the denominator.
    pub total: u64,
    /// Stations that have both.
    pub stations: u32,
}

/// The leader and the runner-up of a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Margin {
    /// Option with most votes; the first on the ballot among equals.
    pub leader: u16,
    /// Option with the next most.
    pub runner_up: u16,
    /// Votes between them.
    pub votes: u64,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The place.
    pub place: PlaceId,
    /// Its path, `all` for the whole election.
    pub path: String,
    /// Its level; 0 is the whole election.
    pub level: usize,
    /// Its stations.
    pub stations: u32,
    /// Voters on the roll.
    pub registered: Total,
    /// Ballots issued.
    pub issued: Total,
    /// Ballots found.
    pub found: Total,
    /// Valid ballots.
    pub valid: Total,
    /// Every line of the file that counts something, by name.
    pub fields: BTreeMap<&'static str, Total>,
    /// Votes, in the order of the ballot.
    pub votes: Vec<Total>,
    /// Issued of registered.
    pub turnout: Option<Share>,
    /// Votes of valid ballots, in the order of the ballot.
    pub of_valid: Vec<Option<Share>>,
    /// Votes of ballots found, in the order of the ballot.
    pub of_found: Vec<Option<Share>>,
    /// Leader minus runner-up; none with fewer than two options.
    pub margin: Option<Margin>,
}

/// A table of places, in the order of the tree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[must_use]
pub struct Table {
    /// Names of the options, in the order of the ballot.
    pub options: Vec<String>,
    /// How registered, issued, found and valid were obtained.
    pub basis: BTreeMap<&'static str, String>,
    /// The places.
    pub rows: Vec<Row>,
}

/// Sums every line and every option over the places of the scope.
///
/// The same release gives the same table, row by row. A level that the tree does not have gives no rows.
pub fn tabulate(release: &Release, scope: Scope) -> Table {
    let places: Vec<PlaceId> = match scope {
        Scope::Level(level) => release.places.of_level(level).collect(),
        Scope::Place(place) => std::iter::once(place).chain(release.places.children(place)).collect(),
    };
    let Accounts { basis, .. } = &release.accounts;
    let formulas = [("registered", &basis.registered), ("issued", &basis.issued), ("found", &basis.found), ("valid", &basis.valid)];
    Table {
        options: release.election.options.iter().map(|o| o.name.clone()).collect(),
        basis: formulas.into_iter().map(|(k, v)| (k, v.clone())).collect(),
        rows: places.into_iter().map(|p| row(release, p)).collect(),
    }
}

fn row(release: &Release, place: PlaceId) -> Row {
    let range = release.places.stations(place);
    let cells = |column: &Column| -> Vec<u32> { column.raw()[range.clone()].to_vec() };
    let sum = |column: &Column| total(&column.raw()[range.clone()]);
    let (accounts, stations) = (&release.accounts, &release.stations);
    let counted = |f: &Field| matches!(f.kind(), FieldKind::Count | FieldKind::Planned);
    let votes: Vec<Total> = stations.votes.iter().map(sum).collect();
    let shares = |of: &Column| {
        let of = cells(of);
        stations.votes.iter().map(|v| share(&v.raw()[range.clone()], &of)).collect()
    };
    Row {
        place,
        path: release.places.path(place),
        level: release.places.level(place),
        stations: count(range.len()),
        registered: sum(&accounts.registered),
        issued: sum(&accounts.issued),
        found: sum(&accounts.found),
        valid: sum(&accounts.valid),
        fields: stations.fields.iter().filter(|(f, _)| counted(f)).map(|(f, c)| (f.name(), sum(c))).collect(),
        turnout: share(&cells(&accounts.issued), &cells(&accounts.registered)),
        of_valid: shares(&accounts.valid),
        of_found: shares(&accounts.found),
        margin: margin(&votes),
        votes,
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn total(cells: &[u32]) -> Total {
    let present = cells.iter().filter(|&&c| c != Column::MISSING).count();
    Total { sum: domain::column::total(cells), stations: count(present) }
}

/// 100 x sum / sum over the stations that have both; none where that total is zero.
fn share(of: &[u32], total: &[u32]) -> Option<Share> {
    let both = of.iter().zip(total).filter(|&(&a, &b)| a != Column::MISSING && b != Column::MISSING);
    let (of, total, stations) = both.fold((0_u64, 0_u64, 0_usize), |(a, b, n), (&x, &y)| (a + u64::from(x), b + u64::from(y), n + 1));
    (total > 0).then(|| Share { percent: 100.0 * of as f64 / total as f64, of, total, stations: count(stations) })
}

fn margin(votes: &[Total]) -> Option<Margin> {
    let mut order: Vec<(u64, u16)> = votes.iter().zip(0..).map(|(t, o)| (t.sum, o)).collect();
    order.sort_by_key(|&(sum, option)| (std::cmp::Reverse(sum), option));
    match order[..] {
        [(first, leader), (second, runner_up), ..] => Some(Margin { leader, runner_up, votes: first - second }),
        _ => None,
    }
}
