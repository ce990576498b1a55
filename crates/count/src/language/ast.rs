//! A rule as a tree.

use std::ops::Range;

use serde::{Serialize, Serializer};

use super::Ratio;

/// How deep a rule may be nested, parentheses and chains of operators alike: hostile input must not exhaust the stack.
pub const MAX_DEPTH: usize = 100;

/// A number as it was written, so that it can be printed back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The digits without the point.
    pub digits: u64,
    /// How many of them stand behind the point, at most 12.
    pub decimals: u8,
    /// Whether a percent sign follows.
    pub percent: bool,
}

impl Literal {
    /// The exact value: `0.90` is 9/10, `5%` is 1/20.
    #[must_use]
    pub fn value(self) -> Ratio {
        let places = u32::from(self.decimals) + if self.percent { 2 } else { 0 };
        Ratio::new(i128::from(self.digits), 10_i128.pow(places)).unwrap_or(Ratio::ZERO)
    }

    /// Whether it counts something: neither a point nor a percent sign.
    #[must_use]
    pub fn is_count(self) -> bool {
        self.decimals == 0 && !self.percent
    }
}

/// An operator between two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `a implies b`: true unless a holds and b does not.
    Implies,
    /// `a or b`
    Or,
    /// `a and b`
    And,
    /// `a = b` and the other comparisons.
    Compare(Comparison),
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`
    Divide,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The sign as it is written in a rule.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Different => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// The sign that holds where this one fails: `512 <= 500` fails because `512 > 500`.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::Different,
            Self::Different => Self::Equal,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::More => Self::AtMost,
            Self::AtLeast => Self::Less,
        }
    }

    /// Whether the comparison holds for two values that stand in this order.
    #[must_use]
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Different => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

impl BinaryOp {
    /// The operator as it is written in a rule.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Implies => "implies",
            Self::Or => "or",
            Self::And => "and",
            Self::Compare(c) => c.sign(),
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }
}

/// A function of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Distance from zero.
    Abs,
    /// The smallest of a list or of its arguments.
    Min,
    /// The largest of a list or of its arguments.
    Max,
    /// The sum of a list.
    Sum,
    /// The last value of a list that is given.
    Last,
    /// Whether a list never falls.
    Monotone,
    /// The smallest whole number that is not below.
    Ceil,
    /// A count whose empty cells stand for zero.
    OrZero,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 8] = [Self::Abs, Self::Min, Self::Max, Self::Sum, Self::Last, Self::Monotone, Self::Ceil, Self::OrZero];

    /// The name used in rules.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Abs => "abs",
            Self::Min => "min",
            Self::Max => "max",
            Self::Sum => "sum",
            Self::Last => "last",
            Self::Monotone => "monotone",
            Self::Ceil => "ceil",
            Self::OrZero => "or_zero",
        }
    }
}

/// As the sign itself.
impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.sign())
    }
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `12`, `0.90`, `5%`
    Number(Literal),
    /// `07:00`, in minutes since midnight.
    Time(u16),
    /// A field, definition, parameter or list; with `?` a line the file may lack.
    Name {
        /// The name.
        name: Box<str>,
        /// Whether `?` follows.
        optional: bool,
    },
    /// `not a`
    Not(Box<Expr>),
    /// `-a`
    Negative(Box<Expr>),
    /// `a op b`
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `f(a, b)`
    Call(Function, Vec<Expr>),
}

/// An expression and where it stands in its source.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub node: Node,
    /// Bytes of the source it covers.
    pub at: Range<usize>,
}

impl Expr {
    /// An expression that stands at `at`.
    #[must_use]
    pub fn new(node: Node, at: Range<usize>) -> Self {
        Self { node, at }
    }

    /// The expressions directly inside.
    #[must_use]
    pub fn parts(&self) -> Vec<&Expr> {
        match &self.node {
            Node::Number(_) | Node::Time(_) | Node::Name { .. } => Vec::new(),
            Node::Not(a) | Node::Negative(a) => vec![a],
            Node::Binary(_, a, b) => vec![a, b],
            Node::Call(_, arguments) => arguments.iter().collect(),
        }
    }
}

/// Two expressions are equal when they say the same, wherever they stand.
impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}
