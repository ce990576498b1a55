//! Fingerprint: turnout and share of every station in one picture.
//!
//! Descriptive: regions, town and village and ethnic blocks make second modes of their own, so it is shown per region and beside
//! clean references, and it never flags [Klimek and others 2012].

use domain::{Finding, OptionId, Outcome, PlaceId, Reason};
use rayon::prelude::*;

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};
use crate::sample::Station;

/// Turnout and share, in per cent, from which a station counts as lying in the far corner.
pub const CORNER_PERCENT: u32 = 95;

/// The method.
pub struct Fingerprint;

static ABOUT: About = About {
    name: "fingerprint",
    role: Role::Display,
    sources: &["Klimek, Yegorov, Hanel, Thurner 2012, Statistical detection of systematic election irregularities, PNAS 109:16469-16473"],
    statistics: &[
        stat("correlation", Unit::One),
        stat("turnout", Unit::Percent),
        stat("share", Unit::Percent),
        stat("corner_stations", Unit::Stations),
        stat("corner_votes", Unit::Votes),
    ],
    caveats: &["second_modes"],
    least_stations: 20,
};

impl Method for Fingerprint {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        cx.options.par_iter().flat_map_iter(|&o| cx.areas.iter().map(move |&a| finding(cx, o, a)).collect::<Vec<_>>()).collect()
    }
}

fn finding(cx: &Context<'_>, option: OptionId, area: PlaceId) -> Finding {
    let stations: Vec<Station> = cx.sample.stations(area, option).map(|(_, s)| s).collect();
    let new = |outcome| Finding::new(ABOUT.name, area, Some(option), stations.len(), outcome);
    if !cx.sample.has_turnout() {
        return new(Outcome::CannotTell(Reason::NoTurnout));
    }
    if stations.len() < ABOUT.least_stations {
        return new(Outcome::CannotTell(Reason::TooFewStations));
    }
    let total = |count: fn(&Station) -> u32| stations.iter().map(|s| f64::from(count(s))).sum::<f64>();
    let corner = || stations.iter().filter(|s| in_corner(s));
    new(Outcome::Described)
        .number("correlation", correlation(&stations))
        .number("turnout", 100.0 * total(|s| s.issued) / total(|s| s.registered))
        .number("share", 100.0 * total(|s| s.votes) / total(|s| s.found))
        .count("corner_stations", corner().count() as u64)
        .count("corner_votes", corner().map(|s| u64::from(s.votes)).sum::<u64>())
}

fn in_corner(s: &Station) -> bool {
    let above = |part: u32, whole: u32| u64::from(part) * 100 >= u64::from(whole) * u64::from(CORNER_PERCENT);
    above(s.issued, s.registered) && above(s.votes, s.found)
}

/// Pearson correlation of turnout and share, stations weighted by voters on the roll.
fn correlation(stations: &[Station]) -> f64 {
    let weight: f64 = stations.iter().map(|s| f64::from(s.registered)).sum();
    let mean = |x: fn(&Station) -> f64| stations.iter().map(|s| f64::from(s.registered) * x(s)).sum::<f64>() / weight;
    let (t, s) = (mean(Station::turnout), mean(Station::share));
    let (mut tt, mut ss, mut ts) = (0.0, 0.0, 0.0);
    for station in stations {
        let (w, dt, ds) = (f64::from(station.registered), station.turnout() - t, station.share() - s);
        tt += w * dt * dt;
        ss += w * ds * ds;
        ts += w * dt * ds;
    }
    ts / (tt * ss).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_of_a_line_is_one() {
        let line: Vec<Station> = (1..10).map(|k| Station { registered: 1000, issued: 100 * k, found: 1000, votes: 90 * k }).collect();
        assert!((correlation(&line) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_corner_is_met_exactly() {
        let at = |issued, votes| in_corner(&Station { registered: 100, issued, found: 100, votes });
        assert_eq!((at(95, 95), at(94, 99), at(99, 94)), (true, false, false));
    }
}
