//! A rule bound to the columns of one file: what the evaluators walk.

use serde::Serialize;

use super::Type;
use super::ast::{BinaryOp, Comparison};
use super::ratio::Ratio;

/// Cells of one column, [`domain::Column::MISSING`] where empty.
pub(crate) type Cells<'a> = &'a [u32];

/// A bound expression. The type checker has run, so numbers stand where numbers belong.
#[derive(Clone, Debug)]
pub(crate) enum Plan<'a> {
    Constant(Ratio),
    /// A count or a time.
    Column(Cells<'a>),
    /// A count whose empty cells are zero.
    OrZero(Cells<'a>),
    /// A yes/no line: 0 or 1, anything else is as good as empty.
    Flag(Cells<'a>, u16),
    /// One value of a list.
    Fold(Fold, Vec<Cells<'a>>),
    /// Whether a list never falls.
    Monotone(Vec<Cells<'a>>, u16),
    Negative(Box<Plan<'a>>),
    Abs(Box<Plan<'a>>),
    Ceil(Box<Plan<'a>>),
    /// Smallest or largest of several numbers.
    Extreme(Fold, Vec<Plan<'a>>),
    Arithmetic(Arithmetic, Box<Plan<'a>>, Box<Plan<'a>>),
    Compare(Comparison, Box<Plan<'a>>, Box<Plan<'a>>, u16),
    Not(Box<Plan<'a>>),
    Logic(Logic, Box<Plan<'a>>, Box<Plan<'a>>),
}

/// How a list becomes one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    Sum,
    Min,
    Max,
    Last,
}

/// What two numbers become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// How two conditions are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Logic {
    And,
    Or,
    Implies,
}

/// An operator, sorted by what it needs.
pub(crate) enum Kind {
    Logic(Logic),
    Compare(Comparison),
    Arithmetic(Arithmetic),
}

impl From<BinaryOp> for Kind {
    fn from(op: BinaryOp) -> Self {
        match op {
            BinaryOp::Implies => Self::Logic(Logic::Implies),
            BinaryOp::Or => Self::Logic(Logic::Or),
            BinaryOp::And => Self::Logic(Logic::And),
            BinaryOp::Compare(c) => Self::Compare(c),
            BinaryOp::Add => Self::Arithmetic(Arithmetic::Add),
            BinaryOp::Subtract => Self::Arithmetic(Arithmetic::Subtract),
            BinaryOp::Multiply => Self::Arithmetic(Arithmetic::Multiply),
            BinaryOp::Divide => Self::Arithmetic(Arithmetic::Divide),
        }
    }
}

/// Whether a condition holds, where the cells may not say. The order makes `and` a minimum and `or` a maximum (Kleene).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    False,
    Unknown,
    True,
}

impl Truth {
    pub fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }

    pub fn join(self, how: Logic, other: Self) -> Self {
        match how {
            Logic::And => self.min(other),
            Logic::Or => self.max(other),
            Logic::Implies => self.not().max(other),
        }
    }

    pub fn of(value: Option<bool>) -> Self {
        match value {
            Some(true) => Self::True,
            Some(false) => Self::False,
            None => Self::Unknown,
        }
    }
}

/// A comparison or condition of a rule that can be what fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// The condition as the rule writes it.
    pub text: String,
    /// Left side, as written; the list or field itself where there is no comparison.
    pub left: String,
    /// Right side; empty where there is no comparison.
    pub right: String,
    /// The sign between them; none where there is no comparison. Where it fails the opposite holds.
    pub sign: Option<Comparison>,
    /// Whether the values are counts, numbers or times.
    pub unit: Type,
}
