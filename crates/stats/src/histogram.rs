//! Histograms whose bins are centred on round values.
//!
//! With edges on integers, a heap of stations at exactly 75% would fall to one
//! side and its neighbour would look empty. Bins are therefore centred on the
//! multiples of their width.

use crate::convert::floor_to_usize;

/// Weights in bins centred on multiples of the bin width.
#[derive(Clone, Debug, PartialEq)]
pub struct Centred {
    /// Width of a bin, in the unit of the values (0.1 for percentages).
    pub bin_width: f64,
    /// Centre of the first bin, a multiple of the width.
    pub first_centre: f64,
    /// Summed weight of each bin. The bin of centre c holds c - width/2 up to but
    /// not including c + width/2.
    pub counts: Vec<f64>,
    /// Summed weight of values outside all bins, `NaN` values among them.
    pub outside: f64,
}

impl Centred {
    /// Empty bins from the multiple of `bin_width` nearest to `lo` to the one
    /// nearest to `hi`, both included: 0.1, 0 and 100 give 1001 bins.
    ///
    /// There are no bins unless `bin_width` is positive and lo <= hi, all finite.
    #[must_use]
    pub fn new(bin_width: f64, lo: f64, hi: f64) -> Self {
        let (first, last) = ((lo / bin_width).round(), (hi / bin_width).round());
        let valid = bin_width > 0.0 && first.is_finite() && last.is_finite() && first <= last;
        let bins = if valid { floor_to_usize(last - first) + 1 } else { 0 };
        Self { bin_width, first_centre: first * bin_width, counts: vec![0.0; bins], outside: 0.0 }
    }

    /// Adds one weighted value.
    pub fn add(&mut self, value: f64, weight: f64) {
        match self.bin_of(value).and_then(|bin| self.counts.get_mut(bin)) {
            Some(count) => *count += weight,
            None => self.outside += weight,
        }
    }

    /// Adds (value, weight) pairs.
    pub fn fill(&mut self, pairs: impl IntoIterator<Item = (f64, f64)>) {
        for (value, weight) in pairs {
            self.add(value, weight);
        }
    }

    /// The centre of bin number `bin`, counted from 0, in the unit of the values.
    #[must_use]
    pub fn centre(&self, bin: usize) -> f64 {
        // Through the whole multiple: adding widths one by one would drift.
        ((self.first_centre / self.bin_width).round() + bin as f64) * self.bin_width
    }

    /// (centre, weight) of each bin.
    pub fn bins(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.counts.iter().enumerate().map(|(bin, &count)| (self.centre(bin), count))
    }

    /// Summed weight of all bins, without what lies outside.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.counts.iter().sum()
    }

    /// The bin of a value, if it is not left of the first.
    fn bin_of(&self, value: f64) -> Option<usize> {
        let position = (value - self.first_centre) / self.bin_width + 0.5;
        (position >= 0.0).then(|| floor_to_usize(position))
    }
}
