//! One block a claim: who said what, what the record says, and what that stands on.

use claims::case::{Certainty, Claim, Statement};
use claims::evidence::{Computed, Evidence};
use claims::unit::Unit;
use claims::weigh::Weighed;

use super::{Paper, mark, tables};
use crate::content::model::{Block, Section};
use crate::numbers;

/// Anchor of the block of a claim, by its place among all that was weighed.
pub(super) fn anchor(place: usize) -> String {
    format!("claim-{}", place + 1)
}

/// The section and its parts.
pub(super) fn sections(paper: &Paper<'_>) -> Vec<Section> {
    let first = Section::new("claims", paper.plain("claims-blocks-title")).with(Block::Para { text: paper.plain("claims-blocks-about") });
    std::iter::once(first).chain(paper.claims().filter_map(|(i, w)| block(paper, i, w))).collect()
}

fn block(paper: &Paper<'_>, place: usize, w: &Weighed<'_>) -> Option<Section> {
    let (claim, verdict) = (w.claim?, w.verdict?);
    let verdict = Block::Verdict { mark: mark(Some(verdict)), word: paper.words.verdict_word(verdict), sentence: paper.words.sentence(w) };
    let section = Section::new(&anchor(place), paper.words.claim(claim))
        .part()
        .with(verdict)
        .with(Block::Facts { facts: facts(paper, w, claim) })
        .extend(tables::of(paper, &w.evidence, claim));
    let sentences = |all: Vec<String>, label: &str| (!all.is_empty()).then(|| Block::Note { label: paper.plain(label), lines: all });
    let assumed = both(w, |e| e.assumptions.iter().map(|a| paper.words.assumption(a)).collect());
    let needed = both(w, |e| e.needs.iter().map(|n| paper.words.need(n)).collect());
    Some(section.extend(sentences(assumed, "claims-label-assumed")).extend(sentences(needed, "claims-label-needed")))
}

/// What both sides of a comparison have, each once.
fn both(w: &Weighed<'_>, of: impl Fn(&Evidence) -> Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for sentence in std::iter::once(&w.evidence).chain(&w.other).flat_map(of) {
        if !all.contains(&sentence) {
            all.push(sentence);
        }
    }
    all
}

fn facts(paper: &Paper<'_>, w: &Weighed<'_>, claim: &Claim) -> Vec<(String, String)> {
    let said = w.statement;
    let mut terms = vec![
        ("claims-label-words", paper.words.marked(&said.words, said.support.certainty)),
        ("claims-label-who", paper.words.speaker_in_full(said)),
        ("claims-label-when", when(paper, said)),
        ("claims-label-published", paper.sources(&said.support.sources)),
        ("claims-label-measured", measured(paper, claim)),
    ];
    terms.extend(value(paper, w, claim).map(|v| ("claims-label-value", v)));
    let computed = w.evidence.computed.as_ref();
    terms.extend(computed.and_then(|c| intervals(paper, c)).map(|v| ("claims-label-intervals", v)));
    let notes = [claim.note.as_str(), said.support.note.as_str()].into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>();
    if !notes.is_empty() {
        terms.push(("claims-label-note", notes.join(" ")));
    }
    if !w.evidence.sources.is_empty() {
        terms.push(("claims-label-sources", paper.sources(&w.evidence.sources)));
    }
    if !matches!(w.evidence.certainty, Certainty::Read) {
        terms.push(("claims-label-certainty", paper.words.certainty(w.evidence.certainty)));
    }
    terms.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (paper.plain(label), text)).collect()
}

fn when(paper: &Paper<'_>, said: &Statement) -> String {
    let day = said.said.as_ref().map_or_else(|| paper.plain("claims-day-unknown"), |m| paper.words.moment(m));
    let place = if said.place.is_empty() { "" } else { paper.words.place(&said.place) };
    if place.is_empty() { day } else { format!("{day}, {place}") }
}

fn measured(paper: &Paper<'_>, claim: &Claim) -> String {
    let (measure, unit) = (paper.words.measured(claim), paper.words.unit(claim.unit));
    if claim.unit == Unit::Date {
        return measure;
    }
    paper.say("claims-measured", &[("measure", measure.as_str().into()), ("unit", unit.as_str().into())])
}

/// The value with what it is of.
fn value(paper: &Paper<'_>, w: &Weighed<'_>, claim: &Claim) -> Option<String> {
    let computed = w.evidence.computed.as_ref()?;
    let value = paper.words.shown(&w.evidence, w, claim);
    let (Some(n), Some(of)) = (computed.n, computed.of) else { return Some(value) };
    let of = paper.words.count_of(n, of);
    let k = numbers::known(computed.k);
    Some(paper.say("claims-value-of", &[("value", value.as_str().into()), ("k", k.as_str().into()), ("n", of.as_str().into())]))
}

/// Both intervals of a sample.
pub(super) fn intervals(paper: &Paper<'_>, computed: &Computed) -> Option<String> {
    let i = computed.intervals?;
    let (exact, wilson) = (paper.words.ends(i.clopper_pearson, 2), paper.words.ends(i.wilson, 2));
    Some(paper.say("claims-intervals", &[("exact", exact.as_str().into()), ("wilson", wilson.as_str().into())]))
}
