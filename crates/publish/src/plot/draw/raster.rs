//! Dense data as an indexed PNG: one pixel a cell, viridis by the logarithm of its weight, see-through where there is nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::escape;

/// Colours between the lowest and the highest.
const SHADES: u8 = 63;
/// The part of viridis that is used. Its darkest tenths would vanish on dark paper, and with them the single stations in the corners.
const FROM: f64 = 0.24;

/// viridis at 0, 0.1, ... 1 [van der Walt and Smith 2015].
const VIRIDIS: [[f64; 3]; 11] = [
    [68.0, 1.0, 84.0],
    [72.0, 36.0, 117.0],
    [65.0, 68.0, 135.0],
    [53.0, 95.0, 141.0],
    [42.0, 120.0, 142.0],
    [33.0, 145.0, 140.0],
    [34.0, 168.0, 132.0],
    [68.0, 191.0, 112.0],
    [122.0, 209.0, 81.0],
    [189.0, 223.0, 38.0],
    [253.0, 231.0, 37.0],
];

/// The colour of a fraction between 0 and 1 of the scale.
pub fn shade(fraction: f64) -> [u8; 3] {
    let along = (FROM + (1.0 - FROM) * fraction.clamp(0.0, 1.0)) * 10.0;
    let below = index(along, 9);
    let part = along - below as f64;
    let mix = |c: usize| VIRIDIS[below][c] + part * (VIRIDIS[below + 1][c] - VIRIDIS[below][c]);
    [byte(mix(0)), byte(mix(1)), byte(mix(2))]
}

/// The same as `#rrggbb`.
pub fn hex(fraction: f64) -> String {
    let [r, g, b] = shade(fraction);
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn index(x: f64, highest: usize) -> usize {
    usize::from(byte(x)).min(highest)
}

fn byte(x: f64) -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a float cast saturates at 0 and 255
    let byte = x as u8;
    byte
}

/// Weights that share one logarithmic scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Weight of the lowest colour; lighter cells get it too.
    pub lo: f64,
    /// Weight of the highest colour; heavier cells get it too.
    pub hi: f64,
}

impl Weights {
    /// The scale of some cells. It ends where one cell in a thousand is heavier, lest one electronic station with 170,000 voters darken
    /// everybody else; it starts three decades below, or at the lightest where that is less far.
    pub fn of(cells: impl Iterator<Item = f32>) -> Option<Self> {
        let mut cells: Vec<f32> = cells.filter(|&c| c > 0.0).collect();
        let lo = cells.iter().copied().reduce(f32::min).map(f64::from)?;
        let rank = cells.len() - 1 - cells.len() / 1000;
        let hi = f64::from(*cells.select_nth_unstable_by(rank, f32::total_cmp).1);
        Some(Self { lo: lo.max(hi / 1000.0).min(hi / 2.0), hi })
    }

    /// Where a weight lies on the scale, from 0 to 1.
    pub fn fraction(self, weight: f64) -> f64 {
        ((weight / self.lo).ln() / (self.hi / self.lo).ln()).clamp(0.0, 1.0)
    }
}

/// A picture of cells, row by row from the top.
#[derive(Clone, Debug)]
pub struct Raster {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Raster {
    /// A picture with nothing in it.
    pub fn empty(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![0; width * height] }
    }

    /// Puts a square of cells, given row by row from the BOTTOM, with its upper left corner at a pixel.
    pub fn put(&mut self, (left, top): (usize, usize), side: usize, cells: &[f32], weights: Weights) {
        for (row, line) in cells.chunks_exact(side).enumerate() {
            let y = top + side - 1 - row;
            let Some(target) = self.pixels.get_mut(y * self.width + left..y * self.width + left + side) else { continue };
            for (pixel, &cell) in target.iter_mut().zip(line) {
                if cell > 0.0 {
                    *pixel = 1 + byte((weights.fraction(f64::from(cell)) * f64::from(SHADES - 1)).round());
                }
            }
        }
    }

    /// The picture as a data address; `None` where there is nothing to encode.
    pub fn address(&self) -> Option<String> {
        let png = self.encode().ok()?;
        let mut address = String::with_capacity(png.len() * 4 / 3 + 32);
        address.push_str("data:image/png;base64,");
        STANDARD.encode_string(png, &mut address);
        Some(address)
    }

    fn encode(&self) -> Result<Vec<u8>, png::EncodingError> {
        let side = |n: usize| u32::try_from(n).map_err(|_| png::EncodingError::LimitsExceeded);
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, side(self.width)?, side(self.height)?);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette());
        encoder.set_trns(&[0u8][..]);
        encoder.set_compression(png::Compression::Balanced);
        // Neighbouring indices are no smooth slope: filters only make them harder to pack.
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(out)
    }
}

fn palette() -> Vec<u8> {
    let shades = (0..SHADES).flat_map(|i| shade(f64::from(i) / f64::from(SHADES - 1)));
    [0, 0, 0].into_iter().chain(shades).collect()
}

/// Writes the definition of a horizontal gradient over the scale.
pub fn gradient(out: &mut String, id: &str) {
    out.push_str("<linearGradient id=\"");
    out.push_str(id);
    out.push_str("\">");
    for i in 0..=8 {
        let fraction = f64::from(i) / 8.0;
        out.push_str("<stop");
        escape::attribute(out, "offset", fraction);
        out.push_str(" stop-color=\"");
        out.push_str(&hex(fraction));
        out.push_str("\"/>");
    }
    out.push_str("</linearGradient>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_survives_packing() {
        let mut raster = Raster::empty(3, 2);
        raster.put((1, 0), 2, &[0.0, 10.0, 1000.0, 0.0], Weights { lo: 10.0, hi: 1000.0 });
        let png = raster.encode().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut pixels = vec![0; 6];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [0, SHADES, 0, 0, 0, 1]);
    }

    #[test]
    fn the_scale_spans_at_most_three_decades() {
        let of = |cells: &[f32]| Weights::of(cells.iter().copied());
        assert_eq!(of(&[0.0, 5.0, 50_000.0]), Some(Weights { lo: 50.0, hi: 50_000.0 }));
        assert_eq!(of(&[0.0, 500.0, 50_000.0]), Some(Weights { lo: 500.0, hi: 50_000.0 }));
        assert_eq!(of(&[0.0, 7.0]).map(|w| w.fraction(7.0)), Some(1.0));
        assert_eq!(of(&[0.0]), None);
        let mut cells = vec![100.0; 2000];
        cells[7] = 1e9;
        assert_eq!(of(&cells), Some(Weights { lo: 50.0, hi: 100.0 }));
    }

    #[test]
    fn shades_end_where_viridis_ends() {
        assert_eq!(shade(1.0), [253, 231, 37]);
        assert_eq!(hex(2.0), "#fde725");
    }
}
