//! The binomial law.

use crate::vectors::{count, table};
use crate::{assert_close, assert_relative};
use proptest::prelude::*;
use stats::binomial::{cdf, pmf, sf};
use stats::special::beta_inc;

#[test]
fn matches_reference() {
    for row in table("binomial") {
        let (k, n, p) = (count(row[0]), count(row[1]), row[2]);
        assert_relative(pmf(k, n, p), row[3], 1e-11);
        assert_relative(cdf(k, n, p), row[4], 1e-10);
        assert_relative(sf(k, n, p), row[5], 1e-10);
    }
}

#[test]
fn edges() {
    assert_eq!(pmf(0, 0, 0.3), 1.0);
    assert_eq!(cdf(0, 0, 0.3), 1.0);
    assert_eq!(sf(0, 0, 0.3), 1.0);
    assert_eq!(sf(1, 0, 0.3), 0.0);
    assert_eq!(pmf(1, 0, 0.3), 0.0);
    for (k, mass) in [(0, 1.0), (1, 0.0), (5, 0.0)] {
        assert_eq!(pmf(k, 5, 0.0), mass);
        assert_eq!(pmf(5 - k, 5, 1.0), mass);
    }
    assert_eq!(cdf(0, 5, 0.0), 1.0);
    assert_eq!(sf(1, 5, 0.0), 0.0);
    assert_eq!(cdf(4, 5, 1.0), 0.0);
    assert_eq!(sf(5, 5, 1.0), 1.0);
    assert!(pmf(1, 2, 1.1).is_nan() && cdf(1, 2, f64::NAN).is_nan() && sf(1, 2, -0.1).is_nan());
}

proptest! {
    #[test]
    fn sums_to_one(n in 0_u64..2000, p in 0.0..=1.0_f64) {
        let sum: f64 = (0..=n).map(|k| pmf(k, n, p)).sum();
        prop_assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn neighbours_have_the_right_ratio(n in 2_u64..1_000_000, z in -30.0..30.0_f64, p in 0.01..0.99_f64) {
        let k = n as f64 * p + z * (n as f64 * p * (1.0 - p)).sqrt();
        let k = count(k.clamp(0.0, (n - 1) as f64).floor());
        let ratio = (n - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
        let (a, b) = (pmf(k, n, p), pmf(k + 1, n, p));
        prop_assume!(a > 1e-300 && b > 1e-300);
        prop_assert!((b / a / ratio - 1.0).abs() < 1e-11);
    }

    #[test]
    fn tails_agree_with_the_beta_function(n in 1_u64..3000, share in 0.0..1.0_f64, p in 0.01..0.99_f64) {
        let k = count((share * n as f64).ceil());
        let beta = beta_inc(k as f64, (n - k) as f64 + 1.0, p);
        prop_assume!(beta > 1e-290);
        prop_assert!((sf(k, n, p) / beta - 1.0).abs() < 1e-10);
    }

    #[test]
    fn tails_overlap_in_one_term(n in 1_u64..3000, share in 0.0..=1.0_f64, p in 0.0..=1.0_f64) {
        let k = count((share * n as f64).floor());
        let both = cdf(k, n, p) + sf(k, n, p) - pmf(k, n, p);
        prop_assert!((both - 1.0).abs() < 1e-11);
    }
}

#[test]
fn successes_and_failures_mirror() {
    for (k, n) in [(3, 10), (70, 100), (1, 1000)] {
        assert_relative(pmf(k, n, 0.25), pmf(n - k, n, 0.75), 1e-13);
        assert_close(cdf(k, n, 0.25), sf(n - k, n, 0.75), 1e-14);
    }
}
