//! Too homogeneous: stations of one district that agree better than counting allows.
//!
//! Even if every voter of a district decided alike, the shares of its stations would scatter as binomial draws do; real districts scatter 6-18
//! times more. A district that scatters much LESS was not counted station by station. Pearson's X2 of the stations against the
//! district's common share is compared with the LEFT tail of chi-square: the binomial is the lower bound of honest variance.
//! For a region or the whole election the X2 within its districts are added up.

use domain::{Finding, OptionId, Outcome, PlaceId, Reason};
use rayon::prelude::*;
use stats::homogeneity::{self, HomogeneityError};
use stats::special::chi2_cdf;

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};

/// The method.
pub struct Homogeneity;

static ABOUT: About = About {
    name: "homogeneity",
    role: Role::Test,
    sources: &[
        "Pearson 1900, On the criterion that a given system of deviations..., Philosophical Magazine 50:157-175 (left tail)",
        "Benjamini and Hochberg 1995, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57:289-300 (over districts)",
    ],
    statistics: &[
        stat("dispersion", Unit::One),
        stat("chi2", Unit::One),
        stat("df", Unit::One),
        stat("share", Unit::Percent),
        stat("votes", Unit::Votes),
        stat("districts", Unit::One),
    ],
    caveats: &["binomial_lower_bound"],
    least_stations: 20,
};

impl Method for Homogeneity {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        let mut subjects: Vec<Option<OptionId>> = vec![None];
        subjects.extend(cx.options.iter().copied().map(Some));
        subjects.into_par_iter().flat_map_iter(|subject| findings(cx, subject)).collect()
    }
}

/// X2 within the districts of a place.
#[derive(Clone, Copy, Default)]
struct Within {
    chi2: f64,
    df: f64,
    part: u64,
    whole: u64,
    stations: usize,
    districts: u32,
}

fn findings(cx: &Context<'_>, subject: Option<OptionId>) -> Vec<Finding> {
    let places = cx.places();
    let bottom = places.district_level();
    let districts: Vec<(PlaceId, Result<Within, Reason>)> = places.of_level(bottom).map(|d| (d, district(cx, subject, d))).collect();
    let answer = |&area: &PlaceId| {
        let inside = places.stations(area);
        let parts = districts.iter().filter(|(d, _)| inside.start <= places.stations(*d).start && places.stations(*d).end <= inside.end);
        if places.level(area) == bottom {
            let within = districts.binary_search_by_key(&area, |(d, _)| *d).map_or(Err(Reason::TooFewStations), |i| districts[i].1);
            return finding(cx, subject, area, within);
        }
        let sum = parts.filter_map(|(_, w)| w.ok()).fold(Within::default(), plus);
        finding(cx, subject, area, if sum.districts == 0 { Err(Reason::TooFewDistricts) } else { Ok(sum) })
    };
    cx.areas.iter().map(answer).collect()
}

fn plus(a: Within, b: Within) -> Within {
    Within {
        chi2: a.chi2 + b.chi2,
        df: a.df + b.df,
        part: a.part + b.part,
        whole: a.whole + b.whole,
        stations: a.stations + b.stations,
        districts: a.districts + b.districts,
    }
}

fn district(cx: &Context<'_>, subject: Option<OptionId>, district: PlaceId) -> Result<Within, Reason> {
    let stations = cx.places().stations(district);
    let counts: Vec<(u32, u32)> = match subject {
        Some(option) => stations.filter_map(|i| cx.sample.share(option, i)).collect(),
        None if !cx.sample.has_turnout() => return Err(Reason::NoTurnout),
        None => stations.filter_map(|i| cx.sample.turnout(i)).collect(),
    };
    if counts.len() < ABOUT.least_stations {
        return Err(Reason::TooFewStations);
    }
    let (parts, wholes): (Vec<u64>, Vec<u64>) = counts.iter().map(|&(p, w)| (u64::from(p), u64::from(w))).unzip();
    let h = homogeneity::homogeneity(&parts, &wholes).map_err(|e| match e {
        HomogeneityError::SmallGroups { .. } => Reason::SmallExpected,
        _ => Reason::NoVariation,
    })?;
    Ok(Within { chi2: h.statistic, df: h.df, part: parts.iter().sum(), whole: wholes.iter().sum(), stations: counts.len(), districts: 1 })
}

fn finding(cx: &Context<'_>, subject: Option<OptionId>, area: PlaceId, within: Result<Within, Reason>) -> Finding {
    let w = match within {
        Ok(w) => w,
        Err(reason) => {
            return Finding::new(ABOUT.name, area, subject, cx.places().stations(area).len(), Outcome::CannotTell(reason));
        }
    };
    Finding::new(ABOUT.name, area, subject, w.stations, Outcome::Tested)
        .number("dispersion", w.chi2 / w.df)
        .number("chi2", w.chi2)
        .number("df", w.df)
        .number("share", 100.0 * w.part as f64 / w.whole as f64)
        .count("votes", w.part)
        .count("districts", w.districts)
        .p(chi2_cdf(w.chi2, w.df))
}
