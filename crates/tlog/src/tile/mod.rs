//! Tiles: rows of up to 256 hashes of one height, stored as files (`c2sp.org/tlog-tiles`).

mod path;
mod plan;
mod read;

pub use path::{PathError, Resource};
pub use plan::{changed, edge, of_size};
pub(crate) use read::{ReadAs, read_resource};
pub use read::{TileError, TileReader, TiledTree, read_tile};

use crate::hash::{Hash, SIZE};

/// Hashes of a full tile, and entries of a full bundle (tlog-tiles, "Merkle Tree").
pub const FULL: u16 = 256;

/// Levels that a log of fewer than 2^64 entries has: level `l` holds subtrees of 256^`l` leaves.
pub const LEVELS: u8 = 8;

/// A tile's place: level, index within the level, and width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// 0 holds leaf hashes; level `l` + 1 holds one hash for every full tile of level `l`. At most 63.
    pub level: u8,
    /// Number of the tile within its level.
    pub index: u64,
    /// Hashes in it: 256 for a full tile, 1 to 255 for a partial one.
    pub width: u16,
}

impl Tile {
    /// Whether it can still grow.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.width < FULL
    }

    /// The full tile at the same place.
    #[must_use]
    pub fn full(&self) -> Self {
        Self { width: FULL, ..*self }
    }

    /// Its path below the log's prefix (tlog-tiles, "Merkle Tree").
    #[must_use]
    pub fn path(&self) -> String {
        format!("tile/{}/{}", self.level, path::numbered(self.index, self.width))
    }
}

/// A bundle of entries: the entries whose hashes are the level-0 tile of the same index and width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bundle {
    /// Number of the bundle; it starts with entry `index` * 256.
    pub index: u64,
    /// Entries in it: 256 for a full bundle, 1 to 255 for a partial one.
    pub width: u16,
}

impl Bundle {
    /// Its path below the log's prefix (tlog-tiles, "Log entries").
    #[must_use]
    pub fn path(&self) -> String {
        format!("tile/entries/{}", path::numbered(self.index, self.width))
    }

    /// Whether it can still grow.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.width < FULL
    }

    /// The full bundle at the same place.
    #[must_use]
    pub fn full(&self) -> Self {
        Self { width: FULL, ..*self }
    }

    /// Number of its first entry.
    #[must_use]
    pub fn first_entry(&self) -> u64 {
        self.index * u64::from(FULL)
    }
}

/// A tile's bytes: its hashes one after the other.
#[must_use]
pub fn to_bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// A tile's hashes, or nothing where the bytes do not split into hashes.
#[must_use]
pub fn from_bytes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (rows, rest) = bytes.as_chunks::<SIZE>();
    rest.is_empty().then(|| rows.iter().map(|row| Hash(*row)).collect())
}
