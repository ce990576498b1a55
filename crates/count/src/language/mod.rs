//! A small typed language for arithmetic rules over the lines of a protocol.
//!
//! ```text
//! rule       := expr                                  true or false
//! expr       := expr op expr | not expr | -expr | f(expr, ...) | (expr) | name | name? | number | time
//! op         := implies | or | and | = != < <= > >= | + - | * /         loosest first; comparisons do not chain
//! f          := abs min max sum last monotone ceil or_zero
//! number     := 12 | 0.90 | 5%                        exact: 5% of 1,200 is 60
//! time       := 07:00
//! ```
//!
//! | type | what has it |
//! |---|---|
//! | count | fields, whole numbers, `sum` `last` of a list, `ceil`, a difference of times (minutes) |
//! | number | percentages, decimals, quotients: exact fractions, compared exactly |
//! | true or false | comparisons, yes/no fields such as `chair_signed`, `monotone` |
//! | time | `open_time`, `07:00` |
//! | list | `votes`, `turnout_h` |
//!
//! # What the file does not say
//! - **The file has no such line.** A plain name makes the whole control *not applicable*, and it says which lines are wanting.
//!   `name?` says the author knows commissions without that line: the term is left out. In a sum the others remain
//!   (`issued_early? + issued_station` is `issued_station`); a product, quotient, function or comparison that loses a term is left
//!   out itself; `and`, `or`, `implies` keep their other side. A rule of which nothing remains is not applicable. The result names
//!   the lines left out, and those which could excuse a violation (see [`mod@crate::check`]).
//! - **The cell is empty.** The station is *not checked*, and counted as such: nobody knows whether empty means zero. `or_zero(name)`
//!   says that on this form it does. A condition that holds or fails whatever the empty cell contains is decided
//!   (`false and unknown` is false, `true or unknown` is true). `monotone`, `last` skip empty cells; `sum`, `min`, `max` need all.
//! - **Division by zero, or more than 38 digits.** The station is not checked.

#[cfg(test)]
mod agree;
pub mod ast;
mod bind;
pub mod error;

mod column;
mod lane;
mod parser;
mod plan;
mod print;
pub mod ratio;
mod scalar;
pub mod scope;
mod token;
mod types;

pub use ast::{Comparison, Expr, MAX_DEPTH};
pub use error::{ParseError, line_and_column, nearest};
pub use parser::parse;
pub use plan::Clause;
pub use ratio::Ratio;
pub use scope::{Definition, Param, Scope, Type};
pub use types::{check_rule, check_types};

pub(crate) use bind::{Bound, Source, Unbound, bind};
pub(crate) use column::holds;
pub(crate) use plan::Truth;
pub(crate) use scalar::explain;
pub(crate) use scope::{Extent, Meaning};
