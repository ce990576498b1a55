//! All districts by dispersion, one row a subject: where chance alone would put them, where they are, which are flagged.

use domain::Finding;

use super::Tested;
use crate::numbers::number;
use crate::plot::draw::canvas::MARGIN;
use crate::plot::draw::measure::{shorten, width};
use crate::plot::draw::{Anchor, Axis, Canvas, Ink, Key, Panel, Path, Scale, Sign, TEXT, ticks};
use crate::plot::scene::{About, Scene, many};
use crate::plot::{Group, Plot};
use crate::texts::Arg;

/// Most rows; beyond it options with fewest votes are left to the tables.
const MOST_ROWS: usize = 9;
/// Bars from one end of the scale to the other.
const BARS: usize = 48;
const ROW: f64 = 46.0;

/// The figure; none where no district was tested.
pub fn plot(scene: &Scene<'_>, tested: &[Tested<'_>]) -> Option<Plot> {
    let mut rows: Vec<&Tested<'_>> = tested.iter().collect();
    let votes = |t: &&Tested<'_>| t.option.map_or(u64::MAX, |o| scene.input.release.stations.votes(o).total());
    rows.sort_by_key(|t| (std::cmp::Reverse(votes(t)), t.option));
    let hidden = rows.len().saturating_sub(MOST_ROWS);
    rows.truncate(MOST_ROWS);
    let all = || rows.iter().flat_map(|t| &t.districts).filter_map(|f| f.get("dispersion"));
    let (lo, hi) = all().filter(|&d| d > 0.0).fold((1.0f64, 1.0f64), |(lo, hi), d| (lo.min(d), hi.max(d)));
    let range = ((lo * 0.8).max(5e-4), hi * 1.25);
    let tests = all().count();
    if tests == 0 {
        return None;
    }
    let flagged = rows.iter().map(|t| t.flagged().len()).sum();
    let args = [("n", many(tests)), ("flagged", many(flagged)), ("hidden", many(hidden))];
    let mut notes = vec![scene.words("plot-dispersion-n", &args)];
    if hidden > 0 {
        notes.push(scene.words("plot-dispersion-hidden", &args));
    }
    let about = About {
        name: "dispersion".to_owned(),
        title: scene.words("plot-dispersion-title", &args),
        notes,
        caption: scene.words("plot-dispersion-caption", &args),
        group: Group::Homogeneity,
        option: None,
        area: None,
    };
    let mut canvas = scene.begin(&about);
    canvas.legend(&[
        Key(Sign::Area, Ink::Observed, scene.words("plot-dispersion-districts", &[])),
        Key(Sign::Triangle, Ink::Flag, scene.words("plot-flagged", &[])),
        Key(Sign::Line, Ink::Reference, scene.words("plot-dispersion-chance", &[])),
    ]);
    canvas.watermark(MARGIN, canvas.y, canvas.width - 2.0 * MARGIN, (ROW + 14.0) * rows.len() as f64);
    for (i, t) in rows.iter().enumerate() {
        row(scene, &mut canvas, t, range, i + 1 == rows.len());
    }
    Some(scene.finish(canvas, about))
}

fn row(scene: &Scene<'_>, canvas: &mut Canvas, tested: &Tested<'_>, range: (f64, f64), last: bool) {
    let mut values: Vec<f64> = tested.districts.iter().filter_map(|f| f.get("dispersion")).collect();
    values.sort_by(f64::total_cmp);
    let flagged = tested.flagged();
    let median = values.get(values.len() / 2).copied().unwrap_or(0.0);
    let note = scene
        .words("plot-dispersion-row", &[("n", many(values.len())), ("median", Arg::Number(median, 1)), ("flagged", many(flagged.len()))]);
    let room = canvas.width - 2.0 * MARGIN;
    let name = scene.subject(tested.option);
    canvas.y += 16.0;
    let short = shorten(&name, TEXT, room);
    canvas.short(Ink::Text, Anchor::Start, TEXT, (MARGIN, canvas.y), (&short, &name));
    // A long name gets the line for itself.
    if width(&name, TEXT) + width(&note, TEXT) + 10.0 > room {
        canvas.y += 14.0;
    }
    canvas.text(Ink::Muted, Anchor::End, TEXT, (canvas.width - MARGIN, canvas.y), &note);
    let panel = lay(scene, canvas, range, last);
    bars(canvas, &panel, &values);
    let one = panel.x.at(1.0);
    canvas.line(Ink::Reference, (one, panel.top - 2.0), (one, panel.bottom()));
    for f in flagged {
        mark(scene, canvas, &panel, f);
    }
    panel.floor(canvas);
}

fn lay(scene: &Scene<'_>, canvas: &mut Canvas, range: (f64, f64), last: bool) -> Panel {
    let (left, width) = (MARGIN, canvas.width - 2.0 * MARGIN);
    let top = canvas.y + 6.0;
    let label = |v: f64| last.then(|| if v < 1.0 { v.to_string() } else { number(v, 0) });
    let ticks = ticks::logarithmic(range.0, range.1, 8).into_iter().map(|v| (v, label(v))).collect();
    let x = Axis { ticks, title: scene.words("plot-axis-dispersion", &[]), grid: false };
    let panel = Panel {
        left,
        top,
        width,
        height: ROW - 14.0,
        x: Scale::log(range, (left + 6.0, left + width - 6.0)),
        y: Scale::linear((0.0, 1.0), (top + ROW - 14.0, top)),
    };
    panel.behind(canvas, &x, &Axis::default());
    canvas.y = panel.bottom() + 6.0;
    if last {
        canvas.y += 26.0;
        canvas.text(Ink::Muted, Anchor::Middle, TEXT, (left + width / 2.0, canvas.y), &x.title);
        canvas.y += 8.0;
    }
    panel
}

fn bars(canvas: &mut Canvas, panel: &Panel, values: &[f64]) {
    let mut counts = [0.0f64; BARS];
    let (first, last) = (panel.left + 6.0, panel.right() - 6.0);
    let step = (last - first) / BARS as f64;
    for &v in values {
        let x = panel.x.at(v);
        let slot = (0..BARS).find(|&s| x < first + (s as f64 + 1.0) * step).unwrap_or(BARS - 1);
        counts[slot] += 1.0;
    }
    let most = counts.iter().copied().fold(1.0, f64::max);
    let edges: Vec<f64> = (0..=BARS).map(|s| first + s as f64 * step).collect();
    // A single district still gets a bar one can see.
    let tops: Vec<f64> =
        counts.iter().map(|&c| panel.bottom() - if c > 0.0 { (c / most * (panel.height - 10.0)).max(2.0) } else { 0.0 }).collect();
    canvas.path(Ink::Observed, &Path::steps(panel.bottom(), &edges, &tops));
}

fn mark(scene: &Scene<'_>, canvas: &mut Canvas, panel: &Panel, finding: &Finding) {
    let dispersion = finding.get("dispersion").unwrap_or(1.0);
    let path = scene.path(finding.area);
    let title = scene.words("plot-dispersion-mark", &[("place", Arg::Text(&path)), ("dispersion", Arg::Number(dispersion, 3))]);
    canvas.triangle(Ink::Flag, (panel.x.at(dispersion), panel.bottom() - 3.0), 9.0, Some(&title));
}
