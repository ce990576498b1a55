//! What all plots share: names, words, the head of a figure and its end.

use domain::{Finding, OptionId, PlaceId};

use super::draw::Canvas;
use super::draw::canvas::WIDTH;
use super::{Group, Plot, Theme};
use crate::Input;
use crate::numbers::number;
use crate::texts::{Arg, Texts};

/// The input with everything needed to draw it.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What is drawn.
    pub input: &'a Input<'a>,
    /// Its words.
    pub texts: &'a Texts,
    /// Its colours.
    pub theme: Theme,
}

/// What a figure is, before it is drawn.
#[derive(Clone, Debug)]
pub struct About {
    /// File stem.
    pub name: String,
    /// Title.
    pub title: String,
    /// Lines below the title: n, and what must be known to read it.
    pub notes: Vec<String>,
    /// Full sentences.
    pub caption: String,
    /// Kind.
    pub group: Group,
    /// Option it is about.
    pub option: Option<OptionId>,
    /// Place it is about.
    pub area: Option<PlaceId>,
}

impl<'a> Scene<'a> {
    /// A text.
    pub fn words(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.get(id, args)
    }

    /// Name of an option.
    pub fn option(&self, option: OptionId) -> &'a str {
        self.input.release.election.option_name(option)
    }

    /// What a figure is about: an option by name, else turnout.
    pub fn subject(&self, option: Option<OptionId>) -> String {
        option.map_or_else(|| self.words("plot-turnout", &[]), |o| self.option(o).to_owned())
    }

    /// Name of a place, or what the whole election is called.
    pub fn place(&self, place: PlaceId) -> String {
        if place == PlaceId::ALL { self.words("plot-all", &[]) } else { self.input.release.places.name(place).to_owned() }
    }

    /// Full path of a place, or what the whole election is called.
    pub fn path(&self, place: PlaceId) -> String {
        if place == PlaceId::ALL { self.words("plot-all", &[]) } else { self.input.release.places.path(place) }
    }

    /// The findings of one test for one option (or for what concerns none).
    pub fn findings(&self, test: &'a str, option: Option<OptionId>) -> impl Iterator<Item = &'a Finding> + use<'a> {
        self.input.examination.findings.iter().filter(move |f| f.test == test && f.option == option)
    }

    /// Starts a figure of the usual width.
    pub fn begin(&self, about: &About) -> Canvas {
        self.begin_wide(about, WIDTH)
    }

    /// Starts a figure: SIMULATED where it applies, title, notes, and the election they belong to.
    pub fn begin_wide(&self, about: &About, width: f64) -> Canvas {
        let mut canvas = Canvas::new(self.theme, &format!("plot-{}", about.name), width);
        let election = &self.input.release.election;
        if election.simulated {
            canvas.simulated(&self.words("plot-simulated", &[]), &self.words("plot-simulated-word", &[]));
        }
        let mut notes = about.notes.clone();
        if !election.title.is_empty() {
            notes.push(election.title.clone());
        }
        canvas.head(&about.title, &notes);
        canvas
    }

    /// Ends a figure.
    pub fn finish(&self, canvas: Canvas, about: About) -> Plot {
        let About { name, title, caption, group, option, area, .. } = about;
        let caption = if self.input.release.election.simulated {
            format!("{} {caption}", self.words("plot-simulated-caption", &[]))
        } else {
            caption
        };
        let svg = canvas.finish(&title, &caption);
        Plot { name, title, caption, svg, group, option, area }
    }
}

/// File stem of a figure about an option (its number on the ballot) or about turnout.
pub fn stem(kind: &str, option: Option<OptionId>) -> String {
    option.map_or_else(|| format!("{kind}-turnout"), |o| format!("{kind}-option-{}", o.index() + 1))
}

/// A count kept as a float, as a value for a text.
pub fn whole(x: f64) -> Arg<'static> {
    Arg::Number(x, 0)
}

/// A count of things, as a value for a text.
pub fn many(n: usize) -> Arg<'static> {
    Arg::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Labels for the values of an axis.
pub fn labelled(ticks: &super::draw::ticks::Ticks) -> Vec<(f64, Option<String>)> {
    ticks.values.iter().map(|&v| (v, Some(number(v, ticks.decimals)))).collect()
}
