//! What can be wrong with a log, named exactly.

use crate::checkpoint::CheckpointError;
use crate::hash::Hash;
use crate::policy::Unmet;
use crate::tile::TileError;

/// The first thing wrong with a log.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The checkpoint cannot be read, or its log did not sign it.
    #[error("`checkpoint`: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The witnesses' cosignatures.
    #[error("`checkpoint`: {0}")]
    Policy(#[from] Unmet),
    /// A tile or bundle is missing, cut off or unreadable.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// A tile has other hashes than the signed tree.
    #[error("`{path}` was altered{}", at_hash(*position))]
    Altered {
        /// Which tile.
        path: String,
        /// Which of its hashes, counted from 0, where what stands below it tells.
        position: Option<usize>,
        /// The entry whose hash that is, at level 0.
        entry: Option<u64>,
    },
    /// An entry has another hash than the signed tree.
    #[error("entry {index} in `{path}` was altered: its hash is {got}, the signed tree has {want}")]
    Entry {
        /// The entry, counted from 0.
        index: u64,
        /// The bundle it is in.
        path: String,
        /// Its hash in the signed tree.
        want: Hash,
        /// The hash of what is there.
        got: Hash,
    },
    /// A bundle ends before or inside an entry.
    #[error("`{path}` ends before the end of entry {index}")]
    CutOff {
        /// The entry, counted from 0.
        index: u64,
        /// The bundle it should be in.
        path: String,
    },
    /// A bundle has more than its entries.
    #[error("`{path}` has more in it than its {width} entries")]
    TooMuch {
        /// Which bundle.
        path: String,
        /// How many entries it should have.
        width: u16,
    },
    /// The checkpoint is of another tree.
    #[error("`checkpoint`: its root {want} is neither that of the tiles, {tiles}, nor that of the entries, {entries}")]
    Root {
        /// The root signed.
        want: Hash,
        /// The root of the stored tiles.
        tiles: Hash,
        /// The root of the stored entries.
        entries: Hash,
    },
}

/// Where in a tile, as far as known.
fn at_hash(position: Option<usize>) -> String {
    position.map_or_else(String::new, |position| format!(" at its hash {position}, counted from 0"))
}

impl Fault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Checkpoint(error) => error.code(),
            Self::Policy(error) => error.code(),
            Self::Tile(error) => error.code(),
            Self::Altered { .. } => "TLOG-TILE-ALTERED",
            Self::Entry { .. } => "TLOG-ENTRY-ALTERED",
            Self::CutOff { .. } => "TLOG-ENTRY-CUT-OFF",
            Self::TooMuch { .. } => "TLOG-BUNDLE-TOO-MUCH",
            Self::Root { .. } => "TLOG-ROOT",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Checkpoint(error) => error.remedy(),
            Self::Policy(error) => error.remedy(),
            Self::Tile(error) => error.remedy(),
            Self::Altered { .. } | Self::Entry { .. } | Self::CutOff { .. } | Self::TooMuch { .. } => {
                "Fetch that file again and verify again. If the log itself serves it so, keep the folder as it is and tell the log's \
                 witnesses and users: something signed was altered."
            }
            Self::Root { .. } => {
                "Fetch the whole log and its checkpoint again. If they still do not fit, keep both and tell the log's witnesses: the log \
                 may show different histories."
            }
        }
    }

    /// The entry that is wrong, where it is one.
    #[must_use]
    pub fn entry(&self) -> Option<u64> {
        match self {
            Self::Entry { index, .. } | Self::CutOff { index, .. } => Some(*index),
            Self::Altered { entry, .. } => *entry,
            _ => None,
        }
    }

    /// The file that is wrong, below the log's prefix.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Checkpoint(_) | Self::Policy(_) | Self::Root { .. } => "checkpoint",
            Self::Tile(error) => error.path(),
            Self::Altered { path, .. } | Self::Entry { path, .. } | Self::CutOff { path, .. } | Self::TooMuch { path, .. } => path,
        }
    }
}
