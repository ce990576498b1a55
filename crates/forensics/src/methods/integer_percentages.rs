//! Integer percentages: more stations with a round turnout or share than counting produces.
//!
//! People who write a result instead of counting it like whole percentages. For honest counts the number of stations whose
//! turnout 100 G/N or share 100 W/R lies within 0.05 pp of an integer follows from W* ~ Bin(R, W/R) and G* ~ Bin(N, G/N)
//! [Kobak, Shpilkin, Pshenichnikov 2016]. The paper simulates 10,000 such elections; here each station's probability is exact,
//! and the number of stations is a sum of independent yes/no draws, whose law is exact too (Poisson-binomial).
//!
//! For an option the published figure counts stations where its share OR the turnout is whole; that figure is given, but p and flag of an
//! option stand on its share alone, lest every candidate be flagged for what somebody did to turnout. Turnout has a finding of its own.
//! Options with few votes a station are refused: at W = 0 the null cannot move, and at W = 1 or 2 half of its draws fall on 0%.
//!
//! The published null lets simulated stations pass the 99% cut that real ones may not, which biases it: both are given, and the flag
//! stands on the null truncated at the cut.

use domain::{Finding, OptionId, Outcome, PlaceId, PlaceTree, Reason};
use rayon::prelude::*;
use stats::integer_window::{WindowProbability, is_integer, window_probability};
use stats::poisson_binomial::Pmf;

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};
use crate::sample::{LEAST_REGISTERED, Sample};

/// Fewest votes for the option (and for all others) a station, on average, for its share to be tested: below, the null misfits.
pub const LEAST_VOTES: f64 = 20.0;
/// Highest turnout and share, in per cent, of a station the method uses (as published).
pub const CUT_PERCENT: u32 = 99;

/// The method.
pub struct IntegerPercentages;

static ABOUT: About = About {
    name: "integer_percentages",
    role: Role::Test,
    sources: &[
        "Kobak, Shpilkin, Pshenichnikov 2016, Integer percentages as electoral falsification fingerprints, Annals of Applied Statistics 10(1):54-73",
        "Rozenas 2017, Detecting election fraud from irregularities in vote-share distributions, Political Analysis 25(1):41-56",
    ],
    statistics: &[
        stat("anomaly_truncated", Unit::Stations),
        stat("observed", Unit::Stations),
        stat("expected_exact", Unit::Stations),
        stat("anomaly_exact", Unit::Stations),
        stat("expected_truncated", Unit::Stations),
        stat("sd_truncated", Unit::Stations),
        stat("z_truncated", Unit::One),
        stat("share_observed", Unit::Stations),
        stat("share_expected_truncated", Unit::Stations),
        stat("share_anomaly_truncated", Unit::Stations),
        stat("share_z_truncated", Unit::One),
        stat("anomaly_registered", Unit::Voters),
        stat("anomaly_issued", Unit::Votes),
        stat("anomaly_votes", Unit::Votes),
    ],
    caveats: &["independent_counts", "coarse_fractions"],
    least_stations: 10,
};

impl Method for IntegerPercentages {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        let turnout = turnout_windows(cx.sample);
        let mut subjects: Vec<Option<OptionId>> = vec![None];
        subjects.extend(cx.options.iter().copied().map(Some));
        subjects.into_par_iter().flat_map_iter(|subject| findings(cx, &Cases::of(cx.sample, &turnout, subject), subject)).collect()
    }
}

/// One quantity of one station: whether it is an integer percentage, and how probable that was.
#[derive(Clone, Copy)]
struct Window {
    hit: bool,
    exact: f64,
    truncated: f64,
}

impl Window {
    fn of(part: u32, whole: u32) -> Self {
        let WindowProbability { exact, below_cut, window_below_cut } = window_probability(part, whole, CUT_PERCENT);
        Self { hit: is_integer(part, whole), exact, truncated: window_below_cut / below_cut }
    }

    /// Either of two independent quantities.
    fn or(self, other: Self) -> Self {
        let either = |a: f64, b: f64| 1.0 - (1.0 - a) * (1.0 - b);
        Self { hit: self.hit || other.hit, exact: either(self.exact, other.exact), truncated: either(self.truncated, other.truncated) }
    }
}

fn within_cut(part: u32, whole: u32) -> bool {
    u64::from(part) * 100 <= u64::from(whole) * u64::from(CUT_PERCENT)
}

fn turnout_windows(sample: &Sample<'_>) -> Vec<Option<Window>> {
    let window = |i: usize| {
        let (g, n) = sample.turnout(i)?;
        (n >= LEAST_REGISTERED && within_cut(g, n) && sample.found[i] > 0).then(|| Window::of(g, n))
    };
    (0..sample.len()).into_par_iter().map(window).collect()
}

/// The stations an option (or turnout alone) can be tested on, in station order.
struct Cases {
    stations: Vec<u32>,
    either: Vec<Window>,
    share: Vec<Window>,
    /// Probabilities of the flagged quantity (the share; of turnout alone, turnout) under the truncated null.
    truncated: Vec<f64>,
}

impl Cases {
    fn of(sample: &Sample<'_>, turnout: &[Option<Window>], subject: Option<OptionId>) -> Self {
        let window = |i: usize| {
            let turnout = turnout[i]?;
            let Some(option) = subject else { return Some((i, turnout, turnout)) };
            let (w, r) = sample.share(option, i)?;
            within_cut(w, r).then(|| {
                let share = Window::of(w, r);
                (i, turnout.or(share), share)
            })
        };
        let usable: Vec<_> = (0..sample.len()).into_par_iter().filter_map(window).collect();
        Self {
            stations: usable.iter().filter_map(|u| u32::try_from(u.0).ok()).collect(),
            truncated: usable.iter().map(|u| u.2.truncated).collect(),
            either: usable.iter().map(|u| u.1).collect(),
            share: usable.into_iter().map(|u| u.2).collect(),
        }
    }

    /// Positions of the cases whose stations lie in a place.
    fn within(&self, places: &PlaceTree, place: PlaceId) -> std::ops::Range<usize> {
        let stations = places.stations(place);
        let at = |station: usize| self.stations.partition_point(|&s| (s as usize) < station);
        at(stations.start)..at(stations.end)
    }
}

fn findings(cx: &Context<'_>, cases: &Cases, subject: Option<OptionId>) -> Vec<Finding> {
    let mut found = Vec::new();
    law_below(cx, cases, subject, PlaceId::ALL, cx.depth(), &mut found);
    found
}

/// The law of the number of hits in a place, built from its parts so that a district is convolved once for itself, its region and
/// the nation; writes the finding of every place on the way.
fn law_below(cx: &Context<'_>, cases: &Cases, subject: Option<OptionId>, area: PlaceId, depth: usize, out: &mut Vec<Finding>) -> Pmf {
    let places = cx.places();
    let range = cases.within(places, area);
    let at = out.len();
    let split = places.level(area) < depth && places.children(area).next().is_some();
    let law = if split {
        let mut parts = Vec::new();
        let mut own_end = range.end;
        for child in places.children(area) {
            own_end = own_end.min(cases.within(places, child).start);
            parts.push(law_below(cx, cases, subject, child, depth, out));
        }
        parts.push(Pmf::of(&cases.truncated[range.start..own_end]));
        Pmf::sum(parts.iter())
    } else {
        Pmf::of(&cases.truncated[range.clone()])
    };
    if cx.areas.contains_place(area) {
        out.insert(at, finding(cx, cases, subject, area, range, &law));
    }
    law
}

trait ContainsPlace {
    fn contains_place(&self, place: PlaceId) -> bool;
}

impl ContainsPlace for Vec<PlaceId> {
    /// Areas are kept in the order of the tree.
    fn contains_place(&self, place: PlaceId) -> bool {
        self.binary_search(&place).is_ok()
    }
}

fn finding(cx: &Context<'_>, cases: &Cases, subject: Option<OptionId>, area: PlaceId, range: std::ops::Range<usize>, law: &Pmf) -> Finding {
    let n = range.len();
    if !cx.sample.has_turnout() {
        return Finding::new(ABOUT.name, area, subject, n, Outcome::CannotTell(Reason::NoTurnout));
    }
    if n < ABOUT.least_stations {
        return Finding::new(ABOUT.name, area, subject, n, Outcome::CannotTell(Reason::TooFewStations));
    }
    if subject.is_some_and(|option| few_votes(cx, option, &cases.stations[range.clone()])) {
        return Finding::new(ABOUT.name, area, subject, n, Outcome::CannotTell(Reason::SmallExpected));
    }
    let f = of_either(cx, cases, subject, area, range.clone());
    let (share, stations) = (&cases.share[range.clone()], &cases.stations[range]);
    let hits = share.iter().filter(|w| w.hit).count();
    let (observed, expected) = (hits as f64, sum(share, |w| w.truncated));
    let bounds = |p: f64| observed - law.quantile(p) as f64;
    // The law is kept down to 1e-40 of its peak: a p below that is known to be below, not how far.
    let p = law.upper_tail(hits as u64).max(1e-40);
    let Some(option) = subject else {
        return f.between("anomaly_truncated", bounds(0.975), bounds(0.025), 0.95).p(p);
    };
    f.count("share_observed", hits as u64)
        .number("share_expected_truncated", expected)
        .number("share_anomaly_truncated", observed - expected)
        .number("share_z_truncated", (observed - expected) / sum(share, |w| w.truncated * (1.0 - w.truncated)).sqrt())
        .number("anomaly_votes", weighted(share, stations, |s| cx.sample.votes(option)[s]))
        .between("share_anomaly_truncated", bounds(0.975), bounds(0.025), 0.95)
        .p(p)
}

/// The published figure: stations with the share or the turnout whole (of turnout alone: the turnout), against both nulls.
fn of_either(cx: &Context<'_>, cases: &Cases, subject: Option<OptionId>, area: PlaceId, range: std::ops::Range<usize>) -> Finding {
    let (either, stations) = (&cases.either[range.clone()], &cases.stations[range]);
    let hits = either.iter().filter(|w| w.hit).count();
    let (observed, exact, truncated) = (hits as f64, sum(either, |w| w.exact), sum(either, |w| w.truncated));
    let sd = sum(either, |w| w.truncated * (1.0 - w.truncated)).sqrt();
    Finding::new(ABOUT.name, area, subject, either.len(), Outcome::Tested)
        .number("anomaly_truncated", observed - truncated)
        .count("observed", hits as u64)
        .number("expected_exact", exact)
        .number("anomaly_exact", observed - exact)
        .number("expected_truncated", truncated)
        .number("sd_truncated", sd)
        .number("z_truncated", (observed - truncated) / sd)
        .number("anomaly_registered", weighted(either, stations, |s| cx.sample.registered[s]))
        .number("anomaly_issued", weighted(either, stations, |s| cx.sample.issued[s]))
}

/// Excess of hits, each station weighted.
fn weighted(windows: &[Window], stations: &[u32], weight: impl Fn(usize) -> u32) -> f64 {
    let excess = |(w, &s): (&Window, &u32)| (f64::from(u8::from(w.hit)) - w.truncated) * f64::from(weight(s as usize));
    windows.iter().zip(stations).map(excess).sum()
}

fn few_votes(cx: &Context<'_>, option: OptionId, stations: &[u32]) -> bool {
    let fewer = |s: &u32| cx.sample.share(option, *s as usize).map_or(0.0, |(w, r)| f64::from(w.min(r - w)));
    stations.iter().map(fewer).sum::<f64>() < LEAST_VOTES * stations.len() as f64
}

fn sum(windows: &[Window], value: impl Fn(&Window) -> f64) -> f64 {
    windows.iter().map(value).sum()
}
