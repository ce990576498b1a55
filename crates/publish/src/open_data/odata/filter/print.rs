//! A condition as text that reads as itself.

use std::fmt::Write;

use super::super::EntitySet;
use super::{Compare, Filter, Function, Literal};

impl Filter {
    /// The condition as `OData` writes it, with a parenthesis around everything joined.
    #[must_use]
    pub fn to_text(&self, set: &EntitySet) -> String {
        let mut out = String::new();
        self.print(set, &mut out);
        out
    }

    fn print(&self, set: &EntitySet, out: &mut String) {
        let name = |property: usize| set.properties.get(property).map_or("", |p| p.name.as_str());
        // Writing to a String cannot fail.
        let _ = match self {
            Self::And(parts) => return list(parts, " and ", set, out),
            Self::Or(parts) => return list(parts, " or ", set, out),
            Self::Not(inner) => {
                out.push_str("not (");
                inner.print(set, out);
                out.push(')');
                Ok(())
            }
            Self::Compare(property, compare, literal) => write!(out, "{} {} {}", name(*property), word(*compare), printed(literal)),
            Self::Test(function, property, text) => {
                let function = if *function == Function::Contains { "contains" } else { "startswith" };
                write!(out, "{function}({},{})", name(*property), quoted(text))
            }
            Self::Is(property) => write!(out, "{}", name(*property)),
        };
    }
}

fn list(parts: &[Filter], between: &str, set: &EntitySet, out: &mut String) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        let joined = matches!(part, Filter::And(_) | Filter::Or(_));
        if joined {
            out.push('(');
        }
        part.print(set, out);
        if joined {
            out.push(')');
        }
    }
}

fn word(compare: Compare) -> &'static str {
    match compare {
        Compare::Eq => "eq",
        Compare::Ne => "ne",
        Compare::Gt => "gt",
        Compare::Ge => "ge",
        Compare::Lt => "lt",
        Compare::Le => "le",
    }
}

fn printed(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Text(text) => quoted(text),
        Literal::Whole(n) => n.to_string(),
        // With an exponent, lest it be read as a whole number.
        Literal::Number(x) => format!("{x:e}"),
        Literal::Bool(b) => b.to_string(),
        Literal::Time(time) => time.to_string(),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
