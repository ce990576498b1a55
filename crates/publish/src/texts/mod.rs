//! Every word a reader sees, by name, in the reader's language.
//!
//! Texts live in `locales/LANGUAGE/*.ftl` ([Fluent](https://projectfluent.org)) and are embedded into the binary. Numbers are grouped and
//! rounded here, so that one number looks the same in every sentence, table and plot.

mod plain;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::numbers::number;

/// A language the texts exist in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// English.
    #[default]
    En,
}

/// The files of one language: name, for error messages, and content.
type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($language:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../locales/", $language, "/", $name, ".ftl"))),)*]
    };
}

impl Locale {
    /// The language as `lang` attributes write it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
        }
    }

    fn language(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }

    /// The embedded files.
    pub(crate) fn files(self) -> Files {
        match self {
            Self::En => {
                files!("en": "caveats", "claims", "claims_law", "claims_page", "claims_record", "page", "planted", "plots", "statistics", "tests", "verdicts")
            }
        }
    }
}

/// A value that goes into a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Words, put in as they are.
    Text(&'a str),
    /// A whole number, grouped by thousands; chooses plurals.
    Count(i64),
    /// A number with that many decimals, grouped by thousands.
    Number(f64, usize),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(n: usize) -> Self {
        Self::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Arg<'_> {
    fn from(n: u64) -> Self {
        Self::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl<'a> Arg<'a> {
    fn value(self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::from(text),
            #[allow(clippy::cast_precision_loss)] // counts of voters stay far below 2^53
            Self::Count(count) => fluent_number(count as f64, 0),
            Self::Number(x, decimals) => fluent_number(x, decimals),
        }
    }
}

fn fluent_number<'a>(value: f64, decimals: usize) -> FluentValue<'a> {
    let options = FluentNumberOptions { minimum_fraction_digits: Some(decimals), ..FluentNumberOptions::default() };
    FluentValue::Number(FluentNumber { value, options })
}

/// The texts of one language.
pub struct Texts {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
    plain: plain::Plain,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("locale", &self.locale).finish_non_exhaustive()
    }
}

impl Texts {
    /// Reads the embedded texts. A faulty entry is left out, so that its name is shown in its place; tests let none pass.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.language()]);
        // The marks keep left-to-right names apart inside right-to-left sentences; CSV, JSON and SVG readers choke on them.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(n) => Some(number(n.value, n.options.minimum_fraction_digits.unwrap_or(0))),
            _ => None,
        }));
        let mut plain = plain::Plain::default();
        for (_, content) in locale.files() {
            plain.add(content);
            let resource = FluentResource::try_new((*content).to_owned()).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Self { locale, bundle, plain }
    }

    /// The language.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Whether there is a text of that name.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|m| m.value().is_some())
    }

    /// The text of that name with the values put in; the name itself where there is none.
    #[must_use]
    pub fn get(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut out = String::new();
        self.write(&mut out, id, args);
        out
    }

    /// The text of that name without values.
    #[must_use]
    pub fn plain(&self, id: &str) -> String {
        self.get(id, &[])
    }

    /// Writes the text of that name to the end of `out`.
    ///
    /// # Panics
    /// Only in builds with debug assertions: when the name is unknown or a value is missing, so that no test passes with a hole in a text.
    pub fn write(&self, out: &mut String, id: &str, args: &[(&str, Arg<'_>)]) {
        let complete = self.try_write(out, id, args);
        debug_assert!(complete, "text {id} is missing, or needs other values than {args:?}");
    }

    fn try_write(&self, out: &mut String, id: &str, args: &[(&str, Arg<'_>)]) -> bool {
        if let Some(complete) = self.plain.write(out, id, args) {
            return complete;
        }
        let Some(pattern) = self.bundle.get_message(id).and_then(|m| m.value()) else {
            out.push_str(id);
            return false;
        };
        let values: FluentArgs<'_> = args.iter().map(|&(name, arg)| (name, arg.value())).collect();
        let mut errors = Vec::new();
        let written = self.bundle.write_pattern(out, pattern, Some(&values), &mut errors);
        written.is_ok() && errors.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_names_each_text_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (name, content) in Locale::En.files() {
            let resource = FluentResource::try_new((*content).to_owned());
            assert!(resource.is_ok(), "{name}.ftl: {:?}", resource.err().map(|e| e.1));
            for line in content.lines() {
                if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| id.starts_with(|c: char| c.is_ascii_lowercase())) {
                    assert!(seen.insert(id), "{id} stands twice");
                }
            }
        }
    }

    #[test]
    fn a_missing_text_shows_its_name() {
        let mut out = String::new();
        assert!(!Texts::new(Locale::En).try_write(&mut out, "no-such-text", &[]));
        assert_eq!(out, "no-such-text");
    }
}
