//! What was watched, the day of an act, and estimates made by others than the commission.

use count::language::Ratio;

use super::{Assumption, Computed, Evidence, Missing, Need, turnout, without_parts};
use crate::amount::Range;
use crate::case::{Case, Claim, Estimate, Item, Measure, Phase, Watch};
use crate::evidence::figures::{Asked, is_own};
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

/// How much an organisation watched: a number, or a share of all.
pub(super) fn coverage(case: &Case, organisation: &str, noun: Noun, phase: Option<Phase>, place: &str, unit: Unit) -> Evidence {
    let places = case.gazetteer_of_the_day();
    let rows: Vec<&Watch> = case
        .watches
        .iter()
        .filter(|w| w.organisation == organisation && w.shared_with.is_none() && w.unit == noun)
        .filter(|w| phase.is_none_or(|p| w.phase == p) && places.lies_in(&w.place, place))
        .collect();
    let rows = without_parts(&places, &rows, |w| &w.place, |w| w.phase);
    if rows.is_empty() {
        return Evidence::missing(Missing::Coverage, [Need::Coverage]);
    }
    if rows.iter().any(|w| w.phase != rows[0].phase) {
        return Evidence::missing(Missing::SeveralPhases, [Need::Phase]).from(rows.iter().map(|w| &w.support));
    }
    let Some(watched) = rows.iter().try_fold(0_u64, |sum, w| sum.checked_add(w.watched)) else {
        return Evidence::missing(Missing::Coverage, [Need::Coverage]);
    };
    let all = rows.iter().try_fold(0_u64, |sum, w| sum.checked_add(w.of?));
    let whole = noun.whole().unwrap_or(noun);
    let found = match (unit, all) {
        (Unit::Percent(of), Some(all)) if of == whole && all > 0 => {
            let share = Ratio::new(100 * i128::from(watched), i128::from(all)).unwrap_or(Ratio::ZERO);
            let mut found = Evidence::figure(unit, Range::exactly(share));
            found.computed = found.computed.map(|c| Computed { n: Some(all), k: Some(watched), of: Some(whole), ..c });
            found
        }
        (Unit::Percent(of), None) if of == whole => Evidence::missing(Missing::Coverage, [Need::Coverage]),
        _ => Evidence::count(noun, watched),
    };
    found.from(rows.iter().map(|w| &w.support))
}

/// The day of an act.
pub(super) fn day(case: &Case, claim: &Claim, act: &str) -> Evidence {
    let Some(act) = case.acts.iter().find(|a| a.id == act) else {
        return Evidence::missing(Missing::Act, [Need::Figure { item: act.to_owned() }]);
    };
    if is_own(case, claim, &act.support) {
        return Evidence::missing(Missing::OnlyItself, [Need::Figure { item: act.what.clone() }]).from([&act.support]);
    }
    let days = Range::exactly(Ratio::whole(day_number(act.when.date)));
    Evidence { day: Some(act.when.date), ..Evidence::figure(Unit::Date, days) }.from([&act.support])
}

/// Days since the beginning of the year 1, so that days compare as numbers.
pub(crate) fn day_number(date: jiff::civil::Date) -> i64 {
    let first = jiff::civil::date(1, 1, 1);
    date.since(first).map_or(0, |span| i64::from(span.get_days()))
}

/// What others than the commission say about a figure of the official results.
pub(super) fn independent(case: &Case, claim: &Claim, measure: &Measure) -> Evidence {
    let Measure::Result { item, contest, place, release } = measure else {
        return Evidence::missing(Missing::OnlyOfficial, [Need::IndependentResults]);
    };
    let need = if matches!(item, Item::Turnout | Item::Cast) { Need::IndependentTurnout } else { Need::IndependentResults };
    let about = |e: &&Estimate| e.item == *item && e.place == *place && e.contest == *contest;
    let known: Vec<&Estimate> = case.estimates.iter().filter(about).collect();
    let others: Vec<&Estimate> = known.iter().copied().filter(|e| !is_own(case, claim, &e.support)).collect();
    let mut found = match (known.as_slice(), others.as_slice()) {
        ([], _) => Evidence::missing(Missing::OnlyOfficial, [need]),
        (own, []) => Evidence::missing(Missing::OnlyItself, [need]).from(own.iter().map(|e| &e.support)),
        (_, others) => from_estimates(others, claim),
    };
    if matches!(item, Item::Turnout) {
        let asked = Asked { item, contest, place, release: release.as_deref() };
        let frames = turnout::frames(case, asked, claim);
        if let Some((cast, frames)) = frames {
            found = found.from([&cast.support]).from(frames.iter().map(|f| &f.support));
            found.frames = frames;
        }
    }
    found
}

/// Those of the claim's unit with a published interval decide; the others are listed among the sources and decide nothing.
fn from_estimates(estimates: &[&Estimate], claim: &Claim) -> Evidence {
    let supports = estimates.iter().map(|e| &e.support);
    let same_unit: Vec<&Estimate> = estimates.iter().copied().filter(|e| e.unit == claim.unit).collect();
    let Some(first) = same_unit.first() else {
        let recorded = estimates.first().map_or(claim.unit, |e| e.unit);
        return Evidence::unit_differs(claim.unit, recorded).from(supports);
    };
    let used = |estimates: &[&Estimate]| estimates.iter().map(|e| (*e).clone()).collect::<Vec<_>>();
    let computed = |estimates: &[&Estimate]| {
        let value = estimates.iter().map(|e| e.value.range(e.unit)).reduce(Range::hull)?;
        Some(Computed { value, n: estimates.iter().find_map(|e| e.n), k: None, of: None, intervals: None })
    };
    let with_interval: Vec<&Estimate> = same_unit.iter().copied().filter(|e| e.interval.is_some()).collect();
    if with_interval.is_empty() {
        let found = Evidence {
            computed: computed(&same_unit),
            estimates: used(&same_unit),
            ..Evidence::missing(Missing::NoInterval, [Need::Interval])
        };
        return found.from(supports);
    }
    let reaches = with_interval.iter().filter_map(|e| interval(e)).map(Reach::interval).collect();
    let (computed, estimates) = (computed(&with_interval), used(&with_interval));
    Evidence { reaches, unit: Some(first.unit), computed, estimates, ..Evidence::default() }
        .assuming(Assumption::PublishedInterval)
        .needing(Need::LargerSample)
        .from(with_interval.iter().map(|e| &e.support))
}

fn interval(estimate: &Estimate) -> Option<Range> {
    let (lo, hi) = estimate.interval.as_ref()?;
    Some(Range { lo: lo.value(), hi: hi.value() })
}
