//! One name in several languages.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::check;
use super::error::{Fault, ObjectError};

/// A name by language tag (BCP 47, such as `en`, `ru`, `kk`), at least one. A plain string is read as the name in the language
/// `und`, which is one that nobody stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// The tag of a language that nobody stated.
    pub const UNSTATED: &str = "und";
    /// Languages at most.
    pub const MOST: usize = 32;

    /// A name in a language that nobody stated.
    #[must_use]
    pub fn plain(name: &str) -> Self {
        Self(BTreeMap::from([(Self::UNSTATED.to_owned(), name.to_owned())]))
    }

    /// Names by language; nothing where there is none. Tags are kept in lower case, in which they mean the same.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = (String, String)>) -> Option<Self> {
        let names: BTreeMap<_, _> = names.into_iter().map(|(tag, name)| (tag.to_lowercase(), name)).collect();
        if names.is_empty() { None } else { Some(Self(names)) }
    }

    /// The name in a language, or the nearest there is: the language without its region, another region of it, English, the
    /// language nobody stated, any.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        let wanted = language.to_lowercase();
        let primary = wanted.split('-').next().unwrap_or_default();
        let kin = || self.0.iter().find(|(tag, _)| tag.split('-').next() == Some(primary)).map(|(_, name)| name);
        let exact = self.0.get(&wanted).or_else(|| self.0.get(primary)).or_else(kin);
        let other = exact.or_else(|| self.0.get("en")).or_else(|| self.0.get(Self::UNSTATED)).or_else(|| self.0.values().next());
        other.map_or("", String::as_str)
    }

    /// Language tags and names, in the order of the tags.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, name)| (tag.as_str(), name.as_str()))
    }

    pub(super) fn check(&self, field: &str) -> Result<(), ObjectError> {
        check::members(field, self.0.len(), 1, Self::MOST)?;
        for (tag, name) in &self.0 {
            if !is_language(tag) {
                return Err(ObjectError::field(
                    field,
                    Fault::Not("under language tags of 2 to 16 letters, digits and hyphens, such as kk"),
                ));
            }
            check::line(&format!("{field}.{tag}"), name, check::NAME)?;
        }
        Ok(())
    }
}

/// Whether it looks like a language tag: letters first, then parts of letters and digits.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let plain = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.len() <= 16 && (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()) && parts.all(plain)
}

impl From<&str> for Names {
    fn from(name: &str) -> Self {
        Self::plain(name)
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Names;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name, or an object of names by language")
            }
            fn visit_str<E: Error>(self, name: &str) -> Result<Names, E> {
                Ok(Names::plain(name))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
                let mut names = BTreeMap::new();
                while let Some((tag, name)) = map.next_entry::<String, String>()? {
                    if names.insert(tag.to_lowercase(), name).is_some() {
                        return Err(A::Error::custom("a language stands there twice"));
                    }
                }
                if names.is_empty() { Err(A::Error::custom("a name in one language at least is needed")) } else { Ok(Names(names)) }
            }
        }
        deserializer.deserialize_any(Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(json: &str) -> Result<Names, String> {
        serde_json::from_str(json).map_err(|e: serde_json::Error| e.to_string())
    }

    #[test]
    fn the_nearest_language_is_given() {
        let n = names(r#"{"ru":"Тараз","kk-Latn":"Taraz qalasy","en":"Taraz"}"#).unwrap();
        assert_eq!(
            ["ru", "ru-KZ", "kk", "KK-LATN", "en", "ka"].map(|l| n.get(l)),
            ["Тараз", "Тараз", "Taraz qalasy", "Taraz qalasy", "Taraz", "Taraz"]
        );
        assert_eq!(names(r#"{"ru":"Тараз","und":"Taraz"}"#).unwrap().get("en"), "Taraz");
    }

    #[test]
    fn a_plain_text_is_a_name_and_nothing_is_none() {
        assert_eq!(serde_json::to_string(&names("\"Taraz\"").unwrap()).unwrap(), r#"{"und":"Taraz"}"#);
        assert!(names("{}").unwrap_err().contains("one language at least"));
        assert!(names(r#"{"ru":"a","RU":"b"}"#).unwrap_err().contains("twice"));
        assert!(names("7").is_err());
    }

    #[test]
    fn tags_and_names_are_checked() {
        for (tag, good) in [
            ("en", true),
            ("kk-cyrl-kz", true),
            ("e", false),
            ("kk_cyrl", false),
            ("12", false),
            ("en-", false),
            ("abcdefghijklmnopq", false),
        ] {
            assert_eq!(is_language(tag), good, "{tag}");
            assert_eq!(Names::new([(tag.to_owned(), "x".to_owned())]).unwrap().check("names").is_ok(), good, "{tag}");
        }
        assert_eq!(Names::plain("a\u{7}").check("names").unwrap_err().code(), "OBJECT-CONTROL-CHARACTER");
        assert_eq!(Names::plain(" ").check("names").unwrap_err().code(), "OBJECT-EMPTY");
        assert_eq!(Names::plain(&"ж".repeat(301)).check("names").unwrap_err().code(), "OBJECT-TOO-LONG");
    }
}
