//! The Merkle tree of RFC 6962, section 2.1: the growing right edge, proofs that an entry is in a tree, proofs that a tree
//! continues another.

mod consistency;
mod frontier;
mod inclusion;
mod memory;

pub use consistency::{prove as prove_consistency, verify as verify_consistency};
pub use frontier::Frontier;
pub(crate) use frontier::{fold_peaks, perfect, push_peaks};
pub use inclusion::{prove as prove_inclusion, verify as verify_inclusion};
pub use memory::MemoryTree;

use crate::hash::{self, Hash};
use crate::tile::TileError;

/// Where the hashes of complete subtrees are kept.
pub trait Nodes {
    /// The hash of the complete subtree of 2^`level` leaves that starts at leaf `index` * 2^`level`.
    ///
    /// # Errors
    /// [`TreeError`] where the node is not there or cannot be read.
    fn node(&self, level: u8, index: u64) -> Result<Hash, TreeError>;
}

/// Why a proof could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// An entry that the tree does not have.
    #[error("entry {index} is not in a tree of {size} entries")]
    NoEntry {
        /// The index asked for.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// A consistency proof backwards.
    #[error("a tree of {old} entries cannot have been continued to one of {new}")]
    Backwards {
        /// The earlier size.
        old: u64,
        /// The later size.
        new: u64,
    },
    /// The store does not have a node that the tree needs.
    #[error("the hash of subtree {index} at height {level} is not stored")]
    NoNode {
        /// Height above the leaves.
        level: u8,
        /// Number of the subtree at that height.
        index: u64,
    },
    /// A tile could not be read.
    #[error(transparent)]
    Tile(#[from] TileError),
}

impl TreeError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoEntry { .. } => "TLOG-TREE-NO-ENTRY",
            Self::Backwards { .. } => "TLOG-TREE-BACKWARDS",
            Self::NoNode { .. } => "TLOG-TREE-NO-NODE",
            Self::Tile(error) => error.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoEntry { .. } => "Ask for an index below the size, or fetch a newer checkpoint.",
            Self::Backwards { .. } => "Give the smaller size first.",
            Self::NoNode { .. } => "Fetch the log's tiles again: some are missing.",
            Self::Tile(error) => error.remedy(),
        }
    }
}

/// Why a proof does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The index is not below the size.
    #[error("entry {index} cannot be in a tree of {size} entries")]
    NoEntry {
        /// The index claimed.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// The later tree is smaller.
    #[error("a tree of {new} entries cannot continue one of {old}")]
    Backwards {
        /// The earlier size.
        old: u64,
        /// The later size.
        new: u64,
    },
    /// A proof has exactly one possible number of hashes.
    #[error("the proof has {got} hashes and needs {want}")]
    Length {
        /// What the sizes ask for.
        want: usize,
        /// What is there.
        got: usize,
    },
    /// The proof leads to another root.
    #[error("the proof leads to the root {got}, the checkpoint has {want}")]
    Root {
        /// The root to be reached.
        want: Hash,
        /// The root reached.
        got: Hash,
    },
    /// The proof starts from another root.
    #[error("the proof starts from the root {got}, the earlier tree has {want}")]
    OldRoot {
        /// The root of the earlier tree.
        want: Hash,
        /// The root from which the proof starts.
        got: Hash,
    },
}

impl ProofError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoEntry { .. } => "TLOG-PROOF-NO-ENTRY",
            Self::Backwards { .. } => "TLOG-PROOF-BACKWARDS",
            Self::Length { .. } => "TLOG-PROOF-LENGTH",
            Self::Root { .. } => "TLOG-PROOF-ROOT",
            Self::OldRoot { .. } => "TLOG-PROOF-OLD-ROOT",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoEntry { .. } => "Check that index and checkpoint belong together.",
            Self::Backwards { .. } => {
                "Give the earlier tree first; if the log really became smaller, it was rolled back: keep both checkpoints."
            }
            Self::Length { .. } => "Fetch the proof again: hashes were lost or added.",
            Self::Root { .. } => {
                "Check that entry, proof and checkpoint belong together; if they do, one of them was altered: keep them all."
            }
            Self::OldRoot { .. } => "Keep both checkpoints: the log may show different histories to different people.",
        }
    }
}

/// The largest power of two below `n`, for `n` of at least 2 (RFC 6962, section 2.1).
fn split(n: u64) -> u64 {
    1 << (u64::BITS - 1 - (n - 1).leading_zeros())
}

/// The Merkle Tree Hash of the leaves `from..to`, a range that RFC 6962's recursion reaches; it is not empty.
fn range(nodes: &impl Nodes, from: u64, to: u64) -> Result<Hash, TreeError> {
    let n = to - from;
    if n.is_power_of_two() {
        let level = n.trailing_zeros();
        return nodes.node(u8::try_from(level).unwrap_or(u8::MAX), from >> level);
    }
    let middle = from + split(n);
    Ok(hash::node(&range(nodes, from, middle)?, &range(nodes, middle, to)?))
}

/// The root of the tree of the first `size` leaves.
///
/// # Errors
/// [`TreeError`] where a node is missing.
pub fn root(nodes: &impl Nodes, size: u64) -> Result<Hash, TreeError> {
    if size == 0 { Ok(hash::EMPTY_ROOT) } else { range(nodes, 0, size) }
}

/// How many hashes of a proof join inside the smallest complete subtree that holds both leaf `index` and the end of the tree,
/// and how many stand along the tree's right border.
fn decompose(index: u64, size: u64) -> (u32, u32) {
    let inner = u64::BITS - (index ^ (size - 1)).leading_zeros();
    (inner, index.checked_shr(inner).unwrap_or(0).count_ones())
}

/// Joins a hash upwards: to the left of `other` where the index's bit is 0, else to its right.
fn join_inner(seed: Hash, path: &[Hash], index: u64) -> Hash {
    path.iter().zip(0_u32..).fold(seed, |at, (other, height)| {
        if index.checked_shr(height).unwrap_or(0) & 1 == 0 { hash::node(&at, other) } else { hash::node(other, &at) }
    })
}

/// Joins a hash upwards along the right border, where every other hash stands on the left.
fn join_border(seed: Hash, path: &[Hash]) -> Hash {
    path.iter().fold(seed, |at, other| hash::node(other, &at))
}
