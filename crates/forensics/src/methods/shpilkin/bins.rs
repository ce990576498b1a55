//! Votes by whole per cent of turnout, district by district.

use domain::{Column, OptionId, PlaceId};

use crate::method::Context;
use crate::sample::LEAST_REGISTERED;

/// Turnout 0 to 100 per cent, rounded half up.
pub const BINS: usize = 101;

/// Votes of the option and of all others in each bin.
#[derive(Clone, Debug)]
pub struct Votes {
    /// L(t).
    pub option: [f64; BINS],
    /// O(t).
    pub others: [f64; BINS],
}

impl Default for Votes {
    fn default() -> Self {
        Self { option: [0.0; BINS], others: [0.0; BINS] }
    }
}

impl Votes {
    /// Adds another place's votes.
    pub fn add(&mut self, other: &Self) {
        self.option.iter_mut().zip(&other.option).for_each(|(a, b)| *a += b);
        self.others.iter_mut().zip(&other.others).for_each(|(a, b)| *a += b);
    }

    /// k(T): the option's votes over the others' within two points of T.
    #[must_use]
    pub fn ratio(&self, at: usize) -> f64 {
        let window = at.saturating_sub(2)..(at + 3).min(BINS);
        self.option[window.clone()].iter().sum::<f64>() / self.others[window].iter().sum::<f64>()
    }

    /// A(T): votes above T beyond k(T) times the others'.
    #[must_use]
    pub fn anomalous(&self, at: usize) -> f64 {
        self.around(at).anomalous()
    }

    /// What A(T) is made of; such parts add up over districts.
    #[must_use]
    pub fn around(&self, at: usize) -> Around {
        let window = at.saturating_sub(2)..(at + 3).min(BINS);
        Around {
            option_near: self.option[window.clone()].iter().sum(),
            others_near: self.others[window].iter().sum(),
            option_above: self.option[at + 1..].iter().sum(),
            others_above: self.others[at + 1..].iter().sum(),
        }
    }
}

/// Votes within two points of a turnout T, and above it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    option_near: f64,
    others_near: f64,
    option_above: f64,
    others_above: f64,
}

impl Around {
    /// Adds another place's votes.
    pub fn add(&mut self, other: &Self) {
        self.option_near += other.option_near;
        self.others_near += other.others_near;
        self.option_above += other.option_above;
        self.others_above += other.others_above;
    }

    /// A(T) = L(above) - k O(above), k = L(near) / O(near).
    #[must_use]
    pub fn anomalous(&self) -> f64 {
        self.option_above - self.option_near / self.others_near * self.others_above
    }
}

/// One station as the search for the cluster sees it.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Bin of turnout.
    pub turnout: u8,
    /// Bin of the share of ballots found.
    pub share: u8,
    /// O: votes for all others.
    pub others: u32,
}

/// The stations of one place for one option.
#[derive(Debug)]
pub struct Bins {
    /// Votes of each district that has any usable station, in the order of the tree.
    pub districts: Vec<Votes>,
    /// The stations.
    pub points: Vec<Point>,
    /// How many there are.
    pub stations: usize,
}

impl Bins {
    /// Stations with R > 0, N >= 100, G <= N and W <= V.
    #[must_use]
    pub fn of(cx: &Context<'_>, option: OptionId, area: PlaceId) -> Self {
        let mut bins = Self { districts: Vec::new(), points: Vec::new(), stations: 0 };
        let mut district = None;
        for i in cx.places().stations(area) {
            let Some((s, valid)) = usable(cx, option, i) else { continue };
            if district != Some(cx.sample.district[i]) {
                district = Some(cx.sample.district[i]);
                bins.districts.push(Votes::default());
            }
            let (turnout, others) = (percent(s.issued, s.registered), valid - s.votes);
            if let Some(votes) = bins.districts.last_mut() {
                votes.option[usize::from(turnout)] += f64::from(s.votes);
                votes.others[usize::from(turnout)] += f64::from(others);
            }
            bins.points.push(Point { turnout, share: percent(s.votes, s.found), others });
        }
        bins.stations = bins.points.len();
        bins
    }

    /// Votes of the whole place.
    #[must_use]
    pub fn total(&self) -> Votes {
        let mut total = Votes::default();
        self.districts.iter().for_each(|d| total.add(d));
        total
    }
}

fn usable(cx: &Context<'_>, option: OptionId, i: usize) -> Option<(crate::sample::Station, u32)> {
    let s = cx.sample.station(option, i)?;
    let valid = cx.sample.release.accounts.valid.raw()[i];
    let valid = if valid == Column::MISSING { s.found } else { valid };
    (s.registered >= LEAST_REGISTERED && s.votes <= valid).then_some((s, valid))
}

/// 100 part / whole, rounded half up; part is at most whole.
fn percent(part: u32, whole: u32) -> u8 {
    let (part, whole) = (u64::from(part), u64::from(whole));
    u8::try_from((200 * part + whole) / (2 * whole)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_round_half_up() {
        assert_eq!([(1, 200), (1, 201), (199, 200), (0, 7), (7, 7)].map(|(p, w)| percent(p, w)), [1, 0, 100, 0, 100]);
    }

    #[test]
    fn a_constant_ratio_leaves_nothing_anomalous_and_stuffing_all_of_itself() {
        let mut v = Votes::default();
        for t in 40..70 {
            v.option[t] = 300.0;
            v.others[t] = 200.0;
        }
        assert!(v.anomalous(50).abs() < 1e-9);
        v.option[90] += 5000.0;
        assert!((v.anomalous(50) - 5000.0).abs() < 1e-9);
        assert!((v.ratio(50) - 1.5).abs() < 1e-12);
    }
}
