//! What the JSON document says of methods, caveats, reasons and reference elections, so that it can be read on its own.

use std::collections::{BTreeMap, BTreeSet};

use domain::Outcome;
use forensics::about::{About, Role, Unit};
use forensics::method::Method;
use serde::Serialize;

use super::Run;
use crate::Input;
use crate::texts::Texts;

/// A method, for the reader.
#[derive(Serialize)]
pub(super) struct MethodNote {
    name: &'static str,
    title: String,
    role: Role,
    question: String,
    null: String,
    reading: String,
    least_stations: usize,
    statistics: Vec<StatisticNote>,
    caveats: &'static [&'static str],
    sources: &'static [&'static str],
}

#[derive(Serialize)]
struct StatisticNote {
    name: &'static str,
    unit: Unit,
    label: String,
}

pub(super) fn methods(input: &Input<'_>, texts: &Texts) -> Vec<MethodNote> {
    ran(input).map(|m| method_note(m.about(), texts)).collect()
}

/// The methods that ran.
fn ran(input: &Input<'_>) -> impl Iterator<Item = &'static dyn Method> {
    input.examination.methods.iter().filter_map(|name| forensics::table::method(name))
}

fn method_note(about: &'static About, texts: &Texts) -> MethodNote {
    let text = |part: &str| texts.plain(&format!("test-{}-{part}", about.name));
    let label = |name: &str| texts.plain(&format!("stat-{name}"));
    MethodNote {
        name: about.name,
        title: text("title"),
        role: about.role,
        question: text("about"),
        null: text("null"),
        reading: text("reading"),
        least_stations: about.least_stations,
        statistics: about.statistics.iter().map(|s| StatisticNote { name: s.name, unit: s.unit, label: label(s.name) }).collect(),
        caveats: about.caveats,
        sources: about.sources,
    }
}

/// Texts by name, in the order of the names.
pub(super) type Dictionary = BTreeMap<String, String>;

pub(super) fn caveat_texts(input: &Input<'_>, texts: &Texts) -> Dictionary {
    let of_methods = ran(input).flat_map(|m| m.about().caveats);
    let of_findings = input.examination.findings.iter().flat_map(|f| &f.caveats);
    let mut seen: Vec<&str> = Vec::new();
    for &caveat in of_methods.chain(of_findings) {
        if !seen.contains(&caveat) {
            seen.push(caveat);
        }
    }
    seen.into_iter().map(|c| (c.to_owned(), texts.plain(&format!("caveat-{c}")))).collect()
}

pub(super) fn reason_texts(run: Run<'_>) -> Dictionary {
    let reasons = run.input.examination.not_tested.iter().map(|n| n.reason);
    let of_findings = run.input.examination.findings.iter().filter_map(|f| match f.outcome {
        Outcome::CannotTell(reason) => Some(reason),
        _ => None,
    });
    let distinct: BTreeSet<_> = reasons.chain(of_findings).collect();
    let mut all: Dictionary = distinct.into_iter().map(|r| (r.name().to_owned(), run.texts.plain(&format!("why-{}", r.name())))).collect();
    all.extend(refusals(run));
    all
}

/// Names and texts of the refusals that stand in findings as the statistic `refused`.
fn refusals(run: Run<'_>) -> Dictionary {
    let findings = &run.input.examination.findings;
    let names: BTreeSet<&str> = findings.iter().filter_map(crate::verdict::refusal).collect();
    names.into_iter().map(|name| (name.to_owned(), run.texts.plain(&format!("refused-{name}")))).collect()
}
