//! Turnout against share as a two-dimensional histogram, weighted by voters on the roll.

use domain::{OptionId, PlaceId};
use stats::random::uniform01;

use crate::method::Context;

/// Cells a side of the national picture: 0.5 pp each.
pub const FINE: usize = 200;
/// Cells a side of a region's picture: 2 pp each.
pub const COARSE: usize = 50;

/// Voters by turnout (columns, left to right) and share (rows, bottom to top).
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// Cells a side.
    pub cells: usize,
    /// Voters of each cell, row by row from share 0.
    pub voters: Vec<f32>,
    /// Stations in the picture.
    pub stations: usize,
}

/// The picture of a place with `cells` cells a side. Numerators get U(-1/2, 1/2) added before division, lest the small fractions
/// of small stations draw a grid that nobody made; the noise depends on the seed alone.
#[must_use]
pub fn of(cx: &Context<'_>, option: OptionId, place: PlaceId, cells: usize) -> Heat {
    let mut rng = cx.seed.stream("heat", u64::from(place.0) << 16 | u64::from(option.0));
    let mut heat = Heat { cells, voters: vec![0.0; cells * cells], stations: 0 };
    for (_, s) in cx.sample.stations(place, option) {
        let mut jitter = |part: u32, whole: u32| (f64::from(part) + uniform01(&mut rng) - 0.5) / f64::from(whole);
        let (t, share) = (jitter(s.issued, s.registered), jitter(s.votes, s.found));
        #[allow(clippy::cast_possible_truncation)] // voters of a cell to 7 digits are plenty for a colour
        let weight = f64::from(s.registered) as f32;
        heat.voters[cell(share, cells) * cells + cell(t, cells)] += weight;
        heat.stations += 1;
    }
    heat
}

/// The cell a fraction falls into; fractions beyond either end fall into the last one.
fn cell(fraction: f64, cells: usize) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a float cast saturates: below 0 is 0
    let at = (fraction * cells as f64) as usize;
    at.min(cells - 1)
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn ends_belong_to_the_last_cells() {
        assert_eq!([-0.01, 0.0, 0.0099, 0.5, 1.0, 1.2].map(|x| cell(x, 100)), [0, 0, 0, 50, 99, 99]);
    }
}
