//! Reading hashes out of stored tiles.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::error::Error;
use std::sync::{Mutex, PoisonError};

use super::{FULL, LEVELS, Tile, from_bytes};
use crate::hash::{Hash, SIZE};
use crate::tree::{Nodes, TreeError, perfect};

/// Where tiles are stored.
pub trait TileReader {
    /// The bytes of exactly this tile; nothing where it is not stored. A store that keeps only the widest form of a partial tile
    /// answers its first `width` hashes.
    ///
    /// # Errors
    /// What the store reports.
    fn tile(&self, tile: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>>;
}

impl<T: TileReader + ?Sized> TileReader for &T {
    fn tile(&self, tile: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        (**self).tile(tile)
    }
}

/// Why a tile or a bundle is of no use. `path` names it.
#[derive(Debug, thiserror::Error)]
pub enum TileError {
    /// It is not stored.
    #[error("`{path}` is missing")]
    Missing {
        /// Where it was looked for.
        path: String,
    },
    /// Its length is not that of its width.
    #[error("`{path}` has {got} bytes, not {want}")]
    Length {
        /// Which tile.
        path: String,
        /// Bytes that its width asks for.
        want: usize,
        /// Bytes there are.
        got: usize,
    },
    /// The store failed.
    #[error("`{path}` cannot be read")]
    Store {
        /// Which one.
        path: String,
        /// What the store says.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl TileError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "TLOG-TILE-MISSING",
            Self::Length { .. } => "TLOG-TILE-LENGTH",
            Self::Store { .. } => "TLOG-TILE-STORE",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "Fetch that file from the log again; a log must serve it as long as it serves the checkpoint.",
            Self::Length { .. } => "Fetch that file from the log again: it was cut off or added to.",
            Self::Store { .. } => "Check that the file may be read and that the disk is well.",
        }
    }

    /// Which file.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path } | Self::Length { path, .. } | Self::Store { path, .. } => path,
        }
    }
}

/// A stored thing that has a partial and a full form.
pub(crate) trait ReadAs: Copy {
    /// Whether it is the partial form.
    fn partial(&self) -> bool;
    /// The full form.
    fn whole(&self) -> Self;
    /// Its path.
    fn place(&self) -> String;
}

impl ReadAs for Tile {
    fn partial(&self) -> bool {
        self.is_partial()
    }
    fn whole(&self) -> Self {
        self.full()
    }
    fn place(&self) -> String {
        self.path()
    }
}

/// Reads one resource; in place of a partial one that is gone, the full one (tlog-tiles, "Partial Tiles": a log may delete a
/// partial tile once the full one is there). Also answers which of the two it was.
pub(crate) fn read_resource<R: ReadAs>(
    what: R,
    read: impl Fn(&R) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>>,
) -> Result<(Vec<u8>, R), TileError> {
    let get = |what: &R| read(what).map_err(|source| TileError::Store { path: what.place(), source });
    if let Some(bytes) = get(&what)? {
        return Ok((bytes, what));
    }
    let whole = what.whole();
    let bytes = if what.partial() { get(&whole)? } else { None };
    bytes.map(|bytes| (bytes, whole)).ok_or_else(|| TileError::Missing { path: what.place() })
}

/// The hashes of a tile; those of a partial tile are taken out of the full one where only that is stored.
///
/// # Errors
/// [`TileError`] where the tile is missing or of a wrong length.
pub fn read_tile(reader: &impl TileReader, tile: Tile) -> Result<Vec<Hash>, TileError> {
    let (bytes, found) = read_resource(tile, |tile| reader.tile(tile))?;
    let want = usize::from(found.width) * SIZE;
    let hashes = from_bytes(&bytes).filter(|_| bytes.len() == want);
    let mut hashes = hashes.ok_or_else(|| TileError::Length { path: found.path(), want, got: bytes.len() })?;
    hashes.truncate(usize::from(tile.width));
    Ok(hashes)
}

/// A tree whose hashes come out of tiles; each tile is read once. Proofs are made with it (see [`crate::tree`]). It does not
/// check the tiles: a proof made from altered tiles does not verify.
#[derive(Debug)]
pub struct TiledTree<R> {
    reader: R,
    size: u64,
    cache: Mutex<HashMap<Tile, Vec<Hash>>>,
}

impl<R: TileReader> TiledTree<R> {
    /// The tree of the first `size` leaves.
    pub fn new(reader: R, size: u64) -> Self {
        Self { reader, size, cache: Mutex::default() }
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root (RFC 6962, section 2.1).
    ///
    /// # Errors
    /// [`TreeError`] where a tile of the right edge is missing.
    pub fn root(&self) -> Result<Hash, TreeError> {
        crate::tree::root(self, self.size)
    }
}

impl<R: TileReader> Nodes for TiledTree<R> {
    fn node(&self, level: u8, index: u64) -> Result<Hash, TreeError> {
        let none = TreeError::NoNode { level, index };
        let (row, height) = (level / 8, level % 8);
        let hashes = self.size.checked_shr(8 * u32::from(row)).unwrap_or(0);
        let end = (index + 1).checked_shl(u32::from(height)).filter(|end| *end <= hashes);
        let Some(end) = end.filter(|_| row < LEVELS) else { return Err(none) };
        let count = 1_usize << height;
        let first = end - (1 << height);
        let tile_index = first / u64::from(FULL);
        let width = u16::try_from(hashes - tile_index * u64::from(FULL)).unwrap_or(FULL).min(FULL);
        let tile = Tile { level: row, index: tile_index, width };
        let start = usize::from(first.to_le_bytes()[0]);
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let hashes = match cache.entry(tile) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(read_tile(&self.reader, tile)?),
        };
        hashes.get(start..start + count).map(perfect).ok_or(none)
    }
}
