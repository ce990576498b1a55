//! The first page: how many claims got which verdict, every claim in a line, and what is kept without a score.

use claims::unit::Unit;
use claims::verdict::Verdict;
use claims::weigh::Weighed;

use super::{Paper, claim, mark};
use crate::content::model::{Block, Cell, Figure, Section, Table};
use crate::numbers;

/// The section.
pub(super) fn section(paper: &Paper<'_>) -> Section {
    let section = Section::new("glance", paper.plain("claims-glance-title"))
        .with(Block::Lead { text: lead(paper) })
        .with(Block::Figures { figures: counts(paper) })
        .with(Block::Table(claims(paper)));
    let kept = kept(paper);
    if kept.rows.is_empty() { section } else { section.with(Block::Table(kept)) }
}

fn lead(paper: &Paper<'_>) -> String {
    let statements = paper.input.case.statements.len();
    let claims = paper.claims().count();
    paper.say("claims-glance-lead", &[("statements", statements.into()), ("claims", claims.into())])
}

/// The counts, with the whole words of each verdict: the lines below have the short ones.
fn counts(paper: &Paper<'_>) -> Vec<Figure> {
    let of = |verdict: Verdict| {
        let n = paper.claims().filter(|(_, w)| w.verdict == Some(verdict)).count();
        let symbol = mark(Some(verdict)).symbol;
        let label = format!("{symbol} {}", paper.words.verdict_word(verdict));
        Figure { label, value: numbers::count(n as u64), note: String::new() }
    };
    Verdict::ALL.into_iter().map(of).collect()
}

/// The same claim with the same verdict, whoever made it.
struct Line<'a> {
    words: String,
    unit: Unit,
    verdict: Verdict,
    /// Who made it, in the order of the record.
    who: Vec<&'a str>,
    /// Block of the first of them.
    anchor: String,
}

/// A line a claim; what several people say alike is one line.
fn lines<'a>(paper: &'a Paper<'_>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (i, w) in paper.claims() {
        let Some(line) = line(paper, i, w) else { continue };
        let same = |l: &&mut Line<'_>| l.words == line.words && l.unit == line.unit && l.verdict == line.verdict;
        match lines.iter_mut().find(same) {
            Some(known) => known.who.extend(line.who.into_iter().filter(|who| !known.who.contains(who)).collect::<Vec<_>>()),
            None => lines.push(line),
        }
    }
    // What one speaker says stands together, in the order in which the speakers come in the record.
    let mut speakers: Vec<Vec<&str>> = Vec::new();
    for line in &lines {
        if !speakers.contains(&line.who) {
            speakers.push(line.who.clone());
        }
    }
    lines.sort_by_key(|line| speakers.iter().position(|who| *who == line.who));
    lines
}

fn line<'a>(paper: &'a Paper<'_>, place: usize, w: &'a Weighed<'_>) -> Option<Line<'a>> {
    let (claimed, verdict) = (w.claim?, w.verdict?);
    let words = paper.words.marked(&paper.words.claim_short(claimed), w.statement.support.certainty);
    Some(Line { words, unit: claimed.unit, verdict, who: vec![paper.words.one_speaker(w.statement)], anchor: claim::anchor(place) })
}

fn claims(paper: &Paper<'_>) -> Table {
    let mut table = Table::prose(paper.plain("claims-glance-caption"), paper.heads(["claim", "who", "verdict"])).dense();
    for line in lines(paper) {
        table.row([
            Cell::linked(line.words, line.anchor),
            Cell::of(line.who.join("; ")),
            Cell::marked(paper.words.verdict_short(line.verdict), mark(Some(line.verdict))),
        ]);
    }
    table
}

/// Opinions, intentions, and what nobody has put a claim to.
fn kept(paper: &Paper<'_>) -> Table {
    let mut table = Table::prose(paper.plain("claims-kept-caption"), paper.heads(["words", "who", "kind"])).dense();
    for w in paper.input.weighed.iter().filter(|w| w.claim.is_none()) {
        table.row([
            Cell::of(paper.words.marked(&w.statement.words, w.statement.support.certainty)),
            Cell::of(paper.words.one_speaker(w.statement)),
            Cell::marked(paper.words.statement_kind(w.statement.kind), mark(None)),
        ]);
    }
    table.note = paper.plain("claims-kept-note");
    table
}
