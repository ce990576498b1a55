//! What observers rated, by part of the election: a dot and a whisker an answer.

use claims::case::{Meaning, Observation, Phase};
use claims::evidence::rating::rated;

use super::rows::{Row, Shape, draw};
use super::{Head, Stage};
use crate::numbers::number;
use crate::plot::draw::{Ink, Key, Sign};
use crate::plot::{Group, Plot};
use crate::texts::Arg;

/// The figure; none where nobody published a share or the counts behind one.
pub(super) fn plot(stage: &Stage<'_>) -> Option<Plot> {
    let mut rows: Vec<Row> = Vec::new();
    for phase in Phase::ALL {
        let of_phase = stage.input.case.observations.iter().filter(|o| o.phase == phase);
        let mut group = crate::claims::sentences::capital(&stage.words.phase(phase));
        for mut row in of_phase.filter_map(|o| row(stage, o)) {
            row.group = std::mem::take(&mut group);
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let bare = rows.iter().filter(|r| r.shape == Shape::Ring).count();
    let head = Head {
        name: "ratings".to_owned(),
        title: stage.words.plain("plot-claims-ratings-title"),
        notes: vec![stage.words.plain("plot-claims-ratings-note")],
        caption: stage.words.say("plot-claims-ratings-caption", &[("n", rows.len().into()), ("bare", bare.into())]),
        group: Group::Ratings,
    };
    let mut canvas = stage.begin(&head);
    let keys = [
        (bare < rows.len(), Key(Sign::Dot, Ink::Mark, stage.words.plain("plot-claims-measured"))),
        (bare < rows.len(), Key(Sign::Line, Ink::Interval, stage.words.plain("plot-claims-interval"))),
        (bare > 0, Key(Sign::Dot, Ink::Ring, stage.words.plain("plot-claims-bare"))),
    ];
    let keys: Vec<Key> = keys.into_iter().filter(|(drawn, _)| *drawn).map(|(_, key)| key).collect();
    canvas.legend(&keys);
    let most = rows.iter().map(|r| r.interval.map_or(r.value, |(_, hi)| hi)).fold(0.0, f64::max);
    // A round end to the right, so that shares of different cases look alike.
    let end = [10.0, 20.0, 40.0, 60.0, 80.0].into_iter().find(|e| most <= *e).unwrap_or(100.0);
    draw(&mut canvas, &rows, (0.0, end), stage.words.plain("plot-claims-ratings-axis"));
    Some(stage.finish(canvas, head))
}

/// The share of observed places where something was wrong.
fn row(stage: &Stage<'_>, o: &Observation) -> Option<Row> {
    let who = stage.words.organisation(&o.organisation);
    let name = format!("{}, {who}", stage.words.question(o));
    let (question, by) = (("question", Arg::Text(&o.question)), ("who", Arg::Text(who)));
    if let Some(c) = rated(o).negative {
        let (value, interval, n) = (c.value.middle(), c.intervals.map(|i| i.clopper_pearson), c.n?);
        let (share, of) = (("share", Arg::Number(value, 1)), ("n", n.into()));
        let title = match interval {
            Some((lo, hi)) => {
                let ends = [("lo", Arg::Number(lo, 1)), ("hi", Arg::Number(hi, 1))];
                stage.words.say("plot-claims-ratings-mark", &[question, by, share, ends[0], ends[1], of])
            }
            None => stage.words.say("plot-claims-all-mark", &[question, by, share, of]),
        };
        let note = format!("{}, {}", stage.words.percent(&number(value, 1)), stage.words.say("plot-n-short", &[of]));
        return Some(Row { group: String::new(), name, note, value, interval, shape: Shape::Dot, title });
    }
    let share = o.share.as_ref()?.value().to_f64();
    let value = if o.means == Meaning::Negative { share } else { 100.0 - share };
    let decimals = o.share.as_ref().map_or(0, crate::claims::sentences::decimals);
    let title = stage.words.say("plot-claims-bare-mark", &[question, by, ("share", Arg::Number(value, decimals))]);
    let note = format!("{}, {}", stage.words.percent(&number(value, decimals)), stage.words.plain("plot-claims-n-unknown"));
    Some(Row { group: String::new(), name, note, value, interval: None, shape: Shape::Ring, title })
}
