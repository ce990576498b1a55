//! A rectangle with axes.

use super::canvas::{Canvas, MARGIN, TEXT};
use super::measure::width;
use super::scale::Scale;
use super::{Anchor, Ink};

/// One axis: where its ticks are and what is written at them.
#[derive(Clone, Debug, Default)]
pub struct Axis {
    /// Values with a tick; a label where there is room for one.
    pub ticks: Vec<(f64, Option<String>)>,
    /// What the axis shows, with its unit.
    pub title: String,
    /// Whether labelled ticks get a grid line.
    pub grid: bool,
}

impl Axis {
    /// Per cent from 0 to 100 with a tick every `every` points and a label every `label` points, both divisors of 100.
    pub fn percent(title: String, (lo, hi): (u32, u32), every: u32, label: u32) -> Self {
        let tick = |v: u32| (f64::from(v), v.is_multiple_of(label).then(|| v.to_string()));
        Self { ticks: (lo..=hi).filter(|v| v.is_multiple_of(every)).map(tick).collect(), title, grid: true }
    }

    /// Room the labels need left of an axis.
    fn room(&self) -> f64 {
        self.ticks.iter().filter_map(|(_, l)| l.as_deref()).map(|l| width(l, TEXT)).fold(0.0, f64::max)
    }
}

/// A rectangle with a horizontal and a vertical scale.
#[derive(Clone, Copy, Debug)]
pub struct Panel {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// From values to horizontal positions.
    pub x: Scale,
    /// From values to vertical positions.
    pub y: Scale,
}

impl Panel {
    /// Lays a panel of that height below what is already there, as wide as the labels of the vertical axis leave room, with linear
    /// scales, and draws everything that lies behind the data. The title of the vertical axis stands above it, where it can be read
    /// without turning the head.
    pub fn lay(canvas: &mut Canvas, height: f64, (x, x_range): (&Axis, (f64, f64)), (y, y_range): (&Axis, (f64, f64))) -> Self {
        let left = MARGIN + y.room() + 7.0;
        if !y.title.is_empty() {
            canvas.y += 14.0;
            canvas.text(Ink::Muted, Anchor::Start, TEXT, (MARGIN, canvas.y), &y.title);
        }
        // Half a label of the vertical axis reaches above its tick.
        let top = canvas.y + 8.0;
        let width = canvas.width - MARGIN - 6.0 - left;
        let panel = Self {
            left,
            top,
            width,
            height,
            x: Scale::linear(x_range, (left, left + width)),
            y: Scale::linear(y_range, (top + height, top)),
        };
        panel.behind(canvas, x, y);
        canvas.watermark(panel.left, panel.top, panel.width, panel.height);
        canvas.y = top + height + 18.0;
        if !x.title.is_empty() {
            canvas.y += 14.0;
            canvas.text(Ink::Muted, Anchor::Middle, TEXT, (left + width / 2.0, canvas.y), &x.title);
        }
        canvas.y += 8.0;
        panel
    }

    /// Lower edge.
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    /// The rectangle, for clipping.
    pub fn area(&self) -> (f64, f64, f64, f64) {
        (self.left, self.top, self.width, self.height)
    }

    /// Grid, ticks and labels.
    pub fn behind(&self, canvas: &mut Canvas, x: &Axis, y: &Axis) {
        for (v, label) in &x.ticks {
            let at = self.x.at(*v);
            if x.grid && label.is_some() {
                canvas.line(Ink::Grid, (at, self.top), (at, self.bottom()));
            }
            canvas.line(Ink::Axis, (at, self.bottom()), (at, self.bottom() + if label.is_some() { 5.0 } else { 3.0 }));
            if let Some(label) = label {
                canvas.text(Ink::Text, Anchor::Middle, TEXT, (at, self.bottom() + 17.0), label);
            }
        }
        for (v, label) in &y.ticks {
            let at = self.y.at(*v);
            if y.grid {
                canvas.line(Ink::Grid, (self.left, at), (self.right(), at));
            }
            if let Some(label) = label {
                canvas.text(Ink::Text, Anchor::End, TEXT, (self.left - 4.0, at + 4.0), label);
            }
        }
    }

    /// The lower edge as a line, over the data.
    pub fn floor(&self, canvas: &mut Canvas) {
        canvas.line(Ink::Axis, (self.left, self.bottom()), (self.right(), self.bottom()));
    }

    /// The outline.
    pub fn outline(&self, canvas: &mut Canvas) {
        canvas.frame(Ink::Axis, self.left, self.top, self.width, self.height);
    }
}
