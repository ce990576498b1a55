//! How the same tests behave on elections known to be clean, computed with these very methods on the published results.
//!
//! `references.toml` is written by `scrutineer references` from the result files; a test computes it again where they are present.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// One reference election.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Short name of the election.
    pub election: String,
    /// Title for readers.
    pub title: String,
    /// Where its results come from.
    pub source: String,
    /// Values of each test for the option with most votes (or for turnout), the whole election: test, then statistic, then value.
    pub tests: BTreeMap<String, BTreeMap<String, f64>>,
}

#[derive(Deserialize)]
struct File {
    reference: Vec<Reference>,
}

/// The reference elections.
pub static REFERENCES: LazyLock<Vec<Reference>> =
    LazyLock::new(|| toml::from_str::<File>(include_str!("../references.toml")).map(|f| f.reference).unwrap_or_default());

/// Values of one statistic of one test on the reference elections: (title, value).
#[must_use]
pub fn of(test: &str, statistic: &str) -> Vec<(&'static str, f64)> {
    let value = |r: &'static Reference| r.tests.get(test)?.get(statistic).map(|&v| (r.title.as_str(), v));
    REFERENCES.iter().filter_map(value).collect()
}
