//! What a test found about one option in one place.

use std::borrow::Cow;

use serde::Serialize;

use crate::{OptionId, PlaceId};

/// An interval with its level, such as 0.95.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end, in the unit of the statistic it belongs to.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
    /// Level of confidence, between 0 and 1.
    pub level: f64,
    /// Name of the statistic it belongs to.
    pub of: &'static str,
}

/// One value of a statistic.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number: stations, votes, protocols.
    Count(i64),
    /// A number with a fraction.
    Number(f64),
    /// A word, such as the reason of a refusal.
    Text(Cow<'static, str>),
}

/// Why a test cannot tell. The wording stands with the other texts, under `reason-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Fewer stations than the test needs.
    TooFewStations,
    /// The file has no voters on the roll, so there is no turnout.
    NoTurnout,
    /// The file has no other options to compare with.
    NoOtherOptions,
    /// No cluster of stations with ordinary turnout stands apart from the rest.
    NoCleanCluster,
    /// The place holds too few districts for an interval.
    TooFewDistricts,
    /// Votes expected in too many stations are below five.
    SmallExpected,
    /// Every station reports the same value.
    NoVariation,
    /// The file has none of the fields the test reads.
    NoField,
}

impl Reason {
    /// Name of the reason, as in JSON and in the texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TooFewStations => "too_few_stations",
            Self::NoTurnout => "no_turnout",
            Self::NoOtherOptions => "no_other_options",
            Self::NoCleanCluster => "no_clean_cluster",
            Self::TooFewDistricts => "too_few_districts",
            Self::SmallExpected => "small_expected",
            Self::NoVariation => "no_variation",
            Self::NoField => "no_field",
        }
    }
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The test has a p-value and belongs to the family; `Finding::flag` says on which side it fell.
    Tested,
    /// An exact check, no chance involved; `Finding::flag` says whether anything is wrong.
    Checked,
    /// A size with its interval, without a p-value.
    Estimated,
    /// A description; it never flags.
    Described,
    /// The test cannot tell, and says why.
    CannotTell(Reason),
}

/// The result of one test on one option in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Name of the test, one word in snake case.
    pub test: &'static str,
    /// The place.
    pub area: PlaceId,
    /// The option; `None` for what concerns no option (turnout, arithmetic).
    pub option: Option<OptionId>,
    /// Stations the test used.
    pub n: u32,
    /// Statistics by name; the method's description gives unit and meaning of each.
    pub statistic: Vec<(Cow<'static, str>, Value)>,
    /// Interval of the main statistic.
    pub interval: Option<Interval>,
    /// p-value under the method's null.
    pub p: Option<f64>,
    /// q-value over the whole family (Benjamini and Hochberg 1995).
    pub q: Option<f64>,
    /// Whether attention is called to it.
    pub flag: bool,
    /// How the test ended.
    pub outcome: Outcome,
    /// Names of the caveats that go with this result beyond those of the method.
    pub caveats: Vec<&'static str>,
}

impl Finding {
    /// A finding with nothing in it yet.
    #[must_use]
    pub fn new(test: &'static str, area: PlaceId, option: Option<OptionId>, n: usize, outcome: Outcome) -> Self {
        Self {
            test,
            area,
            option,
            n: u32::try_from(n).unwrap_or(u32::MAX),
            statistic: Vec::new(),
            interval: None,
            p: None,
            q: None,
            flag: false,
            outcome,
            caveats: Vec::new(),
        }
    }

    /// Adds a number to the statistic. A number that is not finite is left out: "no value" must not look like one.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: f64) -> Self {
        if value.is_finite() {
            self.statistic.push((Cow::Borrowed(name), Value::Number(value)));
        }
        self
    }

    /// Adds a whole number to the statistic.
    #[must_use]
    pub fn count(mut self, name: impl Into<Cow<'static, str>>, value: impl TryInto<i64>) -> Self {
        if let Ok(value) = value.try_into() {
            self.statistic.push((name.into(), Value::Count(value)));
        }
        self
    }

    /// Adds a word to the statistic.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.statistic.push((Cow::Borrowed(name), Value::Text(value.into())));
        self
    }

    /// Sets the interval of the statistic `of`.
    #[must_use]
    pub fn between(mut self, of: &'static str, lo: f64, hi: f64, level: f64) -> Self {
        self.interval = (lo.is_finite() && hi.is_finite()).then_some(Interval { lo, hi, level, of });
        self
    }

    /// Sets the p-value, kept within 0 and 1.
    #[must_use]
    pub fn p(mut self, p: f64) -> Self {
        self.p = p.is_finite().then(|| p.clamp(0.0, 1.0));
        self
    }

    /// A statistic as a number, if it has that name and is one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        self.statistic.iter().find(|(n, _)| n == name).and_then(|(_, v)| match v {
            #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
            Value::Count(c) => Some(*c as f64),
            Value::Number(x) => Some(*x),
            Value::Text(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_none_is_left_out() {
        let f = Finding::new("t", PlaceId::ALL, None, 3, Outcome::Described).number("a", f64::NAN).number("b", 2.5).p(f64::NAN);
        assert_eq!((f.get("a"), f.get("b"), f.p), (None, Some(2.5), None));
    }
}
