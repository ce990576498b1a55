//! How many events were there, when several organisations each listed some of them?
//!
//! Every distinct event falls into one cell: the set of lists that have it. The events that no list has form the one
//! cell nobody sees, and what the lists share tells how large it is (multiple-systems estimation, capture-recapture).
//!
//! | question | function |
//! |---|---|
//! | what was listed, and by how many? | [`Overlap`] |
//! | two independent lists | [`chapman`] |
//! | no fewer than this many | [`chao`] |
//! | lists that depend on each other in a stated way | [`log_linear`] |
//! | every stated way, and which were refused | [`all_models`] |
//! | what to show | [`estimate`] |
//!
//! # What is assumed
//!
//! No event counts twice within a list, the same event is recognised in every list, nothing happens while the lists are
//! made, and lists depend on each other only as the model says. The data cannot test the last one for the cell nobody
//! sees, so [`estimate`] shows the range over models and never one number alone.
//!
//! Sources: S. Fienberg, "The multiple recapture census for closed populations and incomplete 2^k contingency tables",
//! Biometrika 59 (1972) 591; R. Cormack, "Interval estimation for mark-recapture studies of closed populations",
//! Biometrics 48 (1992) 567; S. Baillargeon and L.-P. Rivest, "Rcapture", J. Stat. Softw. 19 (2007) 5, whose results
//! and standard errors these are.

mod cholesky;
mod closed_form;
mod error;
mod estimate;
mod face;
mod log_linear;
mod models;
mod overlap;
mod poisson;
mod profile;
mod stirling;
mod terms;

pub use closed_form::{Chao, Chapman, FEW_SHARED, chao, chao_of_counts, chapman};
pub use error::{ListsError, OverlapError};
pub use estimate::{AIC_SUPPORT, DISAGREEMENT, Estimated, Range, Warning, estimate};
pub use log_linear::{Fitted, log_linear};
pub use models::{Cut, Models, Refused, all_models};
pub use overlap::{MOST_EVENTS, Overlap};
pub use terms::name;
