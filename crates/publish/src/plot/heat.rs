//! Turnout against share, weighted by voters, with the sums along both sides.

use domain::{OptionId, PlaceId};
use forensics::pictures::Heat;

use super::draw::canvas::MARGIN;
use super::draw::raster::{Raster, Weights};
use super::draw::{Anchor, Axis, Canvas, Ink, Panel, Path, Scale, TEXT, ticks};
use super::scene::{About, Scene, many, stem, whole};
use super::{Group, Plot};
use crate::numbers::number;
use crate::texts::Arg;

/// Height of the sums along the sides.
const SIDE: f64 = 34.0;

/// The figure of an option; none where no station has both figures.
pub fn plot(scene: &Scene<'_>, option: OptionId, heat: &Heat) -> Option<Plot> {
    let weights = Weights::of(heat.voters.iter().copied())?;
    let voters: f64 = heat.voters.iter().map(|&v| f64::from(v)).sum();
    let args = [
        ("option", Arg::Text(scene.option(option))),
        ("n", many(heat.stations)),
        ("voters", whole(voters)),
        ("cell", Arg::Number(100.0 / heat.cells as f64, 1)),
    ];
    let about = About {
        name: stem("heat", Some(option)),
        title: scene.words("plot-heat-title", &args),
        notes: vec![scene.words("plot-heat-n", &args)],
        caption: scene.words("plot-heat-caption", &args),
        group: Group::Heat,
        option: Some(option),
        area: Some(PlaceId::ALL),
    };
    let mut canvas = scene.begin(&about);
    let mut raster = Raster::empty(heat.cells, heat.cells);
    raster.put((0, 0), heat.cells, &heat.voters, weights);
    let panel = square(scene, &mut canvas);
    if let Some(address) = raster.address() {
        canvas.image(panel.left, panel.top, panel.width, panel.height, &address);
    }
    panel.outline(&mut canvas);
    sides(&mut canvas, &panel, heat);
    bar(scene, &mut canvas, weights);
    Some(scene.finish(canvas, about))
}

/// A square panel with per cents on both axes and room for the sums above and to the right.
fn square(scene: &Scene<'_>, canvas: &mut Canvas) -> Panel {
    let x = Axis::percent(scene.words("plot-axis-turnout", &[]), (0, 100), 10, 20);
    let y = Axis::percent(scene.words("plot-axis-share", &[]), (0, 100), 20, 20);
    canvas.text(Ink::Muted, Anchor::Start, TEXT, (MARGIN, canvas.y + 12.0), &y.title);
    let left = MARGIN + 30.0;
    let top = canvas.y + 18.0 + SIDE;
    let side = canvas.width - left - SIDE - 4.0 - MARGIN;
    let (across, down) = ((left, left + side), (top + side, top));
    let panel =
        Panel { left, top, width: side, height: side, x: Scale::linear((0.0, 100.0), across), y: Scale::linear((0.0, 100.0), down) };
    canvas.rect(Ink::Well, left, top, side, side);
    panel.behind(canvas, &x, &y);
    canvas.watermark(left, top, side, side);
    canvas.y = panel.bottom() + 32.0;
    canvas.text(Ink::Muted, Anchor::Middle, TEXT, (left + side / 2.0, canvas.y), &x.title);
    canvas.y += 10.0;
    panel
}

/// Voters by turnout above the square, by share to the right of it.
fn sides(canvas: &mut Canvas, panel: &Panel, heat: &Heat) {
    let n = heat.cells;
    let sum = |cells: &mut dyn Iterator<Item = &f32>| cells.map(|&v| f64::from(v)).sum::<f64>();
    let by_turnout: Vec<f64> = (0..n).map(|c| sum(&mut heat.voters.iter().skip(c).step_by(n))).collect();
    let by_share: Vec<f64> = heat.voters.chunks_exact(n).map(|row| sum(&mut row.iter())).collect();
    let along = |i: usize| i as f64 / n as f64;
    let (base_y, base_x) = (panel.top - 3.0, panel.right() + 3.0);
    let edges: Vec<f64> = (0..=n).map(|i| panel.left + along(i) * panel.width).collect();
    let top = by_turnout.iter().copied().fold(1.0, f64::max);
    let tops: Vec<f64> = by_turnout.iter().map(|v| base_y - v / top * (SIDE - 4.0)).collect();
    canvas.path(Ink::Observed, &Path::steps(base_y, &edges, &tops));
    let top = by_share.iter().copied().fold(1.0, f64::max);
    let mut path = Path::default();
    path.move_to(base_x, panel.bottom());
    for (i, v) in by_share.iter().enumerate() {
        path.across(base_x + v / top * (SIDE - 4.0)).up(panel.bottom() - along(i + 1) * panel.height);
    }
    path.across(base_x).close();
    canvas.path(Ink::Observed, &path);
}

/// What the colours mean, in voters.
pub fn bar(scene: &Scene<'_>, canvas: &mut Canvas, weights: Weights) {
    let title = scene.words("plot-voters-cell", &[]);
    let room = super::draw::measure::width(&title, TEXT) + 12.0;
    let (left, width, top) = (MARGIN + room, canvas.width - 2.0 * MARGIN - room - 12.0, canvas.y + 4.0);
    canvas.text(Ink::Text, Anchor::Start, TEXT, (MARGIN, top + 10.0), &title);
    canvas.shades(left, top, width, 12.0);
    let scale = Scale::log((weights.lo, weights.hi), (left, left + width));
    let mut free_from = f64::NEG_INFINITY;
    for v in ticks::logarithmic(weights.lo, weights.hi, 5) {
        let (x, label) = (scale.at(v), number(v, usize::from(v < 1.0)));
        let half = super::draw::measure::width(&label, TEXT) / 2.0;
        canvas.line(Ink::Axis, (x, top + 12.0), (x, top + 16.0));
        if x - half > free_from {
            canvas.text(Ink::Text, Anchor::Middle, TEXT, (x, top + 27.0), &label);
            free_from = x + half + 4.0;
        }
    }
    canvas.y = top + 36.0;
}
