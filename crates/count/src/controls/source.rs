//! Walks the TOML of a file of controls, and notes every error with line and column.

use std::ops::Range;

use serde::Serialize;
use toml::de::DeTable;

use crate::language::{Expr, ParseError, Type, line_and_column, nearest, parse};

/// An error in a file of controls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct ControlError {
    /// Stable code, such as `CONTROL-KEY` or, for errors inside a rule, `RULE-NAME`.
    pub code: &'static str,
    /// Name of the file.
    pub file: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in the file, from 1.
    pub column: usize,
    /// The control or definition, where it has a name.
    pub control: Option<String>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// The line of the file with carets under what is wrong.
    pub rendered: String,
}

impl ControlError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }
}

/// The file, and what was found wrong in it so far.
pub(super) struct Reader<'a> {
    pub toml: &'a str,
    pub file: &'a str,
    /// The control or definition being read.
    pub at: Option<String>,
    /// Definitions and parameters that were refused: a rule that uses one is not wrong for that.
    pub refused: Vec<String>,
    pub errors: Vec<ControlError>,
    /// Where the lines of the file begin.
    lines: Vec<usize>,
}

pub(super) type Table<'a> = DeTable<'a>;

/// A text of the file and the bytes it covers, quotation marks included.
pub(super) type Text<'t> = (&'t str, Range<usize>);

impl<'a> Reader<'a> {
    pub fn new(toml: &'a str, file: &'a str) -> Self {
        let lines = std::iter::once(0).chain(toml.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { toml, file, at: None, refused: Vec::new(), errors: Vec::new(), lines }
    }

    /// Notes an error at these bytes of the file.
    pub fn refuse(&mut self, code: &'static str, at: Range<usize>, message: impl Into<String>, remedy: impl Into<String>) {
        // The line is found among those known: a file of nothing but errors would be read once for each of them.
        let line = self.lines.partition_point(|&begin| begin <= at.start).max(1);
        let begin = self.lines.get(line - 1).copied().unwrap_or(0);
        let end = self.lines.get(line).copied().unwrap_or(self.toml.len());
        let text = self.toml.get(begin..end).unwrap_or_default();
        let at = at.start - begin..at.end.saturating_sub(begin);
        let (_, column) = line_and_column(text, at.start);
        let error = ParseError { code, message: message.into(), at, remedy: remedy.into() };
        let rendered = error.render_after(line - 1, text);
        let ParseError { message, remedy, .. } = error;
        self.errors.push(ControlError {
            code,
            file: self.file.to_owned(),
            line,
            column,
            control: self.at.clone(),
            message,
            remedy,
            rendered,
        });
    }

    /// The tables of a list, `[[key]]`.
    pub fn tables<'t, 'i>(&mut self, root: &'t Table<'i>, key: &str) -> Vec<(&'t Table<'i>, Range<usize>)> {
        self.at = None;
        let Some(value) = root.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.refuse(
                "CONTROL-TYPE",
                value.span(),
                format!("`{key}` is not a list of tables"),
                format!("write `[[{key}]]` with two brackets"),
            );
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in array {
            match item.get_ref().as_table() {
                Some(table) => out.push((table, item.span())),
                None => self.refuse("CONTROL-TYPE", item.span(), format!("this {key} is not a table"), format!("write `[[{key}]]`")),
            }
        }
        out
    }

    /// Refuses every key that is not known.
    pub fn known_keys(&mut self, table: &Table<'_>, known: &[&str]) {
        for key in table.keys().filter(|k| !known.contains(&k.get_ref().as_ref())) {
            let remedy = nearest(key.get_ref(), known.iter().copied())
                .map_or_else(|| format!("keys here are {}", known.join(", ")), |n| format!("did you mean `{n}`?"));
            self.refuse("CONTROL-KEY", key.span(), format!("there is no key `{}`", key.get_ref()), remedy);
        }
    }

    /// The text under a key that must be there.
    pub fn text<'t>(&mut self, table: &'t Table<'_>, key: &str, whole: &Range<usize>) -> Option<Text<'t>> {
        let Some(value) = table.get(key) else {
            self.refuse("CONTROL-MISSING", whole.clone(), format!("the key `{key}` is missing"), format!("add `{key} = \"...\"`"));
            return None;
        };
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some((text, value.span())),
            _ => {
                self.refuse("CONTROL-TYPE", value.span(), format!("`{key}` is not a text"), "write a text in quotation marks");
                None
            }
        }
    }

    /// Parses an expression and checks it; errors point into the file.
    pub fn expression(&mut self, text: &Text<'_>, check: impl FnOnce(&Expr) -> Result<Type, ParseError>) -> Option<(Expr, Type)> {
        match parse(text.0).and_then(|expr| check(&expr).map(|kind| (expr, kind))) {
            Ok(read) => Some(read),
            Err(e) => {
                let follows = text.0.get(e.at.clone()).is_some_and(|part| self.refused.iter().any(|r| r == part));
                if !follows {
                    let at = self.within(text, &e.at);
                    self.refuse(e.code, at, e.message, e.remedy);
                }
                None
            }
        }
    }

    /// Where a part of a text stands in the file; the whole text where it is written with escapes.
    fn within(&self, text: &Text<'_>, part: &Range<usize>) -> Range<usize> {
        let raw = self.toml.get(text.1.clone()).unwrap_or_default();
        raw.find(text.0).map_or(text.1.clone(), |offset| text.1.start + offset + part.start..text.1.start + offset + part.end)
    }
}
