//! Answers as they were sent, flattened: one path and one value each.
//!
//! A group's question is `group/question`, a repeat's `repeat[1]/question`, counted from 1. Several choices, an array of plain
//! values, are one value with blanks between, as ODK writes them. Within names `%`, `/`, `[` and `]` are written `%25`, `%2F`,
//! `%5B` and `%5D`, and a name without a letter `%`, so that two answers never have one path.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Groups within groups that are flattened; what lies deeper stays JSON.
pub const MAX_DEPTH: usize = 8;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// `null`, or an empty list of choices.
    Missing,
    /// A text.
    Text(Cow<'a, str>),
    /// A number, to the digit as it was sent.
    Number(&'a str),
    /// Yes or no.
    Bool(bool),
    /// Several choices with blanks between.
    Choices(String),
    /// What lies deeper than [`MAX_DEPTH`], as JSON.
    Json(&'a str),
}

impl Value<'_> {
    /// The value as a cell has it; empty for one that is missing.
    #[must_use]
    pub fn cell(&self) -> &str {
        match self {
            Self::Missing => "",
            Self::Text(text) => text,
            Self::Number(text) | Self::Json(text) => text,
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
            Self::Choices(text) => text,
        }
    }
}

/// The text is not a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnObject;

/// Gives every answer to `each`, in the order of the text. Any text that is a JSON object is read to its end.
///
/// # Errors
/// [`NotAnObject`], after some answers may have been given.
pub fn flatten<'a>(answers: &'a str, each: &mut impl FnMut(&str, Value<'a>)) -> Result<(), NotAnObject> {
    if !answers.trim_start().starts_with('{') {
        return Err(NotAnObject);
    }
    let mut walk = Walk { path: String::new(), depth: 0, each };
    read(answers, Members(&mut walk)).ok_or(NotAnObject)
}

/// Where the walk is.
struct Walk<'f, F> {
    path: String,
    depth: usize,
    each: &'f mut F,
}

impl<'a, F: FnMut(&str, Value<'a>)> Walk<'_, F> {
    /// One value at the current path.
    fn value(&mut self, json: &'a str) {
        let value = match json.as_bytes().first() {
            Some(b'{') if self.depth < MAX_DEPTH => return self.inside(json, true),
            Some(b'[') => match choices(json) {
                Some(value) => value,
                None if self.depth < MAX_DEPTH => return self.inside(json, false),
                None => Value::Json(json),
            },
            _ => plain(json).unwrap_or(Value::Json(json)),
        };
        (self.each)(&self.path, value);
    }

    fn inside(&mut self, json: &'a str, group: bool) {
        self.depth += 1;
        // What `RawValue` let through reads again.
        let _ = if group { read(json, Members(self)) } else { read(json, Elements(self)) };
        self.depth -= 1;
    }

    fn member(&mut self, name: &str, json: &'a str) {
        let before = self.path.len();
        if before > 0 {
            self.path.push('/');
        }
        push_name(&mut self.path, name);
        self.value(json);
        self.path.truncate(before);
    }

    fn element(&mut self, number: usize, json: &'a str) {
        let before = self.path.len();
        // Writing to a String cannot fail.
        let _ = write!(self.path, "[{number}]");
        self.value(json);
        self.path.truncate(before);
    }
}

fn push_name(path: &mut String, name: &str) {
    if name.is_empty() {
        return path.push('%');
    }
    if !name.bytes().any(|b| matches!(b, b'%' | b'/' | b'[' | b']')) {
        return path.push_str(name);
    }
    for c in name.chars() {
        match c {
            '%' => path.push_str("%25"),
            '/' => path.push_str("%2F"),
            '[' => path.push_str("%5B"),
            ']' => path.push_str("%5D"),
            c => path.push(c),
        }
    }
}

/// A value that is neither object nor array.
fn plain(json: &str) -> Option<Value<'_>> {
    Some(match json.as_bytes().first()? {
        b'"' => Value::Text(text(json)?),
        b't' => Value::Bool(true),
        b'f' => Value::Bool(false),
        b'n' => Value::Missing,
        b'{' | b'[' => return None,
        _ => Value::Number(json),
    })
}

/// A list of plain values as one; none where something in it is not plain.
fn choices(json: &str) -> Option<Value<'_>> {
    let list: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    let mut joined = String::new();
    for raw in list {
        let value = plain(raw.get())?;
        if !joined.is_empty() && value != Value::Missing {
            joined.push(' ');
        }
        joined.push_str(value.cell());
    }
    Some(if joined.is_empty() { Value::Missing } else { Value::Choices(joined) })
}

/// A JSON string. Half of a surrogate pair, which JSON can write and Unicode has not, becomes U+FFFD.
fn text(json: &str) -> Option<Cow<'_, str>> {
    let inner = json.get(1..json.len().checked_sub(1)?)?;
    if inner.contains('\\') { read(json, Text) } else { Some(Cow::Borrowed(inner)) }
}

fn read<'a, S: DeserializeSeed<'a>>(json: &'a str, seed: S) -> Option<S::Value> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = seed.deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some(value)
}

struct Text;

impl<'a> DeserializeSeed<'a> for Text {
    type Value = Cow<'a, str>;
    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // As bytes: `str` would refuse half of a surrogate pair.
        deserializer.deserialize_bytes(self)
    }
}

impl<'a> Visitor<'a> for Text {
    type Value = Cow<'a, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }
    fn visit_borrowed_bytes<E>(self, bytes: &'a [u8]) -> Result<Self::Value, E> {
        Ok(String::from_utf8_lossy(bytes))
    }
    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()))
    }
}

/// Members of an object, walked as they come.
struct Members<'w, 'f, F>(&'w mut Walk<'f, F>);

impl<'a, F: FnMut(&str, Value<'a>)> DeserializeSeed<'a> for Members<'_, '_, F> {
    type Value = ();
    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a, F: FnMut(&str, Value<'a>)> Visitor<'a> for Members<'_, '_, F> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(Text)? {
            let raw: &RawValue = map.next_value()?;
            self.0.member(&name, raw.get());
        }
        Ok(())
    }
}

/// Elements of an array, walked as they come.
struct Elements<'w, 'f, F>(&'w mut Walk<'f, F>);

impl<'a, F: FnMut(&str, Value<'a>)> DeserializeSeed<'a> for Elements<'_, '_, F> {
    type Value = ();
    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'a, F: FnMut(&str, Value<'a>)> Visitor<'a> for Elements<'_, '_, F> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }
    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(raw) = seq.next_element::<&RawValue>()? {
            number += 1;
            self.0.element(number, raw.get());
        }
        seq.next_element::<IgnoredAny>().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(json: &str) -> Vec<(String, String)> {
        let mut out = Vec::new();
        flatten(json, &mut |path, value| out.push((path.to_owned(), value.cell().to_owned()))).expect("is an object");
        out
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn values_stay_as_they_were_sent() {
        let json = r#" {"a": "179", "b": 1.50, "c": true, "d": null, "e": "say \"no\"\n", "f": -0, "g": 12345678901234567890.10} "#;
        let wanted =
            [("a", "179"), ("b", "1.50"), ("c", "true"), ("d", ""), ("e", "say \"no\"\n"), ("f", "-0"), ("g", "12345678901234567890.10")];
        assert_eq!(cells(json), pairs(&wanted));
    }

    #[test]
    fn groups_repeats_and_choices() {
        let json = r#"{"g": {"q": 1, "h": {"r": "x"}}, "rep": [{"q": "a"}, {"q": "b", "c": ["x", null, 7]}], "none": [], "mix": ["a", {"b": 1}], "o": {}}"#;
        let wanted = [
            ("g/q", "1"),
            ("g/h/r", "x"),
            ("rep[1]/q", "a"),
            ("rep[2]/q", "b"),
            ("rep[2]/c", "x 7"),
            ("none", ""),
            ("mix[1]", "a"),
            ("mix[2]/b", "1"),
        ];
        assert_eq!(cells(json), pairs(&wanted));
    }

    #[test]
    fn two_answers_never_have_one_path() {
        let json = r#"{"a/b": 1, "a": {"b": 2}, "r[1]": 3, "r": [[4, {}]], "50%": 5, "": {"a": 6}}"#;
        assert_eq!(cells(json), pairs(&[("a%2Fb", "1"), ("a/b", "2"), ("r%5B1%5D", "3"), ("r[1][1]", "4"), ("50%25", "5"), ("%/a", "6")]));
    }

    #[test]
    fn half_a_pair_becomes_a_replacement() {
        assert_eq!(cells(r#"{"\ud800": "\udc00x"}"#), pairs(&[("\u{fffd}\u{fffd}\u{fffd}", "\u{fffd}\u{fffd}\u{fffd}x")]));
    }

    #[test]
    fn what_lies_too_deep_stays_json() {
        let json = format!("{}1{}", "{\"a\":".repeat(500), "}".repeat(500));
        let out = cells(&json);
        assert_eq!(out.len(), 1);
        assert_eq!(out[0].0, ["a"; MAX_DEPTH + 1].join("/"));
        assert_eq!(out[0].1.len(), json.len() - 6 * (MAX_DEPTH + 1));
    }

    #[test]
    fn anything_else_is_refused() {
        for json in ["", "[]", "1", "{", "{\"a\":}", "{} {}", "{\"a\":1,}"] {
            assert_eq!(flatten(json, &mut |_, _| {}), Err(NotAnObject), "{json}");
        }
    }
}
