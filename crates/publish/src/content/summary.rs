//! The first page: totals, what matters.

use domain::{Outcome, PlaceId};
use forensics::about::About;

use super::Desk;
use super::model::{Block, Card, Cell, Figure, Section, Table, numbers as number_column, words};
use crate::matters::{Matter, matters as find_matters};
use crate::numbers;
use crate::texts::Arg;
use crate::totals::ShareOf;
use crate::{effect::Effect, figures};

/// Options on the first page; the section of all options has the rest.
const FIRST_OPTIONS: usize = 6;

/// Totals and the leading options.
pub(super) fn section(desk: &Desk<'_>) -> Section {
    Section::new("summary", desk.plain("summary-title"))
        .with(Block::Lead { text: lead(desk) })
        .extend(doubts(desk))
        .with(Block::Figures { figures: totals(desk) })
        .with(Block::Table(options_table(desk, FIRST_OPTIONS)))
        .extend(limits(desk))
}

/// What to check where the columns were guessed.
fn doubts(desk: &Desk<'_>) -> Option<Block> {
    let lines = desk.input.mapping.doubts.clone();
    (!lines.is_empty()).then(|| Block::Note { label: desk.plain("summary-doubts"), lines })
}

/// What was left out on request.
fn limits(desk: &Desk<'_>) -> Option<Block> {
    let limited = desk.input.limited;
    let depth = limited.depth.map(|depth| if depth == "all" { "summary-limited-nation" } else { "summary-limited-regions" });
    let given = [limited.options.then_some("summary-limited-options"), limited.tests.then_some("summary-limited-tests"), depth];
    let mut sentences: Vec<String> = given.into_iter().flatten().map(|id| desk.plain(id)).collect();
    if sentences.is_empty() {
        return None;
    }
    sentences.push(desk.plain("summary-limited"));
    Some(Block::Para { text: sentences.join(" ") })
}

fn lead(desk: &Desk<'_>) -> String {
    let examination = desk.input.examination;
    let family = examination.family;
    let id = match (family.tests, family.flagged) {
        (0, _) => "summary-lead-none",
        (_, 0) => "summary-lead-clear",
        _ => "summary-lead-flagged",
    };
    let mut areas: Vec<PlaceId> = examination.findings.iter().filter(|f| f.p.is_some()).map(|f| f.area).collect();
    areas.sort_unstable();
    areas.dedup();
    desk.say(
        id,
        &[
            ("flagged", family.flagged.into()),
            ("tests", family.tests.into()),
            ("areas", areas.len().into()),
            ("options", examination.options.len().into()),
            ("level", Arg::Number(100.0 * family.level, 0)),
        ],
    )
}

fn totals(desk: &Desk<'_>) -> Vec<Figure> {
    let (t, basis) = (desk.totals, &desk.input.release.accounts.basis);
    let formula = |basis: &str, n: Option<u64>| match n {
        Some(_) => desk.say("figure-is", &[("formula", basis.into())]),
        None => desk.plain("figure-missing"),
    };
    let figure = |label: &str, n: Option<u64>, note: String| Figure { label: desk.plain(label), value: numbers::known(n), note };
    let turnout = t.turnout.map(|x| desk.say("figure-turnout", &[("turnout", Arg::Number(x, 2))]));
    vec![
        figure("figure-stations", u64::try_from(t.stations).ok(), String::new()),
        figure("figure-registered", t.registered, formula(&basis.registered, t.registered)),
        figure("figure-issued", t.issued, turnout.unwrap_or_else(|| formula(&basis.issued, t.issued))),
        figure("figure-found", t.found, formula(&basis.found, t.found)),
        figure("figure-valid", t.valid, formula(&basis.valid, t.valid)),
    ]
}

/// Votes and shares of the options with most votes.
pub(super) fn options_table(desk: &Desk<'_>, most: usize) -> Table {
    let sorted = desk.totals.by_votes();
    let share = match desk.totals.share_of {
        ShareOf::Valid => "column-share-valid",
        ShareOf::Found => "column-share-found",
    };
    let caption = if sorted.len() > most {
        desk.say("options-caption-top", &[("shown", most.into()), ("all", sorted.len().into())])
    } else {
        desk.plain("options-caption")
    };
    let head = [words(desk.plain("column-option")), number_column(desk.plain("column-votes")), number_column(desk.plain(share))];
    let mut table = Table::new(caption, head);
    for o in sorted.into_iter().take(most) {
        let share = o.share.map_or_else(|| numbers::NONE.to_owned(), |s| numbers::number(s, 2));
        table.row([Cell::of(o.name), Cell::of(numbers::count(o.votes)), Cell::bar(share, o.share)]);
    }
    table
}

/// The findings that matter most.
pub(super) fn matters(desk: &Desk<'_>) -> Section {
    let found = find_matters(desk.input, desk.names, desk.totals);
    if found.is_empty() {
        return Section::new("matters", desk.plain("matters-none-title")).with(Block::Lead { text: none(desk) });
    }
    let title = desk.say("matters-title", &[("count", found.len().into())]);
    let cards = found.iter().filter_map(|m| Some(card(desk, m, forensics::table::method(m.finding.test)?.about()))).collect();
    Section::new("matters", title).with(Block::Para { text: desk.plain("matters-about") }).with(Block::Matters { cards })
}

/// That nothing stands out, and what was looked at to say so.
fn none(desk: &Desk<'_>) -> String {
    desk.say("matters-none", &[("controls", arithmetic(desk).as_str().into())])
}

/// How the arithmetic ended where no rule that must hold exactly is broken.
fn arithmetic(desk: &Desk<'_>) -> String {
    let examination = desk.input.examination;
    if !examination.methods.contains(&"arithmetic") {
        return desk.plain("matters-exact-not-run");
    }
    let national = examination.findings.iter().find(|f| f.test == "arithmetic" && f.area == PlaceId::ALL);
    match national.and_then(|f| f.get("soft_stations")) {
        None => desk.plain("matters-exact-unknown"),
        Some(soft) if soft > 0.0 => desk.say("matters-exact-soft", &[("stations", Arg::Number(soft, 0))]),
        Some(_) => desk.plain("matters-exact"),
    }
}

fn card(desk: &Desk<'_>, matter: &Matter<'_>, about: &About) -> Card {
    let f = matter.finding;
    let mut facts = vec![(desk.plain("label-size"), size(desk, matter.effect, f.n)), (desk.plain("label-sure"), sure(desk, matter, about))];
    if f.flag {
        facts.push((desk.plain("label-where"), alike(desk, matter)));
    }
    let title = desk.of_test(f.test, "title");
    Card {
        place: format!("{} · {}", desk.place(f.area), desk.subject(f)),
        sentence: desk.verdicts.of(f),
        facts,
        link: super::tests::anchor(f.test),
        more: desk.say("more-about", &[("title", title.as_str().into())]),
        title,
    }
}

/// Size in stations and votes, as far as the test tells.
pub(super) fn size(desk: &Desk<'_>, effect: Effect, n: u32) -> String {
    match (effect.stations, effect.votes) {
        (Some(s), Some(v)) => desk.say("size-both", &[("stations", Arg::Number(s, 0)), ("votes", Arg::Number(v, 0))]),
        (Some(s), None) => desk.say("size-stations", &[("stations", Arg::Number(s, 0))]),
        (None, Some(v)) => desk.say("size-votes", &[("votes", Arg::Number(v, 0))]),
        (None, None) => desk.say("size-none", &[("n", Arg::Count(i64::from(n)))]),
    }
}

fn sure(desk: &Desk<'_>, matter: &Matter<'_>, about: &About) -> String {
    let f = matter.finding;
    match f.outcome {
        Outcome::Checked => desk.plain("sure-checked"),
        Outcome::Tested => {
            let q = figures::equation('q', f.q.unwrap_or(1.0));
            let level = Arg::Number(100.0 * desk.input.examination.family.level, 0);
            desk.say("sure-tested", &[("q", q.as_str().into()), ("level", level)])
        }
        _ => desk.say("sure-estimated", &[("interval", figures::interval(f, about, desk.texts).as_str().into())]),
    }
}

fn alike(desk: &Desk<'_>, matter: &Matter<'_>) -> String {
    let count = ("count", Arg::from(matter.alike));
    match desk.names.region(matter.finding.area) {
        None => desk.say("alike-national", &[count]),
        Some(region) => desk.say("alike-region", &[count, ("region", desk.names.shown(region).into())]),
    }
}
