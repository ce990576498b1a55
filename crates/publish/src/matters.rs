//! The few findings a reader should see first.
//!
//! Findings are grouped by test and region (the whole election is a group of its own). Of each group only the strongest counts; then every
//! test sends its strongest group, ordered by size, then every test its second, until five are together: five faces of one
//! finding would tell less than five different ones.

use std::collections::HashMap;

use domain::{Finding, Outcome, PlaceId};

use crate::Input;
use crate::effect::Effect;
use crate::places::Names;
use crate::totals::Totals;

/// How many matter.
pub const MOST: usize = 5;

/// A finding that matters.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Its size.
    pub effect: Effect,
    /// Flagged findings of the same test in the same region (or, for the whole election, nationally), this one included.
    pub alike: usize,
}

/// Findings worth a place on the first page, the most important first.
#[must_use]
pub fn matters<'a>(input: &Input<'a>, names: &Names<'_>, totals: &Totals<'_>) -> Vec<Matter<'a>> {
    let mut groups: HashMap<(&str, Option<PlaceId>), Group<'a>> = HashMap::new();
    for (at, finding) in input.examination.findings.iter().enumerate().filter(|(_, f)| speaks(f)) {
        let effect = Effect::of(finding);
        let rank = Rank { weight: effect.weight(totals.stations, totals.valid.or(totals.found)), q: finding.q.unwrap_or(0.0), at };
        let group = groups.entry((finding.test, names.region(finding.area))).or_insert(Group { finding, effect, rank, alike: 0 });
        group.alike += 1;
        if rank.before(&group.rank) {
            *group = Group { finding, effect, rank, alike: group.alike };
        }
    }
    let mut by_test: HashMap<&str, Vec<Group<'a>>> = HashMap::new();
    for ((test, _), group) in groups {
        by_test.entry(test).or_default().push(group);
    }
    for groups in by_test.values_mut() {
        groups.sort_by(|a, b| a.rank.order(&b.rank));
    }
    let mut chosen = Vec::new();
    for round in 0.. {
        let mut of_round: Vec<Group<'a>> = by_test.values().filter_map(|groups| groups.get(round)).copied().collect();
        if of_round.is_empty() || chosen.len() >= MOST {
            break;
        }
        of_round.sort_by(|a, b| a.rank.order(&b.rank));
        chosen.extend(of_round);
    }
    chosen.truncate(MOST);
    chosen.into_iter().map(|g| Matter { finding: g.finding, effect: g.effect, alike: g.alike }).collect()
}

/// A flag speaks; so does an estimate that stays clear of zero and of what honest elections show.
fn speaks(finding: &Finding) -> bool {
    let clear_of_zero = || finding.interval.is_some_and(|i| i.lo > 0.0) && !finding.caveats.contains(&"within_honest_range");
    finding.flag || finding.outcome == Outcome::Estimated && clear_of_zero()
}

#[derive(Clone, Copy)]
struct Group<'a> {
    finding: &'a Finding,
    effect: Effect,
    rank: Rank,
    alike: usize,
}

#[derive(Clone, Copy)]
struct Rank {
    weight: f64,
    q: f64,
    at: usize,
}

impl Rank {
    /// Larger first, then surer, then earlier in the list of findings.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        other.weight.total_cmp(&self.weight).then(self.q.total_cmp(&other.q)).then(self.at.cmp(&other.at))
    }

    fn before(&self, other: &Self) -> bool {
        self.order(other).is_lt()
    }
}
