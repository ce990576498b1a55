//! Every way the lists may depend on each other.

use serde::Serialize;

use super::log_linear::point;
use super::terms::{interactions, is_hierarchical};
use super::{Fitted, ListsError, Overlap};

/// All models that were tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Models {
    /// Those that have an estimate, the smallest AIC first; without intervals.
    pub fitted: Vec<Fitted>,
    /// Those that have none, and why.
    pub refused: Vec<Refused>,
    /// What was left untried.
    pub cut: Cut,
}

/// A model without an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The interactions, bit i for list i.
    pub model: Vec<u32>,
    /// Why.
    pub reason: ListsError,
}

/// Which models were left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Cut {
    /// None but the one with all lists at once, which cannot be estimated.
    Nothing,
    /// Five and six lists: models with interactions of three or more lists.
    AbovePairs,
}

/// Fits every hierarchical model without the interaction of all lists.
///
/// For 2, 3 and 4 lists that is all 1, 8 and 113 of them; for 5 and 6 lists it is the 1,024 and 32,768 sets of pairs,
/// as [`Models::cut`] says.
#[must_use]
pub fn all_models(overlap: &Overlap) -> Models {
    let cut = if overlap.lists() <= 4 { Cut::Nothing } else { Cut::AbovePairs };
    let (mut fitted, mut refused) = (Vec::new(), Vec::new());
    for model in models(overlap.lists(), cut) {
        match point(overlap, &model) {
            Ok(fit) => fitted.push(fit),
            Err(reason) => refused.push(Refused { model, reason }),
        }
    }
    // A stable sort: of equal models the one with fewer and earlier interactions comes first.
    fitted.sort_by(|a, b| a.aic.total_cmp(&b.aic));
    Models { fitted, refused, cut }
}

/// The models within the cut, simple ones first.
fn models(lists: usize, cut: Cut) -> Vec<Vec<u32>> {
    let mut terms = interactions(lists);
    if cut == Cut::AbovePairs {
        terms.retain(|term| term.count_ones() == 2);
    }
    let chosen = |subset: u32| terms.iter().enumerate().filter(move |(at, _)| subset >> at & 1 == 1).map(|(_, term)| *term).collect();
    let subsets = (0..1_u32 << terms.len()).map(chosen);
    let mut models: Vec<Vec<u32>> = subsets.filter(|model: &Vec<u32>| is_hierarchical(model)).collect();
    models.sort_by_key(Vec::len);
    models
}
