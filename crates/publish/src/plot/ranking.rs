//! Regions by the size of an anomaly, with intervals. No map: a large empty region would shout, a small full one vanish.

use domain::{Finding, OptionId, PlaceId};

use super::draw::canvas::{MARGIN, WIDTH};
use super::draw::measure::{BOLD, width};
use super::draw::names::shortened;
use super::draw::{Anchor, Axis, Canvas, Ink, Key, Panel, Scale, Sign, TEXT, ticks};
use super::scene::{About, Scene, labelled, many, stem};
use super::{DENSE_OPTIONS, Group, Plot, Theme};
use crate::numbers::number;
use crate::texts::Arg;

/// A size that can be compared between regions of any number of stations.
struct Measure {
    /// Stem of the figure, and name of its texts.
    name: &'static str,
    test: &'static str,
    /// Value and 95% interval of a finding.
    value: fn(&Finding) -> Option<(f64, f64, f64)>,
    /// The value of an ordinary result.
    ordinary: f64,
    /// Whether turnout alone has it.
    turnout: bool,
    /// Whether its findings can be flagged.
    flags: bool,
    decimals: usize,
}

const MEASURES: [Measure; 3] = [
    Measure { name: "integers", test: "integer_percentages", value: integers, ordinary: 0.0, turnout: true, flags: true, decimals: 1 },
    Measure { name: "slope", test: "slopes", value: slope, ordinary: 1.0, turnout: false, flags: true, decimals: 2 },
    Measure { name: "anomalous", test: "shpilkin", value: anomalous, ordinary: 0.0, turnout: false, flags: false, decimals: 0 },
];

/// Stations with a round percentage beyond expectation, per 100 stations.
fn integers(f: &Finding) -> Option<(f64, f64, f64)> {
    let (per, i) = (100.0 / f64::from(f.n), f.interval?);
    Some((f.get(if f.option.is_some() { "share_anomaly_truncated" } else { "anomaly_truncated" })? * per, i.lo * per, i.hi * per))
}

/// Votes the option gains for each further voter.
fn slope(f: &Finding) -> Option<(f64, f64, f64)> {
    let i = f.interval?;
    Some((f.get("slope_option")?, i.lo, i.hi))
}

/// Anomalous votes in per cent of the option's votes.
fn anomalous(f: &Finding) -> Option<(f64, f64, f64)> {
    let (votes, part, i) = (f.get("anomalous_votes")?, f.get("part_of_option")?, f.interval?);
    (votes.abs() > 0.0).then(|| (part, i.lo * part / votes, i.hi * part / votes))
}

/// One region.
struct Row<'a> {
    finding: &'a Finding,
    value: f64,
    lo: f64,
    hi: f64,
}

/// Every ranking with at least two regions in it.
pub fn plots(scene: &Scene<'_>) -> Vec<Plot> {
    let mut options = scene.input.examination.options.clone();
    options.sort_by_key(|&o| (std::cmp::Reverse(scene.input.release.stations.votes(o).total()), o));
    options.truncate(DENSE_OPTIONS);
    let mut plots = Vec::new();
    for measure in &MEASURES {
        let turnout = measure.turnout.then_some(None);
        let subjects = turnout.into_iter().chain(options.iter().copied().map(Some));
        plots.extend(subjects.filter_map(|s| plot(scene, measure, s)));
    }
    plots
}

fn plot(scene: &Scene<'_>, measure: &Measure, option: Option<OptionId>) -> Option<Plot> {
    let places = &scene.input.release.places;
    let row = |finding: &'static str| scene.findings(finding, option);
    let mut rows: Vec<Row<'_>> = row(measure.test)
        .filter(|f| places.level(f.area) <= 1)
        .filter_map(|finding| (measure.value)(finding).map(|(value, lo, hi)| Row { finding, value, lo, hi }))
        .collect();
    rows.sort_by(|a, b| {
        let whole = |r: &Row<'_>| r.finding.area != PlaceId::ALL;
        whole(a).cmp(&whole(b)).then(b.value.total_cmp(&a.value)).then(a.finding.area.cmp(&b.finding.area))
    });
    let regions = rows.iter().filter(|r| r.finding.area != PlaceId::ALL).count();
    if regions < 2 {
        return None;
    }
    let silent = places.of_level(1).count() - regions;
    let about = about(scene, measure, option, &rows, silent);
    // On paper a long list gets a wider canvas, which shrinks its print to fit the page.
    let step = 16.0;
    let wide = if scene.theme == Theme::Print { (rows.len() as f64 * step / 1.25).clamp(WIDTH, 1100.0) } else { WIDTH };
    let mut canvas = scene.begin_wide(&about, wide);
    let mut keys =
        vec![Key(Sign::Dot, Ink::Ring, scene.words(if measure.flags { "plot-ranking-plain" } else { "plot-ranking-estimate" }, &[]))];
    if rows.iter().any(|r| r.finding.flag) {
        keys.push(Key(Sign::Diamond, Ink::Flag, scene.words("plot-flagged", &[])));
    }
    keys.push(Key(Sign::Line, Ink::Interval, scene.words("plot-ranking-interval", &[])));
    canvas.legend(&keys);
    list(scene, &mut canvas, measure, &rows, step);
    Some(scene.finish(canvas, about))
}

fn about(scene: &Scene<'_>, measure: &Measure, option: Option<OptionId>, rows: &[Row<'_>], silent: usize) -> About {
    let subject = scene.subject(option);
    let regions: Vec<&Row<'_>> = rows.iter().filter(|r| r.finding.area != PlaceId::ALL).collect();
    let stations = regions.iter().map(|r| r.finding.n as usize).sum();
    let flagged = regions.iter().filter(|r| r.finding.flag).count();
    let args = [
        ("subject", Arg::Text(&subject)),
        ("regions", many(regions.len())),
        ("n", many(stations)),
        ("flagged", many(flagged)),
        ("silent", many(silent)),
    ];
    let mut notes = vec![scene.words(if measure.flags { "plot-ranking-n" } else { "plot-ranking-n-estimate" }, &args)];
    if silent > 0 {
        notes.push(scene.words("plot-ranking-silent", &args));
    }
    About {
        name: stem(&format!("ranking-{}", measure.name), option),
        title: scene.words(&format!("plot-ranking-{}-title", measure.name), &args),
        notes,
        caption: scene.words(&format!("plot-ranking-{}-caption", measure.name), &args),
        group: Group::Ranking,
        option,
        area: None,
    }
}

/// Ends of the axis. An interval of a tiny region must not squeeze all others, so the axis covers all values and nine tenths of the ends.
fn range(rows: &[Row<'_>], ordinary: f64) -> (f64, f64) {
    let mut los: Vec<f64> = rows.iter().map(|r| r.lo).collect();
    let mut his: Vec<f64> = rows.iter().map(|r| r.hi).collect();
    los.sort_by(f64::total_cmp);
    his.sort_by(f64::total_cmp);
    let low = los.get(los.len() / 10).copied().unwrap_or(0.0);
    let high = his.get((his.len() * 9).div_ceil(10).saturating_sub(1)).copied().unwrap_or(1.0);
    let (lo, hi) = rows.iter().fold((low.min(ordinary), high.max(ordinary)), |(lo, hi), r| (lo.min(r.value), hi.max(r.value)));
    let pad = 0.04 * (hi - lo).max(1e-9);
    (lo - pad, hi + pad)
}

fn list(scene: &Scene<'_>, canvas: &mut Canvas, measure: &Measure, rows: &[Row<'_>], step: f64) {
    let names: Vec<String> = rows.iter().map(|r| scene.place(r.finding.area)).collect();
    let wanted = names.iter().map(|n| width(n, TEXT)).fold(0.0, f64::max) * BOLD;
    let names_end = MARGIN + wanted.min(canvas.width * 0.36);
    let short = shortened(&names, TEXT, (names_end - MARGIN) / BOLD);
    let counts_start = canvas.width - MARGIN - width("000,000", TEXT);
    let (left, right) = (names_end + 8.0, counts_start - 6.0);
    canvas.text(Ink::Muted, Anchor::End, TEXT, (canvas.width - MARGIN, canvas.y + 12.0), &scene.words("plot-ranking-count", &[]));
    let (top, height) = (canvas.y + 18.0, step * rows.len() as f64);
    let ends = range(rows, measure.ordinary);
    let panel = Panel {
        left,
        top,
        width: right - left,
        height,
        x: Scale::linear(ends, (left, right)),
        y: Scale::linear((0.0, rows.len() as f64), (top, top + height)),
    };
    let most = if right - left > 300.0 { 9 } else { 5 };
    let axis = scene.words(&format!("plot-ranking-{}-axis", measure.name), &[]);
    let x = Axis { ticks: labelled(&ticks::linear(ends.0, ends.1, most)), title: axis, grid: true };
    panel.behind(canvas, &x, &Axis::default());
    canvas.watermark(left, top, right - left, height);
    let ordinary = panel.x.at(measure.ordinary);
    canvas.line(Ink::Reference, (ordinary, top), (ordinary, panel.bottom()));
    for (i, (row, name)) in rows.iter().zip(&names).enumerate() {
        let y = panel.y.at(i as f64 + 0.5);
        label(canvas, row, (&short[i], name), (names_end, y + 4.0));
        dot(scene, canvas, &panel, measure, row, y);
    }
    canvas.y = panel.bottom() + 32.0;
    // Below the middle of the axis, but never beyond the edge of the figure.
    let half = width(&x.title, TEXT) / 2.0;
    let middle = f64::midpoint(left, right).min(canvas.width - MARGIN - half).max(MARGIN + half);
    canvas.text(Ink::Muted, Anchor::Middle, TEXT, (middle, canvas.y), &x.title);
    canvas.y += 8.0;
}

fn label(canvas: &mut Canvas, row: &Row<'_>, (short, name): (&str, &str), at: (f64, f64)) {
    if row.finding.area == PlaceId::ALL {
        canvas.bold(Ink::Text, Anchor::End, TEXT, at, short);
    } else {
        canvas.short(Ink::Text, Anchor::End, TEXT, at, (short, name));
    }
    canvas.text(Ink::Muted, Anchor::End, TEXT, (canvas.width - MARGIN, at.1), &number(f64::from(row.finding.n), 0));
}

fn dot(scene: &Scene<'_>, canvas: &mut Canvas, panel: &Panel, measure: &Measure, row: &Row<'_>, y: f64) {
    let hold = |v: f64| panel.x.at(v).clamp(panel.left, panel.right());
    let (lo, hi, x) = (hold(row.lo), hold(row.hi), hold(row.value));
    canvas.line(Ink::Interval, (lo, y), (hi, y));
    // An interval that goes on beyond the axis has no end stroke there.
    for (end, inside) in [(lo, panel.x.at(row.lo) >= panel.left), (hi, panel.x.at(row.hi) <= panel.right())] {
        if inside {
            canvas.line(Ink::Interval, (end, y - 2.5), (end, y + 2.5));
        }
    }
    let place = scene.path(row.finding.area);
    let d = measure.decimals;
    let title = scene.words(
        "plot-ranking-dot",
        &[
            ("place", Arg::Text(&place)),
            ("value", Arg::Number(row.value, d)),
            ("lo", Arg::Number(row.lo, d)),
            ("hi", Arg::Number(row.hi, d)),
            ("n", Arg::Count(i64::from(row.finding.n))),
        ],
    );
    if row.finding.flag {
        canvas.diamond(Ink::Flag, (x, y), 5.5, Some(&title));
    } else {
        canvas.circle(Ink::Ring, (x, y), 3.6, Some(&title));
    }
}
