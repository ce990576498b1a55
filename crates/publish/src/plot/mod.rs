//! Plots as SVG, each complete in itself: title, n, unit, legend, and SIMULATED where the figures are.
//!
//! | question | module |
//! |---|---|
//! | how often does each tenth of a per cent occur? | `histogram` |
//! | where do voters lie between turnout and share? | `heat`, by region: `regions` |
//! | whose votes grow with turnout? | `shpilkin` |
//! | which last digits are too frequent? | `digits` |
//! | which districts agree too well? | `homogeneity` |
//! | which areas stand out, and how surely? | `ranking` |
//! | what did observers rate, which figures have several values? | `claims` |
//! | what do all of them share? | `scene`, `draw` |

pub(crate) mod claims;
mod digits;
mod draw;
mod heat;
mod histogram;
mod homogeneity;
mod ranking;
mod regions;
mod scene;
mod shpilkin;
#[cfg(test)]
mod tests;

use domain::{OptionId, PlaceId};
use forensics::pictures::Pictures;

use crate::Input;
use crate::texts::Texts;
use scene::Scene;

/// Options that get the dense plots: one alone would hide that the others behave, all would drown the reader.
const DENSE_OPTIONS: usize = 2;

/// One plot.
#[derive(Clone, Debug)]
pub struct Plot {
    /// Name of its file, without `.svg`: lower-case ASCII letters, digits and hyphens.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it shows and how to read it, with n, unit and method.
    pub caption: String,
    /// The picture.
    pub svg: String,
    /// What kind of picture.
    pub group: Group,
    /// The option it is about.
    pub option: Option<OptionId>,
    /// The place it is about.
    pub area: Option<PlaceId>,
}

/// Kinds of plots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Histogram of turnout.
    Turnout,
    /// Histogram of an option's share.
    Share,
    /// Turnout against share.
    Heat,
    /// The same by region.
    Regions,
    /// Votes by turnout.
    Shpilkin,
    /// Last digits.
    Digits,
    /// Stations of too homogeneous districts.
    Homogeneity,
    /// Areas by size of an anomaly.
    Ranking,
    /// What observers rated.
    Ratings,
    /// One figure published with several values.
    Beside,
}

/// Colours of the plots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// CSS custom properties that follow the reader's light or dark theme.
    Page,
    /// Fixed colours on white, as plain attributes: Typst knows little CSS.
    Print,
}

/// Every plot the input has figures for, in the order of a report. The same input gives the same bytes.
#[must_use]
pub fn plots(input: &Input<'_>, texts: &Texts, theme: Theme) -> Vec<Plot> {
    let scene = Scene { input, texts, theme };
    let mut plots = input.pictures.map_or_else(Vec::new, |pictures| pictured(&scene, pictures));
    plots.extend(homogeneity::plots(&scene));
    plots.extend(ranking::plots(&scene));
    plots
}

fn pictured(scene: &Scene<'_>, pictures: &Pictures) -> Vec<Plot> {
    let mut plots = Vec::new();
    plots.extend(pictures.turnout.as_ref().map(|banded| histogram::plot(scene, None, banded)));
    plots.extend(pictures.options.iter().map(|o| histogram::plot(scene, Some(o.option), &o.share)));
    plots.extend(pictures.options.iter().filter_map(|o| heat::plot(scene, o.option, o.heat.as_ref()?)));
    plots.extend(pictures.options.iter().take(DENSE_OPTIONS).filter_map(|o| regions::plot(scene, o.option, &o.regions)));
    plots.extend(pictures.options.iter().filter_map(|o| Some(shpilkin::plot(scene, o.option, o.curves.as_ref()?))));
    plots.extend(pictures.issued_digits.as_ref().map(|d| digits::plot(scene, None, d)));
    plots.extend(pictures.options.iter().filter_map(|o| Some(digits::plot(scene, Some(o.option), o.digits.as_ref()?))));
    plots
}
