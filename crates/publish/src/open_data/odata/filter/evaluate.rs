//! Whether a row fulfils a condition.

use std::cmp::Ordering;

use jiff::Timestamp;

use super::super::entity::Entity;
use super::super::{Edm, EntitySet};
use super::{Compare, Filter, Function, Literal};

impl Filter {
    /// Whether a row stands on the page: whether the condition is true, neither false nor null.
    #[must_use]
    pub fn keeps<E: Entity + ?Sized>(&self, set: &EntitySet, row: &E) -> bool {
        self.evaluate(set, row) == Some(true)
    }

    /// True, false, or none for null.
    fn evaluate<E: Entity + ?Sized>(&self, set: &EntitySet, row: &E) -> Option<bool> {
        match self {
            Self::And(parts) => all(parts.iter().map(|part| part.evaluate(set, row)), false),
            Self::Or(parts) => all(parts.iter().map(|part| part.evaluate(set, row)), true),
            Self::Not(inner) => inner.evaluate(set, row).map(|b| !b),
            Self::Compare(property, compare, literal) => {
                let edm = set.properties.get(*property).map_or(Edm::String, |p| p.edm);
                Some(holds(*compare, row.cell(*property), edm, literal))
            }
            Self::Test(function, property, text) => match (row.cell(*property), function) {
                ("", _) => None,
                (cell, Function::Contains) => Some(cell.contains(text.as_str())),
                (cell, Function::StartsWith) => Some(cell.starts_with(text.as_str())),
            },
            Self::Is(property) => match row.cell(*property) {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
        }
    }
}

/// `and` ends with the first false, `or` with the first true; else one null makes it null.
fn all(parts: impl Iterator<Item = Option<bool>>, ends: bool) -> Option<bool> {
    let mut result = Some(!ends);
    for part in parts {
        match part {
            Some(b) if b == ends => return Some(ends),
            Some(_) => {}
            None => result = None,
        }
    }
    result
}

fn holds(compare: Compare, cell: &str, edm: Edm, literal: &Literal) -> bool {
    let ordering = order(cell, edm, literal);
    match compare {
        Compare::Eq => ordering == Some(Ordering::Equal),
        Compare::Ne => ordering != Some(Ordering::Equal),
        Compare::Gt => ordering == Some(Ordering::Greater),
        Compare::Ge => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
        Compare::Lt => ordering == Some(Ordering::Less),
        Compare::Le => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
    }
}

/// How a cell stands to a value; none where one of them is null, or the cell is not of its type.
fn order(cell: &str, edm: Edm, literal: &Literal) -> Option<Ordering> {
    match literal {
        Literal::Null => super::super::page::is_null(cell, edm).then_some(Ordering::Equal),
        _ if cell.is_empty() => None,
        Literal::Text(text) => Some(cell.cmp(text.as_str())),
        Literal::Whole(n) => match cell.parse::<i64>() {
            Ok(m) => Some(m.cmp(n)),
            Err(_) => cell.parse::<f64>().ok()?.partial_cmp(&as_double(*n)),
        },
        Literal::Number(x) => cell.parse::<f64>().ok()?.partial_cmp(x),
        Literal::Bool(b) => cell.parse::<bool>().ok().map(|c| c.cmp(b)),
        Literal::Time(time) => cell.parse::<Timestamp>().ok().map(|c| c.cmp(time)),
    }
}

/// Only beside a cell with a fraction, which has at most 15 digits.
fn as_double(n: i64) -> f64 {
    n as f64
}
