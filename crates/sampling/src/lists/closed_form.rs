//! Estimates that need no fitting: Chapman's for two lists, Chao's lower bound for any number.

use serde::Serialize;

use super::{ListsError, Overlap};

/// With fewer shared events than this, Chapman's estimate is noticeably too low (D. Robson and H. Regier, Trans. Am.
/// Fish. Soc. 93, 1964, 215: the bias is below 2% for 7 or more).
pub const FEW_SHARED: u64 = 7;

/// What two independent lists say.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chapman {
    /// Events in all, unseen ones included.
    pub estimate: f64,
    /// Standard error of `estimate`.
    pub se: f64,
    /// The plain ratio `n1 n2 / m`, too high on average; `None` where nothing is shared.
    pub lincoln_petersen: Option<f64>,
    /// Fewer than [`FEW_SHARED`] events are shared, so the estimate can hardly be trusted.
    pub warn_few: bool,
}

/// Chapman's estimate from two independent lists of `n1` and `n2` events that share `m`.
///
/// `N = (n1+1)(n2+1)/(m+1) - 1` with `se^2 = (n1+1)(n2+1)(n1-m)(n2-m) / ((m+1)^2 (m+2))` (D. Chapman, Univ. Calif. Publ.
/// Stat. 1, 1951, 131; the variance by G. Seber, 1970).
///
/// # Errors
///
/// If more events are shared than one of the lists has.
pub fn chapman(n1: u64, n2: u64, m: u64) -> Result<Chapman, ListsError> {
    let listed = n1.min(n2);
    if m > listed {
        return Err(ListsError::SharedExceedsListed { shared: m, listed });
    }
    let (a, b, shared) = (n1 as f64, n2 as f64, m as f64);
    let ratio = (a + 1.0) / (shared + 1.0) * (b + 1.0);
    let variance = ratio * ((a - shared) / (shared + 1.0)) * ((b - shared) / (shared + 2.0));
    Ok(Chapman { estimate: ratio - 1.0, se: variance.sqrt(), lincoln_petersen: (m > 0).then(|| a / shared * b), warn_few: m < FEW_SHARED })
}

/// Chao's lower bound.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chao {
    /// At least so many events, on average, however unequal their chances of being listed.
    pub estimate: f64,
    /// Distinct events.
    pub distinct: u64,
    /// Of them in exactly one list.
    pub once: u64,
    /// Of them in exactly two lists.
    pub twice: u64,
}

/// Chao's lower bound of the number of events, corrected for bias.
///
/// `n + (t-1)/t f1 (f1 - 1) / (2 (f2 + 1))` for n distinct events in t lists, f1 of them in exactly one and f2 in exactly
/// two (A. Chao, Biometrics 43, 1987, 783). Holds for events of unequal chances, not for lists that avoid each other.
#[must_use]
pub fn chao(overlap: &Overlap) -> Chao {
    bound(overlap.distinct(), overlap.in_exactly(1), overlap.in_exactly(2), overlap.lists())
}

/// [`chao`] from the counts alone, for any number of lists or occasions.
///
/// # Errors
///
/// If `once` and `twice` are together more than `distinct`, or there is no list.
pub fn chao_of_counts(distinct: u64, once: u64, twice: u64, lists: usize) -> Result<Chao, ListsError> {
    if lists == 0 {
        return Err(ListsError::Empty);
    }
    match once.checked_add(twice) {
        Some(sum) if sum <= distinct => Ok(bound(distinct, once, twice, lists)),
        _ => Err(ListsError::CountsExceedDistinct { once, twice, distinct }),
    }
}

fn bound(distinct: u64, once: u64, twice: u64, lists: usize) -> Chao {
    let (f1, f2, t) = (once as f64, twice as f64, lists as f64);
    let unseen = (t - 1.0) / t * f1 * (f1 - 1.0).max(0.0) / (2.0 * (f2 + 1.0));
    Chao { estimate: distinct as f64 + unseen, distinct, once, twice }
}
