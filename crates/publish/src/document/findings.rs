//! Findings as JSON.

use domain::{Finding, Outcome, Value};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::Run;
use crate::places::Names;
use crate::verdict::Ending;

/// Findings, each put together only when it is written.
pub(super) struct Findings<'a>(pub(super) Run<'a>);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let findings = &self.0.input.examination.findings;
        let mut seq = serializer.serialize_seq(Some(findings.len()))?;
        let mut verdict = String::new();
        for finding in findings {
            verdict.clear();
            self.0.verdicts.write(&mut verdict, finding);
            seq.serialize_element(&finding_note(finding, &verdict, self.0.names))?;
        }
        seq.end()
    }
}

#[derive(Serialize)]
struct FindingNote<'a> {
    test: &'static str,
    area: &'a str,
    option: Option<&'a str>,
    n: u32,
    statistic: Statistic<'a>,
    interval: Option<[f64; 2]>,
    interval_of: Option<&'static str>,
    interval_level: Option<f64>,
    p: Option<f64>,
    q: Option<f64>,
    flag: bool,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    verdict: &'a str,
    caveats: Caveats<'a>,
}

fn finding_note<'a>(f: &'a Finding, verdict: &'a str, names: &'a Names<'_>) -> FindingNote<'a> {
    let reason = match f.outcome {
        Outcome::CannotTell(reason) => Some(reason.name()),
        _ => None,
    };
    FindingNote {
        test: f.test,
        area: names.path(f.area),
        option: f.option.map(|o| names.option(o)),
        n: f.n,
        statistic: Statistic(f),
        interval: f.interval.map(|i| [i.lo, i.hi]),
        interval_of: f.interval.map(|i| i.of),
        interval_level: f.interval.map(|i| i.level),
        p: f.p,
        q: f.q,
        flag: f.flag,
        outcome: outcome(f.outcome),
        reason,
        verdict,
        caveats: Caveats(f),
    }
}

/// The outcome in one word.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Tested => "tested",
        Outcome::Checked => "checked",
        Outcome::Estimated => "estimated",
        Outcome::Described => "described",
        Outcome::CannotTell(_) => "cannot_tell",
    }
}

struct Statistic<'a>(&'a Finding);

impl Serialize for Statistic<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.statistic.len()))?;
        for (name, value) in &self.0.statistic {
            match value {
                Value::Count(n) => map.serialize_entry(name, n)?,
                Value::Number(x) => map.serialize_entry(name, x)?,
                Value::Text(text) => map.serialize_entry(name, text)?,
            }
        }
        map.end()
    }
}

struct Caveats<'a>(&'a Finding);

impl Serialize for Caveats<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // What cannot tell claims nothing that would need a caveat.
        let answered = Ending::of(self.0) != Ending::CannotTell;
        let of_method = forensics::table::method(self.0.test).filter(|_| answered).map_or(&[][..], |m| m.about().caveats);
        serializer.collect_seq(of_method.iter().chain(&self.0.caveats))
    }
}
