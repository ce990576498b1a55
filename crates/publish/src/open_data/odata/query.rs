//! The query options of a request.

use super::error::{Place, QueryError};
use super::filter::{Filter, parse};
use super::{Edm, EntitySet};

/// Bytes of one option's value.
pub const MAX_LENGTH: usize = 4096;

/// What a request asks of an entity set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Rows at most.
    pub top: Option<u64>,
    /// Rows left out first.
    pub skip: u64,
    /// The key after which to go on.
    pub after: Option<String>,
    /// Whether the answer says how many rows there are.
    pub count: bool,
    /// The properties asked for, by position, in the order asked; none for all.
    pub select: Option<Vec<usize>>,
    /// Whether the largest key comes first.
    pub descending: bool,
    /// Which rows.
    pub filter: Option<Filter>,
    /// The options that the next page repeats, as they came.
    pub(super) repeated: Vec<(&'static str, String)>,
}

/// The options, and whether the next page repeats them.
const OPTIONS: [(&str, bool); 8] = [
    ("$top", false),
    ("$skip", false),
    ("$skiptoken", false),
    ("$count", true),
    ("$select", true),
    ("$orderby", true),
    ("$filter", true),
    ("$format", true),
];
/// Options of `OData` that are not here.
const NOT_HERE: [&str; 6] = ["$expand", "$search", "$apply", "$compute", "$levels", "$deltatoken"];

impl Query {
    /// Reads decoded names and values. An option without `$` is the server's own and is passed over.
    ///
    /// # Errors
    /// The first option that cannot be read or is not supported, with its place.
    pub fn parse<'q>(set: &EntitySet, options: impl IntoIterator<Item = (&'q str, &'q str)>) -> Result<Self, QueryError> {
        let mut query = Self::default();
        let mut seen = Vec::new();
        for (name, value) in options {
            if !name.starts_with('$') {
                continue;
            }
            let Some(&(option, repeated)) = OPTIONS.iter().find(|(option, _)| *option == name) else {
                return Err(unknown(name));
            };
            if seen.contains(&option) {
                return Err(QueryError::Twice { option });
            }
            if value.len() > MAX_LENGTH {
                return Err(QueryError::Limit { place: Place { option, at: MAX_LENGTH }, most: MAX_LENGTH, unit: "bytes" });
            }
            seen.push(option);
            query.take(set, option, value)?;
            if repeated {
                query.repeated.push((option, value.to_owned()));
            }
        }
        Ok(query)
    }

    fn take(&mut self, set: &EntitySet, option: &'static str, value: &str) -> Result<(), QueryError> {
        let wanted = |wanted| QueryError::Syntax { place: Place { option, at: 0 }, wanted };
        match option {
            "$top" => self.top = Some(whole(value).ok_or(wanted("a whole number"))?),
            "$skip" => self.skip = whole(value).ok_or(wanted("a whole number"))?,
            "$skiptoken" => {
                let fits = set.key() != Edm::Int64 || whole(value).is_some();
                self.after = Some(fits.then(|| value.to_owned()).ok_or(wanted("the token of a next link"))?);
            }
            "$count" => {
                self.count = match value {
                    "true" => true,
                    "false" => false,
                    _ => return Err(wanted("`true` or `false`")),
                }
            }
            "$select" => self.select = select(set, value)?,
            "$orderby" => self.descending = descending(set, value)?,
            "$filter" => self.filter = Some(parse(set, value)?),
            _ if value == "json" || value.starts_with("application/json") => {}
            _ => return Err(QueryError::Unsupported { place: Place { option, at: 0 }, what: "another format than JSON" }),
        }
        Ok(())
    }
}

fn unknown(name: &str) -> QueryError {
    let known = NOT_HERE.iter().find(|option| **option == name);
    known.map_or(QueryError::Option, |&option| QueryError::Unsupported { place: Place { option, at: 0 }, what: "this query option" })
}

/// Digits alone: `u64` would also read a sign.
fn whole(value: &str) -> Option<u64> {
    let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    if digits { value.parse().ok() } else { None }
}

fn select(set: &EntitySet, value: &str) -> Result<Option<Vec<usize>>, QueryError> {
    let mut chosen = Vec::new();
    let mut start = 0;
    for piece in value.split(',') {
        let name = piece.trim();
        let place = Place { option: "$select", at: start + (piece.len() - piece.trim_start().len()) };
        if name == "*" {
            return if value.trim() == "*" { Ok(None) } else { Err(QueryError::Unsupported { place, what: "`*` beside names" }) };
        }
        if name.contains('/') {
            return Err(QueryError::Unsupported { place, what: "a path" });
        }
        let property = set.find(name).ok_or(QueryError::Property { place })?;
        if !chosen.contains(&property) {
            chosen.push(property);
        }
        start += piece.len() + 1;
    }
    Ok(Some(chosen))
}

fn descending(set: &EntitySet, value: &str) -> Result<bool, QueryError> {
    let mut words = value.split_whitespace();
    let place = |word: &str| Place { option: "$orderby", at: value.find(word).unwrap_or(0) };
    let name = words.next().unwrap_or("");
    if let Some(comma) = value.find(',') {
        return Err(QueryError::Unsupported { place: Place { option: "$orderby", at: comma }, what: "ordering by more than the key" });
    }
    match set.find(name) {
        None => return Err(QueryError::Property { place: place(name) }),
        Some(0) => {}
        Some(_) => return Err(QueryError::Unsupported { place: place(name), what: "ordering by anything but the key" }),
    }
    let descending = match words.next() {
        None | Some("asc") => false,
        Some("desc") => true,
        Some(word) => return Err(QueryError::Syntax { place: place(word), wanted: "`asc` or `desc`" }),
    };
    match words.next() {
        None => Ok(descending),
        Some(word) => Err(QueryError::Syntax { place: place(word), wanted: "nothing more" }),
    }
}
