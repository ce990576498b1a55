//! Stations by turnout or share, in bins of 0.1 percentage points centred on whole per cents, against the band of honest counting; below
//! it the same bins folded by their distance from the nearest whole per cent.

use domain::OptionId;
use forensics::pictures::Banded;
use forensics::pictures::histogram::BINS;

use super::draw::{Anchor, Axis, Canvas, Ink, Key, Panel, Path, SMALL, Sign, ticks};
use super::scene::{About, Scene, labelled, many, stem, whole};
use super::{Group, Plot};
use crate::numbers::number;

/// A whole per cent has ten bins.
const TENTHS: usize = 10;
/// Bins that are folded: ten around each whole per cent from 5 to 99. Nearer to the ends the density is too steep for a binomial around
/// each station's own figure to stay in place, so that ten unequal slots would prove nothing.
const FOLDED: std::ops::RangeInclusive<usize> = 46..=995;
/// Fewest stations worth folding.
const LEAST_FOLDED: f64 = 1000.0;

/// The figure for an option's share, or for turnout.
pub fn plot(scene: &Scene<'_>, option: Option<OptionId>, banded: &Banded) -> Plot {
    let last = last_shown(banded);
    let about = about(scene, option, banded, last);
    let mut canvas = scene.begin(&about);
    let key = |sign, ink, id: &str| Key(sign, ink, scene.words(id, &[]));
    canvas.legend(&[
        key(Sign::Area, Ink::Observed, "plot-histogram-observed"),
        key(Sign::Line, Ink::Reference, "plot-histogram-expected"),
        key(Sign::Area, Ink::BandInner, "plot-histogram-pointwise"),
        key(Sign::Area, Ink::BandOuter, "plot-histogram-simultaneous"),
        key(Sign::Triangle, Ink::Flag, "plot-histogram-five"),
        key(Sign::Dot, Ink::FlagRing, "plot-histogram-integer"),
    ]);
    bins(scene, &mut canvas, option, banded, last);
    folded(scene, &mut canvas, banded);
    scene.finish(canvas, about)
}

/// The last bin drawn: 100%, but for an option that stays small nearly everywhere the picture ends earlier and says so.
fn last_shown(banded: &Banded) -> usize {
    let all: f64 = banded.observed.iter().sum();
    let mut beyond = 0.0;
    let reached = |&i: &usize| {
        beyond += banded.observed[i];
        beyond > 0.005 * all
    };
    let highest = (0..BINS).rev().find(reached).unwrap_or(BINS - 1);
    if highest > 350 { BINS - 1 } else { (highest / 100 + 1).max(2) * 100 }
}

/// Bins above the simultaneous band: those on whole per cents, and the others.
fn beyond(banded: &Banded) -> (Vec<usize>, Vec<usize>) {
    (0..BINS).filter(|&i| banded.observed[i] > banded.simultaneous[i].max(0.5)).partition(|i| i.is_multiple_of(TENTHS))
}

fn about(scene: &Scene<'_>, option: Option<OptionId>, banded: &Banded, last: usize) -> About {
    let (integers, others) = beyond(banded);
    let subject = scene.subject(option);
    let kind = if option.is_some() { "share" } else { "turnout" };
    let outside: f64 = banded.observed[last + 1..].iter().sum();
    let args = [
        ("option", crate::texts::Arg::Text(&subject)),
        ("n", many(banded.stations)),
        ("integers", many(integers.len())),
        ("others", many(others.len())),
        ("outside", whole(outside)),
        ("end", many(last / TENTHS)),
    ];
    let mut notes = vec![scene.words("plot-n", &args), scene.words("plot-histogram-beyond", &args)];
    if outside > 0.0 {
        notes.push(scene.words("plot-histogram-outside", &args));
    }
    About {
        name: stem("histogram", option),
        title: scene.words(&format!("plot-{kind}-title"), &args),
        notes,
        caption: scene.words(&format!("plot-{kind}-caption"), &args),
        group: if option.is_some() { Group::Share } else { Group::Turnout },
        option,
        area: None,
    }
}

fn bins(scene: &Scene<'_>, canvas: &mut Canvas, option: Option<OptionId>, banded: &Banded, last: usize) {
    // The bins at 0% and 100% hold every station of one sort and would flatten all others; they are cut off and labelled.
    let inner = 1..last.min(BINS - 2);
    let highest = inner.map(|i| banded.observed[i].max(banded.simultaneous[i])).fold(4.0, f64::max);
    let top = highest * 1.1;
    let end = u32::try_from(last / TENTHS).unwrap_or(100);
    let kind = if option.is_some() { "plot-axis-share" } else { "plot-axis-turnout" };
    let x = Axis::percent(scene.words(kind, &[]), (0, end), 5, if end > 50 { 10 } else { 5 });
    let y = Axis { ticks: labelled(&ticks::linear(0.0, top, 6)), title: scene.words("plot-axis-stations-bin", &[]), grid: true };
    let panel = Panel::lay(canvas, 190.0, (&x, (-0.4, f64::from(end) + 0.4)), (&y, (0.0, top)));
    canvas.clipped(panel.area(), |c| curves(c, &panel, banded, last));
    panel.floor(canvas);
    marks(canvas, &panel, banded, last);
    for at in [0, BINS - 1].into_iter().filter(|&i| i <= last && banded.observed[i] > top) {
        cut_off(scene, canvas, &panel, at, banded.observed[at]);
    }
}

fn percent(bin: usize) -> f64 {
    bin as f64 / TENTHS as f64
}

fn curves(canvas: &mut Canvas, panel: &Panel, banded: &Banded, last: usize) {
    let edges: Vec<f64> = (0..=last + 1).map(|i| panel.x.at(percent(i) - 0.05)).collect();
    let tops: Vec<f64> = banded.observed[..=last].iter().map(|&v| panel.y.at(v)).collect();
    canvas.path(Ink::Observed, &Path::steps(panel.bottom(), &edges, &tops));
    let line = |values: &[f64]| -> Vec<(f64, f64)> {
        Path::simplified(values[..=last].iter().enumerate().map(|(i, &v)| (panel.x.at(percent(i)), panel.y.at(v))), 0.15)
    };
    let (expected, pointwise, simultaneous) = (line(&banded.expected), line(&banded.pointwise), line(&banded.simultaneous));
    let back = |points: &[(f64, f64)]| points.iter().rev().copied().collect::<Vec<_>>();
    canvas.path(Ink::BandInner, &Path::between(pointwise.clone(), back(&expected)));
    canvas.path(Ink::BandOuter, &Path::between(simultaneous, back(&pointwise)));
    canvas.path(Ink::Reference, &Path::through(expected));
}

/// Stems and signs over the whole per cents beyond the simultaneous band; those divisible by five are named where there is room.
fn marks(canvas: &mut Canvas, panel: &Panel, banded: &Banded, last: usize) {
    let (integers, _) = beyond(banded);
    let mut free_from = f64::NEG_INFINITY;
    for i in integers.into_iter().filter(|&i| i <= last && i + 1 < BINS) {
        let x = panel.x.at(percent(i));
        let (tip, foot) = (panel.y.at(banded.observed[i]), panel.y.at(banded.simultaneous[i]));
        canvas.line(Ink::FlagLine, (x, tip), (x, foot));
        if !i.is_multiple_of(5 * TENTHS) {
            canvas.circle(Ink::FlagRing, (x, tip - 3.0), 2.4, None);
            continue;
        }
        canvas.triangle(Ink::Flag, (x, tip - 1.5), 7.0, None);
        let label = number(percent(i), 0);
        let half = super::draw::measure::width(&label, SMALL) / 2.0;
        if x - half > free_from {
            canvas.text(Ink::Halo, Anchor::Middle, SMALL, (x, (tip - 11.0).max(panel.top + 2.0)), &label);
            free_from = x + half + 1.0;
        }
    }
}

fn cut_off(scene: &Scene<'_>, canvas: &mut Canvas, panel: &Panel, bin: usize, stations: f64) {
    let at_end = bin > 0;
    let x = panel.x.at(percent(bin));
    canvas.triangle(Ink::Mark, (x, panel.top - 4.0), -7.0, None);
    let words = scene.words("plot-histogram-cut", &[("n", whole(stations)), ("percent", many(bin / TENTHS))]);
    let (anchor, at) = if at_end { (Anchor::End, x - 7.0) } else { (Anchor::Start, x + 7.0) };
    canvas.text(Ink::Halo, anchor, SMALL, (at, panel.top + 6.0), &words);
}

/// Stations by distance from the nearest whole per cent.
fn folded(scene: &Scene<'_>, canvas: &mut Canvas, banded: &Banded) {
    let (mut observed, mut expected) = ([0.0; TENTHS], [0.0; TENTHS]);
    // Tenths -4..5 around an integer land in slots 0..9.
    for i in FOLDED {
        let slot = (i + 4) % TENTHS;
        observed[slot] += banded.observed[i];
        expected[slot] += banded.expected[i];
    }
    if observed.iter().sum::<f64>() < LEAST_FOLDED {
        return;
    }
    let reach = |e: f64| 1.96 * e.sqrt();
    let top = observed.iter().copied().chain(expected.map(|e| e + reach(e))).fold(1.0, f64::max) * 1.08;
    let tick = |slot: usize| {
        let tenths = slot as f64 / 10.0 - 0.4;
        (slot as f64, slot.is_multiple_of(2).then(|| if slot == 4 { "0".to_owned() } else { number(tenths, 1) }))
    };
    let x = Axis { ticks: (0..TENTHS).map(tick).collect(), title: scene.words("plot-axis-distance", &[]), grid: false };
    let y = Axis { ticks: labelled(&ticks::linear(0.0, top, 4)), title: scene.words("plot-axis-folded", &[]), grid: true };
    let panel = Panel::lay(canvas, 90.0, (&x, (-0.6, 9.6)), (&y, (0.0, top)));
    for slot in 0..TENTHS {
        let at = slot as f64;
        let (left, right) = (panel.x.at(at - 0.36), panel.x.at(at + 0.36));
        let y = panel.y.at(observed[slot]);
        canvas.rect(Ink::Observed, left, y, right - left, panel.bottom() - y);
        let (e, r) = (expected[slot], reach(expected[slot]));
        let (hi, lo) = (panel.y.at(e + r), panel.y.at((e - r).max(0.0)));
        canvas.rect(Ink::BandInner, left - 2.0, hi, right - left + 4.0, lo - hi);
        canvas.line(Ink::Reference, (left - 2.0, panel.y.at(e)), (right + 2.0, panel.y.at(e)));
        if observed[slot] > e + r {
            let tip = (panel.x.at(at), y - 1.5);
            if slot == 4 {
                canvas.triangle(Ink::Flag, tip, 7.0, None);
            } else {
                canvas.circle(Ink::FlagRing, (tip.0, tip.1 - 2.0), 2.4, None);
            }
        }
    }
    panel.floor(canvas);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn banded(place: impl Fn(usize) -> f64) -> Banded {
        let observed: Vec<f64> = (0..BINS).map(place).collect();
        let flat = |v: f64| vec![v; BINS];
        Banded { stations: 1, expected: flat(1.0), pointwise: flat(3.0), simultaneous: flat(5.0), observed }
    }

    #[test]
    fn a_small_option_is_shown_up_to_where_it_is_found() {
        assert_eq!(last_shown(&banded(|_| 1.0)), 1000);
        assert_eq!(last_shown(&banded(|i| if i < 35 { 9.0 } else { 0.0 })), 200);
        assert_eq!(last_shown(&banded(|i| if i < 230 { 9.0 } else { 0.0 })), 300);
        assert_eq!(last_shown(&banded(|_| 0.0)), 1000);
    }

    #[test]
    fn only_bins_above_the_simultaneous_band_are_marked() {
        let b = banded(|i| match i {
            750 | 753 => 6.0,
            800 => 5.0,
            _ => 0.0,
        });
        assert_eq!(beyond(&b), (vec![750], vec![753]));
    }
}
