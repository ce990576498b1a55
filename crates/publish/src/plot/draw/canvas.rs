//! A figure under construction: shapes, text, and the head that says what it is.

use std::fmt::Write;

use super::ink::{self, Ink};
use super::measure::{BOLD, wrap};
use super::path::Path;
use super::raster;
use crate::escape::{self, attribute};
use crate::plot::Theme;

/// Width of an ordinary figure in canvas units. At 360 pixels a unit is about 0.85 pixels, so that text of 12 stays readable.
pub const WIDTH: f64 = 400.0;
/// Size of labels.
pub const TEXT: f64 = 12.0;
/// Size of notes where room is scarce.
pub const SMALL: f64 = 10.5;
const TITLE: f64 = 14.0;
/// Room at the left and right edge of a figure.
pub const MARGIN: f64 = 8.0;

/// Which end of a text its position names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// A figure under construction.
#[derive(Debug)]
pub struct Canvas {
    theme: Theme,
    id: String,
    /// Width in canvas units.
    pub width: f64,
    /// Where the next thing goes; at the end, the height of the figure.
    pub y: f64,
    watermark: Option<String>,
    used: u32,
    clips: u32,
    body: String,
}

impl Canvas {
    /// An empty figure. `id` is an ASCII word that no other figure of the page has.
    pub fn new(theme: Theme, id: &str, width: f64) -> Self {
        let mut canvas =
            Self { theme, id: id.to_owned(), width, y: 0.0, watermark: None, used: 0, clips: 0, body: String::with_capacity(16 << 10) };
        canvas.y = 4.0;
        canvas
    }

    /// Says in a strip at the top, and across the data of every panel from then on, that the figures are simulated.
    pub fn simulated(&mut self, strip: &str, word: &str) {
        self.rect(Ink::Banner, 0.0, 0.0, self.width, 20.0);
        self.bold(Ink::BannerText, Anchor::Middle, TEXT, (self.width / 2.0, 14.5), strip);
        self.watermark = Some(word.to_owned());
        self.y = 24.0;
    }

    /// Title and notes below it, each wrapped to the width.
    pub fn head(&mut self, title: &str, notes: &[String]) {
        let room = self.width - 2.0 * MARGIN;
        for line in wrap(title, TITLE * BOLD, room, 3) {
            self.y += 17.0;
            self.bold(Ink::Text, Anchor::Start, TITLE, (MARGIN, self.y), &line);
        }
        for note in notes {
            for line in wrap(note, TEXT, room, 4) {
                self.y += 15.0;
                self.text(Ink::Muted, Anchor::Start, TEXT, (MARGIN, self.y), &line);
            }
        }
        self.y += 6.0;
    }

    /// A rectangle.
    pub fn rect(&mut self, ink: Ink, x: f64, y: f64, width: f64, height: f64) {
        self.open("rect", ink);
        for (name, value) in [("x", x), ("y", y), ("width", width.max(0.0)), ("height", height.max(0.0))] {
            attribute(&mut self.body, name, value);
        }
        self.body.push_str("/>");
    }

    /// A straight line.
    pub fn line(&mut self, ink: Ink, from: (f64, f64), to: (f64, f64)) {
        let mut path = Path::default();
        path.move_to(from.0, from.1);
        if (from.1 - to.1).abs() < 1e-9 {
            path.across(to.0)
        } else {
            path.line_to(to.0, to.1)
        };
        self.path(ink, &path);
    }

    /// A path.
    pub fn path(&mut self, ink: Ink, path: &Path) {
        self.open("path", ink);
        let _ = write!(self.body, " d=\"{}\"/>", path.data());
    }

    /// A circle; `title` is shown where the pointer rests on it.
    pub fn circle(&mut self, ink: Ink, (x, y): (f64, f64), radius: f64, title: Option<&str>) {
        self.open("circle", ink);
        for (name, value) in [("cx", x), ("cy", y), ("r", radius)] {
            attribute(&mut self.body, name, value);
        }
        self.close("circle", title);
    }

    /// A diamond around a point.
    pub fn diamond(&mut self, ink: Ink, (x, y): (f64, f64), radius: f64, title: Option<&str>) {
        let mut path = Path::default();
        path.move_to(x - radius, y).line_to(x, y - radius).line_to(x + radius, y).line_to(x, y + radius).close();
        self.open("path", ink);
        let _ = write!(self.body, " d=\"{}\"", path.data());
        self.close("path", title);
    }

    /// A triangle whose tip points down at a point.
    pub fn triangle(&mut self, ink: Ink, (x, y): (f64, f64), size: f64, title: Option<&str>) {
        let mut path = Path::default();
        path.move_to(x, y).line_to(x - size * 0.6, y - size).across(x + size * 0.6).close();
        self.open("path", ink);
        let _ = write!(self.body, " d=\"{}\"", path.data());
        self.close("path", title);
    }

    /// A text whose baseline starts, is centred or ends at a point.
    pub fn text(&mut self, ink: Ink, anchor: Anchor, size: f64, at: (f64, f64), text: &str) {
        self.text_with(ink, anchor, (size, false), at, text, None);
    }

    /// A bold text.
    pub fn bold(&mut self, ink: Ink, anchor: Anchor, size: f64, at: (f64, f64), text: &str) {
        self.text_with(ink, anchor, (size, true), at, text, None);
    }

    /// A shortened text whose full wording stands in its title.
    pub fn short(&mut self, ink: Ink, anchor: Anchor, size: f64, at: (f64, f64), (text, full): (&str, &str)) {
        self.text_with(ink, anchor, (size, false), at, text, (text != full).then_some(full));
    }

    fn text_with(&mut self, ink: Ink, anchor: Anchor, (size, bold): (f64, bool), (x, y): (f64, f64), text: &str, title: Option<&str>) {
        self.open("text", ink);
        attribute(&mut self.body, "x", x);
        attribute(&mut self.body, "y", y);
        if (size - TEXT).abs() > 1e-9 {
            attribute(&mut self.body, "font-size", size);
        }
        if bold {
            self.body.push_str(" font-weight=\"700\"");
        }
        self.body.push_str(match anchor {
            Anchor::Start => ">",
            Anchor::Middle => " text-anchor=\"middle\">",
            Anchor::End => " text-anchor=\"end\">",
        });
        if let Some(title) = title {
            self.title(title);
        }
        escape::text(&mut self.body, text);
        self.body.push_str("</text>");
    }

    /// The word SIMULATED across a rectangle, repeated down a tall one. Nothing where the figures are real.
    pub fn watermark(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let Some(word) = self.watermark.clone() else { return };
        let size = (width / 6.5).min(height / 1.6).min(46.0);
        let rows = (height / 260.0).ceil().max(1.0);
        let mut row = 0.5;
        while row < rows {
            let (cx, cy) = (x + width / 2.0, y + height * row / rows);
            self.open("text", Ink::Watermark);
            attribute(&mut self.body, "x", cx);
            attribute(&mut self.body, "y", cy + size / 3.0);
            attribute(&mut self.body, "font-size", size);
            self.body.push_str(" font-weight=\"700\" text-anchor=\"middle\" transform=\"rotate(-14 ");
            escape::number(&mut self.body, cx);
            self.body.push(' ');
            escape::number(&mut self.body, cy);
            self.body.push_str(")\">");
            escape::text(&mut self.body, &word);
            self.body.push_str("</text>");
            row += 1.0;
        }
    }

    /// Draws what `inside` draws only within a rectangle.
    pub fn clipped(&mut self, (x, y, width, height): (f64, f64, f64, f64), inside: impl FnOnce(&mut Self)) {
        self.clips += 1;
        let _ = write!(self.body, "<clipPath id=\"{}-c{}\"><rect", self.id, self.clips);
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            attribute(&mut self.body, name, value);
        }
        let _ = write!(self.body, "/></clipPath><g clip-path=\"url(#{}-c{})\">", self.id, self.clips);
        inside(self);
        self.body.push_str("</g>");
    }

    /// A picture given as a data address, its pixels kept sharp.
    pub fn image(&mut self, x: f64, y: f64, width: f64, height: f64, address: &str) {
        self.body.push_str("<image");
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            attribute(&mut self.body, name, value);
        }
        let _ = write!(self.body, " preserveAspectRatio=\"none\" image-rendering=\"pixelated\" href=\"{address}\"/>");
    }

    /// The outline of a rectangle.
    pub fn frame(&mut self, ink: Ink, x: f64, y: f64, width: f64, height: f64) {
        let mut path = Path::default();
        path.move_to(x, y).across(x + width).up(y + height).across(x).close();
        self.path(ink, &path);
    }

    /// A strip with all colours of dense data, the lowest on the left.
    pub fn shades(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let gradient = format!("{}-g", self.id);
        raster::gradient(&mut self.body, &gradient);
        let _ = write!(self.body, "<rect fill=\"url(#{gradient})\"");
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            attribute(&mut self.body, name, value);
        }
        self.body.push_str("/>");
    }

    /// The whole document.
    pub fn finish(self, title: &str, description: &str) -> String {
        let mut out = String::with_capacity(self.body.len() + 3000);
        out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
        escape::number(&mut out, self.width);
        out.push(' ');
        escape::number(&mut out, self.y);
        out.push('"');
        // Opened alone the figure is half as large again; in a page it shrinks to its column.
        attribute(&mut out, "width", self.width * 1.5);
        attribute(&mut out, "height", self.y * 1.5);
        let fonts = match self.theme {
            Theme::Page => {
                " class=\"splot\" font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif\""
            }
            Theme::Print => " font-family=\"DejaVu Sans, sans-serif\"",
        };
        let _ = write!(out, " role=\"img\" aria-labelledby=\"{0}-t {0}-d\"{fonts}", self.id);
        attribute(&mut out, "font-size", TEXT);
        let _ = write!(out, "><title id=\"{}-t\">", self.id);
        escape::text(&mut out, title);
        let _ = write!(out, "</title><desc id=\"{}-d\">", self.id);
        escape::text(&mut out, description);
        out.push_str("</desc>");
        if self.theme == Theme::Page {
            ink::style(&mut out, self.used | Ink::Paper.bit());
        }
        out.push_str("<rect");
        Ink::Paper.write(&mut out, self.theme);
        attribute(&mut out, "width", self.width);
        attribute(&mut out, "height", self.y);
        out.push_str("/>");
        out.push_str(&self.body);
        out.push_str("</svg>");
        out
    }

    fn open(&mut self, element: &str, ink: Ink) {
        self.used |= ink.bit();
        self.body.push('<');
        self.body.push_str(element);
        ink.write(&mut self.body, self.theme);
    }

    fn close(&mut self, element: &str, title: Option<&str>) {
        let Some(title) = title else { return self.body.push_str("/>") };
        self.body.push('>');
        self.title(title);
        let _ = write!(self.body, "</{element}>");
    }

    fn title(&mut self, title: &str) {
        self.body.push_str("<title>");
        escape::text(&mut self.body, title);
        self.body.push_str("</title>");
    }
}
