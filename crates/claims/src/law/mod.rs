//! Law as dated data: what was in force, what is due when, what can still be contested.
//!
//! | question | place |
//! |---|---|
//! | which version of an article held on a day? | [`in_force`], [`cited`] |
//! | when is a deadline over? | `count` |
//! | what is due, done, overdue on a day? | [`calendar`] |
//! | what has been done about a duty? | `fulfilled` |

mod calendar;
mod count;
mod due;
mod force;
mod fulfilled;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use calendar::{ActDay, Calendar, Uncounted, Waiting, WaitsFor, calendar};
pub use count::{Assumption, End, Uncountable, WorkDays};
pub use due::{Due, Started, StartedBy, State, Unclear, Version};
pub use force::{Cited, InForce, cited, in_force};

use jiff::civil::Date;

/// Days from one day to another, negative when the other is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_secs() / 86_400
}
