//! Inclusion ("audit") proofs.

use super::{Nodes, ProofError, TreeError, decompose, join_border, join_inner, range, split};
use crate::hash::Hash;

/// The proof that leaf `index` is in the tree of `size` leaves: hashes from the leaf's sibling up to the root's child
/// (RFC 6962, section 2.1.1).
///
/// # Errors
/// [`TreeError::NoEntry`] where the tree has no such leaf, or what `nodes` reports.
pub fn prove(nodes: &impl Nodes, index: u64, size: u64) -> Result<Vec<Hash>, TreeError> {
    if index >= size {
        return Err(TreeError::NoEntry { index, size });
    }
    let (mut from, mut to) = (0, size);
    let mut path = Vec::new();
    while to - from > 1 {
        let middle = from + split(to - from);
        if index < middle {
            path.push(range(nodes, middle, to)?);
            to = middle;
        } else {
            path.push(range(nodes, from, middle)?);
            from = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// Checks that the leaf with the hash `leaf` stands at `index` in the tree of `size` leaves with the root `root`
/// (RFC 9162, section 2.1.3.2).
///
/// # Errors
/// [`ProofError`] that says what does not hold.
pub fn verify(path: &[Hash], index: u64, leaf: &Hash, size: u64, root: &Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::NoEntry { index, size });
    }
    let (inner, border) = decompose(index, size);
    let want = (inner + border) as usize;
    if path.len() != want {
        return Err(ProofError::Length { want, got: path.len() });
    }
    let (inside, beside) = path.split_at(inner as usize);
    let got = join_border(join_inner(*leaf, inside, index), beside);
    if got == *root { Ok(()) } else { Err(ProofError::Root { want: *root, got }) }
}
