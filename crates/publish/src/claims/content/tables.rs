//! What stands behind a verdict: numbers of registered voters, steps of a register, a silence, the margin.

use claims::case::{Basis, Claim, Relation};
use claims::evidence::turnout::FrameFrom;
use claims::evidence::{Evidence, Frame, Ladder, Margin, Silence};
use claims::unit::{Noun, Unit};

use super::Paper;
use crate::claims::sentences::deciding;
use crate::content::model::{Block, Cell, Table, numbers as number_column, words};
use crate::numbers;
use crate::texts::Arg;

/// Every table a claim has evidence for.
pub(super) fn of(paper: &Paper<'_>, found: &Evidence, claim: &Claim) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !found.frames.is_empty() {
        blocks.push(Block::Table(frames(paper, &found.frames, claim)));
    }
    if let Some(ladder) = &found.ladder {
        blocks.push(Block::Table(register(paper, ladder)));
    }
    if let Some(silence) = &found.silence {
        blocks.push(Block::Para { text: silent(paper, silence) });
    }
    if let Some(margin) = &found.margin {
        blocks.push(Block::Table(between(paper, margin)));
        blocks.extend(claimed(paper, margin, claim));
    }
    blocks
}

fn frames(paper: &Paper<'_>, frames: &[Frame], claim: &Claim) -> Table {
    // Fewer ballots than reported are only meant where the claim is that turnout was lower.
    let fewer = !matches!(claim.relation, Relation::AtLeast | Relation::MoreThan) && frames.iter().any(|f| f.ballots_fewer.is_some());
    let head = ["frame", "registered", "turnout", "fewer", "status", "sources"].into_iter().filter(|h| fewer || *h != "fewer");
    let head = head.map(|h| paper.plain(&format!("claims-column-{h}")));
    let mut table = Table::prose(paper.plain("claims-frames-caption"), head);
    let deciding = deciding(frames);
    for f in frames {
        let from = match f.from {
            FrameFrom::SameRelease => "claims-frame-same",
            FrameFrom::Published => "claims-frame-published",
            FrameFrom::Implied => "claims-frame-implied",
        };
        let decides = claim.basis == Basis::Official && deciding.iter().any(|d| std::ptr::eq(*d, f));
        let status = match (f.circular, f.official, decides) {
            (true, ..) => "claims-frame-circular",
            (_, _, true) => "claims-frame-official",
            (_, true, _) => "claims-frame-shown",
            _ => "claims-frame-other",
        };
        let dash = || numbers::NONE.to_owned();
        let from = paper.say(from, &[("printed", f.printed.as_str().into())]);
        let cells = [
            Some(paper.words.marked(&from, f.support.certainty)),
            Some(paper.words.number_of(f.registered)),
            Some(f.turnout.map_or_else(dash, |t| paper.words.value(t, Unit::Percent(Noun::Voters), 2))),
            fewer.then(|| f.ballots_fewer.map_or_else(dash, |b| paper.words.number_of(b))),
            Some(paper.plain(status)),
            Some(paper.sources(&f.support.sources)),
        ];
        table.row(cells.into_iter().flatten().map(Cell::of));
    }
    table
}

fn register(paper: &Paper<'_>, ladder: &Ladder) -> Table {
    let caption = paper.say("claims-ladder-caption", &[("register", ladder.register.as_str().into())]);
    let [step, count] = paper.heads(["step", "count"]);
    let mut table = Table::new(caption, [words(step), number_column(count)]);
    let steps = [
        ("received", ladder.received),
        ("duplicates", ladder.duplicates),
        ("distinct", ladder.distinct),
        ("verified", ladder.verified),
        ("votes", ladder.votes_documented),
    ];
    for (step, n) in steps {
        table.row([Cell::of(paper.plain(&format!("claims-ladder-{step}"))), Cell::of(numbers::known(n))]);
    }
    let Some(unseen) = &ladder.unseen else { return table };
    let ends = [("lowest", Arg::Number(unseen.lowest, 0)), ("highest", Arg::Number(unseen.highest, 0))];
    let label = paper.say("claims-ladder-unseen", &[("models", unseen.models.into())]);
    table.row([Cell::of(label), Cell::of(paper.say("claims-ladder-range", &ends))]);
    let lists: Vec<&str> = unseen.organisations.iter().map(|o| paper.words.organisation(o)).collect();
    let mut note = vec![paper.say("claims-ladder-note", &[("lists", lists.join("; ").as_str().into()), ("n", unseen.on_lists.into())])];
    if let Some((lo, hi)) = unseen.between {
        note.push(paper.say("claims-ladder-between", &[("lo", Arg::Number(lo, 0)), ("hi", Arg::Number(hi, 0))]));
    }
    if unseen.weak {
        note.push(paper.plain("claims-ladder-weak"));
    }
    table.note = note.join(" ");
    table
}

fn silent(paper: &Paper<'_>, s: &Silence) -> String {
    let (often, seldom, most) = (s.probability, s.probability_between.0, s.probability_between.1);
    let [often, seldom, most] = [often, seldom, most].map(|p| paper.words.often(p));
    let args = [
        ("k", Arg::from(s.rate.0)),
        ("n", s.rate.1.into()),
        ("shared", s.shared.into()),
        ("often", often.as_str().into()),
        ("least", seldom.as_str().into()),
        ("most", most.as_str().into()),
        ("probability", Arg::Number(s.probability, 4)),
    ];
    paper.say("claims-silence", &args)
}

pub(super) fn between(paper: &Paper<'_>, margin: &Margin) -> Table {
    let [what, count] = paper.heads(["what", "votes"]);
    let mut table = Table::new(paper.plain("claims-margin-caption"), [words(what), number_column(count)]);
    let named = |id: &str, option: &str| paper.say(id, &[("option", paper.words.option(option).into())]);
    let rows = [
        (named("claims-margin-winner", &margin.winner), Some(margin.winner_votes)),
        (named("claims-margin-runner-up", &margin.runner_up), Some(margin.runner_up_votes)),
        (paper.plain("claims-margin-between"), Some(margin.votes)),
        (paper.plain("claims-margin-added"), Some(margin.if_added_or_withheld)),
        (paper.plain("claims-margin-moved"), Some(margin.if_moved)),
        (paper.plain("claims-margin-documented"), margin.documented),
    ];
    for (what, votes) in rows {
        table.row([Cell::of(what), Cell::of(numbers::known(votes))]);
    }
    table.note = paper.plain("claims-margin-note");
    table
}

/// What others claim, beside what is documented and never added to it.
fn claimed(paper: &Paper<'_>, margin: &Margin, claim: &Claim) -> Option<Block> {
    claims_beside(paper, margin, &claim.id)
}

/// Claims of harm that others make: named beside the margin, never added to what is documented.
pub(super) fn claims_beside(paper: &Paper<'_>, margin: &Margin, but: &str) -> Option<Block> {
    let others = margin.claimed.iter().filter(|id| **id != but);
    let found = others.filter_map(|id| paper.input.weighed.iter().find(|w| w.claim.is_some_and(|c| c.id == *id)));
    let item = |w: &claims::weigh::Weighed<'_>| {
        let claimed = paper.words.claim(w.claim?);
        Some(paper.say("claims-margin-claim", &[("who", paper.words.speaker(w.statement).into()), ("claim", claimed.as_str().into())]))
    };
    let lines: Vec<String> = found.filter_map(item).collect();
    (!lines.is_empty()).then(|| Block::Note { label: paper.plain("claims-margin-claimed"), lines })
}
