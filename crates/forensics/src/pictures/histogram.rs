//! Histograms of turnout and share in bins of 0.1 pp CENTRED on integers, against the band that honest counting gives.

use domain::OptionId;
use rayon::prelude::*;
use stats::binomial;
use stats::random::uniform01;
use stats::special::normal_quantile;

use crate::method::Context;

/// Bins: 0.0, 0.1, ... 100.0 per cent.
pub const BINS: usize = 1001;
/// Level of both bands.
pub const LEVEL: f64 = 0.99;
/// Stations worked on at once; fixed, so that sums come out alike on any number of threads.
const CHUNK: usize = 4096;

/// Stations by percentage with the null band.
#[derive(Clone, Debug, PartialEq)]
pub struct Banded {
    /// Stations in each bin; bin `i` is centred on `i / 10` per cent.
    pub observed: Vec<f64>,
    /// Expected stations when every station is a binomial draw around its own percentage.
    pub expected: Vec<f64>,
    /// Highest number of stations chance puts into a bin at [`LEVEL`], for one bin looked at alone.
    pub pointwise: Vec<f64>,
    /// The same for all bins at once (Bonferroni over the bins).
    pub simultaneous: Vec<f64>,
    /// Stations in the picture.
    pub stations: usize,
}

/// Turnout G/N of all stations.
#[must_use]
pub fn turnout(cx: &Context<'_>) -> Banded {
    let parts: Vec<(u32, u32)> = (0..cx.sample.len()).filter_map(|i| cx.sample.turnout(i)).collect();
    banded(cx, &parts, 0)
}

/// An option's share W/R over all stations.
#[must_use]
pub fn share(cx: &Context<'_>, option: OptionId) -> Banded {
    let parts: Vec<(u32, u32)> = (0..cx.sample.len()).filter_map(|i| cx.sample.share(option, i)).collect();
    banded(cx, &parts, u64::from(option.0) + 1)
}

fn banded(cx: &Context<'_>, parts: &[(u32, u32)], stream: u64) -> Banded {
    let mut rng = cx.seed.stream("histogram", stream);
    let mut observed = vec![0.0; BINS];
    for &(k, n) in parts {
        let noisy = f64::from(k) + uniform01(&mut rng) - 0.5;
        observed[bin(1000.0 * noisy / f64::from(n))] += 1.0;
    }
    let chunks: Vec<Null> = parts.par_chunks(CHUNK).map(Null::of).collect();
    let null = chunks.iter().fold(Null::default(), Null::plus);
    let highest = |z: f64| null.mean.iter().zip(&null.variance).map(|(&m, &v)| upper(m, v, z)).collect();
    let tail = (1.0 - LEVEL) / 2.0;
    Banded {
        observed,
        pointwise: highest(normal_quantile(1.0 - tail)),
        simultaneous: highest(normal_quantile(1.0 - tail / BINS as f64)),
        expected: null.mean,
        stations: parts.len(),
    }
}

/// Upper end of a band around a sum of rare independent events, with the second term of Cornish and Fisher (1938) for the skewness of
/// a Poisson count, which matters where few are expected.
fn upper(mean: f64, variance: f64, z: f64) -> f64 {
    if mean <= 0.0 { 0.0 } else { mean + z * variance.sqrt() + (z * z - 1.0) / 6.0 }
}

/// The bin of a percentage given in tenths of a point.
fn bin(tenths: f64) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a float cast saturates: below 0 is 0
    let at = (tenths + 0.5) as usize;
    at.min(BINS - 1)
}

/// Mean and variance of the number of stations in each bin.
struct Null {
    mean: Vec<f64>,
    variance: Vec<f64>,
}

impl Default for Null {
    fn default() -> Self {
        Self { mean: vec![0.0; BINS], variance: vec![0.0; BINS] }
    }
}

impl Null {
    fn of(parts: &[(u32, u32)]) -> Self {
        let mut null = Self::default();
        let mut mass = vec![0.0; BINS];
        for &(k, n) in parts {
            let (first, last) = spread(k, n, &mut mass);
            let touched = first..=last;
            for ((mass, mean), variance) in
                mass[touched.clone()].iter_mut().zip(&mut null.mean[touched.clone()]).zip(&mut null.variance[touched])
            {
                let p = mass.min(1.0);
                *mean += p;
                *variance += p * (1.0 - p);
                *mass = 0.0;
            }
        }
        null
    }

    fn plus(mut self, other: &Self) -> Self {
        self.mean.iter_mut().zip(&other.mean).for_each(|(a, b)| *a += b);
        self.variance.iter_mut().zip(&other.variance).for_each(|(a, b)| *a += b);
        self
    }
}

/// Writes the probability of every bin for (X + U)/n, X ~ Bin(n, k/n), U ~ U(-1/2, 1/2); gives the first and last bin touched.
fn spread(k: u32, n: u32, mass: &mut [f64]) -> (usize, usize) {
    let p = f64::from(k) / f64::from(n);
    let width = 1000.0 / f64::from(n);
    let mode_mass = binomial::pmf(u64::from(k), u64::from(n), p);
    let (mut lowest, mut highest) = (BINS - 1, 0);
    let mut put = |x: u32, m: f64| {
        let from = f64::from(x) * width - width / 2.0;
        let (a, b) = (bin(from), bin(from + width));
        lowest = lowest.min(a);
        highest = highest.max(b);
        if a == b {
            mass[a] += m;
            return;
        }
        for (i, cell) in mass.iter_mut().enumerate().take(b + 1).skip(a) {
            let (left, right) = (if i == a { from } else { i as f64 - 0.5 }, if i == b { from + width } else { i as f64 + 0.5 });
            *cell += m * (right - left) / width;
        }
    };
    put(k, mode_mass);
    let odds = p / (1.0 - p);
    let mut m = mode_mass;
    for x in k + 1..=n {
        m *= f64::from(n - x + 1) / f64::from(x) * odds;
        if m < mode_mass * 1e-6 {
            break;
        }
        put(x, m);
    }
    m = mode_mass;
    for x in (0..k).rev() {
        m *= f64::from(x + 1) / (f64::from(n - x) * odds);
        if m < mode_mass * 1e-6 {
            break;
        }
        put(x, m);
    }
    (lowest, highest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mass_of_a_station_is_one_and_lies_around_its_share() {
        for (k, n) in [(600, 1000), (1, 3), (0, 50), (50, 50), (150_000, 171_979)] {
            let mut mass = vec![0.0; BINS];
            let (first, last) = spread(k, n, &mut mass);
            let total: f64 = mass.iter().sum();
            assert!((total - 1.0).abs() < 1e-4, "{k}/{n}: {total}");
            let centre: f64 = mass.iter().enumerate().map(|(i, m)| i as f64 * m).sum();
            assert!((centre - 1000.0 * f64::from(k) / f64::from(n)).abs() < 20.0, "{k}/{n}: {centre}");
            assert!(mass[..first].iter().chain(&mass[last + 1..]).all(|&m| m == 0.0));
        }
    }

    #[test]
    fn the_upper_end_meets_poisson_where_few_are_expected() {
        // R: qpois(.995, 2) = 6, qpois(.995, 100) = 127
        let z = normal_quantile(0.995);
        assert!((upper(2.0, 2.0, z) - 6.5).abs() < 0.5, "{}", upper(2.0, 2.0, z));
        assert!((upper(100.0, 100.0, z) - 127.0).abs() < 0.5, "{}", upper(100.0, 100.0, z));
    }
}
