//! One log-linear model of the lists, and the number of events it gives.

use serde::Serialize;

use super::poisson::{NoFit, Poisson, fit};
use super::profile::interval;
use super::stirling::excess;
use super::terms::{checked, name};
use super::{ListsError, Overlap};

/// A log-linear model, fitted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fitted {
    /// The interactions beyond each list's own size, bit i for list i; none if the lists are independent.
    pub model: Vec<u32>,
    /// Events in all: `distinct + exp(intercept)`.
    pub estimate: f64,
    /// Standard error of `estimate`: `sqrt(mu0 + mu0^2 var(intercept))` with `mu0 = exp(intercept)`.
    pub se: f64,
    /// Events seen.
    pub distinct: u64,
    /// `2 sum (y ln(y/mu) - y + mu)` over the observed cells; 0 for a perfect fit.
    pub deviance: f64,
    /// Observed cells less parameters. With 0 the model fits any counts and nothing checks it.
    pub df: usize,
    /// `-2 ln L + 2 parameters`: smaller is better.
    pub aic: f64,
    /// Profile-likelihood interval of level 95%. `None` where the likelihood sets no upper end, and in the lists of
    /// [`all_models`](super::all_models), which leave it out for speed.
    pub interval: Option<(f64, f64)>,
    /// Terms whose lists share no event at all: their parameter is minus infinity, their cells are fitted exactly.
    pub without_events: Vec<u32>,
}

impl Fitted {
    /// The model by the names of the lists, as [`name`] writes it.
    #[must_use]
    pub fn name(&self, lists: &[&str]) -> String {
        name(&self.model, lists)
    }
}

/// The log-linear model with these interactions: a Poisson regression on the observed cells.
///
/// `ln E(cell) = intercept + sum of the terms within the cell's pattern`; the cell nobody sees has the intercept alone,
/// so `N = n + exp(intercept)`. Standard error and AIC are those of `closedpCI.t` of Rcapture, the interval is R.
/// Cormack's profile of the multinomial likelihood (Biometrics 48, 1992, 567).
///
/// A term whose lists share no event is fitted at minus infinity, its cells at 0 (L. Chan, B. Silverman and K. Vincent,
/// J. Am. Stat. Assoc. 116, 2021, 1297), and so is whatever else empty cells draw there, as long as the number of events
/// stays finite. Such parameters still count, as in R.
///
/// # Errors
///
/// If `interactions` are not hierarchical or include all lists at once, if nothing is shared, or if the counts do not
/// determine the model.
pub fn log_linear(overlap: &Overlap, interactions: &[u32]) -> Result<Fitted, ListsError> {
    let mut fitted = point(overlap, &checked(overlap.lists(), interactions)?)?;
    add_interval(overlap, &mut fitted);
    Ok(fitted)
}

/// [`log_linear`] of a checked model without the interval.
pub(super) fn point(overlap: &Overlap, model: &[u32]) -> Result<Fitted, ListsError> {
    if overlap.distinct() == 0 {
        return Err(ListsError::Empty);
    }
    if overlap.in_exactly(1) == overlap.distinct() {
        return Err(ListsError::NothingShared);
    }
    let reduced = Reduced::new(overlap, model);
    let Poisson { intercept, intercept_variance, deviance } = fit(&reduced.cells, &reduced.terms).map_err(|error| match error {
        NoFit::NotIdentified => ListsError::NotIdentified,
        NoFit::NoMaximum => ListsError::NoMaximum,
        NoFit::NotConverged(steps) => ListsError::NotConverged { steps },
    })?;
    let unseen = intercept.exp();
    let parameters = 1 + overlap.lists() + model.len();
    let constant: f64 = reduced.cells.iter().map(|&(_, count)| 2.0 * excess(count)).sum();
    Ok(Fitted {
        model: model.to_vec(),
        estimate: overlap.distinct() as f64 + unseen,
        se: (unseen + unseen * unseen * intercept_variance).sqrt(),
        distinct: overlap.distinct(),
        deviance,
        df: overlap.cells().count().saturating_sub(parameters),
        aic: deviance + constant + 2.0 * parameters as f64,
        interval: None,
        without_events: reduced.without_events,
    })
}

/// Adds the profile-likelihood interval.
pub(super) fn add_interval(overlap: &Overlap, fitted: &mut Fitted) {
    let reduced = Reduced::new(overlap, &fitted.model);
    fitted.interval = interval(&reduced.cells, &reduced.terms, fitted.distinct as f64, fitted.estimate);
}

/// The cells and terms that remain to be fitted once those without events are settled.
struct Reduced {
    cells: Vec<(u32, f64)>,
    /// The intercept 0, the lists, the interactions.
    terms: Vec<u32>,
    without_events: Vec<u32>,
}

impl Reduced {
    fn new(overlap: &Overlap, model: &[u32]) -> Self {
        let lists = (0..overlap.lists()).map(|list| 1 << list);
        let all = std::iter::once(0).chain(lists).chain(model.iter().copied());
        let (terms, without_events): (Vec<u32>, Vec<u32>) = all.partition(|&term| overlap.containing(term) > 0);
        let settled = |pattern: u32| without_events.iter().any(|term| pattern & term == *term);
        let cells = overlap.cells().filter(|&(pattern, _)| !settled(pattern)).map(|(pattern, count)| (pattern, count as f64));
        Self { cells: cells.collect(), terms, without_events }
    }
}
