//! The one JSON document of an examination.
//!
//! Findings are turned into JSON one by one while they are written: 200,000 of them need no memory of their own. The same input and
//! seed give the same bytes on any machine and number of threads.

mod findings;
mod methods;

pub(crate) use findings::outcome;

use std::io::{self, Write};

use forensics::about::Unit;
use forensics::family::{Family, NotTested};
use forensics::references::{REFERENCES, Reference};
use serde::Serialize;

use crate::places::Names;
use crate::texts::Texts;
use crate::totals::{OptionTotal, ShareOf, Totals};
use crate::verdict::Verdicts;
use crate::{Input, Limited, MappingNote, controls, json, planted};
use findings::Findings;
use methods::{Dictionary, MethodNote};

/// Writes the document.
///
/// # Errors
/// Passes on what the writer reports.
pub fn write<W: Write>(input: &Input<'_>, texts: &Texts, out: W) -> io::Result<()> {
    let names = Names::new(input.release, texts);
    let verdicts = Verdicts::new(texts, &names);
    let run = Run { input, texts, names: &names, verdicts: &verdicts };
    json::write(&document(run), out)
}

/// What every part of the document needs.
#[derive(Clone, Copy)]
struct Run<'a> {
    input: &'a Input<'a>,
    texts: &'a Texts,
    names: &'a Names<'a>,
    verdicts: &'a Verdicts<'a>,
}

#[derive(Serialize)]
struct Document<'a> {
    election: Election<'a>,
    rows: Rows<'a>,
    scrutineer: Scrutineer<'a>,
    source: &'a domain::SourceFile,
    mapping: &'a MappingNote,
    simulated: bool,
    family: FamilyNote,
    findings: Findings<'a>,
    not_tested: Vec<NotTestedNote<'a>>,
    controls: Vec<controls::ControlNote<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planted: Option<Vec<planted::Outcome>>,
    methods: Vec<MethodNote>,
    caveat_texts: Dictionary,
    reason_texts: Dictionary,
    references: &'static [Reference],
}

#[derive(Serialize)]
struct Scrutineer<'a> {
    version: &'a str,
    seed: u64,
}

#[derive(Serialize)]
struct Election<'a> {
    stations: usize,
    registered: Option<u64>,
    issued: Option<u64>,
    found: Option<u64>,
    valid: Option<u64>,
    options: Vec<OptionTotal<'a>>,
    /// What `share` is a percentage of.
    share_of: ShareOf,
    share_unit: Unit,
    turnout: Option<f64>,
    turnout_of: &'static str,
    basis: Basis<'a>,
    id: &'a str,
    title: &'a str,
    date: Option<&'a str>,
    country: Option<&'a str>,
    source: &'a str,
    options_complete: bool,
}

/// From which lines of the protocol the four totals were derived.
#[derive(Serialize)]
struct Basis<'a> {
    registered: &'a str,
    issued: &'a str,
    found: &'a str,
    valid: &'a str,
}

#[derive(Serialize)]
struct Rows<'a> {
    used: u64,
    left_out: u64,
    refused: u64,
    read: u64,
    left_out_by_rule: &'a [domain::LeftOut],
    problems: &'a [domain::Problem],
}

#[derive(Serialize)]
struct FamilyNote {
    #[serde(flatten)]
    family: Family,
    limited_to_options: bool,
    limited_to_tests: bool,
    limited_to_depth: Option<&'static str>,
}

fn document(run: Run<'_>) -> Document<'_> {
    let Run { input, texts, names, .. } = run;
    Document {
        election: election(input),
        rows: rows(&input.release.rows),
        scrutineer: Scrutineer { version: input.version, seed: input.seed },
        source: &input.release.source,
        mapping: input.mapping,
        simulated: input.release.election.simulated,
        family: family(input),
        findings: Findings(run),
        not_tested: input.examination.not_tested.iter().map(|n| not_tested(n, run)).collect(),
        controls: controls::summary(input),
        planted: input.planted.map(|notes| notes.iter().map(|n| planted::outcome(n, input, names, texts)).collect()),
        methods: methods::methods(input, texts),
        caveat_texts: methods::caveat_texts(input, texts),
        reason_texts: methods::reason_texts(run),
        references: &REFERENCES,
    }
}

fn family(input: &Input<'_>) -> FamilyNote {
    let Limited { options, tests, depth } = input.limited;
    FamilyNote { family: input.examination.family, limited_to_options: options, limited_to_tests: tests, limited_to_depth: depth }
}

fn election<'a>(input: &Input<'a>) -> Election<'a> {
    let totals = Totals::of(input.release);
    let (e, basis) = (&input.release.election, &input.release.accounts.basis);
    Election {
        stations: totals.stations,
        registered: totals.registered,
        issued: totals.issued,
        found: totals.found,
        valid: totals.valid,
        options: totals.options,
        share_of: totals.share_of,
        share_unit: Unit::Percent,
        turnout: totals.turnout,
        turnout_of: "100 * issued / registered",
        basis: Basis { registered: &basis.registered, issued: &basis.issued, found: &basis.found, valid: &basis.valid },
        id: &e.id,
        title: &e.title,
        date: e.date.as_deref(),
        country: e.country.as_deref(),
        source: &e.source,
        options_complete: e.options_complete,
    }
}

fn rows(rows: &domain::RowAccount) -> Rows<'_> {
    Rows {
        used: rows.used,
        left_out: rows.left_out_rows(),
        refused: rows.refused,
        read: rows.total(),
        left_out_by_rule: &rows.left_out,
        problems: &rows.problems,
    }
}

#[derive(Serialize)]
struct NotTestedNote<'a> {
    test: &'static str,
    option: Option<&'a str>,
    level: &'a str,
    reason: &'static str,
    areas: usize,
}

fn not_tested<'a>(n: &NotTested, run: Run<'a>) -> NotTestedNote<'a> {
    let levels = run.input.release.places.levels();
    NotTestedNote {
        test: n.test,
        option: n.option.map(|o| run.names.option(o)),
        level: n.level.checked_sub(1).and_then(|i| levels.get(i)).map_or("all", |l| l.name.as_str()),
        reason: n.reason.name(),
        areas: n.areas,
    }
}
