//! Consistency proofs: a tree continues an earlier one.

use super::{Nodes, ProofError, TreeError, decompose, join_border, join_inner, range, split};
use crate::hash::{self, Hash};

/// The proof that the tree of `new` leaves begins with the tree of `old` leaves (RFC 6962, section 2.1.2). It is empty where the
/// earlier tree is empty or the same.
///
/// # Errors
/// [`TreeError::Backwards`] where `old` is larger, or what `nodes` reports.
pub fn prove(nodes: &impl Nodes, old: u64, new: u64) -> Result<Vec<Hash>, TreeError> {
    if old > new {
        return Err(TreeError::Backwards { old, new });
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let (mut from, mut to) = (0, new);
    let mut path = Vec::new();
    while to != old {
        let middle = from + split(to - from);
        if old <= middle {
            path.push(range(nodes, middle, to)?);
            to = middle;
        } else {
            path.push(range(nodes, from, middle)?);
            from = middle;
        }
    }
    // The earlier tree's last complete subtree is in the proof, unless it is the whole earlier tree.
    if from > 0 {
        path.push(range(nodes, from, to)?);
    }
    path.reverse();
    Ok(path)
}

/// Checks that the tree of `new` leaves with the root `new_root` begins with the tree of `old` leaves with the root `old_root`
/// (RFC 9162, section 2.1.4.2). From the empty tree every tree continues, with an empty proof.
///
/// # Errors
/// [`ProofError`] that says what does not hold.
pub fn verify(path: &[Hash], old: u64, old_root: &Hash, new: u64, new_root: &Hash) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Backwards { old, new });
    }
    if old == 0 || old == new {
        return trivial(path, old, old_root, new_root);
    }
    let shift = old.trailing_zeros();
    let (inner, border) = decompose(old - 1, new);
    let inner = (inner - shift) as usize;
    let mask = (old - 1) >> shift;
    // A complete earlier tree is a node of the later one: the proof starts from its root and need not repeat it.
    let whole = old.is_power_of_two();
    let want = usize::from(!whole) + inner + border as usize;
    if path.len() != want {
        return Err(ProofError::Length { want, got: path.len() });
    }
    let (seed, rest) = match path.split_first() {
        Some((first, rest)) if !whole => (*first, rest),
        _ => (*old_root, path),
    };
    let (inside, beside) = rest.split_at(inner);
    let reached_old = join_border(join_inside_left(seed, inside, mask), beside);
    if reached_old != *old_root {
        return Err(ProofError::OldRoot { want: *old_root, got: reached_old });
    }
    let reached_new = join_border(join_inner(seed, inside, mask), beside);
    if reached_new == *new_root { Ok(()) } else { Err(ProofError::Root { want: *new_root, got: reached_new }) }
}

/// The two cases without hashes: from nothing, and to the same size.
fn trivial(path: &[Hash], old: u64, old_root: &Hash, new_root: &Hash) -> Result<(), ProofError> {
    if !path.is_empty() {
        return Err(ProofError::Length { want: 0, got: path.len() });
    }
    let want = if old == 0 { &hash::EMPTY_ROOT } else { new_root };
    if old_root == want { Ok(()) } else { Err(ProofError::OldRoot { want: *old_root, got: *want }) }
}

/// Joins only the hashes that stand on the left: those the earlier tree had.
fn join_inside_left(seed: Hash, path: &[Hash], index: u64) -> Hash {
    path.iter().zip(0_u32..).fold(
        seed,
        |at, (other, height)| {
            if index.checked_shr(height).unwrap_or(0) & 1 == 1 { hash::node(other, &at) } else { at }
        },
    )
}
