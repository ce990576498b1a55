//! What was watched, the day of an act, and estimates made by others than the commission.

use count::language::Ratio;

use super::{Assumption, Computed, Evidence, Missing, Need, turnout, without_parts};
use crate::amount::Range;
use crate::case::{Case, Claim, Estimate, Item, Measure, Phase, Watch};
use crate::evidence::figures::Asked;
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

/// How much an organisation watched: a number, or a share of all.
pub(super) fn coverage(case: &Case, organisation: &str, noun: Noun, phase: Option<Phase>, place: &str, unit: Unit) -> Evidence {
    let rows: Vec<&Watch> = case
        .watches
        .iter()
        .filter(|w| w.organisation == organisation && w.shared_with.is_none() && w.unit == noun)
        .filter(|w| phase.is_none_or(|p| w.phase == p) && case.lies_in(&w.place, place))
        .collect();
    let rows = without_parts(case, &rows, |w| &w.place, |w| w.phase);
    if rows.is_empty() {
        return Evidence::missing(Missing::Coverage, [Need::Coverage]);
    }
    let watched: u64 = rows.iter().map(|w| w.watched).sum();
    let all: Option<u64> = rows.iter().map(|w| w.of).sum();
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
pub(super) fn day(case: &Case, act: &str) -> Evidence {
    let Some(act) = case.acts.iter().find(|a| a.id == act) else {
        return Evidence::missing(Missing::Act, [Need::Figure { item: act.to_owned() }]);
    };
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
    let known: Vec<&Estimate> = case.estimates.iter().filter(|e| e.item == *item && e.place == *place).collect();
    let mut found = match known.as_slice() {
        [] => Evidence::missing(Missing::OnlyOfficial, [need]),
        estimates => from_estimates(estimates, claim),
    };
    if matches!(item, Item::Turnout) {
        let asked = Asked { item, contest, place, release: release.as_deref() };
        let frames = turnout::frames(case, asked, turnout::claimed(claim));
        if let Some((cast, frames)) = frames {
            found = found.from([&cast.support]).from(frames.iter().map(|f| &f.support));
            found.frames = frames;
        }
    }
    found
}

fn from_estimates(estimates: &[&Estimate], claim: &Claim) -> Evidence {
    let supports = estimates.iter().map(|e| &e.support);
    if let Some(other) = estimates.iter().find(|e| e.unit != claim.unit) {
        return Evidence::unit_differs(claim.unit, other.unit).from(supports);
    }
    let intervals: Vec<Range> = estimates.iter().filter_map(|e| interval(e)).collect();
    let points = estimates.iter().map(|e| e.value.range(e.unit)).reduce(Range::hull);
    let computed = points.map(|value| Computed { value, n: estimates.iter().find_map(|e| e.n), k: None, of: None, intervals: None });
    if intervals.len() < estimates.len() {
        return Evidence { computed, ..Evidence::missing(Missing::NoInterval, [Need::Interval]) }.from(supports);
    }
    let reaches = intervals.into_iter().map(Reach::interval).collect();
    Evidence { reaches, unit: Some(claim.unit), computed, ..Evidence::default() }
        .assuming(Assumption::PublishedInterval)
        .needing(Need::LargerSample)
        .from(supports)
}

fn interval(estimate: &Estimate) -> Option<Range> {
    let (lo, hi) = estimate.interval.as_ref()?;
    Some(Range { lo: lo.value(), hi: hi.value() })
}
