//! Counting and checking: arithmetic controls, tables, published percentages.
//!
//! Pure: no files, no clock, no chance. All comparisons are exact, in whole numbers and fractions.
//!
//! | question | module |
//! |---|---|
//! | which lines of a protocol do not agree, at which stations? | [`mod@check`] |
//! | which controls are there, where do they come from, how does one add another? | [`controls`] |
//! | how is a rule written, and what does an empty cell or a missing line mean? | [`language`] |
//! | what are the sums, shares and margins of a place? | [`mod@tabulate`] |
//! | do published percentages follow from the votes, and of which release are they? | [`percentages`] |

pub mod check;
pub mod controls;
pub mod language;
pub mod percentages;
pub mod tabulate;

pub use check::{Checked, ControlResult, check};
pub use controls::{Control, ControlError, ControlSet, Level, Params};
pub use tabulate::{Table, tabulate};
