//! Log vote rate: the shape of ln((R-W)/W) over stations.
//!
//! In clean elections the logarithm of the others' votes over the leader's is close to a bell [Klimek and others 2012]; stuffing and stations
//! near 100% stretch its left side. A description beside clean references, never a flag: local parties stretch it too.

use domain::{Finding, OptionId, Outcome, PlaceId, Reason};
use rayon::prelude::*;
use stats::moments::Moments;

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};

/// The method.
pub struct LogVoteRate;

static ABOUT: About = About {
    name: "log_vote_rate",
    role: Role::Display,
    sources: &["Klimek, Yegorov, Hanel, Thurner 2012, Statistical detection of systematic election irregularities, PNAS 109:16469-16473"],
    statistics: &[stat("skewness", Unit::One), stat("excess_kurtosis", Unit::One), stat("mean", Unit::One), stat("sd", Unit::One)],
    caveats: &["local_parties"],
    least_stations: 50,
};

impl Method for LogVoteRate {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        cx.options
            .par_iter()
            .flat_map_iter(|&option| {
                let rates = rates(cx, option);
                cx.areas.iter().map(move |&area| finding(cx, option, area, &rates)).collect::<Vec<_>>()
            })
            .collect()
    }
}

/// nu of every station, NaN where it is not defined.
fn rates(cx: &Context<'_>, option: OptionId) -> Vec<f64> {
    let s = cx.sample;
    let rate = |i: usize| {
        let (w, r) = s.share(option, i)?;
        (s.large(i) && w > 0 && w < r).then(|| (f64::from(r - w) / f64::from(w)).ln())
    };
    (0..s.len()).map(|i| rate(i).unwrap_or(f64::NAN)).collect()
}

fn finding(cx: &Context<'_>, option: OptionId, area: PlaceId, rates: &[f64]) -> Finding {
    let here: Vec<f64> = rates[cx.places().stations(area)].iter().copied().filter(|x| !x.is_nan()).collect();
    let new = |outcome| Finding::new(ABOUT.name, area, Some(option), here.len(), outcome);
    if here.len() < ABOUT.least_stations {
        return new(Outcome::CannotTell(Reason::TooFewStations));
    }
    let m = Moments::of(&here);
    if m.sd <= 0.0 {
        return new(Outcome::CannotTell(Reason::NoVariation));
    }
    new(Outcome::Described)
        .number("skewness", m.skewness)
        .number("excess_kurtosis", m.excess_kurtosis)
        .number("mean", m.mean)
        .number("sd", m.sd)
}
