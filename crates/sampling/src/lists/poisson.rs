//! The Poisson log-linear fit: `ln mu(pattern) = sum of the terms that the pattern contains`.

use super::cholesky::Cholesky;
use super::face::determined;
use super::stirling::deviance_term;

/// The fit has settled when no parameter moves by more than this share of its size.
const SETTLED: f64 = 1e-10;
/// Newton's method doubles its digits at every step; one that needs more is on its way to infinity.
const MOST_STEPS: u32 = 60;
/// An empty cell whose mean has come down to this is on its way to 0.
const VANISHED: f64 = 1e-5;

/// Maximum-likelihood parameters and what follows from them.
pub(super) struct Poisson {
    /// The first parameter: that of the term 0, which every pattern contains.
    pub intercept: f64,
    /// Its variance by the Fisher information.
    pub intercept_variance: f64,
    /// `2 sum (y ln(y/mu) - y + mu)`.
    pub deviance: f64,
}

/// Why there is no maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoFit {
    /// The terms cannot be told apart on these cells.
    NotIdentified,
    /// The intercept goes to infinity.
    NoMaximum,
    /// Neither settled nor clearly without a maximum.
    NotConverged(u32),
}

/// Fits `terms`, the first of which is 0, to cells of (pattern, count).
///
/// Where empty cells draw parameters to minus infinity, those cells are fitted at 0 and what is left determines the rest:
/// the extended maximum of S. Fienberg and A. Rinaldo, Ann. Stat. 40 (2012) 996. Without a finite intercept there is none.
pub(super) fn fit(cells: &[(u32, f64)], terms: &[u32]) -> Result<Poisson, NoFit> {
    let mut cells = cells.to_vec();
    let mut unless = NoFit::NotIdentified;
    loop {
        let patterns: Vec<u32> = cells.iter().map(|&(pattern, _)| pattern).collect();
        let terms = determined(&patterns, terms).ok_or(unless)?;
        let means = match newton(&Model::new(&cells, &terms)) {
            Ok(fit) => return Ok(fit),
            Err(means) => means,
        };
        let before = cells.len();
        let vanish: Vec<bool> = cells.iter().zip(&means).map(|(&(_, count), &mean)| count <= 0.0 && mean < VANISHED).collect();
        let mut vanish = vanish.into_iter();
        cells.retain(|_| !vanish.next().unwrap_or(false));
        if cells.len() == before {
            return Err(NoFit::NotConverged(MOST_STEPS));
        }
        unless = NoFit::NoMaximum;
    }
}

/// Newton's method, which for this model is iteratively reweighted least squares; the last means where it does not settle.
fn newton(model: &Model) -> Result<Poisson, Vec<f64>> {
    let start: Vec<f64> = model.counts.iter().map(|y| y + 0.5).collect();
    let working: Vec<f64> = start.iter().map(|mu| mu * mu.ln()).collect();
    let Some(information) = Cholesky::new(model.terms, &model.information(&start)) else {
        return Err(start);
    };
    let mut beta = information.solve(&model.score(&working));
    let mut means = model.means(&beta);
    let mut deviance = model.deviance(&means);
    for _ in 0..MOST_STEPS {
        let Some(information) = Cholesky::new(model.terms, &model.information(&means)) else {
            return Err(means);
        };
        let residuals: Vec<f64> = model.counts.iter().zip(&means).map(|(y, mu)| y - mu).collect();
        let step = information.solve(&model.score(&residuals));
        if step.iter().zip(&beta).all(|(step, beta)| step.abs() <= SETTLED * (1.0 + beta.abs())) {
            let intercept = beta.first().copied().unwrap_or_default();
            return Ok(Poisson { intercept, intercept_variance: information.first_of_inverse(), deviance });
        }
        (beta, means, deviance) = model.advance(&beta, &step, deviance);
    }
    Err(means)
}

/// The cells and, for each, the positions of the terms it contains.
struct Model {
    counts: Vec<f64>,
    contained: Vec<Vec<usize>>,
    terms: usize,
}

impl Model {
    fn new(cells: &[(u32, f64)], terms: &[u32]) -> Self {
        let positions = |pattern: u32| terms.iter().enumerate().filter(move |(_, term)| pattern & **term == **term).map(|(at, _)| at);
        Self {
            counts: cells.iter().map(|&(_, count)| count).collect(),
            contained: cells.iter().map(|&(pattern, _)| positions(pattern).collect()).collect(),
            terms: terms.len(),
        }
    }

    fn means(&self, beta: &[f64]) -> Vec<f64> {
        self.contained.iter().map(|terms| terms.iter().map(|&term| beta[term]).sum::<f64>().exp()).collect()
    }

    fn deviance(&self, means: &[f64]) -> f64 {
        self.counts.iter().zip(means).map(|(&y, &mu)| deviance_term(y, mu)).sum()
    }

    /// `X' v`.
    fn score(&self, values: &[f64]) -> Vec<f64> {
        let mut score = vec![0.0; self.terms];
        for (terms, value) in self.contained.iter().zip(values) {
            for &term in terms {
                score[term] += value;
            }
        }
        score
    }

    /// `X' W X`, row by row.
    fn information(&self, weights: &[f64]) -> Vec<f64> {
        let mut matrix = vec![0.0; self.terms * self.terms];
        for (terms, weight) in self.contained.iter().zip(weights) {
            for &row in terms {
                for &column in terms {
                    matrix[row * self.terms + column] += weight;
                }
            }
        }
        matrix
    }

    /// The step, halved until it does not lead away from the maximum.
    fn advance(&self, beta: &[f64], step: &[f64], deviance: f64) -> (Vec<f64>, Vec<f64>, f64) {
        let mut share = 1.0;
        loop {
            let next: Vec<f64> = beta.iter().zip(step).map(|(beta, step)| beta + share * step).collect();
            let means = self.means(&next);
            let found = self.deviance(&means);
            // A rise within rounding is the maximum itself.
            if found <= deviance + 1e-9 * (1.0 + deviance.abs()) || share < 1e-6 {
                return (next, means, found);
            }
            share *= 0.5;
        }
    }
}
