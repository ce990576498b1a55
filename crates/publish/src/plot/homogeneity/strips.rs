//! The flagged districts, station by station: share against ballots, with the funnel within which 95 of 100 honest stations would lie if
//! every voter of the district decided alike.

use domain::Finding;
use forensics::pictures::shares::{self, StationShare};
use forensics::sample::Sample;

use super::Tested;
use crate::plot::draw::canvas::MARGIN;
use crate::plot::draw::measure::{width, wrap};
use crate::plot::draw::{Anchor, Axis, Canvas, Ink, Key, Panel, Path, SMALL, Scale, Sign, TEXT, ticks};
use crate::plot::scene::{About, Scene, labelled, many, stem};
use crate::plot::{Group, Plot};
use crate::texts::Arg;

/// Most districts of one figure; the surest are shown.
const MOST: usize = 12;
/// Beyond this many stations in a figure their names are left to the tables.
const MOST_NAMED: usize = 1500;
/// Beyond this many stations a figure takes no further district: it would grow to megabytes.
const MOST_STATIONS: usize = 4000;
const HEIGHT: f64 = 44.0;
const Z95: f64 = 1.959_964;

/// One figure for each subject with flagged districts.
pub fn plots(scene: &Scene<'_>, tested: &[Tested<'_>]) -> Vec<Plot> {
    if tested.iter().all(|t| t.flagged().is_empty()) {
        return Vec::new();
    }
    let sample = Sample::of(scene.input.release);
    tested.iter().filter_map(|t| plot(scene, &sample, t)).collect()
}

struct District<'a> {
    finding: &'a Finding,
    stations: Vec<StationShare>,
    /// Share of the whole district, between 0 and 1.
    share: f64,
}

impl District<'_> {
    /// Half the width of the funnel at that many ballots, in percentage points.
    fn reach(&self, whole: f64) -> f64 {
        100.0 * Z95 * (self.share * (1.0 - self.share) / whole.max(1.0)).sqrt()
    }

    /// Departure of a station from the district, in percentage points.
    fn departure(&self, s: &StationShare) -> f64 {
        100.0 * (f64::from(s.part) / f64::from(s.whole) - self.share)
    }

    fn largest(&self) -> f64 {
        self.stations.iter().map(|s| f64::from(s.whole)).fold(1.0, f64::max)
    }

    /// How far the picture must reach: the funnel at a small station, and nearly all departures.
    fn needs(&self) -> f64 {
        let mut wholes: Vec<u32> = self.stations.iter().map(|s| s.whole).collect();
        wholes.sort_unstable();
        let small = wholes.get(wholes.len() / 10).copied().unwrap_or(1);
        let mut departures: Vec<f64> = self.stations.iter().map(|s| self.departure(s).abs()).collect();
        departures.sort_by(f64::total_cmp);
        let wide = departures.get(departures.len() * 95 / 100).copied().unwrap_or(0.0);
        self.reach(f64::from(small)).max(wide)
    }
}

fn plot(scene: &Scene<'_>, sample: &Sample<'_>, tested: &Tested<'_>) -> Option<Plot> {
    let flagged = tested.flagged();
    let mut stations = 0;
    let mut districts: Vec<District<'_>> = Vec::new();
    for d in flagged.iter().take(MOST).filter_map(|f| district(sample, tested, f)) {
        if !districts.is_empty() && stations + d.stations.len() > MOST_STATIONS {
            break;
        }
        stations += d.stations.len();
        districts.push(d);
    }
    if districts.is_empty() {
        return None;
    }
    let subject = scene.subject(tested.option);
    let args =
        [("subject", Arg::Text(&subject)), ("n", many(stations)), ("districts", many(districts.len())), ("flagged", many(flagged.len()))];
    let about = About {
        name: stem("homogeneity", tested.option),
        title: scene.words("plot-strips-title", &args),
        notes: vec![scene.words("plot-strips-n", &args)],
        caption: scene.words("plot-strips-caption", &args),
        group: Group::Homogeneity,
        option: tested.option,
        area: None,
    };
    let mut canvas = scene.begin(&about);
    canvas.legend(&[
        Key(Sign::Dot, Ink::Dot, scene.words("plot-strips-station", &[])),
        Key(Sign::Area, Ink::BandOuter, scene.words("plot-strips-funnel", &[])),
    ]);
    let reach = districts.iter().map(District::needs).fold(0.5, f64::max) * 1.15;
    canvas.watermark(MARGIN, canvas.y, canvas.width - 2.0 * MARGIN, (HEIGHT + 42.0) * districts.len() as f64);
    for (i, d) in districts.iter().enumerate() {
        strip(scene, &mut canvas, d, reach, (stations <= MOST_NAMED, i + 1 == districts.len()));
    }
    Some(scene.finish(canvas, about))
}

fn district<'a>(sample: &Sample<'_>, tested: &Tested<'_>, finding: &'a Finding) -> Option<District<'a>> {
    let stations = shares::of(sample, tested.option, finding.area);
    let (part, whole) = stations.iter().fold((0.0, 0.0), |(p, w), s| (p + f64::from(s.part), w + f64::from(s.whole)));
    (whole > 0.0).then(|| District { finding, stations, share: part / whole })
}

fn strip(scene: &Scene<'_>, canvas: &mut Canvas, district: &District<'_>, reach: f64, (named, last): (bool, bool)) {
    let room = canvas.width - 2.0 * MARGIN;
    let path = scene.path(district.finding.area);
    canvas.y += 4.0;
    for line in wrap(&path.replace('/', " / "), TEXT, room, 2) {
        canvas.y += 14.0;
        canvas.short(Ink::Text, Anchor::Start, TEXT, (MARGIN, canvas.y), (&line, &path));
    }
    canvas.y += 14.0;
    let q = district.finding.q.unwrap_or(1.0);
    let q = if q < 1e-4 { scene.words("plot-q-below", &[]) } else { scene.words("plot-q", &[("q", Arg::Number(q, 4))]) };
    let note = scene.words(
        "plot-strips-note",
        &[
            ("n", many(district.stations.len())),
            ("share", Arg::Number(100.0 * district.share, 1)),
            ("dispersion", Arg::Number(district.finding.get("dispersion").unwrap_or(0.0), 3)),
            ("q", Arg::Text(&q)),
        ],
    );
    canvas.text(Ink::Muted, Anchor::Start, TEXT, (MARGIN, canvas.y), &note);
    let panel = lay(scene, canvas, district, reach, last);
    funnel(canvas, &panel, district, reach);
    let zero = panel.x.at(0.0);
    canvas.line(Ink::Reference, (zero, panel.top), (zero, panel.bottom()));
    dots(scene, canvas, &panel, district, (reach, named));
    panel.outline(canvas);
    // Named inside, for a scale on the left would take the room of the data.
    let id = if district.finding.option.is_some() { "plot-strips-most-ballots" } else { "plot-strips-most-voters" };
    let most = scene.words(id, &[("n", Arg::Number(district.largest(), 0))]);
    canvas.text(Ink::Halo, Anchor::Start, SMALL, (panel.left + 3.0, panel.top + 11.0), &most);
}

fn lay(scene: &Scene<'_>, canvas: &mut Canvas, district: &District<'_>, reach: f64, last: bool) -> Panel {
    let (left, width) = (MARGIN, canvas.width - 2.0 * MARGIN);
    let top = canvas.y + 6.0;
    let ticks = ticks::linear(-reach, reach, 9);
    let ticks = if last { labelled(&ticks) } else { ticks.values.iter().map(|&v| (v, None)).collect() };
    let x = Axis { ticks, title: scene.words("plot-axis-departure", &[]), grid: false };
    let panel = Panel {
        left,
        top,
        width,
        height: HEIGHT,
        x: Scale::linear((-reach, reach), (left + 5.0, left + width - 5.0)),
        y: Scale::linear((0.0, district.largest() * 1.12), (top + HEIGHT, top)),
    };
    panel.behind(canvas, &x, &Axis::default());
    canvas.y = panel.bottom() + 4.0;
    if last {
        canvas.y += 28.0;
        let size = if self::width(&x.title, TEXT) > width { SMALL } else { TEXT };
        canvas.text(Ink::Muted, Anchor::Middle, size, (left + width / 2.0, canvas.y), &x.title);
        canvas.y += 8.0;
    }
    panel
}

fn funnel(canvas: &mut Canvas, panel: &Panel, district: &District<'_>, reach: f64) {
    let most = district.largest() * 1.12;
    let steps = 24;
    let side = |sign: f64| {
        (1..=steps).map(move |i| {
            // Denser near the foot, where the funnel opens.
            let whole = most * (f64::from(i) / f64::from(steps)).powi(2);
            (panel.x.at(sign * district.reach(whole).min(reach * 1.02)), panel.y.at(whole))
        })
    };
    let right: Vec<(f64, f64)> = side(1.0).collect();
    canvas.clipped(panel.area(), |c| c.path(Ink::BandOuter, &Path::between(side(-1.0).collect::<Vec<_>>(), right.into_iter().rev())));
}

fn dots(scene: &Scene<'_>, canvas: &mut Canvas, panel: &Panel, district: &District<'_>, (reach, named): (f64, bool)) {
    let largest = district.largest();
    for s in &district.stations {
        let departure = district.departure(s);
        let at = (panel.x.at(departure.clamp(-reach, reach)), panel.y.at(f64::from(s.whole)));
        let radius = (4.2 * (f64::from(s.whole) / largest).sqrt()).max(1.8);
        let title = named.then(|| {
            scene.words(
                "plot-strips-dot",
                &[
                    ("station", Arg::Text(&scene.input.release.stations.codes[s.station])),
                    ("share", Arg::Number(100.0 * f64::from(s.part) / f64::from(s.whole), 2)),
                    ("part", Arg::Count(i64::from(s.part))),
                    ("whole", Arg::Count(i64::from(s.whole))),
                ],
            )
        });
        let ink = if departure.abs() > reach { Ink::Ring } else { Ink::Dot };
        canvas.circle(ink, at, radius, title.as_deref());
    }
}
