//! Path data.

use crate::escape::number;

/// Path data under construction.
#[derive(Clone, Debug, Default)]
pub struct Path(String);

impl Path {
    /// Starts at a point.
    pub fn move_to(&mut self, x: f64, y: f64) -> &mut Self {
        self.op('M', &[x, y])
    }

    /// Straight on to a point.
    pub fn line_to(&mut self, x: f64, y: f64) -> &mut Self {
        self.op('L', &[x, y])
    }

    /// Sideways to `x`.
    pub fn across(&mut self, x: f64) -> &mut Self {
        self.op('H', &[x])
    }

    /// Up or down to `y`.
    pub fn up(&mut self, y: f64) -> &mut Self {
        self.op('V', &[y])
    }

    /// Back to the start.
    pub fn close(&mut self) -> &mut Self {
        self.0.push('Z');
        self
    }

    /// The data as the attribute `d` wants it.
    pub fn data(&self) -> &str {
        &self.0
    }

    /// A line through points.
    pub fn through(points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut path = Self::default();
        path.extend(points);
        path
    }

    /// The area between an upper line from left to right and a lower one from right to left.
    pub fn between(upper: impl IntoIterator<Item = (f64, f64)>, lower_back: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut path = Self::through(upper.into_iter().chain(lower_back));
        path.close();
        path
    }

    /// Bars without gaps: `edges` holds one more entry than `tops`. Neighbours of one height become one bar, which keeps the
    /// empty part of a histogram of 1,001 bins at a few bytes.
    pub fn steps(base: f64, edges: &[f64], tops: &[f64]) -> Self {
        let mut path = Self::default();
        let Some(&first) = edges.first() else { return path };
        path.move_to(first, base);
        let mut last = base;
        for (&top, &left) in tops.iter().zip(edges) {
            if (top - last).abs() > 0.005 {
                path.across(left).up(top);
                last = top;
            }
        }
        path.across(edges.last().copied().unwrap_or(first)).up(base).close();
        path
    }

    /// The points without those that lie within `tolerance` of the line drawn through the others: a smooth band over 1,001 bins needs
    /// a tenth of them. Keeps a corridor of slopes that pass every skipped point.
    pub fn simplified(points: impl IntoIterator<Item = (f64, f64)>, tolerance: f64) -> Vec<(f64, f64)> {
        let mut kept: Vec<(f64, f64)> = Vec::new();
        let mut corridor = (f64::NEG_INFINITY, f64::INFINITY);
        let mut skipped: Option<(f64, f64)> = None;
        for point in points {
            let Some(&from) = kept.last() else {
                kept.push(point);
                continue;
            };
            let slope = |dy: f64, from: (f64, f64)| (point.1 + dy - from.1) / (point.0 - from.0).max(1e-9);
            let direct = slope(0.0, from);
            if let Some(before) = skipped.filter(|_| !(corridor.0..=corridor.1).contains(&direct)) {
                kept.push(before);
                corridor = (slope(-tolerance, before), slope(tolerance, before));
            } else {
                corridor = (corridor.0.max(slope(-tolerance, from)), corridor.1.min(slope(tolerance, from)));
            }
            skipped = Some(point);
        }
        kept.extend(skipped);
        kept
    }

    fn extend(&mut self, points: impl IntoIterator<Item = (f64, f64)>) {
        for (x, y) in points {
            self.op(if self.0.is_empty() { 'M' } else { 'L' }, &[x, y]);
        }
    }

    fn op(&mut self, op: char, coordinates: &[f64]) -> &mut Self {
        self.0.push(op);
        for (i, &c) in coordinates.iter().enumerate() {
            if i > 0 {
                self.0.push(' ');
            }
            number(&mut self.0, c);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Path;
    use proptest::prelude::*;

    #[test]
    fn equal_steps_are_joined() {
        let path = Path::steps(10.0, &[0.0, 1.0, 2.0, 3.0, 4.0], &[10.0, 5.0, 5.0, 10.0]);
        assert_eq!(path.data(), "M0 10H1V5H3V10H4V10Z");
    }

    proptest! {
        #[test]
        fn a_simplified_line_stays_near_every_point(ys in proptest::collection::vec(0.0..5.0f64, 2..200)) {
            let points: Vec<(f64, f64)> = ys.iter().enumerate().map(|(i, &y)| (i as f64, y)).collect();
            let kept = Path::simplified(points.iter().copied(), 0.5);
            prop_assert_eq!((kept.first(), kept.last()), (points.first(), points.last()));
            for &(x, y) in &points {
                let after = kept.iter().position(|k| k.0 >= x).unwrap();
                let (b, a) = (kept[after], kept[after.saturating_sub(1)]);
                let line = if b.0 > a.0 { a.1 + (x - a.0) / (b.0 - a.0) * (b.1 - a.1) } else { b.1 };
                prop_assert!((line - y).abs() <= 0.5 + 1e-9, "{x}: {line} for {y}");
            }
        }
    }
}
