//! What to show: the best model, how far the others lie from it, and what speaks against all of them.

use serde::Serialize;

use super::log_linear::add_interval;
use super::{Cut, FEW_SHARED, Fitted, ListsError, Models, Overlap, Refused, all_models};

/// Models whose AIC is less than this above the best still have support; beyond it they have considerably less (K.
/// Burnham and D. Anderson, Model Selection and Multimodel Inference, 2002, section 2.6).
pub const AIC_SUPPORT: f64 = 4.0;
/// Models disagree where the highest supported estimate is at least this multiple of the lowest.
pub const DISAGREEMENT: f64 = 1.25;

/// How many events there were, as far as the lists can tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimated {
    /// Entries of all lists together.
    pub received: u64,
    /// Distinct events among them.
    pub distinct: u64,
    /// The model of the smallest AIC, with its interval.
    pub best: Fitted,
    /// Over the models whose AIC is within [`AIC_SUPPORT`] of the best.
    pub supported: Range,
    /// Over all models that have an estimate.
    pub all: Range,
    /// Models that have no estimate, and why.
    pub refused: Vec<Refused>,
    /// Models that were not tried.
    pub cut: Cut,
    /// What speaks against the estimate, in order of lists.
    pub warnings: Vec<Warning>,
}

/// From the lowest to the highest estimate of several models.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Range {
    /// How many models.
    pub models: usize,
    /// The model of the lowest estimate, with its interval.
    pub lowest: Fitted,
    /// The model of the highest estimate, with its interval.
    pub highest: Fitted,
}

/// What speaks against an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Warning {
    /// A list has no event and takes no part.
    EmptyList {
        /// From 0.
        list: usize,
    },
    /// Two lists share fewer than [`FEW_SHARED`] events.
    FewShared {
        /// One list, from 0.
        a: usize,
        /// The other.
        b: usize,
        /// What they share.
        shared: u64,
    },
    /// The best model makes these two lists depend on each other.
    Dependence {
        /// One list, from 0.
        a: usize,
        /// The other.
        b: usize,
    },
    /// Supported models differ by a factor of [`DISAGREEMENT`] or more.
    ModelsDisagree {
        /// The lowest supported estimate.
        lowest: f64,
        /// The highest.
        highest: f64,
    },
    /// The best model has as many parameters as cells, so nothing checks it.
    NothingLeftToCheck,
    /// The best model's likelihood sets no upper end.
    NoUpperEnd,
}

/// The number of events by all models, the best one first.
///
/// Tries every model of [`all_models`]: milliseconds for up to four lists, seconds for six.
///
/// # Errors
///
/// If no list has an event, no two lists share one, or no model has an estimate.
pub fn estimate(overlap: &Overlap) -> Result<Estimated, ListsError> {
    let Models { fitted, refused, cut } = all_models(overlap);
    let Some(mut best) = fitted.first().cloned() else {
        return Err(common_reason(&refused));
    };
    add_interval(overlap, &mut best);
    let supported = fitted.partition_point(|fit| fit.aic <= best.aic + AIC_SUPPORT);
    let supported = range(overlap, &best, &fitted[..supported]);
    let all = range(overlap, &best, &fitted);
    let warnings = warnings(overlap, &best, &supported);
    Ok(Estimated { received: overlap.received(), distinct: overlap.distinct(), best, supported, all, refused, cut, warnings })
}

/// The reason where all models share one, such as that nothing is shared.
fn common_reason(refused: &[Refused]) -> ListsError {
    match refused {
        [first, rest @ ..] if rest.iter().all(|other| other.reason == first.reason) => first.reason,
        _ => ListsError::NoModel { models: refused.len() },
    }
}

fn range(overlap: &Overlap, best: &Fitted, fitted: &[Fitted]) -> Range {
    let (mut lowest, mut highest) = (best, best);
    for fit in fitted {
        if fit.estimate < lowest.estimate {
            lowest = fit;
        }
        if fit.estimate > highest.estimate {
            highest = fit;
        }
    }
    let with_interval = |fit: &Fitted| {
        let mut fit = fit.clone();
        add_interval(overlap, &mut fit);
        fit
    };
    Range { models: fitted.len(), lowest: with_interval(lowest), highest: with_interval(highest) }
}

fn warnings(overlap: &Overlap, best: &Fitted, supported: &Range) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let empty = (0..overlap.lists()).filter(|&list| overlap.listed(list) == 0);
    warnings.extend(empty.map(|list| Warning::EmptyList { list }));
    for (a, b) in overlap.pairs() {
        let shared = overlap.shared(a, b);
        if shared < FEW_SHARED {
            warnings.push(Warning::FewShared { a, b, shared });
        }
    }
    let depend = overlap.pairs().filter(|(a, b)| best.model.contains(&(1 << a | 1 << b)));
    warnings.extend(depend.map(|(a, b)| Warning::Dependence { a, b }));
    let (lowest, highest) = (supported.lowest.estimate, supported.highest.estimate);
    if highest >= DISAGREEMENT * lowest {
        warnings.push(Warning::ModelsDisagree { lowest, highest });
    }
    if best.df == 0 {
        warnings.push(Warning::NothingLeftToCheck);
    }
    if best.interval.is_none() {
        warnings.push(Warning::NoUpperEnd);
    }
    warnings
}
