//! A whole tree in memory, for trees of up to some millions of leaves.

use super::{Nodes, TreeError};
use crate::hash::{self, Hash};

/// Every node of every complete subtree, about two hashes a leaf.
#[derive(Clone, Debug, Default)]
pub struct MemoryTree {
    rows: Vec<Vec<Hash>>,
}

impl MemoryTree {
    /// The empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.rows.first().map_or(0, |row| row.len() as u64)
    }

    /// Appends a leaf by its hash (see [`hash::leaf`]).
    pub fn push(&mut self, leaf: Hash) {
        let mut at = leaf;
        for level in 0.. {
            if self.rows.len() == level {
                self.rows.push(Vec::new());
            }
            let row = &mut self.rows[level];
            row.push(at);
            let [.., left, right] = row.as_slice() else { return };
            if row.len() % 2 == 1 {
                return;
            }
            at = hash::node(left, right);
        }
    }
}

impl FromIterator<Hash> for MemoryTree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut tree = Self::new();
        leaves.into_iter().for_each(|leaf| tree.push(leaf));
        tree
    }
}

impl Nodes for MemoryTree {
    fn node(&self, level: u8, index: u64) -> Result<Hash, TreeError> {
        let row = self.rows.get(usize::from(level));
        let found = row.zip(usize::try_from(index).ok()).and_then(|(row, index)| row.get(index));
        found.copied().ok_or(TreeError::NoNode { level, index })
    }
}
