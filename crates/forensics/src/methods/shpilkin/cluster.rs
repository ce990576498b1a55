//! The clean cluster: a fixed rule that finds the turnout T* of ordinary stations, or says why there is none.
//!
//! 1. D(t) = others' votes by turnout, a station's others capped at their 99th percentile (a few electronic stations hold 100,000 voters),
//!    smoothed with a Gaussian of 2 points.
//! 2. T* is the LOWEST peak of D at least a quarter as high as the highest and standing out by a tenth of it: stuffing moves stations to
//!    the right only.
//! 3. Its interval are the turnouts around T* where D is at least 95% of D(T*).
//! 4. Refused when T* >= 80; when the map of others' votes over turnout and share has a second top at least 10 points away; when that map's
//!    top lies more than 5 points of turnout from T*; when k changes by more than half between T*-5 and T*+5; or when A changes
//!    over the interval by more than a tenth of the option's votes.
//!
//! The thresholds were set on the five Russian elections in the tests (where T* comes out at 52-61, and at 38 in 2021) and three clean ones.

use super::bins::{BINS, Bins, Votes};

/// The clean cluster and what lies above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// T*, per cent.
    pub turnout: usize,
    /// Lower end of the interval over T*.
    pub lowest: usize,
    /// Upper end.
    pub highest: usize,
    /// k at T*.
    pub ratio: f64,
    /// A at T*, votes.
    pub anomalous: f64,
    /// Smallest A over the interval.
    pub anomalous_lo: f64,
    /// Largest A over the interval.
    pub anomalous_hi: f64,
}

/// Why there is no clean cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The others' votes have no clear peak over turnout.
    NoPeak,
    /// Their lowest peak lies at 80% or above, where stuffed stations lie too.
    TooHigh,
    /// Stations form more than one cluster.
    SeveralClusters,
    /// The main cluster lies elsewhere than the lowest peak.
    AnotherCluster,
    /// The ratio of votes changes with turnout even inside the cluster.
    UnsteadyRatio,
    /// The estimate depends on where inside its interval T* is put.
    UnsteadyEstimate,
}

impl Refusal {
    /// Name of the reason, as in JSON and in the texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoPeak => "no_peak",
            Self::TooHigh => "too_high",
            Self::SeveralClusters => "several_clusters",
            Self::AnotherCluster => "another_cluster",
            Self::UnsteadyRatio => "unsteady_ratio",
            Self::UnsteadyEstimate => "unsteady_estimate",
        }
    }
}

/// Standard deviation of the smoothing kernel, in bins.
const SMOOTHING: f64 = 2.0;
/// Reach of the kernel.
const REACH: usize = 8;

/// Finds the clean cluster.
///
/// # Errors
/// Says why there is none.
pub fn find(bins: &Bins) -> Result<Cluster, Refusal> {
    let cap = cap(bins);
    let density = density(bins, cap);
    let turnout = lowest_peak(&density).ok_or(Refusal::NoPeak)?;
    if turnout >= 80 {
        return Err(Refusal::TooHigh);
    }
    one_cluster_at(bins, cap, turnout)?;
    let total = bins.total();
    let steady = total.ratio(turnout + 5) / total.ratio(turnout.saturating_sub(5));
    if !(1.0 / 1.5..=1.5).contains(&steady) {
        return Err(Refusal::UnsteadyRatio);
    }
    let (lowest, highest) = plateau(&density, turnout);
    let over: Vec<f64> = (lowest..=highest).map(|t| total.anomalous(t)).collect();
    let (lo, hi) = over.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), &a| (lo.min(a), hi.max(a)));
    // A spread that is no number (no others near some T) is no steady estimate either.
    let steady = (hi - lo) / total.option.iter().sum::<f64>() <= 0.1;
    if !steady {
        return Err(Refusal::UnsteadyEstimate);
    }
    Ok(cluster(&total, turnout, (lowest, highest), (lo, hi)))
}

fn cluster(total: &Votes, turnout: usize, (lowest, highest): (usize, usize), (anomalous_lo, anomalous_hi): (f64, f64)) -> Cluster {
    Cluster { turnout, lowest, highest, ratio: total.ratio(turnout), anomalous: total.anomalous(turnout), anomalous_lo, anomalous_hi }
}

/// The 99th percentile of the stations' others' votes (nearest rank from above).
fn cap(bins: &Bins) -> u32 {
    let mut others: Vec<u32> = bins.points.iter().map(|p| p.others).collect();
    if others.is_empty() {
        return 0;
    }
    let rank = ((others.len() - 1) * 99).div_ceil(100);
    *others.select_nth_unstable(rank).1
}

fn density(bins: &Bins, cap: u32) -> Vec<f64> {
    let mut raw = vec![0.0; BINS];
    for p in &bins.points {
        raw[usize::from(p.turnout)] += f64::from(p.others.min(cap));
    }
    smoothed(&raw, 1, BINS)
}

/// Convolves with the kernel along one direction of a grid: `stride` between neighbours, `len` cells a line; zero beyond the ends.
/// Empty cells spread nothing, and most of a region's grid is empty.
fn smoothed(grid: &[f64], stride: usize, len: usize) -> Vec<f64> {
    let weight = |d: usize| (-0.5 * (d as f64 / SMOOTHING).powi(2)).exp();
    let total: f64 = weight(0) + 2.0 * (1..=REACH).map(weight).sum::<f64>();
    let kernel: [f64; REACH + 1] = std::array::from_fn(|d| weight(d) / total);
    let mut out = vec![0.0; grid.len()];
    for (i, &cell) in grid.iter().enumerate().filter(|(_, c)| **c > 0.0) {
        let at = i / stride % len;
        out[i] += cell * kernel[0];
        (1..=at.min(REACH)).for_each(|d| out[i - d * stride] += cell * kernel[d]);
        (1..=(len - 1 - at).min(REACH)).for_each(|d| out[i + d * stride] += cell * kernel[d]);
    }
    out
}

fn lowest_peak(d: &[f64]) -> Option<usize> {
    let top = d.iter().copied().fold(0.0, f64::max);
    let is_peak = |i: usize| (i == 0 || d[i] > d[i - 1]) && (i + 1 == d.len() || d[i] >= d[i + 1]);
    (0..d.len()).find(|&i| d[i] > 0.0 && is_peak(i) && d[i] >= 0.25 * top && prominence(d, i) >= 0.1 * top)
}

/// How far one must descend from a peak before climbing higher: its height over the higher of the two lowest points on the way; a
/// side with nothing higher descends to 0.
fn prominence(d: &[f64], peak: usize) -> f64 {
    let base = |side: &mut dyn Iterator<Item = f64>| {
        let mut lowest = d[peak];
        for x in side {
            if x > d[peak] {
                return lowest;
            }
            lowest = lowest.min(x);
        }
        0.0
    };
    let left = base(&mut d[..peak].iter().rev().copied());
    let right = base(&mut d[peak + 1..].iter().copied());
    d[peak] - left.max(right)
}

fn plateau(d: &[f64], peak: usize) -> (usize, usize) {
    let high = |i: &usize| d[*i] >= 0.95 * d[peak];
    let lowest = (0..peak).rev().take_while(high).last().unwrap_or(peak);
    let highest = (peak + 1..d.len()).take_while(high).last().unwrap_or(peak);
    (lowest, highest)
}

/// Looks at turnout and share together: one top, at T*.
fn one_cluster_at(bins: &Bins, cap: u32, turnout: usize) -> Result<(), Refusal> {
    let mut map = vec![0.0; BINS * BINS];
    for p in &bins.points {
        map[usize::from(p.turnout) * BINS + usize::from(p.share)] += f64::from(p.others.min(cap));
    }
    let map = smoothed(&smoothed(&map, 1, BINS), BINS, BINS);
    let Some(top) = (0..map.len()).max_by(|&a, &b| map[a].total_cmp(&map[b])) else { return Err(Refusal::NoPeak) };
    let at = |i: usize| (i / BINS, i % BINS);
    let apart = |a: usize, b: usize| at(a).0.abs_diff(at(b).0).max(at(a).1.abs_diff(at(b).1));
    let second = (0..map.len()).any(|i| map[i] >= 0.5 * map[top] && apart(i, top) >= 10 && is_local_top(&map, i));
    if second {
        return Err(Refusal::SeveralClusters);
    }
    if at(top).0.abs_diff(turnout) > 5 {
        return Err(Refusal::AnotherCluster);
    }
    Ok(())
}

fn is_local_top(map: &[f64], i: usize) -> bool {
    let (row, column) = (i / BINS, i % BINS);
    let rows = row.saturating_sub(1)..=(row + 1).min(BINS - 1);
    rows.into_iter().all(|r| (column.saturating_sub(1)..=(column + 1).min(BINS - 1)).all(|c| map[r * BINS + c] <= map[i]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::methods::shpilkin::bins::Point;

    fn around(turnout: u8, share: u8, stations: u32) -> Vec<Point> {
        (0..stations)
            .map(|i| Point {
                turnout: turnout - 6 + u8::try_from(i % 13).unwrap(),
                share: share - 3 + u8::try_from(i % 7).unwrap(),
                others: 400,
            })
            .collect()
    }

    fn bins(points: Vec<Point>) -> Bins {
        let mut votes = Votes::default();
        for p in &points {
            let (t, s) = (usize::from(p.turnout), f64::from(p.share) / 100.0);
            votes.others[t] += f64::from(p.others);
            votes.option[t] += f64::from(p.others) * s / (1.0 - s);
        }
        Bins { districts: vec![votes], stations: points.len(), points }
    }

    #[test]
    fn one_honest_cluster_is_found_and_leaves_little() {
        let b = bins(around(60, 50, 1300));
        let c = find(&b).expect("one cluster");
        assert_eq!(c.turnout, 60);
        assert!((c.ratio - 1.0).abs() < 0.05, "{c:?}");
        assert!(c.anomalous.abs() < 0.02 * b.total().option.iter().sum::<f64>(), "{c:?}");
    }

    #[test]
    fn two_clusters_are_refused() {
        let mut points = around(45, 40, 1000);
        points.extend(around(70, 75, 1000));
        assert_eq!(find(&bins(points)), Err(Refusal::SeveralClusters));
    }

    #[test]
    fn a_cluster_at_ninety_is_refused() {
        assert_eq!(find(&bins(around(90, 50, 1000))), Err(Refusal::TooHigh));
    }

    #[test]
    fn no_station_no_peak() {
        assert_eq!(find(&bins(Vec::new())), Err(Refusal::NoPeak));
    }

    #[test]
    fn prominence_of_a_shoulder_is_its_height_over_the_saddle() {
        let d = [0.0, 5.0, 3.0, 10.0, 0.0];
        assert!((prominence(&d, 1) - 2.0).abs() < 1e-12);
        assert!((prominence(&d, 3) - 10.0).abs() < 1e-12);
    }
}
