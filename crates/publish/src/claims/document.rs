//! The JSON document of weighed claims.

use std::collections::BTreeMap;
use std::io::{self, Write};

use claims::amount::Range;
use claims::case::{Basis, Case, Certainty, Claim, Estimate, Measure, Relation, Source, StatementKind};
use claims::evidence::{Assumption, Evidence, Frame, Ladder, Margin, Missing, Need, Silence, release_meant};
use claims::law::Calendar;
use claims::record::Noted;
use claims::timeline::{Event, RegisterTotals, Undated, phase_totals};
use claims::unit::Unit;
use claims::verdict::{Reach, Verdict};
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
    outcome: Vec<Margin>,
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
        claims: input.weighed.iter().map(|w| claim(case, w, &words)).collect(),
        verdicts: tally::verdicts(input.weighed),
        results: tally::results(case),
        outcome: tally::outcome(case),
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
    measure: Option<MeasureNote<'a>>,
    measured: Option<String>,
    claimed: Option<String>,
    verdict: Option<Verdict>,
    computed: Option<Value>,
    /// Where the record only bounds the measure: `at least`, `more than`, `at most` or `less than` what was computed.
    bound: Option<&'static str>,
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

/// What is measured, and the release whose figures were used where the claim names none or one.
#[derive(Serialize)]
struct MeasureNote<'a> {
    #[serde(flatten)]
    measure: &'a Measure,
    #[serde(skip_serializing_if = "Option::is_none")]
    release_used: Option<&'a str>,
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

/// An interval: computed from counts, or as others than the commission published it.
#[derive(Serialize)]
#[serde(untagged)]
enum IntervalNote {
    Counted { level: f64, clopper_pearson: [f64; 2], wilson: [f64; 2] },
    Published(Published),
}

/// What the intervals of the estimates used reach over.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Published {
    /// Confidence as a part of 1; none where it was not published, or differs among them.
    pub level: Option<f64>,
    /// Both ends, in the unit of the claim.
    pub published: [Ratio; 2],
}

/// The published interval that decided; none where none did.
pub(super) fn published(found: &Evidence) -> Option<Published> {
    let ends = |e: &Estimate| e.interval.as_ref().map(|(lo, hi)| Range { lo: lo.value(), hi: hi.value() });
    let hull = found.estimates.iter().filter_map(ends).reduce(Range::hull)?;
    let levels = found.estimates.iter().map(|e| e.level.as_ref().map(|l| l.value().to_f64() / 100.0));
    let level = levels.reduce(|one, other| if one == other { one } else { None }).flatten();
    Some(Published { level, published: [hull.lo, hull.hi] })
}

fn interval(found: &Evidence) -> Option<IntervalNote> {
    let Some(i) = found.computed.as_ref().and_then(|c| c.intervals) else { return published(found).map(IntervalNote::Published) };
    let ends = |(lo, hi): (f64, f64)| [lo, hi];
    let level = claims::evidence::rating::LEVEL;
    Some(IntervalNote::Counted { level, clopper_pearson: ends(i.clopper_pearson), wilson: ends(i.wilson) })
}

/// The release whose figures a claim is held against; none where no official figure decides it.
fn release_used<'a>(case: &'a Case, claim: &'a Claim) -> Option<&'a str> {
    let named = match &claim.measure {
        Measure::Result { release, .. } | Measure::Margin { release, .. } => release.as_deref(),
        Measure::Affected { .. } => None,
        _ => return None,
    };
    if claim.basis == Basis::Independent || claim.stage_unknown {
        return None;
    }
    release_meant(case, named).map(|r| r.id.as_str())
}

fn claim<'a>(case: &'a Case, w: &'a Weighed<'a>, words: &Sentences<'_>) -> ClaimNote<'a> {
    let (found, computed) = (&w.evidence, w.evidence.computed.as_ref());
    let sources = if w.claim.is_some() { found.sources.iter().map(String::as_str).collect() } else { Vec::new() };
    ClaimNote {
        id: w.claim.map_or(&w.statement.id, |c| &c.id),
        who: words.speaker_in_full(w.statement),
        statement: &w.statement.id,
        words: &w.statement.words,
        kind: w.statement.kind,
        measure: w.claim.map(|c| MeasureNote { measure: &c.measure, release_used: release_used(case, c) }),
        measured: w.claim.map(|c| words.measured(c)),
        claimed: w.claim.map(|c| words.claimed(c)),
        verdict: w.verdict,
        computed: found.day.map(Value::Day).or_else(|| computed.map(|c| Value::Number(c.value))),
        bound: bound(&found.reaches),
        interval: interval(found),
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

/// The one-sided relation that everything the record allows has in common.
fn bound(reaches: &[Reach]) -> Option<&'static str> {
    let of = |r: &Reach| match (r.lo, r.hi) {
        (Some(_), None) => Some(if r.lo_open { Relation::MoreThan } else { Relation::AtLeast }),
        (None, Some(_)) => Some(if r.hi_open { Relation::LessThan } else { Relation::AtMost }),
        _ => None,
    };
    let first = of(reaches.first()?)?;
    reaches.iter().all(|r| of(r) == Some(first)).then(|| first.words())
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
