//! Random streams: reproducible, separate, and with the stated laws.

use crate::assert_close;
use crate::vectors::count32;
use rand::Rng;
use stats::binomial;
use stats::bootstrap::resample_indices;
use stats::goodness::{chi2_expected, chi2_uniform};
use stats::moments::Moments;
use stats::random::{self, Seed, below, normal, truncated_normal, uniform01};
use stats::special::{normal_cdf, normal_sf};

/// Fixed for ever: published results depend on these bits. Computed with Python's
/// hashlib and the definition of `ChaCha8` (8 rounds, counter and nonce 0).
#[test]
fn streams_never_change() {
    assert_eq!(Seed(42).stream("vectors", 7).next_u64(), 8_368_512_450_468_017_095);
}

#[test]
fn streams_differ_by_each_part_of_their_name() {
    let first = |seed: u64, label: &str, index: u64| Seed(seed).stream(label, index).next_u64();
    let streams = [first(1, "a", 0), first(2, "a", 0), first(1, "b", 0), first(1, "a", 1), first(1, "", 0)];
    for (i, a) in streams.iter().enumerate() {
        assert!(streams[..i].iter().all(|b| a != b));
    }
    assert_eq!(first(1, "a", 0), first(1, "a", 0));
}

#[test]
fn uniform_numbers_are_uniform() {
    let mut rng = Seed(5).stream("uniform", 0);
    let mut cells = [0_u64; 20];
    for _ in 0..100_000 {
        let u = uniform01(&mut rng);
        assert!((0.0..1.0).contains(&u));
        cells[usize::try_from(count32((u * 20.0).floor())).unwrap()] += 1;
    }
    assert!(chi2_uniform(&cells).p > 1e-4);
}

#[test]
fn integers_are_uniform() {
    let mut rng = Seed(5).stream("below", 0);
    let mut cells = [0_u64; 7];
    for _ in 0..70_000 {
        cells[usize::try_from(below(&mut rng, 7)).unwrap()] += 1;
    }
    assert!(chi2_uniform(&cells).p > 1e-4);
    assert_eq!((below(&mut rng, 0), below(&mut rng, 1)), (0, 0));
    // Two thirds of the range are accepted here, so the second draw is exercised.
    let large = 3_000_000_000;
    assert!((0..1000).all(|_| below(&mut rng, large) < large));
}

/// Counts of binomial draws against their exact probabilities, cells below 10
/// expected draws joined.
fn binomial_draws_fit(n: u64, p: f64) {
    let draws = 60_000_u32;
    let mut rng = Seed(8).stream("binomial", n);
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..draws {
        *seen.entry(random::binomial(&mut rng, n, p)).or_insert(0_u64) += 1;
    }
    assert!(seen.keys().all(|&k| k <= n));
    let (mut counts, mut shares) = (vec![0], vec![0.0]);
    for k in 0..=n {
        *counts.last_mut().unwrap() += seen.get(&k).copied().unwrap_or(0);
        *shares.last_mut().unwrap() += binomial::pmf(k, n, p);
        if shares.last().unwrap() * f64::from(draws) > 10.0 {
            counts.push(0);
            shares.push(0.0);
        }
    }
    // The last, unfinished cell joins its neighbour.
    let (count, share) = (counts.pop().unwrap(), shares.pop().unwrap());
    *counts.last_mut().unwrap() += count;
    *shares.last_mut().unwrap() += share;
    let found = chi2_expected(&counts, &shares).unwrap();
    assert!(found.p > 1e-4, "Bin({n}, {p}): {found:?}");
}

#[test]
fn binomial_draws_follow_their_law() {
    // Inversion, both sides of the border between the methods, rejection; p above 1/2.
    let cases = [(1, 0.3), (9, 0.5), (30, 0.02), (33, 0.3), (34, 0.3), (20, 0.5), (1000, 0.67), (5000, 0.01), (171_979, 0.7)];
    for (n, p) in cases {
        binomial_draws_fit(n, p);
    }
}

#[test]
fn binomial_edges() {
    let mut rng = Seed(8).stream("edges", 0);
    for p in [0.0, -1.0, f64::NAN] {
        assert_eq!(random::binomial(&mut rng, 10, p), 0);
    }
    assert_eq!(random::binomial(&mut rng, 0, 0.5), 0);
    assert_eq!(random::binomial(&mut rng, 10, 1.0), 10);
    let huge = random::binomial(&mut rng, 1 << 50, 0.5);
    assert!(huge.abs_diff(1 << 49) < 1 << 30);
}

#[test]
fn normal_draws_have_normal_moments() {
    let mut rng = Seed(9).stream("normal", 0);
    let draws: Vec<f64> = (0..200_000).map(|_| normal(&mut rng, 3.0, 2.0)).collect();
    let found = Moments::of(&draws);
    assert_close(found.mean, 3.0, 0.02);
    assert_close(found.sd, 2.0, 0.015);
    assert_close(found.skewness, 0.0, 0.025);
    assert_close(found.excess_kurtosis, 0.0, 0.05);
}

/// The probability transform of truncated draws is uniform.
fn truncated_draws_fit(mean: f64, sd: f64, lo: f64, hi: f64) {
    let mut rng = Seed(9).stream("truncated", lo.to_bits());
    let mut cells = [0_u64; 10];
    let [from, to] = [(lo - mean) / sd, (hi - mean) / sd];
    for _ in 0..20_000 {
        let x = truncated_normal(&mut rng, mean, sd, lo, hi);
        assert!((lo..=hi).contains(&x));
        let z = (x - mean) / sd;
        let u = if from > 0.0 {
            (normal_sf(from) - normal_sf(z)) / (normal_sf(from) - normal_sf(to))
        } else {
            (normal_cdf(z) - normal_cdf(from)) / (normal_cdf(to) - normal_cdf(from))
        };
        cells[usize::try_from(count32((u * 10.0).floor().clamp(0.0, 9.0))).unwrap()] += 1;
    }
    let found = chi2_uniform(&cells);
    assert!(found.p > 1e-4, "{mean} {sd} {lo} {hi}: {found:?} {cells:?}");
}

#[test]
fn truncated_draws_follow_their_law() {
    let cases = [(0.7, 0.2, 0.0, 1.0), (0.0, 1.0, 0.5, 2.0), (0.0, 1.0, 12.0, 40.0), (0.0, 1.0, -40.0, -12.0), (0.3, 5.0, 0.0, 1.0)];
    for (mean, sd, lo, hi) in cases {
        truncated_draws_fit(mean, sd, lo, hi);
    }
    let mut rng = Seed(9).stream("edges", 0);
    assert_eq!(truncated_normal(&mut rng, 0.0, 1.0, 50.0, 60.0), 50.0);
    assert_eq!(truncated_normal(&mut rng, 0.0, 1.0, -60.0, -50.0), -50.0);
    assert_eq!(truncated_normal(&mut rng, 3.0, 0.0, 0.0, 1.0), 1.0);
    assert!(truncated_normal(&mut rng, 0.0, 1.0, 0.0, f64::INFINITY) >= 0.0);
}

#[test]
fn resampling_draws_every_position_equally() {
    let mut rng = Seed(9).stream("resample", 0);
    let (mut sample, mut cells) = (vec![99], [0_u64; 8]);
    for _ in 0..5000 {
        resample_indices(&mut rng, 8, &mut sample);
        assert_eq!(sample.len(), 8);
        for &i in &sample {
            cells[usize::try_from(i).unwrap()] += 1;
        }
    }
    assert!(chi2_uniform(&cells).p > 1e-4);
    resample_indices(&mut rng, 0, &mut sample);
    assert!(sample.is_empty());
}
