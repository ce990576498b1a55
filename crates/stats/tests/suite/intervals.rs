//! Intervals of a share, and of bootstrap draws.

use crate::vectors::{count, number, numbers, section, table};
use crate::{assert_close, assert_relative};
use proptest::prelude::*;
use stats::binomial;
use stats::bootstrap::{percentile_interval, quantile_of_sorted};
use stats::interval::{Interval, clopper_pearson, wilson};

#[test]
fn matches_reference() {
    for row in table("interval") {
        let (k, n, level) = (count(row[0]), count(row[1]), row[2]);
        let (w, c) = (wilson(k, n, level), clopper_pearson(k, n, level));
        for (found, expected) in [w.lo, w.hi, c.lo, c.hi].into_iter().zip(&row[3..]) {
            assert_close(found, *expected, 1e-12);
        }
    }
}

/// Thirty of 120, as quoted in the design.
#[test]
fn thirty_of_120() {
    let percent = |i: Interval| [i.lo, i.hi].map(|end| (end * 1e4).round() / 100.0);
    assert_eq!(percent(wilson(30, 120, 0.95)), [18.11, 33.44]);
    assert_eq!(percent(clopper_pearson(30, 120, 0.95)), [17.55, 33.73]);
}

#[test]
fn edges() {
    for interval in [wilson, clopper_pearson] {
        assert_eq!(interval(0, 0, 0.95), Interval::WHOLE);
        assert_eq!(interval(0, 9, 0.95).lo, 0.0);
        assert_eq!(interval(9, 9, 0.95).hi, 1.0);
        assert_eq!(interval(12, 9, 0.95), interval(9, 9, 0.95));
        assert!(interval(1, 2, 1.0).lo.is_nan() && interval(1, 2, f64::NAN).hi.is_nan());
    }
}

#[test]
fn percentiles_match_numpy() {
    let expected = section("percentile");
    let found = percentile_interval(&mut numbers(&expected["draws"]), number(&expected["level"]));
    assert_close(found.lo, number(&expected["lo"]), 1e-12);
    assert_close(found.hi, number(&expected["hi"]), 1e-12);
}

#[test]
fn percentile_edges() {
    assert!(percentile_interval(&mut [], 0.9).lo.is_nan());
    assert!(percentile_interval(&mut [1.0, f64::NAN], 0.9).lo.is_nan());
    assert!(percentile_interval(&mut [1.0], 1.5).lo.is_nan());
    assert_eq!(percentile_interval(&mut [3.0], 0.9), Interval { lo: 3.0, hi: 3.0 });
    assert_eq!(quantile_of_sorted(&[1.0, 2.0], 0.25), 1.25);
    assert_eq!(quantile_of_sorted(&[1.0, 2.0], 1.0), 2.0);
}

proptest! {
    #[test]
    fn intervals_hold_the_share_and_mirror(n in 1_u64..5000, share in 0.0..=1.0_f64, level in 0.5..0.999_f64) {
        let k = count((share * n as f64).floor());
        for interval in [wilson, clopper_pearson] {
            let found = interval(k, n, level);
            prop_assert!(0.0 <= found.lo && found.hi <= 1.0 && found.contains(k as f64 / n as f64));
            let mirrored = interval(n - k, n, level);
            prop_assert!((found.lo + mirrored.hi - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn clopper_pearson_ends_have_the_stated_tails(n in 2_u64..2000, share in 0.01..0.99_f64, level in 0.5..0.999_f64) {
        let k = count((share * n as f64).ceil()).clamp(1, n - 1);
        let found = clopper_pearson(k, n, level);
        let tail = 0.5 * (1.0 - level);
        assert_relative(binomial::sf(k, n, found.lo), tail, 1e-9);
        assert_relative(binomial::cdf(k, n, found.hi), tail, 1e-9);
    }

    #[test]
    fn percentiles_ignore_order(mut draws in prop::collection::vec(-9.0..9.0_f64, 1..50)) {
        let mut reversed: Vec<f64> = draws.iter().rev().copied().collect();
        let found = percentile_interval(&mut draws, 0.8);
        prop_assert!(found.lo <= found.hi);
        prop_assert_eq!(found, percentile_interval(&mut reversed, 0.8));
    }
}
