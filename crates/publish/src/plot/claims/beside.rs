//! One figure, several values: where each published value lies.

use claims::case::{Figure, Relation};
use claims::record::RecordFinding;

use super::rows::{Row, Shape, draw};
use super::{Head, Stage};
use crate::claims::sentences::capital;
use crate::plot::draw::{Ink, Key, Sign};
use crate::plot::{Group, Plot};
use crate::texts::Arg;

/// A figure for everything that was published with at least three values: two are read faster than drawn.
const LEAST: usize = 3;

/// The figures, in the order of the findings.
pub(super) fn plots(stage: &Stage<'_>) -> Vec<Plot> {
    let beside = stage.input.record.iter().filter_map(|n| match &n.finding {
        RecordFinding::SideBySide { item, place, figures } if figures.len() >= LEAST => Some((item, place, figures)),
        _ => None,
    });
    beside.enumerate().map(|(i, (item, place, figures))| plot(stage, i + 1, (item, place), figures)).collect()
}

fn plot(stage: &Stage<'_>, number: usize, (item, place): (&str, &str), figures: &[Figure]) -> Plot {
    let rows: Vec<Row> = figures.iter().map(|f| row(stage, f)).collect();
    let item = capital(&stage.words.item_word(item));
    let args = [("item", Arg::Text(&item)), ("place", stage.words.place(place).into()), ("n", figures.len().into())];
    let head = Head {
        name: format!("beside-{number}"),
        title: stage.words.say("plot-claims-beside-title", &args),
        notes: Vec::new(),
        caption: stage.words.say("plot-claims-beside-caption", &args),
        group: Group::Beside,
    };
    let mut canvas = stage.begin(&head);
    let mut keys = vec![Key(Sign::Dot, Ink::Mark, stage.words.plain("plot-claims-exact"))];
    if rows.iter().any(|r| r.shape == Shape::Diamond) {
        keys.push(Key(Sign::Diamond, Ink::Ring, stage.words.plain("plot-claims-bound")));
    }
    canvas.legend(&keys);
    let (lo, hi) = rows.iter().fold((f64::MAX, f64::MIN), |(lo, hi), r| (lo.min(r.value), hi.max(r.value)));
    let pad = 0.06 * (hi - lo).max(1e-9);
    let unit = figures.first().map_or_else(String::new, |f| stage.words.unit(f.unit));
    draw(&mut canvas, &rows, (lo - pad, hi + pad), stage.words.say("plot-claims-beside-axis", &[("unit", unit.as_str().into())]));
    stage.finish(canvas, head)
}

fn row(stage: &Stage<'_>, f: &Figure) -> Row {
    let value = stage.words.printed(&f.value, f.relation, f.unit);
    let source = stage.words.stands(&f.stands);
    // Who says so comes first: one article may print the figures of both sides.
    let whose = f.by.as_deref().map_or_else(|| source.to_owned(), |by| format!("{}: {source}", stage.words.organisation(by)));
    let note = match f.unit {
        claims::unit::Unit::Percent(_) => value.clone(),
        _ => stage.words.printed_number(f),
    };
    Row {
        group: String::new(),
        name: stage.words.marked(&whose, f.support.certainty),
        note,
        value: f.value.value().to_f64(),
        interval: None,
        shape: if matches!(f.relation, Relation::Equal | Relation::About) { Shape::Dot } else { Shape::Diamond },
        title: stage.words.say("plot-claims-beside-mark", &[("value", value.as_str().into()), ("source", source.into())]),
    }
}
