//! Controls: arithmetic rules over the lines of a protocol, kept as data.
//!
//! The standard set stands in `controls.toml` beside this file; `read.rs` says how a file of controls looks.

mod params;
mod read;
mod source;

use serde::Serialize;

pub use params::{ParamError, Params};
pub use source::ControlError;

use crate::language::{Definition, Expr, Meaning, Param, Scope};

/// What a broken control means for the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A protocol cannot be right when it fails.
    Hard,
    /// Unusual and worth a look; there are innocent explanations.
    Soft,
    /// Unusual enough that the commission's own software holds the protocol back until someone confirms it.
    SoftBlock,
    /// A difference that is allowed up to a size the user chooses.
    Tolerance,
}

/// What a control compares.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Rule {
    /// An expression that must hold at every station.
    Station {
        /// The expression as it was written.
        source: String,
        /// The expression.
        #[serde(skip)]
        expr: Expr,
    },
    /// Every published total is the sum of its stations, line by line.
    Totals,
    /// Every published percentage follows from the votes within rounding.
    Shares,
}

/// One control.
#[derive(Clone, Debug, Serialize)]
pub struct Control {
    /// Short stable name, such as `C10`.
    pub id: String,
    /// What a violation means.
    pub level: Level,
    /// What it compares.
    pub rule: Rule,
    /// What is wrong where it fails, in a sentence.
    pub message: String,
    /// What can be behind it, innocent or not, and what to look at.
    pub explanation: String,
    /// Where the rule comes from.
    pub origin: String,
    /// The country whose law fixes the rule; it is applied to elections of that country only. `None`: anywhere.
    pub country: Option<String>,
    /// Numbers the user may set.
    pub params: Vec<Param>,
    /// Lines that the file itself must have, no definition in their place.
    pub given: Vec<String>,
    /// Names the rule uses, with the meaning of each.
    pub names: Vec<Named>,
}

/// A name and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name used in rules.
    pub name: String,
    /// What it counts.
    pub meaning: String,
}

/// A file of controls.
#[derive(Clone, Debug, Default)]
pub struct ControlSet {
    /// Name of the file, or `standard`.
    pub name: String,
    /// Quantities the rules may use besides the fields.
    pub definitions: Vec<Definition>,
    /// The controls, in the order of the file.
    pub controls: Vec<Control>,
}

impl ControlSet {
    /// The text of the standard set, to start an own file from.
    pub const STANDARD: &'static str = include_str!("controls.toml");

    /// The 45 standard controls.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    #[must_use]
    pub fn standard() -> Self {
        Self::parse(Self::STANDARD, "standard").unwrap_or_else(|errors| panic!("the standard controls are well formed: {errors:?}"))
    }

    /// Reads a file of controls; `name` is how messages call it.
    ///
    /// # Errors
    /// Every error of the file, each with its line and column.
    pub fn parse(toml: &str, name: &str) -> Result<Self, Vec<ControlError>> {
        read::read(toml, name)
    }

    /// The control of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Control> {
        self.controls.iter().find(|c| c.id == id)
    }

    /// The same set with only the controls `keep` accepts.
    #[must_use]
    pub fn keep(mut self, keep: impl FnMut(&Control) -> bool) -> Self {
        self.controls.retain(keep);
        self
    }

    pub(crate) fn scope<'a>(&'a self, control: &'a Control) -> Scope<'a> {
        Scope { definitions: &self.definitions, params: &control.params }
    }
}

/// Names an expression uses, in order of appearance, with the meaning of each.
fn names(expr: &Expr, scope: &Scope<'_>, out: &mut Vec<Named>) {
    if let crate::language::ast::Node::Name { name, .. } = &expr.node {
        let meaning = match scope.find(name) {
            Some(Meaning::Param(p)) => p.meaning.clone(),
            Some(Meaning::Field(f, _)) => f.meaning().to_owned(),
            Some(Meaning::Definition(d)) => d.meaning.clone(),
            Some(Meaning::List(l)) => l.meaning().to_owned(),
            None => String::new(),
        };
        if out.iter().all(|n| n.name != **name) {
            out.push(Named { name: name.to_string(), meaning });
        }
    }
    expr.parts().into_iter().for_each(|p| names(p, scope, out));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_set_has_the_45_controls_in_order() {
        let set = ControlSet::standard();
        let ids: Vec<String> = set.controls.iter().map(|c| c.id.clone()).collect();
        let expected: Vec<String> = (1..=45).map(|i| format!("C{i:02}")).collect();
        assert_eq!(ids, expected);
        for c in &set.controls {
            assert!(!c.message.is_empty() && !c.explanation.is_empty() && !c.origin.is_empty(), "{}", c.id);
        }
    }

    #[test]
    fn every_rule_prints_as_it_is_written() {
        for c in ControlSet::standard().controls {
            if let Rule::Station { source, expr } = c.rule {
                assert_eq!(expr.to_string(), source, "{}", c.id);
            }
        }
    }

    #[test]
    fn every_name_has_a_meaning() {
        for c in ControlSet::standard().controls {
            assert!(c.names.iter().all(|n| !n.meaning.is_empty()), "{}: {:?}", c.id, c.names);
        }
    }
}
