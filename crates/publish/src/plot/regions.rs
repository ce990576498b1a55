//! Turnout against share for every region, side by side on one colour scale.

use domain::{OptionId, PlaceId};
use forensics::pictures::Heat;

use super::draw::canvas::{MARGIN, WIDTH};
use super::draw::names::shortened;
use super::draw::raster::{Raster, Weights};
use super::draw::{Anchor, Canvas, Ink};
use super::scene::{About, Scene, many, stem};
use super::{Group, Plot, Theme, heat};
use crate::texts::Arg;

/// Most regions of one sheet; beyond it the largest are shown, and the sheet says so.
const MOST: usize = 90;

/// How the sheet is divided. Cells of the pixel layer stay square, so gaps are whole cells too.
struct Grid {
    width: f64,
    columns: usize,
    side: usize,
    gap: usize,
    label: usize,
    cell: f64,
    font: f64,
}

impl Grid {
    /// Few columns for a page that may be 360 pixels wide; many on a wider canvas for paper, where small print is sharp and height is short.
    fn of(theme: Theme, regions: usize, side: usize) -> Self {
        let (columns, font, width) = match theme {
            Theme::Print if regions > 42 => (10, 7.8, 1.4 * WIDTH),
            Theme::Print if regions > 16 => (6, 9.5, 1.2 * WIDTH),
            Theme::Page | Theme::Print => (4, 11.0, WIDTH),
        };
        let gap = side * 12 / 100;
        let across = columns * side + (columns - 1) * gap;
        let cell = (width - 2.0 * MARGIN) / across as f64;
        let mut label = 0;
        while (label as f64) * cell < font * 2.8 {
            label += 1;
        }
        Self { width, columns, side, gap, label, cell, font }
    }

    /// Upper left cell of a region's square.
    fn corner(&self, region: usize) -> (usize, usize) {
        let (row, column) = (region / self.columns, region % self.columns);
        (column * (self.side + self.gap), row * (self.side + self.gap + self.label) + self.label)
    }

    fn size(&self, regions: usize) -> (usize, usize) {
        let rows = regions.div_ceil(self.columns);
        (self.columns * self.side + (self.columns - 1) * self.gap, rows * (self.side + self.gap + self.label))
    }
}

/// The sheet of an option; none where there are fewer than two regions to compare.
pub fn plot(scene: &Scene<'_>, option: OptionId, regions: &[(PlaceId, Heat)]) -> Option<Plot> {
    let mut shown: Vec<&(PlaceId, Heat)> = regions.iter().filter(|(_, h)| h.stations > 0).collect();
    let all = shown.len();
    if all > MOST {
        shown.sort_by_key(|(place, h)| (std::cmp::Reverse(h.stations), *place));
        shown.truncate(MOST);
        shown.sort_by_key(|(place, _)| *place);
    }
    if shown.len() < 2 {
        return None;
    }
    let weights = Weights::of(shown.iter().flat_map(|(_, h)| h.voters.iter().copied()))?;
    let about = about(scene, option, &shown, all);
    let grid = Grid::of(scene.theme, shown.len(), shown[0].1.cells);
    let mut canvas = scene.begin_wide(&about, grid.width);
    heat::bar(scene, &mut canvas, weights);
    sheet(scene, &mut canvas, &grid, &shown, weights);
    Some(scene.finish(canvas, about))
}

fn about(scene: &Scene<'_>, option: OptionId, shown: &[&(PlaceId, Heat)], all: usize) -> About {
    let cells = shown.first().map_or(1, |(_, h)| h.cells);
    let args = [
        ("option", Arg::Text(scene.option(option))),
        ("n", many(shown.iter().map(|(_, h)| h.stations).sum())),
        ("regions", many(shown.len())),
        ("hidden", many(all - shown.len())),
        ("cell", Arg::Number(100.0 / cells as f64, 0)),
    ];
    let mut notes = vec![scene.words("plot-regions-n", &args), scene.words("plot-regions-axes", &args)];
    if all > shown.len() {
        notes.push(scene.words("plot-regions-hidden", &args));
    }
    About {
        name: stem("regions", Some(option)),
        title: scene.words("plot-regions-title", &args),
        notes,
        caption: scene.words("plot-regions-caption", &args),
        group: Group::Regions,
        option: Some(option),
        area: None,
    }
}

fn sheet(scene: &Scene<'_>, canvas: &mut Canvas, grid: &Grid, shown: &[&(PlaceId, Heat)], weights: Weights) {
    let (width, height) = grid.size(shown.len());
    let mut raster = Raster::empty(width, height);
    let (left, top) = (MARGIN, canvas.y);
    let at = |cells: usize| cells as f64 * grid.cell;
    let side = at(grid.side);
    let names: Vec<String> = shown.iter().map(|(place, _)| scene.place(*place)).collect();
    let short = shortened(&names, grid.font, side + at(grid.gap) * 0.7);
    for (i, (_, heat)) in shown.iter().enumerate() {
        let corner = grid.corner(i);
        raster.put(corner, grid.side, &heat.voters, weights);
        let (x, y) = (left + at(corner.0), top + at(corner.1));
        canvas.rect(Ink::Well, x, y, side, side);
        canvas.line(Ink::Grid, (x + side / 2.0, y), (x + side / 2.0, y + side));
        canvas.line(Ink::Grid, (x, y + side / 2.0), (x + side, y + side / 2.0));
        canvas.short(Ink::Text, Anchor::Start, grid.font, (x, y - grid.font * 1.5), (&short[i], &names[i]));
        let n = scene.words("plot-n-short", &[("n", many(heat.stations))]);
        canvas.text(Ink::Muted, Anchor::Start, grid.font, (x, y - grid.font * 0.3), &n);
    }
    canvas.watermark(left, top, at(width), at(height));
    if let Some(address) = raster.address() {
        canvas.image(left, top, at(width), at(height), &address);
    }
    for i in 0..shown.len() {
        let corner = grid.corner(i);
        canvas.frame(Ink::Axis, left + at(corner.0), top + at(corner.1), side, side);
    }
    canvas.y = top + at(height);
}
