//! The mappings that come with the program.

use std::sync::LazyLock;

use super::header::Headers;
use super::{Mapping, resolve};

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        const TEXTS: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../mappings/", $name, ".toml")))),*];
    };
}

shipped![
    "ru-2007-duma",
    "ru-2011-duma",
    "ru-2012-president",
    "ru-2018-president",
    "ru-2021-duma",
    "ge-2024-parliament",
    "bo-2019-final",
    "bo-2019-preliminary",
    "ca-polls",
    "us-dc-2010-mayor",
];

pub(super) fn all() -> &'static [Mapping] {
    // A shipped mapping that does not parse is caught by the tests; here it would only be missing.
    static ALL: LazyLock<Vec<Mapping>> =
        LazyLock::new(|| TEXTS.iter().filter_map(|(name, text)| Mapping::parse(text, name).ok()).collect());
    &ALL
}

/// The commented example: no mapping of an election, but whoever has only the program must be able to read it.
const EXAMPLE: &str = include_str!("../../mappings/example.toml");

pub(super) fn text(name: &str) -> Option<&'static str> {
    if name == "example" {
        return Some(EXAMPLE);
    }
    TEXTS.iter().find(|(n, _)| *n == name).map(|(_, t)| *t)
}

pub(super) fn for_headers<S: AsRef<str>>(headers: &[S]) -> Option<&'static Mapping> {
    let prepared = Headers::new(headers);
    let mut fits = all().iter().filter(|m| recognises(m, &prepared));
    match (fits.next(), fits.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

fn recognises(mapping: &Mapping, headers: &Headers) -> bool {
    let named = &mapping.recognise;
    if !named.has.iter().all(|h| headers.has(h)) || named.lacks.iter().any(|h| headers.has(h)) {
        return false;
    }
    resolve::fitting(mapping, headers).is_some_and(|plan| !named.exactly || plan.columns().len() == headers.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_mapping_parses() {
        for (name, text) in TEXTS {
            if let Err(e) = Mapping::parse(text, name) {
                panic!("{e}");
            }
        }
        assert_eq!(all().len(), TEXTS.len());
    }

    #[test]
    fn the_example_is_a_mapping_and_shows_every_key() {
        let text = text("example").expect("comes with the program");
        if let Err(e) = Mapping::parse(text, "example.toml") {
            panic!("{e}");
        }
        let keys = "format id title date country source simulated delimiter encoding member sheet header_row layout empty thousands has lacks \
            exactly levels name column analysed code key sum option columns names complete option_column votes_column reason in rows equals \
            contains not_contains starts_with after before prefix";
        for key in keys.split_whitespace() {
            assert!(text.contains(&format!("{key} =")), "the example does not show `{key}`");
        }
    }
}
