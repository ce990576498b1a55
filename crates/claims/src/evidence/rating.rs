//! Answers of observers: what they are of, and how far they carry.

use count::language::Ratio;
use serde::Serialize;
use stats::interval::{clopper_pearson, wilson};

use super::{Assumption, Computed, Evidence, Intervals, Missing, Need};
use crate::amount::Range;
use crate::case::{Case, Design, Meaning, Observation};
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

/// Confidence of every interval here.
pub const LEVEL: f64 = 0.95;

/// An observation with both shares and its intervals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rated {
    /// The observation: id.
    pub observation: String,
    /// Share where something was wrong, in per cent; none where the counts are not known.
    pub negative: Option<Computed>,
    /// Share where all was as it should be.
    pub positive: Option<Computed>,
}

/// Both sides of an observation: what was wrong and what was not, with the same rigour.
#[must_use]
pub fn rated(observation: &Observation) -> Rated {
    let sides = observation.n.zip(observation.k).filter(|&(n, k)| n > 0 && k <= n);
    // Where all of them were watched nothing is estimated, and nothing is uncertain.
    let all = observation.design == Design::Saturation;
    let of = |k: u64, n: u64| {
        let found = computed(k, n, observation.unit);
        Computed { intervals: found.intervals.filter(|_| !all), ..found }
    };
    let (yes, no) = (sides.map(|(n, k)| of(k, n)), sides.map(|(n, k)| of(n - k, n)));
    let (negative, positive) = match observation.means {
        Meaning::Negative => (yes, no),
        Meaning::Positive => (no, yes),
    };
    Rated { observation: observation.id.clone(), negative, positive }
}

/// k of n in per cent with 95% intervals.
#[must_use]
pub fn computed(k: u64, n: u64, of: Noun) -> Computed {
    let share = Ratio::new(100 * i128::from(k), i128::from(n)).unwrap_or(Ratio::ZERO);
    Computed { value: Range::exactly(share), n: Some(n), k: Some(k), of: Some(of), intervals: Some(intervals(k, n)) }
}

/// 95% intervals of k of n, in per cent.
#[must_use]
pub fn intervals(k: u64, n: u64) -> Intervals {
    let percent = |i: stats::interval::Interval| (100.0 * i.lo, 100.0 * i.hi);
    Intervals { clopper_pearson: percent(clopper_pearson(k, n, LEVEL)), wilson: percent(wilson(k, n, LEVEL)) }
}

/// What an observation says in the unit of a claim.
pub(super) fn evidence(case: &Case, id: &str, unit: Unit) -> Evidence {
    let Some(observation) = case.observation(id) else {
        return Evidence::missing(Missing::Figure { item: id.to_owned(), release: None }, []);
    };
    let watched = observation.unit;
    let share_of_watched = Unit::Percent(watched);
    let inferred = watched.whole().map(Unit::Percent);
    let found = if unit == share_of_watched || unit == Unit::Number(watched) || Some(unit) == inferred {
        counted(observation, unit)
    } else {
        Evidence::unit_differs(unit, share_of_watched)
    };
    found.from([&observation.support])
}

fn counted(observation: &Observation, unit: Unit) -> Evidence {
    let watched = observation.unit;
    let Some((n, k)) = observation.n.zip(observation.k).filter(|&(n, k)| n > 0 && k <= n) else {
        let share = observation.share.as_ref().map(ToString::to_string);
        return Evidence::missing(Missing::NumberObserved { of: watched, share }, [Need::Counts { of: watched }]);
    };
    if unit == Unit::Number(watched) {
        return Evidence::count(watched, k);
    }
    let computed = computed(k, n, watched);
    let exact = Evidence::figure(unit, computed.value);
    if unit == Unit::Percent(watched) {
        return Evidence { computed: Some(computed), ..exact };
    }
    match observation.design {
        // All of them were watched: what is true of those watched is true of all.
        Design::Saturation => Evidence { computed: Some(Computed { intervals: None, ..computed }), ..exact },
        Design::Random => {
            let reach = computed.intervals.map(|i| Reach::interval(outward(i.clopper_pearson)));
            let found =
                Evidence { reaches: reach.into_iter().collect(), unit: Some(unit), computed: Some(computed), ..Evidence::default() };
            found.assuming(Assumption::Independent).needing(Need::LargerSample)
        }
        design @ (Design::Convenience | Design::Unknown) => {
            let found = Evidence::missing(Missing::NotASample { design }, [Need::RandomSample]);
            Evidence { computed: Some(computed), ..found }
        }
    }
}

/// An interval of floating-point numbers as exact fractions, rounded outward to a millionth of a point.
pub(crate) fn outward((lo, hi): (f64, f64)) -> Range {
    const PARTS: f64 = 1e6;
    let exact = |x: f64| {
        // Percentages and turnouts, far inside 64 bits.
        #[allow(clippy::cast_possible_truncation)]
        let parts = (x * PARTS) as i64;
        Ratio::new(i128::from(parts), 1_000_000).unwrap_or(Ratio::ZERO)
    };
    Range { lo: exact((lo * PARTS).floor() / PARTS), hi: exact((hi * PARTS).ceil() / PARTS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_of_a_hundred_and_twenty_with_both_intervals() {
        let found = computed(30, 120, Noun::CountsObserved);
        assert_eq!(found.value, Range::exactly(Ratio::whole(25)));
        let intervals = found.intervals.expect("a sample");
        let round = |(lo, hi): (f64, f64)| (format!("{lo:.2}"), format!("{hi:.2}"));
        assert_eq!(round(intervals.wilson), ("18.11".into(), "33.44".into()));
        assert_eq!(round(intervals.clopper_pearson), ("17.55".into(), "33.73".into()));
    }

    #[test]
    fn rounding_outward_never_narrows() {
        for (lo, hi) in [(0.0, 100.0), (17.549_999_9, 33.730_000_1), (1e-9, 99.999_999_999)] {
            let range = outward((lo, hi));
            assert!(range.lo.to_f64() <= lo && hi <= range.hi.to_f64());
        }
    }
}
