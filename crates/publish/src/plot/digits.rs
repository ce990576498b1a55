//! How often each last digit stands, against how often it should.

use domain::OptionId;
use forensics::pictures::Digits;

use super::draw::measure::width;
use super::draw::{Anchor, Axis, Canvas, Ink, Key, Panel, SMALL, Sign, TEXT, ticks};
use super::scene::{About, Scene, labelled, many, stem};
use super::{Group, Plot};
use crate::numbers::number;
use crate::texts::Arg;

/// Normal quantile of a 95% interval over ten digits at once (Bonferroni): 1 - 0.05/20.
const Z: f64 = 2.807;

/// The figure of an option's votes, or of ballots issued.
pub fn plot(scene: &Scene<'_>, option: Option<OptionId>, digits: &Digits) -> Plot {
    let total: u64 = digits.observed.iter().sum();
    let counted = option
        .map_or_else(|| scene.words("plot-issued", &[]), |o| scene.words("plot-votes-for", &[("option", Arg::Text(scene.option(o)))]));
    let args = [("what", Arg::Text(&counted)), ("n", many(usize::try_from(total).unwrap_or(usize::MAX)))];
    let about = About {
        name: option.map_or_else(|| "digits-issued".to_owned(), |_| stem("digits", option)),
        title: scene.words("plot-digits-title", &args),
        notes: vec![scene.words("plot-digits-n", &args)],
        caption: scene.words("plot-digits-caption", &args),
        group: Group::Digits,
        option,
        area: None,
    };
    let mut canvas = scene.begin(&about);
    let key = |sign, ink, id: &str| Key(sign, ink, scene.words(id, &[]));
    canvas.legend(&[
        key(Sign::Area, Ink::Observed, "plot-observed"),
        key(Sign::Line, Ink::Reference, "plot-expected"),
        key(Sign::Area, Ink::BandInner, "plot-digits-chance"),
        key(Sign::Triangle, Ink::Flag, "plot-digits-beyond"),
    ]);
    bars(scene, &mut canvas, digits, total as f64);
    scene.finish(canvas, about)
}

/// Departure from the expected number in per cent of it: next to a full bar of 10,000 stations a tenth of chance is invisible. The
/// numbers themselves stand below the digits.
fn bars(scene: &Scene<'_>, canvas: &mut Canvas, digits: &Digits, total: f64) {
    let relative = |d: usize, v: f64| 100.0 * v / digits.expected[d].max(1e-9);
    let departure: Vec<f64> = (0..10).map(|d| relative(d, digits.observed[d] as f64 - digits.expected[d])).collect();
    let reach = |d: usize| relative(d, Z * (digits.expected[d] * (1.0 - digits.expected[d] / total)).max(0.0).sqrt());
    let most = (0..10).map(|d| departure[d].abs().max(reach(d))).fold(1.0, f64::max) * 1.2;
    let tick = |d: u32| (f64::from(d), Some(d.to_string()));
    let x = Axis { ticks: (0..10).map(tick).collect(), title: String::new(), grid: false };
    let ticks = ticks::linear(-most, most, 7);
    let y = Axis { ticks: labelled(&ticks), title: scene.words("plot-axis-digit-departure", &[]), grid: true };
    let panel = Panel::lay(canvas, 140.0, (&x, (-0.6, 9.6)), (&y, (-most, most)));
    let zero = panel.y.at(0.0);
    for (d, &v) in departure.iter().enumerate() {
        let (left, right) = (panel.x.at(d as f64 - 0.46), panel.x.at(d as f64 + 0.46));
        let (hi, lo) = (panel.y.at(reach(d)), panel.y.at(-reach(d)));
        canvas.rect(Ink::BandInner, left, hi, right - left, lo - hi);
        let tip = panel.y.at(v);
        canvas.rect(Ink::Observed, left + 4.0, tip.min(zero), right - left - 8.0, (tip - zero).abs());
        if v.abs() > reach(d) {
            let tip = if v > 0.0 { tip - 1.5 } else { tip + 1.5 };
            canvas.triangle(Ink::Flag, (panel.x.at(d as f64), tip), if v > 0.0 { 8.0 } else { -8.0 }, None);
        }
    }
    canvas.line(Ink::Reference, (panel.left, zero), (panel.right(), zero));
    numbers(scene, canvas, &panel, digits);
}

/// How many counts end in each digit, below the digits.
fn numbers(scene: &Scene<'_>, canvas: &mut Canvas, panel: &Panel, digits: &Digits) {
    let labels = digits.observed.map(|o| number(o as f64, 0));
    let widest = labels.iter().map(|l| width(l, 1.0)).fold(1.0, f64::max);
    let size = SMALL.min(panel.width / 10.6 / widest);
    canvas.y += 6.0;
    for (d, label) in labels.iter().enumerate() {
        canvas.text(Ink::Muted, Anchor::Middle, size, (panel.x.at(d as f64), canvas.y), label);
    }
    canvas.y += 15.0;
    let middle = panel.left + panel.width / 2.0;
    canvas.text(Ink::Muted, Anchor::Middle, TEXT, (middle, canvas.y), &scene.words("plot-axis-digit", &[]));
    canvas.y += 8.0;
}
