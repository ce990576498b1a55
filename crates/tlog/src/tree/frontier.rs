//! The right edge of a growing tree: all that is needed to append and to know the root.

use serde::{Deserialize, Serialize};

use crate::hash::{self, Hash};

/// The roots of the complete subtrees that make up a tree, largest first: one for every 1 in the size's binary digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf by its hash (see [`hash::leaf`]).
    pub fn push(&mut self, leaf: Hash) {
        let mut at = leaf;
        // Adding 1 to the size carries through its trailing ones: each carry joins two subtrees of equal height.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                at = hash::node(&left, &at);
            }
        }
        self.peaks.push(at);
        self.size += 1;
    }

    /// The root (RFC 6962, section 2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        fold_peaks(&self.peaks)
    }
}

/// The root over the roots of complete subtrees, largest first.
pub(crate) fn fold_peaks(peaks: &[Hash]) -> Hash {
    match peaks.split_last() {
        None => hash::EMPTY_ROOT,
        Some((last, rest)) => rest.iter().rev().fold(*last, |at, left| hash::node(left, &at)),
    }
}

/// The root of a complete subtree over a power of two of hashes.
pub(crate) fn perfect(hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.chunks(2).map(|pair| if let [left, right] = pair { hash::node(left, right) } else { pair[0] }).collect();
    }
    row.first().copied().unwrap_or(hash::EMPTY_ROOT)
}

/// Appends to `peaks` the roots of the complete subtrees that a row of hashes splits into, largest first.
pub(crate) fn push_peaks(peaks: &mut Vec<Hash>, mut row: &[Hash]) {
    while !row.is_empty() {
        let (chunk, rest) = row.split_at(1 << row.len().ilog2());
        peaks.push(perfect(chunk));
        row = rest;
    }
}
