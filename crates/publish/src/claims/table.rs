//! Weighed claims as CSV, one row a claim.

use std::io::{self, Write};

use claims::case::{Claim, StatementKind, Target};
use claims::weigh::Weighed;
use count::language::Ratio;

use super::Input;
use super::document::{all, published};
use super::sentences::Sentences;
use crate::findings_csv::guarded;
use crate::texts::Texts;

const HEADER: [&str; 28] = [
    "id",
    "who",
    "statement",
    "words",
    "kind",
    "measured",
    "relation",
    "quantity",
    "unit",
    "verdict",
    "lo",
    "hi",
    "n",
    "k",
    "level",
    "clopper_pearson_lo",
    "clopper_pearson_hi",
    "wilson_lo",
    "wilson_hi",
    "published_lo",
    "published_hi",
    "sentence",
    "needs",
    "assumptions",
    "sources",
    "certainty",
    "as_of",
    "simulated",
];

/// Writes the table.
///
/// # Errors
/// Passes on what the writer reports.
pub fn csv<W: Write>(input: &Input<'_>, texts: &Texts, out: W) -> io::Result<()> {
    let words = Sentences::new(input.case, texts);
    let mut csv = ::csv::Writer::from_writer(out);
    csv.write_record(HEADER)?;
    for weighed in input.weighed {
        csv.write_record(row(weighed, input, &words))?;
    }
    csv.flush()
}

fn row(w: &Weighed<'_>, input: &Input<'_>, words: &Sentences<'_>) -> [String; HEADER.len()] {
    let (said, found) = (w.statement, &w.evidence);
    let of_claim = |of: &dyn Fn(&Claim) -> String| w.claim.map_or_else(String::new, of);
    let computed = found.computed.as_ref();
    let intervals = computed.and_then(|c| c.intervals);
    let count = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
    let number = |x: Option<f64>| x.map_or_else(String::new, |x| x.to_string());
    // A day is told as a day, not as its number.
    let end = |x: Option<Ratio>| found.day.filter(|_| x.is_some()).map_or_else(|| number(x.map(Ratio::to_f64)), |day| day.to_string());
    let published = published(found).filter(|_| intervals.is_none());
    let level = intervals.map(|_| claims::evidence::rating::LEVEL).or_else(|| published.and_then(|p| p.level));
    let needs: Vec<String> = found.needs.iter().map(|n| words.need(n)).collect();
    let assumptions: Vec<String> = found.assumptions.iter().map(|a| words.assumption(a)).collect();
    let sources = if w.claim.is_some() { found.sources.iter().map(String::as_str).collect() } else { Vec::new() };
    [
        guarded(w.claim.map_or(&said.id, |c| &c.id)),
        guarded(&words.speaker_in_full(said)),
        guarded(&said.id),
        guarded(&said.words),
        kind(said.kind).to_owned(),
        guarded(&of_claim(&|c| words.measured(c))),
        of_claim(&|c| c.relation.words().to_owned()),
        guarded(&of_claim(&|c| target(c, words))),
        of_claim(&|c| c.unit.to_string()),
        w.verdict.map_or("", |v| v.word()).to_owned(),
        end(computed.map(|c| c.value.lo)),
        end(computed.map(|c| c.value.hi)),
        count(computed.and_then(|c| c.n)),
        count(computed.and_then(|c| c.k)),
        number(level),
        number(intervals.map(|i| i.clopper_pearson.0)),
        number(intervals.map(|i| i.clopper_pearson.1)),
        number(intervals.map(|i| i.wilson.0)),
        number(intervals.map(|i| i.wilson.1)),
        number(published.map(|p| p.published[0].to_f64())),
        number(published.map(|p| p.published[1].to_f64())),
        guarded(&words.sentence(w)),
        guarded(&needs.join(" ")),
        guarded(&assumptions.join(" ")),
        guarded(&all(sources, &said.support.sources).join(" ")),
        found.certainty.max(said.support.certainty).word().to_owned(),
        input.as_of.to_string(),
        input.case.simulated.to_string(),
    ]
}

/// The word JSON names a kind of statement by.
fn kind(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Checkable => "checkable",
        StatementKind::Opinion => "opinion",
        StatementKind::Intention => "intention",
    }
}

/// The number, the day or the other measure a claim names.
fn target(claim: &Claim, words: &Sentences<'_>) -> String {
    match &claim.target {
        Target::Quantity(number) => number.text().to_owned(),
        Target::Day(day) => day.to_string(),
        Target::Another(measure) => words.measure(measure),
        Target::Margin => words.plain("claims-measure-margin"),
    }
}
