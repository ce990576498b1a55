//! The first page: how many claims got which verdict, every claim in a line, and what is kept without a score.

use claims::verdict::Verdict;

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

fn counts(paper: &Paper<'_>) -> Vec<Figure> {
    let of = |verdict: Verdict| {
        let n = paper.claims().filter(|(_, w)| w.verdict == Some(verdict)).count();
        let symbol = mark(Some(verdict)).symbol;
        let label = format!("{symbol} {}", paper.words.verdict_word(verdict));
        Figure { label, value: numbers::count(n as u64), note: String::new() }
    };
    Verdict::ALL.into_iter().map(of).collect()
}

fn claims(paper: &Paper<'_>) -> Table {
    let head = paper.heads(["claim", "who", "verdict", "sentence"]);
    let mut table = Table::prose(paper.plain("claims-glance-caption"), head);
    for (i, w) in paper.claims() {
        let (Some(claimed), Some(verdict)) = (w.claim, w.verdict) else { continue };
        let words = paper.words.marked(&paper.words.claim(claimed), w.statement.support.certainty);
        table.row([
            Cell::linked(words, claim::anchor(i)),
            Cell::of(paper.words.speaker(w.statement)),
            Cell::marked(paper.words.verdict_word(verdict), mark(Some(verdict))),
            Cell::of(paper.words.sentence(w)),
        ]);
    }
    table
}

/// Opinions, intentions, and what nobody has put a claim to.
fn kept(paper: &Paper<'_>) -> Table {
    let mut table = Table::prose(paper.plain("claims-kept-caption"), paper.heads(["words", "who", "kind", "sentence"]));
    for w in paper.input.weighed.iter().filter(|w| w.claim.is_none()) {
        table.row([
            Cell::of(paper.words.marked(&w.statement.words, w.statement.support.certainty)),
            Cell::of(paper.words.speaker(w.statement)),
            Cell::marked(paper.words.statement_kind(w.statement.kind), mark(None)),
            Cell::of(paper.words.sentence(w)),
        ]);
    }
    table
}
