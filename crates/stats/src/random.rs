//! Reproducible random numbers.
//!
//! One published seed determines everything. Each task draws from its own stream,
//! named by a label and an index, so results do not depend on how many threads
//! ran or in which order.

use crate::binomial;
use crate::convert::{floor_to_u64, high_half};
use crate::special::{normal_cdf, normal_quantile};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// 2^-53, the spacing of [`uniform01`].
const STEP: f64 = f64::EPSILON / 2.0;

/// Expected counts below this are drawn by inversion; the rejection method is
/// proven from 10 on.
const INVERT_BELOW: f64 = 10.0;

/// The number from which all random streams of a run follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Seed(pub u64);

impl Seed {
    /// The stream of the task `label` number `index`.
    ///
    /// A `ChaCha8` generator with the key `SHA-256(seed || label || index)`, both
    /// numbers as 8 bytes, least significant first. As they have fixed lengths
    /// no two tasks share a key.
    #[must_use]
    pub fn stream(&self, label: &str, index: u64) -> ChaCha8Rng {
        let mut hash = Sha256::new();
        hash.update(self.0.to_le_bytes());
        hash.update(label.as_bytes());
        hash.update(index.to_le_bytes());
        ChaCha8Rng::from_seed(hash.finalize().into())
    }
}

/// A number from 0 up to but not including 1, a multiple of 2^-53.
pub fn uniform01<R: Rng + ?Sized>(rng: &mut R) -> f64 {
    (rng.next_u64() >> 11) as f64 * STEP
}

/// A number above 0 and below 1, in the middle of a step of [`uniform01`].
fn uniform_open<R: Rng + ?Sized>(rng: &mut R) -> f64 {
    ((rng.next_u64() >> 12) as f64 + 0.5) * (2.0 * STEP)
}

/// An integer from 0 up to but not including `n`, all equally likely; 0 for n = 0.
///
/// D. Lemire, "Fast random integer generation in an interval", ACM Trans. Model.
/// Comput. Simul. 29 (2019) 3: a product and, rarely, a second draw; no bias.
pub fn below<R: Rng + ?Sized>(rng: &mut R, n: u32) -> u32 {
    let range = u64::from(n);
    let mut product = u64::from(rng.next_u32()) * range;
    if product & 0xffff_ffff < range {
        let threshold = ((1 << 32) - range) % range;
        while product & 0xffff_ffff < threshold {
            product = u64::from(rng.next_u32()) * range;
        }
    }
    high_half(product)
}

/// A draw from Bin(n, p); p is held to 0..=1 and `NaN` counts as 0.
///
/// Exact up to the resolution of a 53-bit uniform: inversion where n p < 10, else
/// the transformed rejection BTRS of W. Hörmann, "The generation of binomial
/// random variates", J. Stat. Comput. Simul. 46 (1993) 101, with the acceptance
/// test computed from the saddle-point density.
pub fn binomial<R: Rng + ?Sized>(rng: &mut R, n: u64, p: f64) -> u64 {
    if p.is_nan() || p <= 0.0 || n == 0 {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    if p > 0.5 {
        return n - at_most_half(rng, n, 1.0 - p);
    }
    at_most_half(rng, n, p)
}

fn at_most_half<R: Rng + ?Sized>(rng: &mut R, n: u64, p: f64) -> u64 {
    if n as f64 * p < INVERT_BELOW { by_inversion(rng, n, p) } else { by_rejection(rng, n, p) }
}

/// Walks up the distribution function until it passes a uniform number.
fn by_inversion<R: Rng + ?Sized>(rng: &mut R, n: u64, p: f64) -> u64 {
    let odds = p / (1.0 - p);
    let mut rest = uniform01(rng);
    let mut term = (n as f64 * (-p).ln_1p()).exp();
    let mut k = 0;
    while rest >= term && k < n {
        rest -= term;
        term *= (n - k) as f64 / (k + 1) as f64 * odds;
        k += 1;
    }
    k
}

/// Algorithm BTRS for p <= 1/2 and n p >= 10, in the notation of the paper.
fn by_rejection<R: Rng + ?Sized>(rng: &mut R, n: u64, p: f64) -> u64 {
    let spread = (n as f64 * p * (1.0 - p)).sqrt();
    let b = 1.15 + 2.53 * spread;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let c = n as f64 * p + 0.5;
    let quick = 0.92 - 4.2 / b;
    let alpha = (2.83 + 5.1 / b) * spread;
    let mut peak = None;
    loop {
        let u = uniform01(rng) - 0.5;
        let v = uniform01(rng);
        let us = 0.5 - u.abs();
        let position = (2.0 * a / us + b) * u + c;
        if !(position >= 0.0 && position < n as f64 + 1.0) {
            continue;
        }
        let k = floor_to_u64(position);
        if us >= 0.07 && v <= quick {
            return k;
        }
        let peak = *peak.get_or_insert_with(|| binomial::pmf(floor_to_u64((n as f64 + 1.0) * p), n, p));
        if v * alpha / (a / (us * us) + b) <= binomial::pmf(k, n, p) / peak {
            return k;
        }
    }
}

/// A draw from the normal law, by inversion: one uniform number each, increasing
/// in it.
pub fn normal<R: Rng + ?Sized>(rng: &mut R, mean: f64, sd: f64) -> f64 {
    mean + sd * normal_quantile(uniform_open(rng))
}

/// A draw from the normal law given that it lies in `lo..=hi`, by inversion.
///
/// Works in the nearer tail, so intervals many sd away are sampled correctly; one
/// beyond 37 sd, where the tail vanishes in `f64`, gives its end nearer to the
/// mean. For sd = 0 the mean, held to the interval.
pub fn truncated_normal<R: Rng + ?Sized>(rng: &mut R, mean: f64, sd: f64, lo: f64, hi: f64) -> f64 {
    let u = uniform_open(rng);
    if sd.is_nan() || sd <= 0.0 {
        return mean.max(lo).min(hi);
    }
    let (from, to) = ((lo - mean) / sd, (hi - mean) / sd);
    // Mirrored, if need be, so that the interval reaches further left than right.
    let mirrored = from + to > 0.0;
    let (near, far) = if mirrored { (-from, -to) } else { (to, from) };
    let (low, high) = (normal_cdf(far), normal_cdf(near));
    let z = if high > 0.0 { normal_quantile(low + u * (high - low)) } else { near };
    let z = if mirrored { -z } else { z };
    (mean + sd * z).max(lo).min(hi)
}
