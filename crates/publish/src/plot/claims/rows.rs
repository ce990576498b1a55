//! Values one below the other on one axis, each with its name above it.

use crate::plot::draw::canvas::MARGIN;
use crate::plot::draw::measure::{BOLD, shorten, width, wrap};
use crate::plot::draw::{Anchor, Axis, Canvas, Ink, Panel, Scale, TEXT, ticks};
use crate::plot::scene::labelled;

/// Height of a line of text.
const LINE: f64 = 15.0;
/// Height of a value below its name.
const VALUE: f64 = 16.0;
/// From here on labels of the axis are long.
const LONG: f64 = 1e4;
/// Most lines of a name.
const NAME_LINES: usize = 2;

/// How a value is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Known with what it stands on.
    Dot,
    /// Published without that.
    Ring,
    /// A bound rather than a value.
    Diamond,
}

/// One value.
#[derive(Clone, Debug)]
pub struct Row {
    /// Heading over it and those that follow; empty where it goes on.
    pub group: String,
    /// Whose or what it is.
    pub name: String,
    /// What stands at its right.
    pub note: String,
    /// The value.
    pub value: f64,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// How it is drawn.
    pub shape: Shape,
    /// What is shown where the pointer rests on it.
    pub title: String,
}

/// A row with the lines of its name and where they begin.
struct Laid<'a> {
    row: &'a Row,
    lines: Vec<String>,
    top: f64,
}

/// Draws the rows below what is already there, on an axis from one end of `range` to the other.
pub fn draw(canvas: &mut Canvas, rows: &[Row], range: (f64, f64), axis: String) {
    let (left, right) = (MARGIN + 6.0, canvas.width - MARGIN - 6.0);
    let top = canvas.y + 2.0;
    let mut y = top;
    let mut laid = Vec::new();
    for row in rows {
        if !row.group.is_empty() {
            y += LINE + 5.0;
        }
        let room = canvas.width - 2.0 * MARGIN - width(&row.note, TEXT) - 10.0;
        let lines = wrap(&row.name, TEXT, room, NAME_LINES);
        let height = LINE * lines.len().max(1) as f64 + VALUE;
        laid.push(Laid { row, lines, top: y });
        y += height;
    }
    let panel = Panel {
        left,
        top,
        width: right - left,
        height: y - top + 4.0,
        x: Scale::linear(range, (left, right)),
        y: Scale::linear((0.0, 1.0), (top, y)),
    };
    // Long labels need room.
    let most = if range.1 >= LONG { 3 } else { 6 };
    let x = Axis { ticks: labelled(&ticks::linear(range.0, range.1, most)), title: axis, grid: true };
    panel.behind(canvas, &x, &Axis::default());
    canvas.watermark(left, top, right - left, panel.height);
    for l in &laid {
        value(canvas, &panel, l);
    }
    panel.floor(canvas);
    canvas.y = panel.bottom() + 32.0;
    canvas.text(Ink::Muted, Anchor::Middle, TEXT, (f64::midpoint(left, right), canvas.y), &x.title);
    canvas.y += 8.0;
}

fn value(canvas: &mut Canvas, panel: &Panel, laid: &Laid<'_>) {
    let Laid { row, lines, top } = laid;
    if !row.group.is_empty() {
        let group = shorten(&row.group, TEXT * BOLD, canvas.width - 2.0 * MARGIN);
        canvas.bold(Ink::Text, Anchor::Start, TEXT, (MARGIN, top - 4.0), &group);
    }
    let mut y = top + 12.0;
    canvas.text(Ink::Text, Anchor::End, TEXT, (canvas.width - MARGIN, y), &row.note);
    for line in lines {
        canvas.text(Ink::Text, Anchor::Start, TEXT, (MARGIN, y), line);
        y += LINE;
    }
    y -= 5.0;
    let hold = |v: f64| panel.x.at(v).clamp(panel.left, panel.right());
    if let Some((lo, hi)) = row.interval {
        let (lo, hi) = (hold(lo), hold(hi));
        canvas.line(Ink::Interval, (lo, y), (hi, y));
        for end in [lo, hi] {
            canvas.line(Ink::Interval, (end, y - 3.5), (end, y + 3.5));
        }
    }
    let at = (hold(row.value), y);
    match row.shape {
        Shape::Dot => canvas.circle(Ink::Mark, at, 4.2, Some(&row.title)),
        Shape::Ring => canvas.circle(Ink::Ring, at, 4.2, Some(&row.title)),
        Shape::Diamond => canvas.diamond(Ink::Ring, at, 5.2, Some(&row.title)),
    }
}
