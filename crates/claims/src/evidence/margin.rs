//! The margin between winner and runner-up, and the votes documented as affected beside it.
//!
//! Votes that somebody documented and votes that somebody claims are two things. Only the first are held against the margin.

use count::language::Ratio;
use serde::Serialize;

use super::figures::{self, Asked};
use super::{Assumption, Evidence, Missing, Need, incidents};
use crate::amount::Range;
use crate::case::{Case, Claim, Item, Measure, Relation, Support};
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

/// The margin of a contest and what stands against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Margin {
    /// Contest: id.
    pub contest: String,
    /// Winner, or the last who is elected where several are: id of an option.
    pub winner: String,
    /// Runner-up, or the first who is not elected: id of an option.
    pub runner_up: String,
    /// Votes of the winner.
    pub winner_votes: u64,
    /// Votes of the runner-up.
    pub runner_up_votes: u64,
    /// Votes between them.
    pub votes: u64,
    /// Fewest votes that would have to be taken from the winner, or withheld from the runner-up, to change the order.
    pub if_added_or_withheld: u64,
    /// Fewest votes that would have to be moved from one to the other.
    pub if_moved: u64,
    /// Votes that verified incidents are shown to have touched; none where no register says.
    pub documented: Option<u64>,
    /// Claims of affected votes or incidents, by id: shown beside, never added.
    pub claimed: Vec<String>,
}

/// The margin of a contest in a place.
#[must_use]
pub fn margin(case: &Case, contest: &str, place: &str, release: Option<&str>, register: Option<&str>) -> Option<(Margin, Vec<Support>)> {
    let found = case.election.contests.iter().find(|c| c.id == contest)?;
    let options = &found.options;
    let mut votes: Vec<(u64, &str, Support)> = options.iter().filter_map(|o| votes(case, &o.id, contest, place, release)).collect();
    votes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    // The last who is elected and the first who is not.
    let elected = usize::try_from(found.seats.max(1)).ok()?;
    let ((first, winner, a), (second, runner_up, b)) = (votes.get(elected - 1)?, votes.get(elected)?);
    // An option without a figure may be the winner or the runner-up, unless all that is left is too little.
    if votes.len() < options.len() {
        let known = votes.iter().try_fold(0_u64, |sum, v| sum.checked_add(v.0))?;
        let valid = exact(case, &Item::Valid, contest, place, release)?.0;
        if valid.saturating_sub(known) >= *second {
            return None;
        }
    }
    let between = first - second;
    let margin = Margin {
        contest: contest.to_owned(),
        winner: (*winner).to_owned(),
        runner_up: (*runner_up).to_owned(),
        winner_votes: *first,
        runner_up_votes: *second,
        votes: between,
        if_added_or_withheld: between + 1,
        if_moved: between / 2 + 1,
        documented: documented(case, place, register),
        claimed: case.claims.iter().filter(|c| is_about_harm(c)).map(|c| c.id.clone()).collect(),
    };
    Some((margin, vec![a.clone(), b.clone()]))
}

fn votes<'a>(case: &'a Case, option: &'a str, contest: &str, place: &str, release: Option<&str>) -> Option<(u64, &'a str, Support)> {
    let (votes, support) = exact(case, &Item::Votes(option.to_owned()), contest, place, release)?;
    Some((votes, option, support))
}

/// A figure of a release that was printed to the last vote.
fn exact(case: &Case, item: &Item, contest: &str, place: &str, release: Option<&str>) -> Option<(u64, Support)> {
    let figure = figures::figure(case, Asked { item, contest, place, release })?;
    let range = Some(figure.value.range(figure.unit)).filter(|r| r.is_exact() && figure.relation == Relation::Equal)?;
    let count = u64::try_from(range.lo.num()).ok().filter(|_| range.lo.is_whole())?;
    Some((count, figure.support.clone()))
}

fn documented(case: &Case, place: &str, register: Option<&str>) -> Option<u64> {
    let asked = case.incidents.iter().filter(|r| register.is_none_or(|name| name == r.register));
    let registers: std::collections::BTreeSet<(&str, &str)> = asked.map(|r| (r.register.as_str(), r.organisation.as_str())).collect();
    let ladders = registers.into_iter().filter_map(|(register, organisation)| incidents::ladder(case, register, organisation, place, None));
    let documented: Vec<u64> = ladders.filter_map(|l| l.votes_documented).collect();
    // Two registers may hold one event: the larger of them is what is documented at least.
    documented.into_iter().max()
}

fn is_about_harm(claim: &Claim) -> bool {
    matches!(claim.measure, Measure::Incidents { .. } | Measure::Affected { .. })
}

/// The margin as evidence for a claim about it.
pub(super) fn evidence(case: &Case, contest: &str, place: &str, release: Option<&str>, unit: Unit) -> Evidence {
    let Some((margin, supports)) = margin(case, contest, place, release, None) else { return no_votes(case, release) };
    let value = Range::exactly(Ratio::whole(margin.votes));
    let found = match unit {
        Unit::Points(Noun::ValidBallots) => {
            let item = Item::Valid;
            let asked = Asked { item: &item, contest, place, release };
            let Some(valid) = figures::figure(case, asked) else { return figures::no_figure(case, asked) };
            match value.percent_of(valid.value.range(valid.unit)) {
                Some(points) => Evidence::figure(unit, points).assuming(Assumption::SharesOfValid).from([&valid.support]),
                None => return figures::no_figure(case, asked),
            }
        }
        _ => Evidence::figure(Unit::Number(Noun::Votes), value),
    };
    Evidence { margin: Some(margin), ..found.from(supports) }
}

/// Votes affected: at least those documented.
pub(super) fn affected(case: &Case, contest: &str, register: Option<&str>, unit: Unit) -> Evidence {
    let Some((margin, supports)) = margin(case, contest, &case.election.country, None, register) else { return no_votes(case, None) };
    let registers = case.incidents.iter().filter(|r| register.is_none_or(|name| name == r.register)).map(|r| &r.support);
    let found = match (margin.documented, unit) {
        (None, _) => Evidence::missing(Missing::Register, [Need::Register, Need::VotesByIncident]),
        (Some(votes), Unit::Number(noun @ Noun::VotesDocumented)) => Evidence::count(noun, votes),
        (Some(votes), Unit::Number(Noun::VotesAffected)) => {
            let value = Ratio::whole(votes);
            Evidence::of(unit, Reach::at_least(value), Range::exactly(value))
                .assuming(Assumption::DocumentedOnly)
                .assuming(Assumption::RegisterIsLowerBound)
                .needing(Need::VotesByIncident)
        }
        (Some(_), other) => Evidence::unit_differs(other, Unit::Number(Noun::VotesAffected)),
    };
    Evidence { margin: Some(margin), ..found.from(supports).from(registers) }
}

fn no_votes(case: &Case, release: Option<&str>) -> Evidence {
    let item = "votes".to_owned();
    let release = figures::release(case, release).map(str::to_owned);
    Evidence::missing(Missing::Figure { item: item.clone(), release }, [Need::Figure { item }])
}
