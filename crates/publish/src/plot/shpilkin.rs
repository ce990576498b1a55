//! Votes by turnout: the option's, and all others' scaled to it where turnout is ordinary; what the first has beyond the second is shaded.

use domain::{OptionId, PlaceId};
use forensics::methods::shpilkin::{Cluster, Curves};

use super::draw::{Anchor, Axis, Canvas, Ink, Key, Panel, Path, SMALL, Sign, ticks};
use super::scene::{About, Scene, labelled, stem, whole};
use super::{Group, Plot};
use crate::texts::Arg;

/// The figure of an option.
pub fn plot(scene: &Scene<'_>, option: OptionId, curves: &Curves) -> Plot {
    let about = about(scene, option, curves);
    let mut canvas = scene.begin(&about);
    let name = scene.option(option);
    let args = [("option", Arg::Text(name)), ("k", Arg::Number(curves.cluster.map_or(1.0, |c| c.ratio), 2))];
    let key = |sign, ink, id: &str| Key(sign, ink, scene.words(id, &args));
    let mut keys = vec![Key(Sign::Line, Ink::Series, name.to_owned())];
    if curves.cluster.is_ok() {
        keys.push(key(Sign::Line, Ink::Rival, "plot-shpilkin-scaled"));
        keys.push(key(Sign::Area, Ink::Excess, "plot-shpilkin-excess"));
        keys.push(key(Sign::Area, Ink::BandInner, "plot-shpilkin-clean"));
    } else {
        keys.push(key(Sign::Line, Ink::Rival, "plot-shpilkin-others"));
    }
    canvas.legend(&keys);
    draw(scene, &mut canvas, curves);
    scene.finish(canvas, about)
}

fn about(scene: &Scene<'_>, option: OptionId, curves: &Curves) -> About {
    let name = scene.option(option);
    let finding = scene.findings("shpilkin", Some(option)).find(|f| f.area == PlaceId::ALL);
    let n = finding.map_or(0, |f| f.n);
    let votes: f64 = curves.option.iter().sum();
    let mut args = vec![("option", Arg::Text(name)), ("n", Arg::Count(i64::from(n))), ("votes", whole(votes))];
    let mut notes = vec![scene.words("plot-shpilkin-n", &args)];
    let mut caption = scene.words("plot-shpilkin-caption", &args);
    let more = match &curves.cluster {
        Ok(cluster) => {
            args.extend(cluster_args(cluster, votes));
            let interval = finding.and_then(|f| f.interval).filter(|i| i.of == "anomalous_votes");
            if let Some(i) = interval {
                args.extend([("lo", whole(i.lo)), ("hi", whole(i.hi))]);
                scene.words("plot-shpilkin-estimate-interval", &args)
            } else {
                scene.words("plot-shpilkin-estimate", &args)
            }
        }
        Err(refusal) => {
            let reason = scene.words(&format!("plot-refused-{}", refusal.name()), &[]);
            scene.words("plot-shpilkin-refused", &[("reason", Arg::Text(&reason))])
        }
    };
    caption.push(' ');
    caption.push_str(&more);
    if curves.cluster.is_ok() {
        caption.push(' ');
        caption.push_str(&scene.words("plot-shpilkin-shaded", &[]));
    }
    notes.push(more);
    About {
        name: stem("shpilkin", Some(option)),
        title: scene.words("plot-shpilkin-title", &args),
        notes,
        caption,
        group: Group::Shpilkin,
        option: Some(option),
        area: Some(PlaceId::ALL),
    }
}

fn cluster_args(cluster: &Cluster, votes: f64) -> [(&'static str, Arg<'static>); 5] {
    [
        ("anomalous", whole(cluster.anomalous)),
        ("part", Arg::Number(100.0 * cluster.anomalous / votes.max(1.0), 1)),
        ("clean", whole(cluster.turnout as f64)),
        ("lowest", whole(cluster.lowest as f64)),
        ("highest", whole(cluster.highest as f64)),
    ]
}

fn draw(scene: &Scene<'_>, canvas: &mut Canvas, curves: &Curves) {
    let cluster = curves.cluster.ok();
    let scaled: Vec<f64> = curves.others.iter().map(|o| o * cluster.map_or(1.0, |c| c.ratio)).collect();
    let highest = curves.option.iter().chain(&scaled).copied().fold(1.0, f64::max);
    let (unit, id) = match highest {
        h if h >= 2e6 => (1e6, "plot-axis-votes-million"),
        h if h >= 2e4 => (1e3, "plot-axis-votes-thousand"),
        _ => (1.0, "plot-axis-votes"),
    };
    let x = Axis::percent(scene.words("plot-axis-turnout", &[]), (0, 100), 5, 10);
    let y = Axis { ticks: labelled(&ticks::linear(0.0, highest / unit * 1.05, 6)), title: scene.words(id, &[]), grid: true };
    let panel = Panel::lay(canvas, 220.0, (&x, (0.0, 100.0)), (&y, (0.0, highest / unit * 1.05)));
    let point = |t: usize, v: f64| (panel.x.at(t as f64), panel.y.at(v / unit));
    if let Some(c) = &cluster {
        clean(scene, canvas, &panel, c);
        excess(canvas, &panel, unit, c.turnout, (&curves.option, &scaled));
    }
    let line = |values: &[f64]| Path::through(values.iter().enumerate().map(|(t, &v)| point(t, v)).collect::<Vec<_>>());
    canvas.path(Ink::Rival, &line(&scaled));
    canvas.path(Ink::Series, &line(&curves.option));
    panel.floor(canvas);
}

/// The interval over T* as a band, T* as a line.
fn clean(scene: &Scene<'_>, canvas: &mut Canvas, panel: &Panel, cluster: &Cluster) {
    let (left, right) = (panel.x.at(cluster.lowest as f64 - 0.5), panel.x.at(cluster.highest as f64 + 0.5));
    canvas.rect(Ink::BandInner, left, panel.top, right - left, panel.height);
    let x = panel.x.at(cluster.turnout as f64);
    canvas.line(Ink::Reference, (x, panel.top), (x, panel.bottom()));
    let words = scene.words("plot-shpilkin-at", &[("clean", whole(cluster.turnout as f64))]);
    canvas.text(Ink::Halo, Anchor::End, SMALL, (left - 3.0, panel.top + 11.0), &words);
}

/// Shades where the option lies above the scaled others to the right of T*. Where it lies below, nothing is shaded although the estimate
/// subtracts it: the caption says so.
fn excess(canvas: &mut Canvas, panel: &Panel, unit: f64, from: usize, (option, scaled): (&[f64], &[f64])) {
    let point = |t: f64, v: f64| (panel.x.at(t), panel.y.at(v / unit));
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    for t in from..option.len() {
        let gap = option[t] - scaled[t];
        if let Some(before) = t.checked_sub(1).filter(|&b| b >= from) {
            let earlier = option[before] - scaled[before];
            if (earlier < 0.0) != (gap < 0.0) {
                // Where the curves cross, both edges meet.
                let part = earlier / (earlier - gap);
                let meet = point(before as f64 + part, option[before] + part * (option[t] - option[before]));
                upper.push(meet);
                lower.push(meet);
            }
        }
        upper.push(point(t as f64, option[t].max(scaled[t])));
        lower.push(point(t as f64, scaled[t]));
    }
    lower.reverse();
    canvas.path(Ink::Excess, &Path::between(upper, lower));
}
