//! Appending: the tiles and bundles that new entries add or replace.

use std::mem;

use crate::entries::{self, EntryError, EntryReader, read_bundle};
use crate::hash::{self, Hash};
use crate::tile::{self, Bundle, FULL, Resource, Tile, TileError, TileReader, read_tile};
use crate::tree::{fold_peaks, perfect, push_peaks};

/// The right edge of a tiled tree: the hashes of its partial tiles. What it needs in memory does not grow with the log.
#[derive(Clone, Debug, Default)]
pub struct TileWriter {
    size: u64,
    taken: u64,
    edge: Vec<Vec<Hash>>,
    full: Vec<(Tile, Vec<u8>)>,
}

impl TileWriter {
    /// The empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on where a tree of `size` leaves ended; reads its partial tiles, at most eight. Compare [`TileWriter::root`] with the
    /// last checkpoint before appending.
    ///
    /// # Errors
    /// [`TileError`] where a partial tile is missing or of a wrong length.
    pub fn resume(size: u64, reader: &impl TileReader) -> Result<Self, TileError> {
        let mut edge = Vec::new();
        for tile in tile::edge(size) {
            edge.resize_with(usize::from(tile.level), Vec::new);
            edge.push(read_tile(reader, tile)?);
        }
        Ok(Self { size, taken: size, edge, full: Vec::new() })
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root (RFC 6962, section 2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        root_of_edge(&self.edge)
    }

    /// Appends a leaf by its hash (see [`hash::leaf`]).
    pub fn push(&mut self, leaf: Hash) {
        let mut at = leaf;
        let mut index = self.size;
        for level in 0..tile::LEVELS {
            let row = usize::from(level);
            if self.edge.len() == row {
                self.edge.push(Vec::with_capacity(usize::from(FULL)));
            }
            self.edge[row].push(at);
            if self.edge[row].len() < usize::from(FULL) {
                break;
            }
            index /= u64::from(FULL);
            let hashes = mem::take(&mut self.edge[row]);
            self.full.push((Tile { level, index, width: FULL }, tile::to_bytes(&hashes)));
            at = perfect(&hashes);
        }
        self.size += 1;
    }

    /// The tiles that are new or changed since the last call, level by level: those of [`tile::changed`].
    pub fn take(&mut self) -> Vec<(Tile, Vec<u8>)> {
        let mut tiles = mem::take(&mut self.full);
        let partial = tile::changed(self.taken, self.size).filter(Tile::is_partial);
        tiles.extend(partial.map(|tile| (tile, tile::to_bytes(&self.edge[usize::from(tile.level)]))));
        tiles.sort_by_key(|(tile, _)| *tile);
        self.taken = self.size;
        tiles
    }

    /// Tiles that became full and were not taken yet.
    pub(crate) fn take_full(&mut self) -> Vec<(Tile, Vec<u8>)> {
        mem::take(&mut self.full)
    }

    /// The hashes of the partial tiles, by level.
    pub(crate) fn edge(&self) -> &[Vec<Hash>] {
        &self.edge
    }
}

/// The root of a tree from the hashes of its partial tiles, lowest level first.
pub(crate) fn root_of_edge<E: AsRef<[Hash]>>(edge: &[E]) -> Hash {
    let mut peaks = Vec::new();
    edge.iter().rev().for_each(|row| push_peaks(&mut peaks, row.as_ref()));
    fold_peaks(&peaks)
}

/// Where the first `count` entries of a bundle end.
fn end_of(bundle: &[u8], count: u16) -> Result<usize, EntryError> {
    let mut entries = entries::entries(bundle);
    let mut end = 0;
    for number in 0..usize::from(count) {
        end += 2 + entries.next().unwrap_or(Err(EntryError::CutOff(number)))?.len();
    }
    Ok(end)
}

/// A log that is appended to: tiles and entry bundles together.
#[derive(Clone, Debug, Default)]
pub struct LogWriter {
    tiles: TileWriter,
    open: Vec<u8>,
    full: Vec<(Bundle, Vec<u8>)>,
}

impl LogWriter {
    /// The empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on where a log of `size` entries ended; reads its partial tiles and its partial bundle. Compare
    /// [`LogWriter::root`] with the last checkpoint before appending.
    ///
    /// # Errors
    /// [`TileError`] where one of them is missing or of a wrong length.
    pub fn resume(size: u64, store: &(impl TileReader + EntryReader)) -> Result<Self, TileError> {
        let tiles = TileWriter::resume(size, store)?;
        let width = u16::from(size.to_le_bytes()[0]);
        let mut open = Vec::new();
        if width > 0 {
            let bundle = Bundle { index: size / u64::from(FULL), width };
            (open, _) = read_bundle(store, bundle)?;
            let end = end_of(&open, width).map_err(|source| TileError::Store { path: bundle.path(), source: source.into() })?;
            open.truncate(end);
        }
        Ok(Self { tiles, open, full: Vec::new() })
    }

    /// Number of entries.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tiles.size()
    }

    /// The root (RFC 6962, section 2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        self.tiles.root()
    }

    /// Appends an entry and answers its index and leaf hash.
    ///
    /// # Errors
    /// [`EntryError::TooLong`] above 65,535 bytes; the log is then unchanged.
    pub fn append(&mut self, entry: &[u8]) -> Result<(u64, Hash), EntryError> {
        entries::push(&mut self.open, entry)?;
        let index = self.size();
        let leaf = hash::leaf(entry);
        self.tiles.push(leaf);
        if self.size().is_multiple_of(u64::from(FULL)) {
            let bundle = Bundle { index: index / u64::from(FULL), width: FULL };
            self.full.push((bundle, mem::take(&mut self.open)));
        }
        Ok((index, leaf))
    }

    /// Everything that is new or changed since the last call, with its bytes: bundles first, then tiles.
    pub fn take(&mut self) -> Vec<(Resource, Vec<u8>)> {
        let grown = self.tiles.taken < self.size();
        let width = u16::from(self.size().to_le_bytes()[0]);
        let mut bundles = mem::take(&mut self.full);
        if grown && width > 0 {
            bundles.push((Bundle { index: self.size() / u64::from(FULL), width }, self.open.clone()));
        }
        let bundles = bundles.into_iter().map(|(bundle, bytes)| (Resource::Entries(bundle), bytes));
        let tiles = self.tiles.take().into_iter().map(|(tile, bytes)| (Resource::Tile(tile), bytes));
        bundles.chain(tiles).collect()
    }
}
