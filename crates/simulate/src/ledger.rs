//! The ledger of the truth: what was planted where, to the last vote.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use domain::{Column, Field, PlaceId, Stations};

use crate::plan::Misconduct;
use crate::protocol::{LINES, Protocol};

/// Sums of every line of the protocol over some stations, or a change of such sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sum of each line, by field.
    pub fields: BTreeMap<Field, i64>,
    /// Sum of the votes of each option, in the order of the ballot.
    pub votes: Vec<i64>,
}

impl Totals {
    /// Sums over all the stations of a release; missing cells count as nothing.
    #[must_use]
    pub fn of(stations: &Stations) -> Self {
        // Totals of a country fit 64 bits with a sign by far.
        let sum = |c: &Column| i64::try_from(c.total()).unwrap_or(i64::MAX);
        Self { fields: stations.fields.iter().map(|(&f, c)| (f, sum(c))).collect(), votes: stations.votes.iter().map(sum).collect() }
    }

    /// The sum of a line; 0 when there is none.
    #[must_use]
    pub fn field(&self, field: Field) -> i64 {
        self.fields.get(&field).copied().unwrap_or(0)
    }

    /// What has to be added to `before` to reach these totals, line by line.
    #[must_use]
    pub fn change_from(&self, before: &Self) -> Self {
        let mut change =
            Self { fields: before.fields.iter().map(|(&f, n)| (f, -n)).collect(), votes: before.votes.iter().map(|n| -n).collect() };
        change += self;
        change
    }

    pub(crate) fn zero(options: usize) -> Self {
        Self { fields: LINES.iter().map(|&f| (f, 0)).collect(), votes: vec![0; options] }
    }

    /// Adds `sign` times the lines of a protocol.
    pub(crate) fn count(&mut self, protocol: &Protocol, sign: i64) {
        for (&field, sum) in &mut self.fields {
            *sum += sign * i64::from(protocol.line(field));
        }
        for (sum, &votes) in self.votes.iter_mut().zip(&protocol.votes) {
            *sum += sign * i64::from(votes);
        }
    }
}

impl AddAssign<&Totals> for Totals {
    fn add_assign(&mut self, other: &Totals) {
        for (&field, n) in &other.fields {
            *self.fields.entry(field).or_default() += n;
        }
        self.votes.resize(self.votes.len().max(other.votes.len()), 0);
        self.votes.iter_mut().zip(&other.votes).for_each(|(sum, n)| *sum += n);
    }
}

/// What one deed did to one station, counted while it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The station, as the release numbers it.
    pub station: usize,
    /// Ballots added to those found (valid and invalid); they were issued too.
    pub ballots: i64,
    /// Votes the leader gained; negative where the deed cost the leader votes.
    pub leader: i64,
    /// Votes all others gained together.
    pub others: i64,
    /// The hard control (such as `C03`) that the protocol now breaks, when that was the deed.
    pub control: Option<&'static str>,
}

/// One deed of the plan, with all it did.
#[derive(Clone, Debug)]
pub struct Planted {
    /// What was done.
    pub misconduct: Misconduct,
    /// The region it was done in.
    pub region: PlaceId,
    /// The districts with a touched station.
    pub districts: Vec<PlaceId>,
    /// Every station it was done to, in the order of the release. A station a deed left as it was (its turnout was already
    /// an integer, nobody had stayed away) is not listed.
    pub stations: Vec<Touched>,
    /// Ballots added, over all stations.
    pub ballots: i64,
    /// Votes gained by the leader, over all stations.
    pub leader: i64,
    /// Votes gained by all others (mostly negative), over all stations.
    pub others: i64,
    /// Change of every line of the protocol. The changes of all deeds add up to reported minus true totals.
    pub change: Totals,
}

impl Planted {
    /// Enters stations and their sums.
    pub(crate) fn add(&mut self, touched: &[Touched]) {
        for t in touched {
            self.ballots += t.ballots;
            self.leader += t.leader;
            self.others += t.others;
        }
        self.stations.extend_from_slice(touched);
    }

    /// Votes moved from the others to the leader, leaving aside votes that came with added ballots.
    #[must_use]
    pub fn moved(&self) -> i64 {
        -self.others
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_the_difference_of_two_totals() {
        let with = |registered, votes: &[u32]| {
            let mut t = Totals::zero(2);
            t.count(&Protocol { registered, votes: votes.to_vec(), ..Protocol::default() }, 1);
            t
        };
        let (before, after) = (with(100, &[30, 20]), with(90, &[40, 15]));
        let change = after.change_from(&before);
        assert_eq!((change.field(Field::Registered), change.votes.clone()), (-10, vec![10, -5]));
        let mut sum = before;
        sum += &change;
        assert_eq!(sum, after);
    }
}
