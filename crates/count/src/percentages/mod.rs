//! Published percentages: which follow from the votes, which cannot, and which belong to another release.
//!
//! | question | function |
//! |---|---|
//! | does each percentage follow from the votes, and if not, of which total would it? | [`follow`] |
//! | can these percentages come from any whole numbers of votes at all? | [`possible`] |
//! | which release does each percentage belong to? | [`attribute`] |
//! | how many ballots in all do a number of votes and its percentage imply? | [`implied_total`] |
//!
//! Rounding half up and half to even are both accepted; everything is computed in whole numbers.

mod alone;
mod attribute;
mod decimal;
mod follow;

pub use alone::{MOST_TRIED, Possible, PossibleShare, implied_total, possible, votes_for};
pub use attribute::{Attributed, Attribution, Version, VersionLine, VersionShare, attribute};
pub use decimal::{Decimal, DecimalError, recompute, rounds_to};
pub use follow::{Basis, Followed, Published, Recomputed, follow};
