//! Multiplicity, goodness of fit, moments and histograms.

use crate::vectors::{counts, number, numbers, section};
use crate::{assert_close, assert_relative};
use proptest::prelude::*;
use stats::goodness::{GoodnessError, benford_second_digit, chi2_expected, chi2_uniform};
use stats::histogram::Centred;
use stats::moments::{Moments, weighted_mean};
use stats::multiplicity::benjamini_hochberg;

#[test]
fn q_values_match_statsmodels() {
    let expected = section("benjamini_hochberg");
    let found = benjamini_hochberg(&numbers(&expected["p"]));
    for (found, expected) in found.iter().zip(numbers(&expected["q"])) {
        assert_relative(*found, expected, 1e-14);
    }
    assert!(benjamini_hochberg(&[]).is_empty());
}

#[test]
#[should_panic(expected = "leave out tests that gave none")]
fn q_values_refuse_nan() {
    let _ = benjamini_hochberg(&[0.1, f64::NAN]);
}

#[test]
fn goodness_matches_scipy() {
    let expected = section("goodness");
    let cells = counts(&expected["counts"]);
    let found = chi2_uniform(&cells);
    let [statistic, p] = numbers(&expected["uniform"])[..] else { panic!() };
    assert_relative(found.statistic, statistic, 1e-12);
    assert_relative(found.p, p, 1e-11);
    assert_eq!(found.df, 9.0);

    let benford = benford_second_digit();
    for (found, expected) in benford.iter().zip(numbers(&expected["benford"])) {
        assert_relative(*found, expected, 1e-14);
    }
    let found = chi2_expected(&cells, &benford).unwrap();
    let [statistic, p] = numbers(&expected["against_benford"])[..] else { panic!() };
    assert_relative(found.statistic, statistic, 1e-12);
    assert_relative(found.p, p, 1e-11);
}

#[test]
fn goodness_edges() {
    assert!(chi2_uniform(&[]).p.is_nan());
    assert!(chi2_uniform(&[7]).p.is_nan());
    assert!(chi2_uniform(&[0; 10]).statistic.is_nan());
    let impossible = chi2_expected(&[5, 5, 1], &[0.5, 0.5, 0.0]).unwrap();
    assert_eq!((impossible.statistic, impossible.df, impossible.p), (f64::INFINITY, 1.0, 0.0));
    let possible = chi2_expected(&[5, 5, 0], &[0.5, 0.5, 0.0]).unwrap();
    assert_eq!((possible.statistic, possible.p), (0.0, 1.0));
    assert_eq!(chi2_expected(&[1], &[0.5, 0.5]), Err(GoodnessError::Lengths { counts: 1, probabilities: 2 }));
    assert_eq!(chi2_expected(&[1, 2], &[0.5, 0.25]), Err(GoodnessError::NotProbabilities { sum: 0.75 }));
    assert!(chi2_expected(&[1, 2], &[f64::NAN, 0.5]).is_err());
    assert!(chi2_expected(&[1, 2], &[-0.5, 1.5]).is_err());
}

#[test]
fn moments_match_scipy() {
    let expected = section("moments");
    let values = numbers(&expected["values"]);
    let found = Moments::of(&values);
    assert_eq!(found.n, 200);
    assert_relative(found.mean, number(&expected["mean"]), 1e-13);
    assert_relative(found.sd, number(&expected["sd"]), 1e-13);
    assert_relative(found.skewness, number(&expected["skewness"]), 1e-12);
    assert_relative(found.excess_kurtosis, number(&expected["excess_kurtosis"]), 1e-12);
}

#[test]
fn moments_survive_a_large_mean() {
    let values: Vec<f64> = (0..1000).map(|i| 1e9 + f64::from(i % 10)).collect();
    let found = Moments::of(&values);
    assert_relative(found.sd, 8.25_f64.sqrt(), 1e-12);
    assert_close(found.skewness, 0.0, 1e-9);
}

#[test]
fn moments_edges() {
    let none = Moments::of(&[]);
    assert!(none.n == 0 && none.mean.is_nan() && none.sd.is_nan() && none.skewness.is_nan());
    let constant = Moments::of(&[0.1; 7]);
    assert!(constant.skewness.is_nan() && constant.excess_kurtosis.is_nan());
    assert_close(constant.sd, 0.0, 1e-16);
    assert_eq!(weighted_mean([(1.0, 1.0), (4.0, 2.0)]), 3.0);
    assert!(weighted_mean([]).is_nan());
}

#[test]
fn bins_are_centred_on_integers() {
    let mut bins = Centred::new(0.1, 0.0, 100.0);
    assert_eq!((bins.counts.len(), bins.centre(0), bins.centre(750)), (1001, 0.0, 75.0));
    bins.fill([(74.96, 1.0), (75.04, 2.0), (75.06, 4.0), (100.02, 8.0), (-0.04, 16.0)]);
    assert_eq!((bins.counts[750], bins.counts[751]), (3.0, 4.0));
    assert_eq!((bins.counts[1000], bins.counts[0]), (8.0, 16.0));
    bins.fill([(100.2, 1.0), (-0.06, 2.0), (f64::NAN, 4.0), (f64::INFINITY, 8.0)]);
    assert_eq!((bins.outside, bins.total()), (15.0, 31.0));
    assert_eq!(Centred::new(0.5, -1.0, 1.0).bins().map(|(c, _)| c).collect::<Vec<_>>(), [-1.0, -0.5, 0.0, 0.5, 1.0]);
}

#[test]
fn impossible_bins_hold_nothing() {
    for (width, lo, hi) in [(0.0, 0.0, 1.0), (-1.0, 0.0, 1.0), (1.0, 2.0, 1.0), (f64::NAN, 0.0, 1.0)] {
        let mut bins = Centred::new(width, lo, hi);
        bins.add(0.5, 1.0);
        assert_eq!((bins.counts.len(), bins.outside), (0, 1.0));
    }
}

proptest! {
    #[test]
    fn q_values_are_monotone_and_not_below_p(p in prop::collection::vec(0.0..=1.0_f64, 0..80)) {
        let q = benjamini_hochberg(&p);
        for (i, (&pi, &qi)) in p.iter().zip(&q).enumerate() {
            prop_assert!(pi <= qi && qi <= 1.0);
            for (&pj, &qj) in p[i..].iter().zip(&q[i..]) {
                prop_assert!((pi - pj) * (qi - qj) >= 0.0 && (pi != pj || qi == qj));
            }
        }
    }

    #[test]
    fn ties_share_a_q_value(p in prop::collection::vec(0_u32..6, 1..40)) {
        let p: Vec<f64> = p.into_iter().map(|v| f64::from(v) / 6.0).collect();
        let q = benjamini_hochberg(&p);
        let mut reversed = benjamini_hochberg(&p.iter().rev().copied().collect::<Vec<_>>());
        reversed.reverse();
        prop_assert_eq!(q, reversed);
    }

    #[test]
    fn shape_ignores_shift_and_scale(values in prop::collection::vec(-5.0..5.0_f64, 3..60), a in -9.0..9.0_f64, b in 0.1..9.0_f64) {
        let found = Moments::of(&values);
        prop_assume!(found.sd > 1e-3);
        let moved = Moments::of(&values.iter().map(|v| a + b * v).collect::<Vec<_>>());
        assert_close(moved.sd, b * found.sd, 1e-9);
        assert_close(moved.skewness, found.skewness, 1e-8);
        assert_close(moved.excess_kurtosis, found.excess_kurtosis, 1e-7);
        // Pearson's inequality between the two.
        prop_assert!(found.excess_kurtosis + 3.0 >= found.skewness.powi(2) + 1.0 - 1e-9);
    }

    #[test]
    fn every_weight_is_kept(values in prop::collection::vec((-10.0..110.0_f64, 0.0..5.0_f64), 0..80)) {
        let mut bins = Centred::new(0.5, 0.0, 100.0);
        bins.fill(values.iter().copied());
        let weight: f64 = values.iter().map(|(_, w)| w).sum();
        assert_close(bins.total() + bins.outside, weight, 1e-9);
    }

    #[test]
    fn a_value_falls_in_the_nearest_bin(value in 0.0..100.0_f64) {
        let mut bins = Centred::new(0.1, 0.0, 100.0);
        bins.add(value, 1.0);
        let (centre, _) = bins.bins().find(|&(_, count)| count > 0.0).unwrap();
        prop_assert!((value - centre).abs() <= 0.05 + 1e-9);
    }
}
