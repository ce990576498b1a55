//! How the same tests behave on elections known to be clean, computed with these very methods on the published results.
//!
//! `references.toml` is written by the hidden command `scrutineer references` from the result files; a test computes it again where they are present.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::{Outcome, PlaceId, Release};
use serde::{Deserialize, Serialize};

use crate::examine::Examination;
use crate::table::METHODS;

/// One reference election.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Short name of the election.
    pub election: String,
    /// Title for readers.
    pub title: String,
    /// Where its results come from.
    pub source: String,
    /// Values of each test for the option with most votes (or, where a test knows no options, for all), the whole election: test,
    /// then statistic, then value. Besides the method's own statistics, `cases` counts the options and places a test answered for, and
    /// `flags` how many of them it flagged.
    pub tests: BTreeMap<String, BTreeMap<String, f64>>,
}

/// The file of references.
#[derive(Serialize, Deserialize)]
pub struct File {
    /// The elections.
    pub reference: Vec<Reference>,
}

/// The reference elections.
pub static REFERENCES: LazyLock<Vec<Reference>> =
    LazyLock::new(|| toml::from_str::<File>(include_str!("../references.toml")).map(|f| f.reference).unwrap_or_default());

/// What [`Reference::tests`] holds for a release: computed from the findings of all tests on it.
#[must_use]
pub fn compute(release: &Release, examination: &Examination) -> BTreeMap<String, BTreeMap<String, f64>> {
    let leader = release.leader();
    let values = |test: &'static str| {
        let answered = || examination.findings.iter().filter(move |f| f.test == test && !matches!(f.outcome, Outcome::CannotTell(_)));
        let national = answered().find(|f| f.area == PlaceId::ALL && (f.option == leader || test == "arithmetic"));
        let mut values: BTreeMap<String, f64> =
            national.iter().flat_map(|f| f.statistic.iter().filter_map(|(name, _)| f.get(name).map(|v| (name.to_string(), v)))).collect();
        values.insert("cases".to_owned(), answered().count() as f64);
        values.insert("flags".to_owned(), answered().filter(|f| f.flag).count() as f64);
        values
    };
    METHODS.iter().map(|m| (m.about().name.to_owned(), values(m.about().name))).collect()
}

/// Values of one statistic of one test on the reference elections: (title, value).
#[must_use]
pub fn of(test: &str, statistic: &str) -> Vec<(&'static str, f64)> {
    let value = |r: &'static Reference| r.tests.get(test)?.get(statistic).map(|&v| (r.title.as_str(), v));
    REFERENCES.iter().filter_map(value).collect()
}
