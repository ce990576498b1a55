//! Findings as CSV, one row a finding.

use std::io::{self, Write};

use domain::{Finding, Outcome, Value};
use forensics::about::About;

use crate::Input;
use crate::document::outcome;
use crate::escape::is_bidi;
use crate::figures;
use crate::places::Names;
use crate::texts::Texts;
use crate::verdict::Verdicts;

const HEADER: [&str; 20] = [
    "test",
    "area",
    "option",
    "n",
    "statistic",
    "value",
    "unit",
    "interval_of",
    "lo",
    "hi",
    "level",
    "p",
    "q",
    "flag",
    "outcome",
    "reason",
    "statistics",
    "caveats",
    "simulated",
    "verdict",
];

/// Writes the findings.
///
/// # Errors
/// Passes on what the writer reports.
pub fn write<W: Write>(input: &Input<'_>, texts: &Texts, out: W) -> io::Result<()> {
    let names = Names::new(input.release, texts);
    let verdicts = Verdicts::new(texts, &names);
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADER)?;
    for finding in &input.examination.findings {
        let Some(method) = forensics::table::method(finding.test) else { continue };
        csv.write_record(row(finding, method.about(), input, &names, &verdicts))?;
    }
    csv.flush()
}

fn row(f: &Finding, about: &About, input: &Input<'_>, names: &Names<'_>, verdicts: &Verdicts<'_>) -> [String; HEADER.len()] {
    let main = about.statistics.first();
    let value = main.and_then(|s| f.statistic.iter().find(|(name, _)| name == s.name));
    let reason = match f.outcome {
        Outcome::CannotTell(reason) => reason.name(),
        _ => "",
    };
    let caveats: Vec<&str> = if reason.is_empty() { about.caveats.iter().chain(&f.caveats).copied().collect() } else { f.caveats.clone() };
    [
        f.test.to_owned(),
        guarded(names.path(f.area)),
        guarded(f.option.map_or("", |o| names.option(o))),
        f.n.to_string(),
        main.map_or("", |s| s.name).to_owned(),
        value.map_or_else(String::new, |(_, v)| bare(v)),
        main.map_or("", |s| figures::unit_name(s.unit)).to_owned(),
        f.interval.map_or("", |i| i.of).to_owned(),
        optional(f.interval.map(|i| i.lo)),
        optional(f.interval.map(|i| i.hi)),
        optional(f.interval.map(|i| i.level)),
        optional(f.p),
        optional(f.q),
        f.flag.to_string(),
        outcome(f.outcome).to_owned(),
        reason.to_owned(),
        statistics(f),
        caveats.join(" "),
        input.release.election.simulated.to_string(),
        guarded(&verdicts.of(f)),
    ]
}

/// `name=value` of every statistic, separated by blanks.
fn statistics(f: &Finding) -> String {
    let pairs: Vec<String> = f.statistic.iter().map(|(name, v)| format!("{name}={}", bare(v))).collect();
    pairs.join(" ")
}

fn bare(value: &Value) -> String {
    match value {
        Value::Count(n) => n.to_string(),
        Value::Number(x) => x.to_string(),
        Value::Text(text) => text.to_string(),
    }
}

fn optional(x: Option<f64>) -> String {
    x.map_or_else(String::new, |x| x.to_string())
}

/// Text from a file, made harmless for spreadsheets: they run a cell that begins like a formula, and turn around what follows a mark of direction.
#[must_use]
pub fn guarded(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_bidi(*c)).collect();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_name_that_looks_like_a_formula_stays_text() {
        assert_eq!(guarded("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
        assert_eq!(guarded("Green Party"), "Green Party");
        assert_eq!(guarded("\u{202E}=1+1\u{2069}"), "'=1+1");
    }
}
