//! The names a rule may use and what each stands for.

use domain::{Field, FieldKind};
use serde::Serialize;

use super::ast::{Expr, Node};
use super::error::nearest;
use super::{ParseError, Ratio};

/// The type of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A whole number of people, papers or minutes.
    Count,
    /// An exact number that may have a fraction.
    Number,
    /// True or false.
    Bool,
    /// A time of day, in minutes since midnight.
    Time,
    /// Several counts a station.
    List,
}

impl Type {
    /// The type in the words of an error message.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Count => "a count",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::Time => "a time of day",
            Self::List => "a list of counts",
        }
    }

    pub(super) fn is_numeric(self) -> bool {
        matches!(self, Self::Count | Self::Number)
    }
}

/// A list a station may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Votes, one an option.
    Votes,
    /// Cumulative turnout, one an hour announced.
    Turnout,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 2] = [Self::Votes, Self::Turnout];

    /// The name used in rules.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Votes => "votes",
            Self::Turnout => "turnout_h",
        }
    }

    /// What it counts.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Votes => "votes for each option",
            Self::Turnout => "cumulative turnout announced by the hour",
        }
    }
}

/// A quantity defined by an expression, used where the file has no line of that name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The name; may be that of a field.
    pub name: String,
    /// The expression as it was written.
    pub source: String,
    /// The expression.
    pub rule: Expr,
    /// Its type.
    pub kind: Type,
    /// What it counts.
    pub meaning: String,
    /// Parts and height of the expression with all definitions in it written out.
    pub(crate) extent: Extent,
}

/// A number of a control that the user may set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Param {
    /// The name.
    pub name: String,
    /// The value when the user sets none.
    pub default: Ratio,
    /// Count or number.
    pub kind: Type,
    /// What it means.
    pub meaning: String,
}

/// Definitions and parameters a rule may use besides the fields and lists.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// Definitions that stand before the rule.
    pub definitions: &'a [Definition],
    /// Parameters of the control.
    pub params: &'a [Param],
}

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Meaning<'a> {
    Param(&'a Param),
    /// A line of the protocol, and what to use where the file has no such line.
    Field(Field, Option<&'a Definition>),
    Definition(&'a Definition),
    List(List),
}

impl Meaning<'_> {
    pub(super) fn kind(self) -> Type {
        match self {
            Self::Param(p) => p.kind,
            Self::Field(f, _) => field_type(f),
            Self::Definition(d) => d.kind,
            Self::List(_) => Type::List,
        }
    }
}

/// The type of a field in rules.
#[must_use]
pub fn field_type(field: Field) -> Type {
    match field.kind() {
        FieldKind::Count | FieldKind::Planned => Type::Count,
        FieldKind::Time => Type::Time,
        FieldKind::Flag => Type::Bool,
    }
}

/// Definitions among which similar names are looked for.
const MOST_COMPARED: usize = 200;

impl<'a> Scope<'a> {
    pub(crate) fn find(&self, name: &str) -> Option<Meaning<'a>> {
        let definition = self.definitions.iter().find(|d| d.name == name);
        if let Some(param) = self.params.iter().find(|p| p.name == name) {
            return Some(Meaning::Param(param));
        }
        if let Some(field) = Field::from_name(name) {
            return Some(Meaning::Field(field, definition));
        }
        definition.map(Meaning::Definition).or_else(|| List::ALL.into_iter().find(|l| l.name() == name).map(Meaning::List))
    }

    fn names(&self) -> Vec<&'a str> {
        let mut known: Vec<&'a str> = Field::ALL.iter().map(|f| f.name()).collect();
        known.extend(List::ALL.map(List::name));
        // Thousands of wrong names compared with thousands of definitions would take minutes.
        known.extend(self.definitions.iter().take(MOST_COMPARED).map(|d| d.name.as_str()));
        known.extend(self.params.iter().map(|p| p.name.as_str()));
        known
    }

    /// The error for a name nobody knows, at `at`.
    pub(crate) fn unknown(&self, name: &str, at: &std::ops::Range<usize>) -> ParseError {
        let remedy = nearest(name, self.names()).map_or_else(
            || "use a field of the protocol, a definition or a parameter that stands in the file of controls".to_owned(),
            |n| format!("did you mean `{n}`?"),
        );
        let shown: String = name.chars().take(40).collect();
        ParseError::new("RULE-NAME", at.clone(), format!("there is no field `{shown}`"), remedy)
    }

    /// Size of the expression with all definitions written out: definitions that double each other grow without bound.
    pub(crate) fn extent(&self, expr: &Expr) -> Extent {
        let inside = match &expr.node {
            Node::Name { name, .. } => match self.find(name) {
                Some(Meaning::Definition(d) | Meaning::Field(_, Some(d))) => d.extent,
                _ => Extent::default(),
            },
            _ => expr.parts().into_iter().map(|p| self.extent(p)).fold(Extent::default(), Extent::beside),
        };
        Extent { parts: inside.parts.saturating_add(1), height: inside.height.saturating_add(1) }
    }
}

/// Number of parts and height of an expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    pub parts: usize,
    pub height: usize,
}

impl Extent {
    /// A rule of any law has a few dozen parts.
    pub const MOST: Self = Self { parts: 5_000, height: 300 };

    fn beside(self, other: Self) -> Self {
        Self { parts: self.parts.saturating_add(other.parts), height: self.height.max(other.height) }
    }

    pub fn is_too_large(self) -> bool {
        self.parts > Self::MOST.parts || self.height > Self::MOST.height
    }
}
