//! Turnout, shares, margin, ballots, stations: by the same evidence that claims are held against.

use count::language::Ratio;

use super::cell::{About, Cell, Gap, Value};
use crate::amount::Range;
use crate::case::{Basis, Case, Claim, Contest, Figure, Item, Measure, Relation, ReleaseKind, Target, Where};
use crate::evidence::{Evidence, evidence};
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

/// The cells of all contests in one; the reason of the first where none has a value.
pub(super) fn each_contest(case: &Case, of: impl Fn(&Case, &Contest) -> Cell) -> Cell {
    let cells: Vec<Cell> = case.election.contests.iter().map(|contest| of(case, contest)).collect();
    let gap = cells.iter().find_map(|c| c.gap.clone()).unwrap_or(Gap::NoContest);
    Cell::of(cells.into_iter().flat_map(|c| c.values).collect(), gap)
}

/// What the record says about a measure, asked without anybody's claim in mind.
fn ask(case: &Case, measure: Measure, unit: Unit) -> Evidence {
    let question = Claim {
        id: String::new(),
        statement: String::new(),
        measure,
        relation: Relation::Equal,
        target: Target::Margin,
        unit,
        tolerance: None,
        basis: Basis::Official,
        stage_unknown: false,
        note: String::new(),
        line: 0,
    };
    evidence(case, &question)
}

fn result(case: &Case, contest: &Contest, item: Item, unit: Unit) -> Evidence {
    let (contest, place) = (contest.id.clone(), case.election.country.clone());
    ask(case, Measure::Result { item, contest, place, release: None }, unit)
}

/// The release that counts: the last that is not preliminary, else the last.
fn release(case: &Case) -> Option<String> {
    let releases = &case.election.releases;
    releases.iter().rev().find(|r| r.kind != ReleaseKind::Preliminary).or_else(|| releases.last()).map(|r| r.id.clone())
}

fn about(case: &Case, contest: &Contest, winner: Option<&str>) -> About {
    About::Result { contest: contest.id.clone(), release: release(case), winner: winner.map(str::to_owned) }
}

/// The cell of an evidence: what it reaches, or why it has nothing.
fn shown(found: Evidence, unit: Unit, about: About, item: &str) -> Cell {
    let Some(reach) = found.reaches.first().copied().filter(|_| found.missing.is_none()) else {
        return Cell::empty(found.missing.map_or_else(|| Gap::NoFigure { item: item.to_owned() }, Gap::Evidence));
    };
    let value = Value { sources: found.sources, certainty: found.certainty, ..Value::plain(reach, Some(unit), about) };
    Cell::of(vec![value], Gap::NotDivisible)
}

pub(super) fn turnout(case: &Case, contest: &Contest) -> Cell {
    let unit = Unit::Percent(Noun::Voters);
    let found = result(case, contest, Item::Turnout, unit);
    let cast = figure(case, contest, &Item::Cast).map(|f| &f.support);
    let framed = found.frames.iter().filter_map(|frame| {
        let about = About::Frame {
            contest: contest.id.clone(),
            release: release(case),
            from: frame.from.clone(),
            printed: frame.printed.clone(),
            official: frame.official,
        };
        Some(Value::exact(frame.turnout?, unit, about).from(cast).from([&frame.support]))
    });
    let framed: Vec<Value> = framed.collect();
    if framed.is_empty() {
        shown(found, unit, about(case, contest, None), Item::Turnout.word())
    } else {
        Cell::of(framed, Gap::NotDivisible)
    }
}

/// The two options that lead.
struct Leaders<'a> {
    winner: &'a str,
    runner_up: Option<&'a str>,
}

pub(super) fn winner_share(case: &Case, contest: &Contest) -> Cell {
    let unit = Unit::Percent(Noun::ValidBallots);
    match leaders(case, contest) {
        Ok(Leaders { winner, .. }) => {
            let found = result(case, contest, Item::Share(winner.to_owned()), unit);
            shown(found, unit, about(case, contest, Some(winner)), "share")
        }
        Err(gap) => Cell::empty(gap),
    }
}

pub(super) fn margin_votes(case: &Case, contest: &Contest) -> Cell {
    margin(case, contest, Unit::Number(Noun::Votes))
}

/// From votes and valid ballots; where the release lacks these, from the two shares as it prints them.
pub(super) fn margin_points(case: &Case, contest: &Contest) -> Cell {
    let unit = Unit::Points(Noun::ValidBallots);
    let by_votes = margin(case, contest, unit);
    let Ok(Leaders { winner, runner_up: Some(second) }) = leaders(case, contest) else { return by_votes };
    if by_votes.gap.is_none() {
        return by_votes;
    }
    let share = |option: &str| result(case, contest, Item::Share(option.to_owned()), Unit::Percent(Noun::ValidBallots));
    let (first, second) = (share(winner), share(second));
    let range = |e: &Evidence| e.reaches.first().and_then(|r| r.range());
    let Some(points) = range(&first).zip(range(&second)).and_then(|(a, b)| a.less(b)) else { return by_votes };
    let value = Value::exact(points, unit, about(case, contest, Some(winner)));
    let (sources, certainty) = (&first.sources | &second.sources, first.certainty.max(second.certainty));
    Cell::of(vec![Value { sources, certainty, ..value }], Gap::NotDivisible)
}

fn margin(case: &Case, contest: &Contest, unit: Unit) -> Cell {
    let Leaders { winner, runner_up } = match leaders(case, contest) {
        Ok(leaders) => leaders,
        Err(gap) => return Cell::empty(gap),
    };
    if runner_up.is_none() {
        return Cell::empty(Gap::OneOption);
    }
    let measure = Measure::Margin { contest: contest.id.clone(), place: case.election.country.clone(), release: None };
    let found = ask(case, measure, unit);
    let silent = without(case, contest);
    // Votes of some options only say nothing about who leads.
    if found.missing.is_some() && (1..contest.options.len()).contains(&silent.len()) {
        return Cell::empty(Gap::OptionsWithoutFigures { options: silent });
    }
    shown(found, unit, about(case, contest, Some(winner)), "votes")
}

/// Options whose votes the release does not give.
fn without(case: &Case, contest: &Contest) -> Vec<String> {
    let silent = |id: &&String| figure(case, contest, &Item::Votes((*id).clone())).is_none();
    contest.options.iter().map(|o| &o.id).filter(silent).cloned().collect()
}

/// Winner and runner-up: by votes where every option has them; else by shares, where those without one are too small together to matter.
fn leaders<'a>(case: &Case, contest: &'a Contest) -> Result<Leaders<'a>, Gap> {
    let votes = |id: &str| figure(case, contest, &Item::Votes(id.to_owned())).map(|f| f.value.range(f.unit));
    let share = |id: &str| {
        let found = result(case, contest, Item::Share(id.to_owned()), Unit::Percent(Noun::ValidBallots));
        found.reaches.first().and_then(|r| r.range())
    };
    let by_votes = ranked(contest, votes);
    if by_votes.len() == contest.options.len() {
        return lead(&by_votes).ok_or(Gap::NoContest);
    }
    let by_share = ranked(contest, share);
    let missing =
        || contest.options.iter().filter(|o| by_share.iter().all(|(_, id)| *id != o.id)).map(|o| o.id.clone()).collect::<Vec<_>>();
    let gap = || Gap::OptionsWithoutFigures { options: missing() };
    let known = by_share.iter().try_fold(Ratio::ZERO, |sum, (range, _)| sum.plus(range.lo));
    let left = known.and_then(|sum| Ratio::whole(100).minus(sum)).ok_or_else(gap)?;
    let second = by_share.get(1).map_or(Ratio::ZERO, |(range, _)| range.lo);
    let settled = by_share.len() == contest.options.len() || left < second;
    if settled { lead(&by_share).ok_or_else(gap) } else { Err(gap()) }
}

/// Options that have a value, the largest first, ties by id.
fn ranked(contest: &Contest, of: impl Fn(&str) -> Option<Range>) -> Vec<(Range, &str)> {
    let mut known: Vec<(Range, &str)> = contest.options.iter().filter_map(|o| Some((of(&o.id)?, o.id.as_str()))).collect();
    known.sort_by(|a, b| b.0.lo.cmp(&a.0.lo).then(a.1.cmp(b.1)));
    known
}

fn lead<'a>(ranked: &[(Range, &'a str)]) -> Option<Leaders<'a>> {
    Some(Leaders { winner: ranked.first()?.1, runner_up: ranked.get(1).map(|r| r.1) })
}

pub(super) fn invalid(case: &Case, contest: &Contest) -> Cell {
    let unit = Unit::Percent(Noun::Ballots);
    let found = result(case, contest, Item::Invalid, unit);
    if found.missing.is_none() {
        return shown(found, unit, about(case, contest, None), Item::Invalid.word());
    }
    // What is not valid of the ballots found is invalid.
    let part = |item| figure(case, contest, &item).map(|f| (f.value.range(f.unit), &f.support));
    let Some(((valid, a), (cast, b))) = part(Item::Valid).zip(part(Item::Cast)) else {
        return shown(found, unit, about(case, contest, None), Item::Invalid.word());
    };
    let share = valid.percent_of(cast).and_then(|share| Range::exactly(Ratio::whole(100)).less(share));
    let value = share.map(|s| Value::exact(s, unit, about(case, contest, None)).from([a, b]));
    Cell::of(value.into_iter().collect(), Gap::NotDivisible)
}

/// Figures of an item for the whole country: of the release that counts, and printed elsewhere; none of an older release.
fn everywhere<'a>(case: &'a Case, contest: &'a Contest, item: &'a Item) -> Vec<&'a Figure> {
    let here = release(case);
    let counts = move |f: &&Figure| match &f.stands {
        Where::Release(r) => Some(r) == here.as_ref(),
        Where::Printed(_) => true,
    };
    let about = |f: &&Figure| f.item == *item && f.place == case.election.country && (f.contest == contest.id || f.contest.is_empty());
    case.figures.iter().filter(about).filter(counts).collect()
}

/// The figure of the release that counts.
fn figure<'a>(case: &'a Case, contest: &Contest, item: &Item) -> Option<&'a Figure> {
    let here = release(case)?;
    let counts = |f: &&Figure| matches!(&f.stands, Where::Release(r) if *r == here);
    case.figures.iter().filter(counts).find(|f| f.item == *item && f.place == case.election.country && f.contest == contest.id)
}

pub(super) fn stations(case: &Case, contest: &Contest) -> Cell {
    let values = everywhere(case, contest, &Item::Stations).into_iter().map(Value::figure).collect();
    Cell::of(values, Gap::NoFigure { item: Item::Stations.word().to_owned() })
}

pub(super) fn voters_per_station(case: &Case, contest: &Contest) -> Cell {
    let (voters, stations) = (everywhere(case, contest, &Item::Registered), everywhere(case, contest, &Item::Stations));
    for (figures, item) in [(&voters, Item::Registered), (&stations, Item::Stations)] {
        if figures.is_empty() {
            return Cell::empty(Gap::NoFigure { item: item.word().to_owned() });
        }
    }
    let pairs = voters.iter().flat_map(|v| stations.iter().map(move |s| quotient(v, s)));
    Cell::of(pairs.flatten().collect(), Gap::NotDivisible)
}

fn quotient(of: &Figure, over: &Figure) -> Option<Value> {
    let range = |f: &Figure| Reach::of_figure(&f.value, f.relation, f.unit).range();
    let about = About::Quotient {
        of: of.value.to_string(),
        of_stands: of.stands.clone(),
        over: over.value.to_string(),
        over_stands: over.stands.clone(),
    };
    let value = range(of)?.over(range(over)?)?;
    Some(Value::plain(Reach::printed(value), None, about).from([&of.support, &over.support]))
}
