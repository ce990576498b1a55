//! Where a value lies on the canvas.

/// A map from values to canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: (f64, f64),
    to: (f64, f64),
    log: bool,
}

impl Scale {
    /// Equal steps for equal differences. An empty range is widened by one, so that nothing divides by zero.
    pub fn linear(from: (f64, f64), to: (f64, f64)) -> Self {
        let from = if from.1 > from.0 { from } else { (from.0, from.0 + 1.0) };
        Self { from, to, log: false }
    }

    /// Equal steps for equal ratios; both ends are above 0.
    pub fn log(from: (f64, f64), to: (f64, f64)) -> Self {
        let lo = from.0.max(f64::MIN_POSITIVE);
        let hi = if from.1 > lo { from.1 } else { 10.0 * lo };
        Self { from: (lo.ln(), hi.ln()), to, log: true }
    }

    /// The place of a value; beyond the ends it goes on, but a logarithmic scale holds what is not above its start at the start.
    pub fn at(&self, value: f64) -> f64 {
        let value = if self.log { value.max(self.from.0.exp()).ln() } else { value };
        self.to.0 + (value - self.from.0) / (self.from.1 - self.from.0) * (self.to.1 - self.to.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn both_kinds_map_their_ends() {
        for s in [Scale::linear((10.0, 1000.0), (0.0, 200.0)), Scale::log((10.0, 1000.0), (0.0, 200.0))] {
            assert!(s.at(10.0).abs() < 1e-9 && (s.at(1000.0) - 200.0).abs() < 1e-9);
        }
        assert!((Scale::log((10.0, 1000.0), (0.0, 200.0)).at(100.0) - 100.0).abs() < 1e-9);
        assert!(Scale::linear((5.0, 5.0), (0.0, 1.0)).at(5.0).is_finite());
    }
}
