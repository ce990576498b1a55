//! The integer-percentage null against brute force.

use crate::assert_close;
use crate::vectors::{count32, table};
use proptest::prelude::*;
use stats::binomial::pmf;
use stats::integer_window::{is_integer, window_probability};

/// The definition, word for word.
fn lies_in_window(k: u32, n: u32) -> bool {
    let (k, n) = (i64::from(k), i64::from(n));
    n > 0 && (0..=100).any(|r| (2000 * k - 20 * r * n).abs() <= n)
}

/// The three probabilities by adding all terms.
fn brute_force(w: u32, n: u32, cut: u32) -> [f64; 3] {
    let p = f64::from(w) / f64::from(n);
    let mut sums = [0.0; 3];
    for k in 0..=n {
        let term = pmf(u64::from(k), u64::from(n), p);
        let below = 100 * u64::from(k) <= u64::from(cut) * u64::from(n);
        let inside = lies_in_window(k, n);
        for (sum, counts) in sums.iter_mut().zip([inside, below, inside && below]) {
            if counts {
                *sum += term;
            }
        }
    }
    sums
}

fn assert_window(w: u32, n: u32, cut: u32, expected: [f64; 3], tolerance: f64) {
    let found = window_probability(w, n, cut);
    assert_close(found.exact, expected[0], tolerance);
    assert_close(found.below_cut, expected[1], tolerance);
    assert_close(found.window_below_cut, expected[2], tolerance);
}

#[test]
fn matches_reference() {
    for row in table("window") {
        let [w, n, cut] = [row[0], row[1], row[2]].map(count32);
        assert_window(w, n, cut, [row[3], row[4], row[5]], 1e-13);
    }
}

#[test]
fn all_small_stations_match_brute_force() {
    for n in 1..=130 {
        for w in 0..=n {
            assert_window(w, n, 99, brute_force(w, n, 99), 1e-12);
        }
    }
}

#[test]
fn edges() {
    let nothing = window_probability(0, 0, 99);
    assert_eq!((nothing.exact, nothing.below_cut, nothing.window_below_cut), (0.0, 0.0, 0.0));
    assert_eq!(nothing.truncated(), None);
    let nobody = window_probability(0, 700, 99);
    assert_eq!((nobody.exact, nobody.truncated()), (1.0, Some(1.0)));
    let everybody = window_probability(700, 700, 99);
    assert_eq!((everybody.exact, everybody.truncated()), (1.0, None));
    assert_eq!(window_probability(800, 700, 100).truncated(), Some(1.0));
    assert!(!is_integer(0, 0) && is_integer(0, 7) && is_integer(7, 7) && !is_integer(8, 7));
}

#[test]
fn the_largest_counts_do_not_overflow() {
    for (w, n) in [(u32::MAX / 2, u32::MAX), (u32::MAX - 1, u32::MAX), (1, u32::MAX)] {
        let found = window_probability(w, n, 99);
        assert!((0.0..=1.0 + 1e-12).contains(&found.exact), "{w}: {found:?}");
    }
    // The middle of 4294967295 is 50% within 0.05 pp for certain.
    assert_close(window_probability(u32::MAX / 2, u32::MAX, 99).exact, 1.0, 1e-12);
    assert!(is_integer(u32::MAX, u32::MAX) && !is_integer(u32::MAX / 1000, u32::MAX));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn matches_brute_force(n in 1_u32..6000, share in 0.0..=1.0_f64, cut in 1_u32..=100) {
        let w = count32((share * f64::from(n)).floor());
        assert_window(w, n, cut, brute_force(w, n, cut), 1e-12);
    }

    #[test]
    fn high_shares_meet_the_cut(n in 100_u32..4000, missing in 0_u32..60) {
        let w = n - missing.min(n);
        assert_window(w, n, 99, brute_force(w, n, 99), 1e-12);
    }

    #[test]
    fn is_integer_is_the_definition(n in 0_u32..5000, share in 0.0..=1.1_f64) {
        let w = count32((share * f64::from(n)).round());
        prop_assert_eq!(is_integer(w, n), lies_in_window(w, n));
    }

    #[test]
    fn windows_mirror(n in 1_u32..3000, share in 0.0..=1.0_f64) {
        let w = count32((share * f64::from(n)).floor());
        let (a, b) = (window_probability(w, n, 100), window_probability(n - w, n, 100));
        prop_assert!((a.exact - b.exact).abs() < 1e-12);
        prop_assert!((a.below_cut - 1.0).abs() < 1e-12);
    }
}
