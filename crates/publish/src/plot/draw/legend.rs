//! What each sign of a figure means, in a row that wraps.

use super::canvas::{Canvas, MARGIN, TEXT};
use super::measure::{shorten, width};
use super::{Anchor, Ink};

/// A sign as the figure draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A filled area.
    Area,
    /// A line.
    Line,
    /// A dot.
    Dot,
    /// A diamond.
    Diamond,
    /// A triangle.
    Triangle,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Key(pub Sign, pub Ink, pub String);

const SIGN: f64 = 18.0;
const GAP: f64 = 12.0;
const ROW: f64 = 16.0;

impl Canvas {
    /// Writes the entries below what is already there.
    pub fn legend(&mut self, keys: &[Key]) {
        let room = self.width - 2.0 * MARGIN;
        let mut x = 0.0;
        let mut y = self.y + ROW - 4.0;
        for Key(sign, ink, words) in keys {
            let words = shorten(words, TEXT, room - SIGN - 4.0);
            let needed = SIGN + 4.0 + width(&words, TEXT);
            if x > 0.0 && x + needed > room {
                x = 0.0;
                y += ROW;
            }
            let left = MARGIN + x;
            self.sign(*sign, *ink, left, y - 4.0);
            self.text(Ink::Text, Anchor::Start, TEXT, (left + SIGN + 4.0, y), &words);
            x += needed + GAP;
        }
        self.y = y + 8.0;
    }

    fn sign(&mut self, sign: Sign, ink: Ink, left: f64, y: f64) {
        let middle = (left + SIGN / 2.0, y);
        match sign {
            Sign::Area => self.rect(ink, left, y - 5.0, SIGN, 10.0),
            Sign::Line => self.line(ink, (left, y), (left + SIGN, y)),
            Sign::Dot => self.circle(ink, middle, 4.0, None),
            Sign::Diamond => self.diamond(ink, middle, 5.5, None),
            Sign::Triangle => self.triangle(ink, (middle.0, y + 4.0), 8.0, None),
        }
    }
}
