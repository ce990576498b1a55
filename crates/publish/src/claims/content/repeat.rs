//! How to repeat the weighing, and how verdicts are made.

use claims::verdict::Verdict;

use super::{Paper, deciding_release, mark};
use crate::content::model::{Block, Section};
use crate::content::quoted;
use crate::numbers;

/// The section.
pub(super) fn section(paper: &Paper<'_>) -> Section {
    let input = paper.input;
    let command = format!("scrutineer claims weigh {} --as-of {} --out report", quoted(&input.case.id), input.as_of);
    let verdict = |v: Verdict| (format!("{} {}", mark(Some(v)).symbol, paper.words.verdict_word(v)), paper.words.verdict_meaning(v));
    let release = deciding_release(input.case).map_or(numbers::NONE, |id| paper.words.release(id));
    let rules = ["rounding", "units", "frames", "interval", "silence", "kept"].map(|rule| paper.plain(&format!("claims-rule-{rule}")));
    let terms = vec![
        (paper.plain("repeat-version"), input.version.to_owned()),
        (paper.plain("claims-repeat-case"), input.case.id.clone()),
        (paper.plain("claims-repeat-release"), release.to_owned()),
    ];
    Section::new("repeat", paper.plain("repeat-title"))
        .with(Block::Para { text: paper.plain("claims-repeat-about") })
        .with(Block::Command { text: command })
        .with(Block::Terms { terms })
        .with(Block::Para { text: paper.plain("claims-verdicts-about") })
        .with(Block::Terms { terms: Verdict::ALL.map(verdict).to_vec() })
        .with(Block::List { items: rules.to_vec() })
}
