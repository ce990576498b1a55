//! Last digits: how often each occurs and how often it should.

use domain::{OptionId, PlaceId};

use crate::method::Context;
use crate::methods::last_digit;

/// Counts of the ten last digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Digits {
    /// How many counts end in each digit.
    pub observed: [u64; 10],
    /// How many should, under the calibrated law.
    pub expected: [f64; 10],
}

/// The last digits of an option's votes, or of ballots issued; `None` where too few counts reach 100.
#[must_use]
pub fn of(cx: &Context<'_>, subject: Option<OptionId>) -> Option<Digits> {
    let table = last_digit::table(cx, subject, PlaceId::ALL);
    let digits = Digits { observed: table.map(|c| c.0), expected: table.map(|c| c.1) };
    (digits.observed.iter().sum::<u64>() >= 100).then_some(digits)
}
