//! Mean, spread, skewness and kurtosis of values.

/// Population moments of a set of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// How many values.
    pub n: usize,
    /// The mean; `NaN` for no values.
    pub mean: f64,
    /// The standard deviation of the population, `sqrt(m2)` (divided by n, not
    /// n - 1).
    pub sd: f64,
    /// Skewness `g1 = m3 / m2^(3/2)`; `NaN` when all values are equal.
    pub skewness: f64,
    /// Excess kurtosis `g2 = m4 / m2^2 - 3` (0 for the normal law); `NaN` when all
    /// values are equal.
    pub excess_kurtosis: f64,
}

impl Moments {
    /// The moments `m_k = sum (x - mean)^k / n` and what follows from them, in
    /// two passes: central moments of raw powers would cancel.
    ///
    /// Values count as equal when their spread is within the rounding of their
    /// mean. g1 and g2 as in D. Joanes and C. Gill, The Statistician 47 (1998) 183.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = mean(values);
        let (mut m1, mut m2, mut m3, mut m4) = (0.0, 0.0, 0.0, 0.0);
        for value in values {
            let d = value - mean;
            m1 += d;
            m2 += d * d;
            m3 += d * d * d;
            m4 += d * d * d * d;
        }
        // m1 is 0 on paper; what it is in floating point corrects m2.
        let m2 = ((m2 - m1 * m1 / n) / n).max(0.0);
        let constant = m2.sqrt() <= 4.0 * f64::EPSILON * mean.abs();
        let shape = |value: f64| if constant { f64::NAN } else { value };
        Self {
            n: values.len(),
            mean,
            sd: if n > 0.0 { m2.sqrt() } else { f64::NAN },
            skewness: shape(m3 / n / (m2 * m2.sqrt())),
            excess_kurtosis: shape(m4 / n / (m2 * m2) - 3.0),
        }
    }
}

/// The mean of values; `NaN` for none. A second pass removes the rounding of the
/// first.
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let first = values.iter().sum::<f64>() / n;
    first + values.iter().map(|value| value - first).sum::<f64>() / n
}

/// `sum w x / sum w` over (value, weight); `NaN` if the weights sum to 0.
#[must_use]
pub fn weighted_mean(pairs: impl IntoIterator<Item = (f64, f64)>) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (value, weight) in pairs {
        sum += weight * value;
        weights += weight;
    }
    sum / weights
}
