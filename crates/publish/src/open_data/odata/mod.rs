//! `OData` v4: tables that spreadsheets and business tools ask for over HTTP, page by page.
//!
//! The server finds the entity set and the rows; what a request means and what an answer looks like is decided here.
//!
//! | question | module |
//! |---|---|
//! | which properties has an entity set? | [`EntitySet`] |
//! | a submission as an entity | [`entity`] |
//! | `$metadata` and the service document | [`metadata`] |
//! | `$top`, `$skip`, `$skiptoken`, `$count`, `$select`, `$orderby` | [`query`] |
//! | `$filter` | [`filter`] |
//! | which rows stand on a page; its JSON | [`page`] |
//! | what is refused? | [`error`] |

pub mod entity;
pub mod error;
pub mod filter;
pub mod metadata;
pub mod page;
pub mod query;

pub use entity::{Entity, SubmissionEntity};
pub use error::{Place, QueryError};
pub use filter::Filter;
pub use page::Page;
pub use query::Query;

use std::collections::HashSet;

use super::columns::{Kind, Layout, OTHER};
use super::row::FIXED;

/// Namespace of the types.
pub const NAMESPACE: &str = "scrutineer";
/// Characters of a name, as `OData` allows.
const MAX_IDENTIFIER: usize = 128;

/// Type of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edm {
    /// Text.
    String,
    /// A whole number.
    Int64,
    /// A number.
    Double,
    /// Yes or no.
    Boolean,
    /// A date and time with its offset. What cannot be read as one is null.
    DateTimeOffset,
}

impl Edm {
    /// Its name in metadata.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "Edm.String",
            Self::Int64 => "Edm.Int64",
            Self::Double => "Edm.Double",
            Self::Boolean => "Edm.Boolean",
            Self::DateTimeOffset => "Edm.DateTimeOffset",
        }
    }
}

/// One property of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name: letters, digits and `_`.
    pub name: String,
    /// Its type.
    pub edm: Edm,
    /// The column's name in the other exports, where the name here had to be another.
    pub column: Option<String>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntitySet {
    /// Its name, such as `Submissions`.
    pub name: &'static str,
    /// Name of the type of its entities.
    pub entity_type: &'static str,
    /// Its properties; the first is the key.
    pub properties: Vec<Property>,
}

impl EntitySet {
    /// Submissions of one form: the first columns of every export, then the answers. The key is `entry`.
    #[must_use]
    pub fn submissions(layout: &Layout) -> Self {
        let mut names = Names::default();
        let fixed = FIXED.iter().map(|&name| (name, edm_of(name)));
        let answers = layout.answers().map(|(header, kind)| {
            let edm = match kind {
                Kind::Integer | Kind::Wide => Edm::Int64,
                Kind::Number => Edm::Double,
                Kind::Empty | Kind::Text => Edm::String,
            };
            (header, edm)
        });
        let other = layout.has_other().then_some((OTHER, Edm::String));
        let properties = fixed.chain(answers).chain(other).map(|(column, edm)| names.property(column, edm)).collect();
        Self { name: "Submissions", entity_type: "Submission", properties }
    }

    /// Stations. The key is `code`.
    #[must_use]
    pub fn stations() -> Self {
        let text = ["code", "name", "places"].map(|name| (name, Edm::String));
        let numbers = [("registered", Edm::Int64), ("latitude", Edm::Double), ("longitude", Edm::Double)];
        Self::of("Stations", "Station", text.into_iter().chain(numbers))
    }

    /// Observers by their codes: no names, no telephones. The key is `code`.
    #[must_use]
    pub fn observers() -> Self {
        let text = ["code", "organisation", "role", "station"].map(|name| (name, Edm::String));
        Self::of("Observers", "Observer", text.into_iter().chain([("submissions", Edm::Int64)]))
    }

    fn of(name: &'static str, entity_type: &'static str, properties: impl Iterator<Item = (&'static str, Edm)>) -> Self {
        let properties = properties.map(|(name, edm)| Property { name: name.to_owned(), edm, column: None }).collect();
        Self { name, entity_type, properties }
    }

    /// Position of a property.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.properties.iter().position(|p| p.name == name)
    }

    /// Type of the key.
    pub(super) fn key(&self) -> Edm {
        self.properties.first().map_or(Edm::String, |p| p.edm)
    }
}

fn edm_of(fixed: &str) -> Edm {
    match fixed {
        "entry" => Edm::Int64,
        "replaced" => Edm::Boolean,
        "captured_at" | "received_at" => Edm::DateTimeOffset,
        _ => Edm::String,
    }
}

/// Gives every property a name of its own.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
}

impl Names {
    fn property(&mut self, column: &str, edm: Edm) -> Property {
        let base = identifier(column);
        let mut name = base.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            let end = format!("_{number}");
            name = base.chars().take(MAX_IDENTIFIER - end.len()).chain(end.chars()).collect();
            number += 1;
        }
        let column = (name != column).then(|| column.to_owned());
        Property { name, edm, column }
    }
}

/// A name that `OData` allows: `_` for whatever is neither letter nor digit, and before a digit at the start.
fn identifier(column: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || (c.is_alphabetic() && !c.is_ascii());
    let start = column.chars().next().is_none_or(|c| c.is_ascii_digit()).then_some('_');
    let rest = column.chars().map(|c| if allowed(c) { c } else { '_' });
    start.into_iter().chain(rest).take(MAX_IDENTIFIER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_get_names_that_are_allowed_and_their_own() {
        let mut names = Names::default();
        let got: Vec<String> =
            ["00a", "g/q", "g_q", "g-q", "кезек", "a b", ""].iter().map(|c| names.property(c, Edm::String).name).collect();
        assert_eq!(got, ["_00a", "g_q", "g_q_2", "g_q_3", "кезек", "a_b", "_"]);
        let long = "x".repeat(200);
        let (a, b) = (names.property(&long, Edm::String).name, names.property(&long, Edm::String).name);
        assert!(a != b && a.len() == MAX_IDENTIFIER && b.len() == MAX_IDENTIFIER);
    }
}
