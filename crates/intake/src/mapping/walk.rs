//! Walking a parsed TOML document while collecting every error with its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{At, MappingError, MappingErrors, MappingFault, quoted};
use crate::text::{Lines, nearest_word};

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// The errors found so far, and the lines of the text for finding their places.
pub(super) struct Walk<'a> {
    name: &'a str,
    lines: Lines<'a>,
    errors: Vec<MappingError>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str, name: &'a str) -> Self {
        Self { name, lines: Lines::new(text), errors: Vec::new() }
    }

    pub(super) fn at(&self, span: &Range<usize>) -> At {
        let (line, column) = self.lines.at(span.start);
        At { line, column }
    }

    pub(super) fn fault(&mut self, span: &Range<usize>, fault: MappingFault) {
        let at = self.at(span);
        self.errors.push(MappingError { mapping: self.name.to_owned(), at, fault });
    }

    pub(super) fn wrong(&mut self, span: &Range<usize>, key: &str, wanted: &str) {
        self.fault(span, MappingFault::Value { key: key.to_owned(), wanted: wanted.to_owned() });
    }

    pub(super) fn finish<T>(mut self, value: T) -> Result<T, MappingErrors> {
        self.errors.sort_by_key(|e| e.at);
        if self.errors.is_empty() { Ok(value) } else { Err(MappingErrors(self.errors)) }
    }

    /// Reports every key of a table that is not among the known ones.
    pub(super) fn only(&mut self, table: &DeTable<'_>, section: &str, known: &[&str]) {
        for key in table.keys() {
            let word: &str = key.get_ref();
            if !known.contains(&word) {
                let near = nearest_word(word, known.iter().copied());
                let known = near.map_or_else(|| known.iter().map(|&k| k.to_owned()).collect(), |k| vec![k.to_owned()]);
                let fault = MappingFault::UnknownKey { key: word.to_owned(), section: section.to_owned(), known };
                self.fault(&key.span(), fault);
            }
        }
    }

    pub(super) fn table<'v, 'i>(&mut self, value: &'v Value<'i>, key: &str) -> Option<&'v DeTable<'i>> {
        if let DeValue::Table(t) = value.get_ref() {
            return Some(t);
        }
        self.wrong(&value.span(), key, "a table");
        None
    }

    pub(super) fn list<'v, 'i>(&mut self, value: &'v Value<'i>, key: &str) -> &'v [Value<'i>] {
        if let DeValue::Array(a) = value.get_ref() {
            return a;
        }
        self.wrong(&value.span(), key, "a list");
        &[]
    }

    pub(super) fn string(&mut self, value: &Value<'_>, key: &str) -> Option<String> {
        if let DeValue::String(s) = value.get_ref() {
            return Some(s.to_string());
        }
        self.wrong(&value.span(), key, "a text in quotes");
        None
    }

    /// One text or a list of texts.
    pub(super) fn strings(&mut self, value: &Value<'_>, key: &str) -> Vec<String> {
        match value.get_ref() {
            DeValue::String(s) => vec![s.to_string()],
            DeValue::Array(list) => list.iter().filter_map(|v| self.string(v, key)).collect(),
            _ => {
                self.wrong(&value.span(), key, "a text in quotes or a list of them");
                Vec::new()
            }
        }
    }

    pub(super) fn flag(&mut self, value: &Value<'_>, key: &str) -> Option<bool> {
        if let DeValue::Boolean(b) = value.get_ref() {
            return Some(*b);
        }
        self.wrong(&value.span(), key, "true or false");
        None
    }

    /// A line or row number, from 1.
    pub(super) fn row(&mut self, value: &Value<'_>, key: &str) -> Option<u32> {
        if let DeValue::Integer(i) = value.get_ref()
            && let Ok(n @ 1..) = u32::from_str_radix(&i.as_str().replace('_', ""), i.radix())
        {
            return Some(n);
        }
        self.wrong(&value.span(), key, "a whole number from 1");
        None
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, value: &Value<'_>, key: &str, of: &[(&str, T)]) -> Option<T> {
        let word = self.string(value, key)?;
        let found = of.iter().find(|(w, _)| *w == word).map(|(_, t)| *t);
        if found.is_none() {
            let words: Vec<String> = of.iter().map(|(w, _)| quoted(w)).collect();
            self.wrong(&value.span(), key, &words.join(" or "));
        }
        found
    }
}

/// The value under a key.
pub(super) fn get<'v, 'i>(table: &'v DeTable<'i>, key: &str) -> Option<&'v Value<'i>> {
    table.get(key)
}
