//! Regression and homogeneity.

use crate::vectors::{counts, number, numbers, section};
use crate::{assert_close, assert_relative};
use proptest::prelude::*;
use stats::homogeneity::{HomogeneityError, homogeneity};
use stats::random::{Seed, below, binomial};
use stats::regression::{RegressionError, p_slope_greater, p_slope_less, slope, slope_hc1};

#[test]
fn slopes_match_statsmodels() {
    let expected = section("regression");
    let (x, y) = (numbers(&expected["x"]), numbers(&expected["y"]));
    let clusters = clusters_of(&counts(&expected["clusters"]));
    let found = slope(&x, &y, &clusters).unwrap();
    assert_relative(found.slope, number(&expected["slope"]), 1e-12);
    assert_relative(found.intercept, number(&expected["intercept"]), 1e-11);
    assert_relative(found.se, number(&expected["se_cluster"]), 1e-11);
    assert_eq!((found.n, found.clusters, found.df), (150, 12, 11.0));
    assert_relative(p_slope_greater(&found, 1.0), number(&expected["p_greater_than_1"]), 1e-9);
    assert_relative(p_slope_less(&found, 1.0), number(&expected["p_less_than_1"]), 1e-9);
    let hc1 = slope_hc1(&x, &y).unwrap();
    assert_relative(hc1.se, number(&expected["se_hc1"]), 1e-11);
    assert_eq!((hc1.df, hc1.clusters), (148.0, 150));
}

fn clusters_of(numbers: &[u64]) -> Vec<u32> {
    numbers.iter().map(|&c| u32::try_from(c).unwrap()).collect()
}

#[test]
fn a_perfect_line_has_no_error() {
    let x = [0.0, 1.0, 2.0, 3.0];
    let found = slope(&x, &[1.0, 3.0, 5.0, 7.0], &[1, 1, 2, 2]).unwrap();
    assert_eq!((found.slope, found.intercept, found.se), (2.0, 1.0, 0.0));
    assert_eq!(p_slope_greater(&found, 1.0), 0.0);
    assert_eq!(p_slope_greater(&found, 2.0), 0.5);
    assert_eq!(p_slope_less(&found, 1.0), 1.0);
}

#[test]
fn lines_that_cannot_be_fitted() {
    let line = |x: &[f64], y: &[f64], c: &[u32]| slope(x, y, c).unwrap_err();
    assert_eq!(line(&[1.0], &[1.0, 2.0], &[1]), RegressionError::Lengths { x: 1, y: 2, clusters: 1 });
    assert_eq!(line(&[1.0, 2.0], &[1.0, 2.0], &[1, 2]), RegressionError::TooFewPoints { n: 2 });
    assert_eq!(line(&[0.1; 3], &[1.0, 2.0, 3.0], &[1, 2, 3]), RegressionError::ConstantX);
    assert_eq!(line(&[1.0, 2.0, 3.0], &[1.0, 2.0, 4.0], &[7; 3]), RegressionError::OneCluster);
    let infinite = [1.0, f64::INFINITY, 3.0];
    assert_eq!(line(&infinite, &[1.0; 3], &[1, 2, 3]), RegressionError::NotFinite { index: 1 });
}

fn points() -> impl Strategy<Value = Vec<(f64, f64, u32)>> {
    prop::collection::vec((0.0..1.0_f64, -1.0..1.0_f64, 0_u32..6), 8..60)
}

type Columns = (Vec<f64>, (Vec<f64>, Vec<u32>));

fn columns(points: &[(f64, f64, u32)]) -> Columns {
    points.iter().map(|&(x, y, c)| (x, (y, c))).unzip()
}

proptest! {
    #[test]
    fn slopes_move_with_the_data(points in points(), a in -3.0..3.0_f64, b in 0.1..3.0_f64) {
        let (x, (y, c)) = columns(&points);
        let Ok(found) = slope(&x, &y, &c) else { return Ok(()) };
        // y -> a + b y + 2 x
        let moved: Vec<f64> = x.iter().zip(&y).map(|(x, y)| a + b * y + 2.0 * x).collect();
        let renamed: Vec<u32> = c.iter().map(|c| 4_000_000_000 - 7 * c).collect();
        let other = slope(&x, &moved, &renamed).unwrap();
        assert_close(other.slope, b * found.slope + 2.0, 1e-9);
        assert_close(other.se, b * found.se, 1e-9);
        assert_close(p_slope_less(&found, 0.3) + p_slope_greater(&found, 0.3), 1.0, 1e-12);
    }

    #[test]
    fn one_point_a_cluster_is_almost_hc1(points in points()) {
        let (x, (y, _)) = columns(&points);
        let clusters: Vec<u32> = (0..).take(x.len()).collect();
        let (each, hc1) = (slope(&x, &y, &clusters).unwrap(), slope_hc1(&x, &y).unwrap());
        // With G = n, CR1's correction is n/(n-1) (n-1)/(n-2) = n/(n-2): HC1's.
        assert_relative(each.se, hc1.se, 1e-12);
    }
}

#[test]
fn homogeneity_matches_scipy() {
    let expected = section("homogeneity");
    let found = homogeneity(&counts(&expected["successes"]), &counts(&expected["totals"])).unwrap();
    assert_relative(found.statistic, number(&expected["statistic"]), 1e-11);
    assert_eq!(found.df, number(&expected["df"]));
    assert_relative(found.dispersion, found.statistic / found.df, 1e-15);
    // The statistic's rounding is multiplied by df/2 in so far a tail.
    assert_relative(found.p_left, number(&expected["p_left"]), 1e-9);
}

#[test]
fn groups_that_cannot_be_compared() {
    let error = |w: &[u64], n: &[u64]| homogeneity(w, n).unwrap_err();
    assert_eq!(error(&[1], &[2, 3]), HomogeneityError::Lengths { successes: 1, totals: 2 });
    assert_eq!(error(&[1, 4], &[2, 3]), HomogeneityError::MoreThanTotal { index: 1 });
    assert_eq!(error(&[1, 0], &[2, 0]), HomogeneityError::TooFewGroups { groups: 1 });
    assert_eq!(error(&[0, 0], &[50, 60]), HomogeneityError::NoVariation);
    assert_eq!(error(&[50, 60], &[50, 60]), HomogeneityError::NoVariation);
    assert_eq!(error(&[1, 2, 2, 1], &[100; 4]), HomogeneityError::SmallGroups { average: 1.5 });
    assert!(homogeneity(&[1, 2, 4, 1], &[100; 4]).is_ok());
}

#[test]
fn equal_shares_are_too_homogeneous() {
    let found = homogeneity(&[300; 40], &[500; 40]).unwrap();
    assert_eq!((found.statistic, found.p_left), (0.0, 0.0));
}

/// How often `p_left` <= alpha for honest stations of the given sizes.
fn left_rejections(label: &str, sizes: &[u64], share: f64, alpha: f64) -> f64 {
    let runs: u32 = 20_000;
    let mut rejected: u32 = 0;
    for run in 0..runs {
        let mut rng = Seed(11).stream(label, u64::from(run));
        let counts: Vec<u64> = sizes.iter().map(|&n| binomial(&mut rng, n, share)).collect();
        if homogeneity(&counts, sizes).is_ok_and(|found| found.p_left <= alpha) {
            rejected += 1;
        }
    }
    f64::from(rejected) / f64::from(runs)
}

/// The left tail against simulation: honest stations, sizes from comfortable to
/// just inside the rule. 20,000 runs know 0.01 to 7%.
#[test]
fn the_left_tail_is_true_under_the_null() {
    let mut rng = Seed(3).stream("sizes", 0);
    let usual: Vec<u64> = (0..25).map(|_| 200 + u64::from(below(&mut rng, 1800))).collect();
    let smallest = [15_u64; 12];
    let rare = [110_u64; 15];
    let few = [500_u64; 40];
    let cases = [("usual", &usual[..], 0.6), ("smallest", &smallest, 0.5), ("rare", &rare, 0.05), ("few", &few, 0.006)];
    for (label, sizes, share) in cases {
        for alpha in [0.01, 0.05, 0.5] {
            let found = left_rejections(label, sizes, share, alpha);
            assert_relative(found, alpha, 0.3);
        }
    }
}
