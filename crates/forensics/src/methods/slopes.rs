//! Turnout-vote slopes: who gains the votes that higher turnout brings.
//!
//! Least squares of W/N and of (R-W)/N on t = G/N over stations with N >= 100, weighted by N [Myagkov and Sobyanin 1996; Myagkov, Ordeshook, Shakin 2009]. Each further voter gives
//! an option at most one vote, so a slope above 1 together with a falling number of votes for all others means that votes moved. The
//! hypothesis of a transfer needs BOTH, so its p-value is the larger of the two (intersection-union test), with standard errors
//! clustered by district.

use domain::{Finding, OptionId, Outcome, PlaceId, Reason};
use rayon::prelude::*;
use stats::regression::{Slope, p_slope_greater, p_slope_less, slope_weighted};

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};
use crate::sample::{LEAST_REGISTERED, Station};

/// Fewest districts for clustered standard errors.
const LEAST_CLUSTERS: usize = 6;

/// The method.
pub struct Slopes;

static ABOUT: About = About {
    name: "slopes",
    role: Role::Test,
    sources: &[
        "Myagkov, Ordeshook, Shakin 2009, The Forensics of Election Fraud, Cambridge University Press (after Sobyanin and Sukhovolsky 1995)",
        "Liang and Zeger 1986, Longitudinal data analysis using generalized linear models, Biometrika 73:13-22 (clustered errors)",
    ],
    statistics: &[
        stat("slope_option", Unit::One),
        stat("slope_others", Unit::One),
        stat("se_option", Unit::One),
        stat("se_others", Unit::One),
        stat("clusters", Unit::One),
    ],
    caveats: &["ecological", "rural_mobilisation"],
    least_stations: 30,
};

impl Method for Slopes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        cx.options.par_iter().flat_map_iter(|&o| cx.areas.iter().map(move |&a| finding(cx, o, a)).collect::<Vec<_>>()).collect()
    }
}

fn finding(cx: &Context<'_>, option: OptionId, area: PlaceId) -> Finding {
    let large = |(_, s): &(usize, Station)| s.registered >= LEAST_REGISTERED;
    let stations: Vec<(usize, Station)> = cx.sample.stations(area, option).filter(large).collect();
    let new = |outcome| Finding::new(ABOUT.name, area, Some(option), stations.len(), outcome);
    if !cx.sample.has_turnout() {
        return new(Outcome::CannotTell(Reason::NoTurnout));
    }
    if stations.len() < ABOUT.least_stations {
        return new(Outcome::CannotTell(Reason::TooFewStations));
    }
    let districts: Vec<u32> = stations.iter().map(|&(i, _)| cx.sample.district[i]).collect();
    let runs = districts.windows(2).filter(|d| d[0] != d[1]).count() + 1;
    // A district has no districts inside: there each station stands for itself.
    let clustered = runs > 1;
    if clustered && runs < LEAST_CLUSTERS {
        return new(Outcome::CannotTell(Reason::TooFewDistricts));
    }
    let clusters = if clustered { districts } else { (0u32..).take(stations.len()).collect() };
    let turnout: Vec<f64> = stations.iter().map(|(_, s)| s.turnout()).collect();
    let voters: Vec<f64> = stations.iter().map(|(_, s)| f64::from(s.registered)).collect();
    let fit = |votes: fn(&Station) -> u32| {
        let y: Vec<f64> = stations.iter().map(|(_, s)| f64::from(votes(s)) / f64::from(s.registered)).collect();
        slope_weighted(&turnout, &y, &voters, &clusters).ok()
    };
    match (fit(|s| s.votes), fit(|s| s.found - s.votes)) {
        (Some(own), Some(others)) => fitted(new(Outcome::Tested), &own, &others),
        _ => new(Outcome::CannotTell(Reason::NoVariation)),
    }
}

fn fitted(finding: Finding, own: &Slope, others: &Slope) -> Finding {
    let half = stats::special::student_quantile(0.975, own.df) * own.se;
    finding
        .number("slope_option", own.slope)
        .number("slope_others", others.slope)
        .number("se_option", own.se)
        .number("se_others", others.se)
        .count("clusters", u64::try_from(own.clusters).unwrap_or(u64::MAX))
        .between("slope_option", own.slope - half, own.slope + half, 0.95)
        .p(p_slope_greater(own, 1.0).max(p_slope_less(others, 0.0)))
}
