//! A straight line through station values, with an honest standard error.
//!
//! Stations of one district share their circumstances, so their errors are not
//! independent; the cluster-robust error allows for that.

use crate::special::student_sf;
use std::collections::HashMap;
use thiserror::Error;

/// A fitted line `y = intercept + slope x`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Change of y for a unit of x.
    pub slope: f64,
    /// y at x = 0.
    pub intercept: f64,
    /// Robust standard error of the slope.
    pub se: f64,
    /// Degrees of freedom of Student's law for `slope / se`: clusters less one,
    /// or n - 2 without clusters.
    pub df: f64,
    /// How many points.
    pub n: usize,
    /// How many clusters; n without clusters.
    pub clusters: usize,
}

/// Why no line was fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RegressionError {
    /// The slices differ in length.
    #[error("{x} values of x, {y} of y and {clusters} clusters; give one of each for every point")]
    Lengths {
        /// Values of x.
        x: usize,
        /// Values of y.
        y: usize,
        /// Cluster numbers.
        clusters: usize,
    },
    /// Fewer than three points leave no error to estimate.
    #[error("{n} points are too few for a line with an error; at least 3 are needed")]
    TooFewPoints {
        /// How many there are.
        n: usize,
    },
    /// A robust error needs several clusters.
    #[error("all points lie in one cluster; at least 2 are needed")]
    OneCluster,
    /// x does not vary.
    #[error("all values of x are equal, so no slope exists")]
    ConstantX,
    /// A value is infinite or not a number.
    #[error("point {index} is not a finite number; leave it out")]
    NotFinite {
        /// Its position, from 0.
        index: usize,
    },
}

/// The least-squares slope with a cluster-robust standard error.
///
/// `se^2 = c sum_g (sum_{i in g} (x_i - xbar) e_i)^2 / Sxx^2` with residuals e and
/// `c = G/(G-1) (n-1)/(n-2)`: the CR1 form of K.-Y. Liang and S. Zeger, Biometrika
/// 73 (1986) 13, as in Stata's `vce(cluster)`. Takes O(n); `clusters` may be any
/// numbers. With fewer than about 40 clusters the error tends to be too small
/// (C. Cameron and D. Miller, J. Hum. Resour. 50, 2015, 317).
///
/// # Errors
///
/// If lengths differ, points or clusters are too few, a value is not finite or x
/// is constant.
pub fn slope(x: &[f64], y: &[f64], clusters: &[u32]) -> Result<Slope, RegressionError> {
    slope_weighted(x, y, &vec![1.0; x.len()], clusters)
}

/// The least-squares slope with weights, and a cluster-robust standard error.
///
/// Minimises `sum w_i e_i^2`; the score of a point is `w_i (x_i - xbar) e_i` with the weighted mean
/// xbar, and `Sxx = sum w_i (x_i - xbar)^2`. The error is CR1 as for [`slope`]. Weights need only be
/// right up to a common factor.
///
/// # Errors
///
/// As for [`slope`]; a weight that is not positive counts as not finite.
pub fn slope_weighted(x: &[f64], y: &[f64], weights: &[f64], clusters: &[u32]) -> Result<Slope, RegressionError> {
    check(x, y, clusters.len().min(weights.len()))?;
    if let Some(index) = weights.iter().position(|w| !(w.is_finite() && *w > 0.0)) {
        return Err(RegressionError::NotFinite { index });
    }
    let line = Line::fit(x, y, weights)?;
    let mut scores: Vec<f64> = Vec::new();
    // Used for look-up only; sums run in the order of first appearance, so the
    // result does not depend on the hash.
    let mut positions: HashMap<u32, usize> = HashMap::new();
    for (((&x, &y), &weight), &cluster) in x.iter().zip(y).zip(weights).zip(clusters) {
        let position = *positions.entry(cluster).or_insert(scores.len());
        if position == scores.len() {
            scores.push(0.0);
        }
        scores[position] += weight * line.score(x, y);
    }
    let count = scores.len();
    if count < 2 {
        return Err(RegressionError::OneCluster);
    }
    let (n, g) = (x.len() as f64, count as f64);
    let correction = g / (g - 1.0) * (n - 1.0) / (n - 2.0);
    Ok(line.slope(&scores, correction, g - 1.0, x.len()))
}

/// The least-squares slope with a heteroscedasticity-robust standard error, every
/// point on its own: HC1, `c = n/(n-2)` (J. `MacKinnon` and H. White, J. Econom. 29,
/// 1985, 305).
///
/// # Errors
///
/// As for [`slope`], clusters aside.
pub fn slope_hc1(x: &[f64], y: &[f64]) -> Result<Slope, RegressionError> {
    check(x, y, x.len())?;
    let line = Line::fit(x, y, &vec![1.0; x.len()])?;
    let scores: Vec<f64> = x.iter().zip(y).map(|(&x, &y)| line.score(x, y)).collect();
    let n = x.len() as f64;
    Ok(line.slope(&scores, n / (n - 2.0), n - 2.0, x.len()))
}

/// P(T > t) with `t = (slope - null) / se`: how surprising so steep a line is if
/// the true slope is `null` or less.
///
/// For points exactly on a line (se = 0) it is 0, 1, or 1/2 where the slope
/// equals `null`.
#[must_use]
pub fn p_slope_greater(slope: &Slope, null: f64) -> f64 {
    let difference = slope.slope - null;
    let t = if difference == 0.0 { 0.0 } else { difference / slope.se };
    student_sf(t, slope.df)
}

/// P(T < t) with `t = (slope - null) / se`: how surprising so flat a line is if
/// the true slope is `null` or more.
#[must_use]
pub fn p_slope_less(slope: &Slope, null: f64) -> f64 {
    let difference = slope.slope - null;
    let t = if difference == 0.0 { 0.0 } else { difference / slope.se };
    student_sf(-t, slope.df)
}

fn check(x: &[f64], y: &[f64], clusters: usize) -> Result<(), RegressionError> {
    if x.len() != y.len() || x.len() != clusters {
        return Err(RegressionError::Lengths { x: x.len(), y: y.len(), clusters });
    }
    if x.len() < 3 {
        return Err(RegressionError::TooFewPoints { n: x.len() });
    }
    match x.iter().zip(y).position(|(x, y)| !(x.is_finite() && y.is_finite())) {
        Some(index) => Err(RegressionError::NotFinite { index }),
        None => Ok(()),
    }
}

/// A least-squares line kept in centred form, where the intercept drops out of
/// the variance of the slope.
struct Line {
    mean_x: f64,
    mean_y: f64,
    sum_xx: f64,
    slope: f64,
}

impl Line {
    fn fit(x: &[f64], y: &[f64], weights: &[f64]) -> Result<Self, RegressionError> {
        let total: f64 = weights.iter().sum();
        let mean = |v: &[f64]| v.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>() / total;
        let (mean_x, mean_y) = (mean(x), mean(y));
        let (mut sum_xx, mut sum_xy) = (0.0, 0.0);
        for ((x, y), w) in x.iter().zip(y).zip(weights) {
            sum_xx += w * (x - mean_x) * (x - mean_x);
            sum_xy += w * (x - mean_x) * (y - mean_y);
        }
        let rounding = 4.0 * f64::EPSILON * mean_x.abs();
        if sum_xx <= total * rounding * rounding {
            return Err(RegressionError::ConstantX);
        }
        Ok(Self { mean_x, mean_y, sum_xx, slope: sum_xy / sum_xx })
    }

    /// `(x - xbar) e`: the pull of one point on the slope.
    fn score(&self, x: f64, y: f64) -> f64 {
        let d = x - self.mean_x;
        d * (y - self.mean_y - self.slope * d)
    }

    fn slope(&self, scores: &[f64], correction: f64, df: f64, n: usize) -> Slope {
        let meat: f64 = scores.iter().map(|score| score * score).sum();
        Slope {
            slope: self.slope,
            intercept: self.mean_y - self.slope * self.mean_x,
            se: (correction * meat).sqrt() / self.sum_xx,
            df,
            n,
            clusters: scores.len(),
        }
    }
}
