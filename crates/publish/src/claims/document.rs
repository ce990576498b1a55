//! The JSON document of weighed claims.

use std::collections::BTreeMap;
use std::io::{self, Write};

use claims::amount::Range;
use claims::case::{Certainty, Measure, Source, StatementKind};
use claims::evidence::{Assumption, Computed, Evidence, Frame, Ladder, Margin, Missing, Need, Silence};
use claims::law::Calendar;
use claims::record::Noted;
use claims::timeline::{Event, RegisterTotals, Undated, phase_totals};
use claims::unit::Unit;
use claims::verdict::Verdict;
use claims::weigh::Weighed;
use count::language::Ratio;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::Input;
use super::sentences::Sentences;
use super::tally::{self, RatingNote, ResultNote};
use crate::texts::Texts;

/// Writes the document.
///
/// # Errors
/// Passes on what the writer reports.
pub fn json<W: Write>(input: &Input<'_>, texts: &Texts, out: W) -> io::Result<()> {
    crate::json::write(&document(input, Sentences::new(input.case, texts)), out)
}

#[derive(Serialize)]
struct Document<'a> {
    case: &'a str,
    title: &'a str,
    simulated: bool,
    as_of: Date,
    claims: Vec<ClaimNote<'a>>,
    verdicts: BTreeMap<&'static str, usize>,
    record: Vec<RecordNote<'a>>,
    results: Vec<ResultNote<'a>>,
    ratings: Vec<RatingNote<'a>>,
    registers: Vec<RegisterTotals<'a>>,
    calendar: &'a Calendar<'a>,
    timeline: &'a [Event<'a>],
    undated: &'a [Undated<'a>],
    sources: &'a [Source],
    version: &'a str,
}

fn document<'a>(input: &'a Input<'a>, words: Sentences<'a>) -> Document<'a> {
    let case = input.case;
    Document {
        case: &case.id,
        title: &case.title,
        simulated: case.simulated,
        as_of: input.as_of,
        claims: input.weighed.iter().map(|w| claim(w, &words)).collect(),
        verdicts: tally::verdicts(input.weighed),
        results: tally::results(case),
        ratings: tally::ratings(case),
        registers: phase_totals(case).registers,
        record: input.record.iter().map(|noted| RecordNote { noted, sentence: words.record(noted) }).collect(),
        calendar: input.calendar,
        timeline: &input.timeline.events,
        undated: &input.timeline.undated,
        sources: &case.sources,
        version: input.version,
    }
}

/// A finding about the record: its kind and fields, and the sentence.
#[derive(Serialize)]
struct RecordNote<'a> {
    #[serde(flatten)]
    noted: &'a Noted,
    sentence: String,
}

#[derive(Serialize)]
struct ClaimNote<'a> {
    /// The claim; of a statement without one, the statement.
    id: &'a str,
    who: String,
    statement: &'a str,
    words: &'a str,
    kind: StatementKind,
    measure: Option<&'a Measure>,
    measured: Option<String>,
    claimed: Option<String>,
    verdict: Option<Verdict>,
    computed: Option<Value>,
    interval: Option<IntervalNote>,
    n: Option<u64>,
    k: Option<u64>,
    unit: Option<Unit>,
    sentence: String,
    sources: Vec<&'a str>,
    reason: Option<&'a Missing>,
    needs: Vec<Told<'a, Need>>,
    assumptions: Vec<Told<'a, Assumption>>,
    frames: &'a [Frame],
    margin: Option<&'a Margin>,
    register: Option<&'a Ladder>,
    silence: Option<&'a Silence>,
    other: Option<&'a Evidence>,
    stated_by: Vec<&'a str>,
    certainty: Certainty,
}

/// Something with its name and fields, and the sentence a reader gets.
#[derive(Serialize)]
struct Told<'a, T: Serialize> {
    #[serde(flatten)]
    what: &'a T,
    sentence: String,
}

/// A number, two ends, or a day.
enum Value {
    Number(Range),
    Day(Date),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Ends {
            lo: Ratio,
            hi: Ratio,
        }
        match self {
            Self::Number(range) if range.is_exact() => range.lo.serialize(serializer),
            Self::Number(Range { lo, hi }) => Ends { lo: *lo, hi: *hi }.serialize(serializer),
            Self::Day(day) => day.serialize(serializer),
        }
    }
}

#[derive(Serialize)]
struct IntervalNote {
    level: f64,
    clopper_pearson: [f64; 2],
    wilson: [f64; 2],
}

fn interval(computed: &Computed) -> Option<IntervalNote> {
    let i = computed.intervals?;
    let ends = |(lo, hi): (f64, f64)| [lo, hi];
    Some(IntervalNote { level: claims::evidence::rating::LEVEL, clopper_pearson: ends(i.clopper_pearson), wilson: ends(i.wilson) })
}

fn claim<'a>(w: &'a Weighed<'a>, words: &Sentences<'_>) -> ClaimNote<'a> {
    let (found, computed) = (&w.evidence, w.evidence.computed.as_ref());
    let sources = if w.claim.is_some() { found.sources.iter().map(String::as_str).collect() } else { Vec::new() };
    ClaimNote {
        id: w.claim.map_or(&w.statement.id, |c| &c.id),
        who: words.speaker_in_full(w.statement),
        statement: &w.statement.id,
        words: &w.statement.words,
        kind: w.statement.kind,
        measure: w.claim.map(|c| &c.measure),
        measured: w.claim.map(|c| words.measured(c)),
        claimed: w.claim.map(|c| words.claimed(c)),
        verdict: w.verdict,
        computed: found.day.map(Value::Day).or_else(|| computed.map(|c| Value::Number(c.value))),
        interval: computed.and_then(interval),
        n: computed.and_then(|c| c.n),
        k: computed.and_then(|c| c.k),
        unit: w.claim.map(|c| c.unit),
        sentence: words.sentence(w),
        sources: all(sources, &w.statement.support.sources),
        reason: found.missing.as_ref(),
        needs: found.needs.iter().map(|what| Told { what, sentence: words.need(what) }).collect(),
        assumptions: found.assumptions.iter().map(|what| Told { what, sentence: words.assumption(what) }).collect(),
        frames: &found.frames,
        margin: found.margin.as_ref(),
        register: found.ladder.as_ref(),
        silence: found.silence.as_ref(),
        other: w.other.as_ref(),
        stated_by: w.stated_by.iter().map(|r| r.id.as_str()).collect(),
        certainty: found.certainty.max(w.statement.support.certainty),
    }
}

/// Sources of the evidence, then those of the statement, each once.
pub(super) fn all<'a>(mut sources: Vec<&'a str>, own: &'a [String]) -> Vec<&'a str> {
    for id in own {
        if !sources.contains(&id.as_str()) {
            sources.push(id);
        }
    }
    sources
}
