//! The special functions against 60-digit values.

use crate::vectors::{count, table};
use crate::{assert_close, assert_relative};
use proptest::prelude::*;
use stats::special::*;

#[test]
fn ln_factorial_matches() {
    for row in table("ln_factorial") {
        assert_close(ln_factorial(count(row[0])), row[1], 4e-16 * row[1].max(1.0));
    }
}

#[test]
fn normal_tails_and_quantiles_match() {
    for row in table("normal") {
        let (z, tail) = (row[0], row[1]);
        assert_relative(normal_sf(z), tail, 1e-12);
        assert_relative(normal_cdf(-z), tail, 1e-12);
        if z > 0.0 {
            assert_relative(normal_quantile(tail), -z, 1e-14);
        }
    }
    assert!(normal_sf(30.0) > 4e-198);
}

#[test]
fn chi2_tails_match() {
    for row in table("chi2") {
        let (x, df) = (row[0], row[1]);
        assert_relative(chi2_cdf(x, df), row[2], 2e-12);
        assert_relative(chi2_sf(x, df), row[3], 2e-12);
    }
}

#[test]
fn student_tails_and_quantiles_match() {
    for row in table("student") {
        let (t, df, tail) = (row[0], row[1], row[2]);
        assert_relative(student_sf(t, df), tail, 1e-12);
        if tail < 0.4 {
            assert_relative(student_quantile(tail, df), -t, 1e-11);
            assert_relative(-student_quantile(tail, df), student_quantile(1.0 - tail, df), 1e-3);
        }
    }
}

#[test]
fn beta_matches() {
    for row in table("beta_inc") {
        let (a, b, x, p) = (row[0], row[1], row[2], row[3]);
        assert_relative(beta_inc(a, b, x), p, 2e-12);
        if p < 0.9 {
            assert_relative(beta_quantile(p, a, b), x, 1e-11);
        }
    }
}

#[test]
fn student_becomes_normal() {
    assert_relative(student_sf(2.0, f64::INFINITY), normal_sf(2.0), 1e-15);
    assert_relative(student_sf(2.0, 1e9), normal_sf(2.0), 1e-7);
}

#[test]
fn edges() {
    assert_eq!(normal_sf(f64::INFINITY), 0.0);
    assert_eq!(normal_cdf(f64::INFINITY), 1.0);
    assert_eq!(normal_quantile(0.5), 0.0);
    assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(normal_quantile(1.0), f64::INFINITY);
    assert_eq!(chi2_sf(0.0, 3.0), 1.0);
    assert_eq!(chi2_sf(f64::INFINITY, 3.0), 0.0);
    assert_eq!(chi2_cdf(f64::INFINITY, 3.0), 1.0);
    assert_eq!(student_sf(f64::INFINITY, 3.0), 0.0);
    assert_eq!(student_sf(f64::NEG_INFINITY, 3.0), 1.0);
    assert_eq!(student_quantile(0.5, 3.0), 0.0);
    assert_eq!(student_quantile(1.0, 3.0), f64::INFINITY);
    assert_eq!(beta_inc(2.0, 3.0, 0.0), 0.0);
    assert_eq!(beta_inc(2.0, 3.0, 1.0), 1.0);
    assert_eq!(beta_quantile(0.0, 2.0, 3.0), 0.0);
    assert_eq!(beta_quantile(1.0, 2.0, 3.0), 1.0);
}

#[test]
fn outside_the_domain_is_nan() {
    let values = [
        normal_sf(f64::NAN),
        normal_quantile(1.5),
        normal_quantile(f64::NAN),
        chi2_sf(1.0, 0.0),
        chi2_sf(f64::NAN, 1.0),
        chi2_cdf(1.0, -1.0),
        student_sf(1.0, 0.0),
        student_quantile(-0.1, 3.0),
        beta_inc(0.0, 1.0, 0.5),
        beta_inc(1.0, 1.0, 1.5),
        beta_quantile(0.5, -1.0, 1.0),
    ];
    for (i, value) in values.iter().enumerate() {
        assert!(value.is_nan(), "value {i} is {value}");
    }
}

proptest! {
    #[test]
    fn normal_quantile_inverts(z in -36.0..5.0_f64) {
        prop_assert!((normal_quantile(normal_cdf(z)) - z).abs() < 1e-9);
    }

    #[test]
    fn chi2_tails_sum_to_one_and_fall(x in 0.0..300.0_f64, df in 0.2..200.0_f64) {
        prop_assert!((chi2_sf(x, df) + chi2_cdf(x, df) - 1.0).abs() < 1e-13);
        prop_assert!(chi2_sf(x + 0.1, df) <= chi2_sf(x, df));
    }

    #[test]
    fn chi2_of_two_is_exponential(x in 0.0..1000.0_f64) {
        prop_assert!((chi2_sf(x, 2.0).ln() + 0.5 * x).abs() < 1e-11);
    }

    #[test]
    fn student_of_one_is_cauchy(t in -50.0..1e6_f64) {
        let cauchy = f64::atan2(1.0, t) / std::f64::consts::PI;
        prop_assert!((student_sf(t, 1.0) / cauchy - 1.0).abs() < 1e-12);
    }

    #[test]
    fn student_quantile_inverts(p in 1e-12..1.0_f64, df in 0.5..500.0_f64) {
        let t = student_quantile(p, df);
        prop_assert!((student_sf(-t, df) / p - 1.0).abs() < 1e-10);
    }

    #[test]
    fn beta_is_symmetric(a in 0.1..80.0_f64, b in 0.1..80.0_f64, x in 0.0..1.0_f64) {
        let sum = beta_inc(a, b, x) + beta_inc(b, a, 1.0 - x);
        prop_assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn beta_quantile_inverts(p in 1e-9..1.0_f64, a in 0.5..300.0_f64, b in 0.5..300.0_f64) {
        let x = beta_quantile(p, a, b);
        prop_assert!((beta_inc(a, b, x) - p).abs() < 1e-9);
    }

    #[test]
    fn factorials_multiply(n in 1_u64..5000) {
        let step = ln_factorial(n) - ln_factorial(n - 1);
        prop_assert!((step - (n as f64).ln()).abs() < 1e-15 * ln_factorial(n).max(1.0));
    }
}
