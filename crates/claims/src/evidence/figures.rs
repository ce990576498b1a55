//! Votes, shares and ballots of releases; change between releases; other counted things.

use super::{Assumption, Computed, Evidence, Missing, Need, turnout};
use crate::amount::Range;
use crate::case::{Case, Claim, Figure, Item, Relation, ReleaseKind, Support, Where};
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

/// A figure somebody asks for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub item: &'a Item,
    pub contest: &'a str,
    pub place: &'a str,
    pub release: Option<&'a str>,
}

impl Asked<'_> {
    /// The same of another item.
    pub fn item<'b>(&'b self, item: &'b Item) -> Asked<'b> {
        Asked { item, ..*self }
    }
}

/// The release that is meant: the one named, else the last that is not preliminary, else the last.
pub(super) fn release<'a>(case: &'a Case, named: Option<&'a str>) -> Option<&'a str> {
    let releases = &case.election.releases;
    let last = releases.iter().rev().find(|r| r.kind != ReleaseKind::Preliminary).or_else(|| releases.last());
    named.or_else(|| last.map(|r| r.id.as_str()))
}

/// The figure of a release.
pub(super) fn figure<'a>(case: &'a Case, asked: Asked<'_>) -> Option<&'a Figure> {
    let release = release(case, asked.release)?;
    case.figures.iter().find(|f| {
        matches!(&f.stands, Where::Release(r) if r == release)
            && f.item == *asked.item
            && f.contest == asked.contest
            && f.place == asked.place
    })
}

pub(super) fn no_figure(case: &Case, asked: Asked<'_>) -> Evidence {
    let item = asked.item.word().to_owned();
    let release = release(case, asked.release).map(str::to_owned);
    Evidence::missing(Missing::Figure { item: item.clone(), release }, [Need::Figure { item }])
}

/// A figure of a release, or a share recomputed from two of them.
pub(super) fn result(case: &Case, claim: &Claim, asked: &Asked<'_>) -> Evidence {
    match (asked.item, claim.unit) {
        (Item::Turnout, _) | (Item::Cast, Unit::Percent(Noun::Voters)) => turnout::evidence(case, claim, *asked),
        (Item::Share(option), _) | (Item::Votes(option), Unit::Percent(Noun::ValidBallots)) => share(case, *asked, option),
        (Item::Invalid, Unit::Percent(Noun::Ballots)) => part(case, *asked, &Item::Cast, Unit::Percent(Noun::Ballots)),
        _ => as_printed(case, *asked),
    }
}

fn as_printed(case: &Case, asked: Asked<'_>) -> Evidence {
    let Some(f) = figure(case, asked) else { return no_figure(case, asked) };
    let reach = Reach::of_figure(&f.value, f.relation, f.unit);
    Evidence::of(f.unit, reach, f.value.range(f.unit)).from([&f.support])
}

/// From votes and valid ballots where the release has both, else as the release prints it.
fn share(case: &Case, asked: Asked<'_>, option: &str) -> Evidence {
    let (votes, share) = (Item::Votes(option.to_owned()), Item::Share(option.to_owned()));
    let recomputed = part(case, asked.item(&votes), &Item::Valid, Unit::Percent(Noun::ValidBallots));
    if recomputed.missing.is_none() {
        return recomputed.assuming(Assumption::SharesOfValid);
    }
    as_printed(case, asked.item(&share))
}

/// What a figure may be where nothing was printed as "more than" or "at most" it: those cannot be computed with.
pub(super) fn range(figure: &Figure) -> Option<Range> {
    match figure.relation {
        Relation::Equal => Some(figure.value.range(figure.unit)),
        Relation::About => Some(figure.value.about()),
        Relation::AtLeast | Relation::AtMost | Relation::MoreThan | Relation::LessThan => None,
    }
}

/// One figure in per cent of another.
fn part(case: &Case, asked: Asked<'_>, whole: &Item, unit: Unit) -> Evidence {
    let Some(part) = figure(case, asked) else { return no_figure(case, asked) };
    let whole = asked.item(whole);
    let Some(all) = figure(case, whole) else { return no_figure(case, whole) };
    let Some(value) = range(part) else { return no_figure(case, asked) };
    match range(all).and_then(|all| value.percent_of(all)) {
        Some(range) => Evidence::figure(unit, range).from([&part.support, &all.support]),
        None => no_figure(case, whole),
    }
}

/// What a figure became from one release to the next.
pub(super) fn change(case: &Case, item: &Item, contest: &str, place: &str, (from, to): (&str, &str), unit: Unit) -> Evidence {
    let of = |release: &str| {
        let asked = Asked { item, contest, place, release: Some(release) };
        match (item, unit) {
            (Item::Share(option), Unit::Points(_)) => share(case, asked, option),
            (Item::Turnout, Unit::Points(_)) => {
                let computed = part(case, asked.item(&Item::Cast), &Item::Registered, Unit::Percent(Noun::Voters));
                if computed.missing.is_none() { computed } else { as_printed(case, asked) }
            }
            _ => as_printed(case, asked),
        }
    };
    let (before, after) = (of(from), of(to));
    for found in [&before, &after] {
        if found.missing.is_some() {
            return found.clone();
        }
    }
    let value = |e: &Evidence| e.reaches.first().and_then(|r| r.range());
    let Some(difference) = value(&after).zip(value(&before)).and_then(|(a, b)| a.less(b)) else {
        return no_figure(case, Asked { item, contest, place, release: Some(to) });
    };
    let unit = match after.unit {
        Some(Unit::Percent(noun)) => Unit::Points(noun),
        other => other.unwrap_or(unit),
    };
    let mut found = Evidence::figure(unit, difference);
    found.sources = &before.sources | &after.sources;
    found.certainty = before.certainty.max(after.certainty);
    found
}

/// Any other counted thing: every figure of it that is not the claim's own.
pub(super) fn counted(case: &Case, claim: &Claim, item: &str, place: &str) -> Evidence {
    let known = |f: &&Figure| f.item.word() == item && f.item.option().is_none() && f.place == place;
    let all: Vec<&Figure> = case.figures.iter().filter(known).collect();
    if all.is_empty() {
        let item = item.to_owned();
        return Evidence::missing(Missing::Figure { item: item.clone(), release: None }, [Need::Figure { item }]);
    }
    let others: Vec<&Figure> = all.iter().copied().filter(|f| !is_own(case, claim, &f.support)).collect();
    let Some(other) = others.first() else {
        let item = item.to_owned();
        return Evidence::missing(Missing::OnlyItself, [Need::Figure { item }]).from(all.iter().map(|f| &f.support));
    };
    let same_unit: Vec<&Figure> = others.iter().copied().filter(|f| f.unit == claim.unit).collect();
    let value = |f: &&Figure| Reach::of_figure(&f.value, f.relation, f.unit).range().unwrap_or_else(|| f.value.range(f.unit));
    let Some(hull) = same_unit.iter().map(value).reduce(Range::hull) else {
        return Evidence::unit_differs(claim.unit, other.unit).from(others.iter().map(|f| &f.support));
    };
    Evidence {
        reaches: same_unit.iter().map(|f| Reach::of_figure(&f.value, f.relation, f.unit)).collect(),
        unit: Some(claim.unit),
        computed: Some(Computed { value: hull, n: None, k: None, of: None, intervals: None }),
        ..Evidence::default()
    }
    .from(same_unit.iter().map(|f| &f.support))
}

/// Whether a fact stands on nothing but what the claim itself was printed with.
pub(super) fn is_own(case: &Case, claim: &Claim, support: &Support) -> bool {
    let own = claim.support(case).map(|s| s.sources.as_slice()).unwrap_or_default();
    !support.sources.is_empty() && support.sources.iter().all(|s| own.contains(s))
}
