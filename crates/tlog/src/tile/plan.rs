//! Which tiles a tree of a given size has (`c2sp.org/tlog-tiles`, "Partial Tiles").

use super::{FULL, LEVELS, Tile};

/// Hashes at a level: floor(size / 256^level).
fn hashes_at(size: u64, level: u8) -> u64 {
    size.checked_shr(8 * u32::from(level)).unwrap_or(0)
}

/// The partial tile that a tree of `size` has at `level`, if any: floor(size / 256^level) mod 256 hashes.
fn partial_at(size: u64, level: u8) -> Option<Tile> {
    let hashes = hashes_at(size, level);
    let width = u16::from(hashes.to_le_bytes()[0]);
    (width > 0).then_some(Tile { level, index: hashes / u64::from(FULL), width })
}

/// The partial tiles of a tree, lowest level first: its right edge, from which the root follows.
pub fn edge(size: u64) -> impl Iterator<Item = Tile> {
    (0..LEVELS).filter_map(move |level| partial_at(size, level))
}

/// Every tile of a tree of `size` leaves, level by level.
pub fn of_size(size: u64) -> impl Iterator<Item = Tile> {
    changed(0, size)
}

/// The tiles that an append from size `old` to size `new` adds or replaces, level by level: those that became full, and the new
/// partial ones. Nothing where `new` is not larger.
pub fn changed(old: u64, new: u64) -> impl Iterator<Item = Tile> {
    let levels = if old < new { 0..LEVELS } else { 0..0 };
    levels.flat_map(move |level| {
        let full = u64::from(FULL);
        let became_full = hashes_at(old, level) / full..hashes_at(new, level) / full;
        let partial = partial_at(new, level).filter(|tile| partial_at(old, level) != Some(*tile));
        became_full.map(move |index| Tile { level, index, width: FULL }).chain(partial)
    })
}
