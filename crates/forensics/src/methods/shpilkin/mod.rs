//! Shpilkin: votes an option holds beyond what its share at ordinary turnout explains.
//!
//! L(t) and O(t) are the option's and the others' votes by turnout. Where turnout is ordinary they stand in a constant ratio k = L/O; stuffing moves
//! stations to the right and adds to L alone, so that the excess is A = sum over t > T* of (L - k O) [Shpilkin 2009-2018; Kobak, Shpilkin,
//! Pshenichnikov 2018]. Everything hangs on T*, the turnout of the clean cluster: it is found by a fixed rule (`cluster.rs`), varied over
//! its interval, and where no such cluster stands apart the method REFUSES.

mod bins;
mod cluster;

use domain::{Finding, OptionId, Outcome, PlaceId, Reason};
use rayon::prelude::*;
use stats::bootstrap::{percentile_interval, resample_indices};

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};
use bins::{Around, Bins};
pub use cluster::{Cluster, Refusal};

/// Fewest districts for the bootstrap.
const LEAST_DISTRICTS: usize = 10;
/// Bootstrap draws; the ends of a 95% interval are known to about a tenth of its length.
const DRAWS: usize = 400;
/// Below this part of the option's votes an excess is within what honest elections show (Georgia 2024: 4.2%).
const LEAST_PART: f64 = 0.05;

/// The method.
pub struct Shpilkin;

static ABOUT: About = About {
    name: "shpilkin",
    role: Role::Estimate,
    sources: &[
        "Shpilkin 2011, Mathematics of elections, Troitsky Variant 94 (in Russian)",
        "Kobak, Shpilkin, Pshenichnikov 2018, Putin's peaks: Russian election data revisited, Significance 15(3):8-9",
    ],
    statistics: &[
        stat("anomalous_votes", Unit::Votes),
        stat("clean_turnout", Unit::Percent),
        stat("clean_turnout_lo", Unit::Percent),
        stat("clean_turnout_hi", Unit::Percent),
        stat("anomalous_votes_lo", Unit::Votes),
        stat("anomalous_votes_hi", Unit::Votes),
        stat("clean_share", Unit::Percent),
        stat("part_of_option", Unit::Percent),
    ],
    caveats: &["clean_cluster_decides", "no_honest_correlation"],
    least_stations: 300,
};

impl Method for Shpilkin {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        cx.options.par_iter().flat_map_iter(|&o| cx.areas.iter().map(move |&a| finding(cx, o, a)).collect::<Vec<_>>()).collect()
    }
}

/// Votes by turnout for the picture, with the clean cluster or the reason why there is none.
#[derive(Clone, Debug)]
pub struct Curves {
    /// The option's votes by whole per cent of turnout, 0 to 100.
    pub option: Vec<f64>,
    /// All other valid votes by turnout.
    pub others: Vec<f64>,
    /// The clean cluster, or why there is none.
    pub cluster: Result<Cluster, Refusal>,
}

/// The curves of an option in a place; `None` without turnout or other options.
#[must_use]
pub fn curves(cx: &Context<'_>, option: OptionId, area: PlaceId) -> Option<Curves> {
    let bins = Bins::of(cx, option, area);
    if bins.stations == 0 || !cx.sample.has_turnout() {
        return None;
    }
    let total = bins.total();
    Some(Curves { option: total.option.to_vec(), others: total.others.to_vec(), cluster: cluster::find(&bins) })
}

fn finding(cx: &Context<'_>, option: OptionId, area: PlaceId) -> Finding {
    let refuse = |n, reason: Reason, why| Finding::new(ABOUT.name, area, Some(option), n, Outcome::CannotTell(reason)).text("refused", why);
    let cannot = |n, reason: Reason| refuse(n, reason, reason.name());
    let stations = cx.places().stations(area).len();
    if !cx.sample.has_turnout() {
        return cannot(stations, Reason::NoTurnout);
    }
    if stations < ABOUT.least_stations {
        return cannot(stations, Reason::TooFewStations);
    }
    let bins = Bins::of(cx, option, area);
    if bins.stations < ABOUT.least_stations {
        return cannot(bins.stations, Reason::TooFewStations);
    }
    let total = bins.total();
    if total.others.iter().sum::<f64>() <= 0.0 {
        return cannot(bins.stations, Reason::NoOtherOptions);
    }
    match cluster::find(&bins) {
        Err(refusal) => refuse(bins.stations, Reason::NoCleanCluster, refusal.name()),
        Ok(_) if bins.districts.len() < LEAST_DISTRICTS => cannot(bins.stations, Reason::TooFewDistricts),
        Ok(cluster) => estimated(cx, option, area, &bins, &cluster),
    }
}

fn estimated(cx: &Context<'_>, option: OptionId, area: PlaceId, bins: &Bins, cluster: &Cluster) -> Finding {
    let mut draws = bootstrap(cx, option, area, bins, cluster);
    let interval = percentile_interval(&mut draws, 0.95);
    let votes: f64 = bins.total().option.iter().sum();
    let mut finding = Finding::new(ABOUT.name, area, Some(option), bins.stations, Outcome::Estimated)
        .number("anomalous_votes", cluster.anomalous)
        .count("clean_turnout", cluster.turnout as u64)
        .count("clean_turnout_lo", cluster.lowest as u64)
        .count("clean_turnout_hi", cluster.highest as u64)
        .number("anomalous_votes_lo", cluster.anomalous_lo)
        .number("anomalous_votes_hi", cluster.anomalous_hi)
        .number("clean_share", 100.0 * cluster.ratio / (1.0 + cluster.ratio))
        .number("part_of_option", 100.0 * cluster.anomalous / votes)
        .between("anomalous_votes", interval.lo, interval.hi, 0.95);
    if interval.lo <= 0.0 || cluster.anomalous < LEAST_PART * votes {
        finding.caveats.push("within_honest_range");
    }
    finding
}

/// Redraws districts with replacement; each draw takes its T from the cluster's interval in turn, so that the interval carries
/// both what districts and what the choice of T* leave open.
fn bootstrap(cx: &Context<'_>, option: OptionId, area: PlaceId, bins: &Bins, cluster: &Cluster) -> Vec<f64> {
    let mut rng = cx.seed.stream("shpilkin", u64::from(area.0) << 16 | u64::from(option.0));
    let choices = cluster.highest - cluster.lowest + 1;
    let districts = u32::try_from(bins.districts.len()).unwrap_or(u32::MAX);
    // Only the parts of A are drawn, four numbers a district instead of two whole curves: 50 times less to add.
    let parts: Vec<Vec<Around>> =
        (cluster.lowest..=cluster.highest).map(|t| bins.districts.iter().map(|d| d.around(t)).collect()).collect();
    let mut drawn = Vec::new();
    let draw = |i: usize| {
        resample_indices(&mut rng, districts, &mut drawn);
        let of = &parts[i % choices];
        let mut sum = Around::default();
        for &d in &drawn {
            sum.add(&of[d as usize]);
        }
        sum.anomalous()
    };
    (0..DRAWS).map(draw).filter(|a| a.is_finite()).collect()
}
