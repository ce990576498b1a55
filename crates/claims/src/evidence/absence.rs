//! "We saw nothing": what a silence is worth.
//!
//! Where one organisation finds something in a share q of the places it watches, another that watched k of the same places sees none of it
//! with probability (1 - q)^k, even if it looks as well. Only a small probability makes a silence evidence.

use serde::Serialize;

use super::{Assumption, Evidence, Missing, Need, rating, without_parts};
use crate::case::{Case, Observation, Watch};
use crate::unit::Unit;
use crate::verdict::Reach;
use count::language::Ratio;

/// A silence above this probability says nothing.
pub const TELLING: f64 = 0.05;

/// What a silence is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Silence {
    /// Places both watched.
    pub shared: u64,
    /// In how many of them the silent organisation recorded it.
    pub found: u64,
    /// In how many of them the other one did, where that is known.
    pub other_found: Option<u64>,
    /// The other's rate q: k of n.
    pub rate: (u64, u64),
    /// Probability of seeing none at rate q: (1 - q)^shared.
    pub probability: f64,
    /// The same at the ends of the 95% interval of q (Clopper-Pearson), smaller first.
    pub probability_between: (f64, f64),
    /// Whether seeing none is hard to reconcile with the other's rate, at the lower end of its interval too.
    pub telling: bool,
    /// Fewest shared places at which seeing none would be telling.
    pub places_needed: Option<u64>,
}

/// Computes it; none where nothing was watched, or the other found nothing either.
#[must_use]
pub fn silence(shared: u64, found: u64, other_found: Option<u64>, (k, n): (u64, u64)) -> Option<Silence> {
    if shared == 0 || n == 0 || k == 0 || k > n {
        return None;
    }
    #[allow(clippy::cast_precision_loss)] // counts of stations
    let (q, places) = (k as f64 / n as f64, shared as f64);
    let none = |q: f64| (1.0 - q).max(0.0).powf(places);
    let (lo, hi) = rating::intervals(k, n).clopper_pearson;
    let at_lowest = none(lo / 100.0);
    Some(Silence {
        shared,
        found,
        other_found,
        rate: (k, n),
        probability: none(q),
        probability_between: (none(hi / 100.0), at_lowest),
        telling: found == 0 && at_lowest < TELLING,
        places_needed: places_needed(lo / 100.0),
    })
}

/// Fewest places k with (1 - q)^k < 5%; none where q is too small to count them.
fn places_needed(q: f64) -> Option<u64> {
    if q >= 1.0 {
        return Some(1);
    }
    let places = (TELLING.ln() / (-q).ln_1p()).floor() + 1.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // positive, and bounded by the line before
    (places.is_finite() && places < 1e12).then_some(places as u64)
}

pub(super) fn evidence(case: &Case, organisation: &str, against: &str, unit: Unit) -> Evidence {
    let Some(observation) = case.observation(against) else {
        return Evidence::missing(Missing::Figure { item: against.to_owned(), release: None }, []);
    };
    let watched = Unit::Number(observation.unit);
    if unit != watched {
        return Evidence::unit_differs(unit, watched).from([&observation.support]);
    }
    let shared = shared_watches(case, organisation, observation);
    if shared.is_empty() {
        let needs = [Need::SharedCoverage, Need::Counts { of: observation.unit }];
        return Evidence::missing(Missing::SharedCoverage, needs).from([&observation.support]);
    }
    let Some(rate) = observation.k.zip(observation.n) else {
        let share = observation.share.as_ref().map(ToString::to_string);
        let missing = Missing::NumberObserved { of: observation.unit, share };
        return Evidence::missing(missing, [Need::Counts { of: observation.unit }]).from([&observation.support]);
    };
    // A cell that is empty says nothing; it does not say none.
    let sum = |of: &dyn Fn(&Watch) -> Option<u64>| shared.iter().try_fold(0_u64, |sum, w| sum.checked_add(of(w)?));
    let supports = shared.iter().map(|w| &w.support).chain([&observation.support]);
    let Some((places, found)) = sum(&|w| Some(w.watched)).zip(sum(&|w| w.found)) else {
        return Evidence::missing(Missing::FoundNotSaid, [Need::WhatWasFound]).from(supports);
    };
    let other_found = sum(&|w| w.other_found);
    let Some(silence) = silence(places, found, other_found, rate) else {
        return Evidence::missing(Missing::NoRate, [Need::Counts { of: observation.unit }]).from(supports);
    };
    weighed(silence, watched).from(supports)
}

/// What either recorded at the places both watched is a lower bound of what was there. Only where both say that they recorded none is it none, as far as
/// two pairs of eyes go; a silence of one alone, however long, shows that the two disagree and not that nothing happened.
fn weighed(silence: Silence, unit: Unit) -> Evidence {
    let least = silence.found.max(silence.other_found.unwrap_or(0));
    let lo = Ratio::whole(least);
    let both_none = silence.found == 0 && silence.other_found == Some(0);
    let reach = if both_none { Reach::interval(crate::amount::Range::exactly(lo)) } else { Reach::at_least(lo) };
    let mut found = Evidence::of(unit, reach, crate::amount::Range::exactly(lo)).assuming(Assumption::SameEyes);
    if !silence.telling && least == 0 {
        found.needs.extend(silence.places_needed.map(|places| Need::MoreShared { places }));
    }
    if let Some(c) = &mut found.computed {
        c.n = Some(silence.shared);
        c.k = Some(least);
    }
    found.silence = Some(silence);
    found
}

fn shared_watches<'a>(case: &'a Case, organisation: &str, observation: &Observation) -> Vec<&'a Watch> {
    let both = |w: &&Watch| w.organisation == organisation && w.shared_with.as_ref() == Some(&observation.organisation);
    let places = case.gazetteer_of_the_day();
    let same = |w: &&Watch| w.phase == observation.phase && w.unit == observation.unit && places.lies_in(&w.place, &observation.place);
    let rows: Vec<&Watch> = case.watches.iter().filter(both).filter(same).collect();
    without_parts(&places, &rows, |w| &w.place, |_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_eight_at_a_quarter_is_no_proof() {
        let s = silence(8, 0, None, (30, 120)).expect("a silence");
        assert_eq!(format!("{:.4}", s.probability), "0.1001");
        // At the lower end of the mission's interval, 17.55%, sixteen shared counts would be needed.
        assert_eq!((s.places_needed, s.telling), (Some(16), false));
        assert!((1.0 - 0.1755_f64).powi(16) < TELLING && (1.0 - 0.1755_f64).powi(15) >= TELLING);
        assert!(silence(16, 0, None, (30, 120)).is_some_and(|s| s.telling));
        assert!(silence(16, 1, None, (30, 120)).is_some_and(|s| !s.telling));
        assert!(s.probability_between.0 < s.probability && s.probability < s.probability_between.1);
    }

    #[test]
    fn where_nothing_was_watched_there_is_no_silence() {
        assert_eq!(silence(0, 0, None, (30, 120)), None);
        assert_eq!(silence(8, 0, None, (0, 120)), None);
        assert!(silence(8, 0, None, (120, 120)).is_some_and(|s| s.telling));
    }
}
