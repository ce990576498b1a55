//! Every word a reader sees, by name, in the reader's language.
//!
//! Texts live in `locales/LANGUAGE/*.ftl` ([Fluent](https://projectfluent.org)) and are embedded into the binary.

mod numbers;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use numbers::count;

/// Stands around the name of a text that is missing, so that a test finds it on a page.
pub const MISSING: char = '⟦';

/// A language the office speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Kazakh, in Cyrillic letters.
    Kk,
}

/// The files of one language: name, for error messages, and content.
type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($language:literal) => {
        files!($language: "shell", "words", "account", "overview", "people", "stations", "import", "field", "submissions", "log", "settings", "help", "done")
    };
    ($language:literal: $($name:literal),*) => {
        &[$(($name, include_str!(concat!("../../locales/", $language, "/", $name, ".ftl"))),)*]
    };
}

impl Locale {
    /// All languages, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// The language as `lang` attributes write it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Kk => "kk",
        }
    }

    /// Its name in the language itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ru => "Русский",
            Self::Kk => "Қазақша",
        }
    }

    /// The language of that tag (`ru`, `ru-KZ`); `None` when the office does not speak it.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|l| l.tag().eq_ignore_ascii_case(language))
    }

    /// The embedded files, for tests and tools.
    #[must_use]
    pub fn files(self) -> Files {
        match self {
            Self::En => files!("en"),
            Self::Ru => files!("ru"),
            Self::Kk => files!("kk"),
        }
    }

    fn language(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

/// A value that goes into a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Words, put in as they are.
    Text(&'a str),
    /// A whole number, grouped by thousands; chooses plurals.
    Count(i64),
}

/// What can be put into a text.
pub trait Value {
    /// It as an argument.
    fn arg(&self) -> Arg<'_>;
}

impl Value for str {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(self)
    }
}

impl Value for String {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(self)
    }
}

impl Value for u64 {
    fn arg(&self) -> Arg<'_> {
        Arg::Count(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}

impl Value for usize {
    fn arg(&self) -> Arg<'_> {
        Arg::Count(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}

impl<V: Value + ?Sized> Value for &V {
    fn arg(&self) -> Arg<'_> {
        (**self).arg()
    }
}

impl<'a> From<Arg<'a>> for FluentValue<'a> {
    fn from(arg: Arg<'a>) -> Self {
        match arg {
            Arg::Text(text) => FluentValue::from(text),
            Arg::Count(n) => FluentValue::from(n),
        }
    }
}

/// The texts of one language.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").finish_non_exhaustive()
    }
}

impl Texts {
    /// The texts of a language; read once.
    #[must_use]
    pub fn of(locale: Locale) -> &'static Self {
        static EN: LazyLock<Texts> = LazyLock::new(|| Texts::read(Locale::En));
        static RU: LazyLock<Texts> = LazyLock::new(|| Texts::read(Locale::Ru));
        static KK: LazyLock<Texts> = LazyLock::new(|| Texts::read(Locale::Kk));
        match locale {
            Locale::En => &EN,
            Locale::Ru => &RU,
            Locale::Kk => &KK,
        }
    }

    /// A faulty entry is left out, so that its name is shown in its place; tests let none pass.
    fn read(locale: Locale) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.language()]);
        // All three languages are written from left to right; marks around values would only get into what people copy.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::En => |value, _| number(Locale::En, value),
            Locale::Ru | Locale::Kk => |value, _| number(Locale::Ru, value),
        }));
        for (_, content) in locale.files() {
            let resource = FluentResource::try_new((*content).to_owned()).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The text of that name with the values put in; the name in [`MISSING`] marks where there is none or a value is missing.
    #[must_use]
    pub fn get(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(id, args).unwrap_or_else(|| format!("{MISSING}{id}⟧"))
    }

    /// The text of that name, if there is one and it needs no other values.
    pub fn find(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let values: FluentArgs<'_> = args.iter().map(|&(name, arg)| (name, FluentValue::from(arg))).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }
}

fn number(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(numbers::rounded(locale, n.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_text_or_value_is_marked() {
        assert_eq!(Texts::of(Locale::En).get("no-such-text", &[]), "⟦no-such-text⟧");
        assert_eq!(Texts::of(Locale::En).get("count-stations", &[]), "⟦count-stations⟧");
    }

    #[test]
    fn plurals_follow_the_language() {
        let all = |locale| [1, 3, 5, 21, 9580].map(|n| Texts::of(locale).get("count-stations", &[("n", Arg::Count(n))]));
        assert_eq!(all(Locale::En), ["1 station", "3 stations", "5 stations", "21 stations", "9,580 stations"]);
        assert_eq!(all(Locale::Ru), ["1 участок", "3 участка", "5 участков", "21 участок", "9\u{202f}580 участков"]);
        assert_eq!(all(Locale::Kk), ["1 учаске", "3 учаске", "5 учаске", "21 учаске", "9\u{202f}580 учаске"]);
    }

    #[test]
    fn a_language_is_found_by_its_tag() {
        assert_eq!(
            ["kk-KZ", "RU", "en_GB", "fr", ""].map(Locale::of_tag),
            [Some(Locale::Kk), Some(Locale::Ru), Some(Locale::En), None, None]
        );
    }
}
