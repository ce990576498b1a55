//! Sets of interactions. A term is a set of lists, bit i for list i; a model is the terms beyond every list's own.

use super::ListsError;

/// The terms of at least two and fewer than all lists, pairs first, then by pattern.
pub(super) fn interactions(lists: usize) -> Vec<u32> {
    let top = all(lists);
    let mut terms: Vec<u32> = (1..top).filter(|term| term.count_ones() >= 2).collect();
    terms.sort_by_key(|term| (term.count_ones(), *term));
    terms
}

/// The interaction of all lists.
pub(super) fn all(lists: usize) -> u32 {
    (0..lists).fold(0, |pattern, _| pattern << 1 | 1)
}

/// The model in one order and without repetitions, if it is one that can be fitted.
pub(super) fn checked(lists: usize, model: &[u32]) -> Result<Vec<u32>, ListsError> {
    let top = all(lists);
    for &term in model {
        if term == top {
            return Err(ListsError::TopInteraction);
        }
        if term > top || term.count_ones() < 2 {
            return Err(ListsError::Term { term, lists });
        }
        if let Some(missing) = missing(model, term) {
            return Err(ListsError::NotHierarchical { term, missing });
        }
    }
    Ok(interactions(lists).into_iter().filter(|term| model.contains(term)).collect())
}

/// Whether the model has every interaction that its larger ones contain.
pub(super) fn is_hierarchical(model: &[u32]) -> bool {
    model.iter().all(|&term| missing(model, term).is_none())
}

/// An interaction that `term` contains, one list smaller, and the model lacks.
fn missing(model: &[u32], term: u32) -> Option<u32> {
    let smaller = (0..32).filter(|bit| term >> bit & 1 == 1).map(|bit| term & !(1 << bit));
    smaller.filter(|part| part.count_ones() >= 2).find(|part| !model.contains(part))
}

/// The model by its largest interactions, such as `A:B + B:C`; the lists alone, `A + B + C`, where they are independent.
///
/// A list without a name is called by its number, from 1.
#[must_use]
pub fn name(model: &[u32], lists: &[&str]) -> String {
    let largest: Vec<u32> =
        model.iter().copied().filter(|term| !model.iter().any(|other| other != term && other & term == *term)).collect();
    if largest.is_empty() {
        return lists.join(" + ");
    }
    let one = |term: u32| {
        let bits = (0..32_usize).filter(|bit| term >> bit & 1 == 1);
        bits.map(|bit| lists.get(bit).map_or_else(|| (bit + 1).to_string(), ToString::to_string)).collect::<Vec<_>>().join(":")
    };
    largest.into_iter().map(one).collect::<Vec<_>>().join(" + ")
}
