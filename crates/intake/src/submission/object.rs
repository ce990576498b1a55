//! A JSON object whose values are left as they were written.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::SubmissionError;

/// Names in order, each once, with the text of their values.
#[derive(Debug)]
pub struct Object<'a> {
    members: Vec<(String, &'a RawValue)>,
}

/// Reads members in the order they come.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::with_capacity(64);
                while let Some(member) = map.next_entry::<String, &RawValue>()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

impl<'a> Object<'a> {
    /// Reads an object; `within` is the field it stands in, for errors.
    pub fn parse(text: &'a str, within: Option<&'static str>) -> Result<Self, SubmissionError> {
        let Members(mut members) = serde_json::from_str(text).map_err(|e| match (e.classify(), within) {
            (serde_json::error::Category::Data, _) => SubmissionError::NotAnObject { field: within.unwrap_or("the body") },
            _ => SubmissionError::NotJson { line: e.line(), column: e.column() },
        })?;
        members.sort_by(|(a, _), (b, _)| by_utf16(a, b));
        let twice = members.windows(2).any(|pair| pair[0].0 == pair[1].0);
        if twice { Err(SubmissionError::Twice { field: within.unwrap_or("the body") }) } else { Ok(Self { members }) }
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.members.iter().find(|(n, _)| n == name).map(|(_, value)| *value)
    }

    /// The value of a name that must be a string; nothing where it is not there.
    pub fn text(&self, name: &'static str) -> Result<Option<String>, SubmissionError> {
        self.get(name).map(|raw| text(raw).ok_or(SubmissionError::NotText { field: name })).transpose()
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<&'a RawValue> {
        let at = self.members.iter().position(|(n, _)| n == name)?;
        Some(self.members.remove(at).1)
    }

    /// Takes out the members of these names.
    pub fn split_off(&mut self, names: &[String]) -> Self {
        if names.is_empty() {
            return Self { members: Vec::new() };
        }
        let (taken, kept) = self.members.drain(..).partition(|(name, _)| names.contains(name));
        self.members = kept;
        Self { members: taken }
    }

    /// Whether it has no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The object in canonical form.
    pub fn write(&self) -> String {
        self.write_with(&[])
    }

    /// The object in canonical form, with other values for some names.
    pub fn write_with(&self, others: &[(&str, &str)]) -> String {
        let mut out = String::with_capacity(64 + self.members.iter().map(|(n, v)| n.len() + v.get().len() + 4).sum::<usize>());
        out.push('{');
        for (at, (member, raw)) in self.members.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            // A string always serialises.
            out.push_str(&serde_json::to_string(member).unwrap_or_default());
            out.push(':');
            out.push_str(others.iter().find(|(name, _)| member == name).map_or(raw.get(), |(_, value)| value));
        }
        out.push('}');
        out
    }

    /// The members themselves.
    pub fn into_members(self) -> Vec<(String, Box<RawValue>)> {
        self.members.into_iter().map(|(name, raw)| (name, raw.to_owned())).collect()
    }
}

/// The string that a value is, if it is one.
pub fn text(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// The order of names in RFC 8785, section 3.2.3: by UTF-16 code units. For ASCII that is the order of bytes.
fn by_utf16(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}
