//! `$filter`: a condition on the properties of an entity set.
//!
//! Read: `eq ne gt ge lt le` between a property and a literal, `and`, `or`, `not`, parentheses, `startswith` and `contains` on a
//! property and a text, a Boolean property alone. Everything else of `OData` is refused as not supported, with its place.
//!
//! Null is as `OData` 4.01 has it: equal to itself alone, no larger or smaller than anything; a function of null is null, and a
//! row whose condition is null does not stand on the page.

mod evaluate;
mod parser;
mod print;
mod token;

pub use parser::{MAX_DEPTH, parse};

use jiff::Timestamp;

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
}

/// What a function asks of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Whether it begins so.
    StartsWith,
    /// Whether this is in it.
    Contains,
}

/// A value in a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`.
    Null,
    /// A text between single quotes.
    Text(String),
    /// A whole number of 64 bits.
    Whole(i64),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A date and time with its offset.
    Time(Timestamp),
}

/// A condition. Properties are positions in their entity set; the types have been checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// All of them.
    And(Vec<Filter>),
    /// At least one of them.
    Or(Vec<Filter>),
    /// The contrary.
    Not(Box<Filter>),
    /// A property compared with a value.
    Compare(usize, Compare, Literal),
    /// What a function says of a property.
    Test(Function, usize, String),
    /// A Boolean property.
    Is(usize),
}
