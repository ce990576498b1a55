//! Plots of weighed claims: what observers rated, and figures published with several values.

mod beside;
mod ratings;
mod rows;

use super::draw::Canvas;
use super::draw::canvas::WIDTH;
use super::{Group, Plot, Theme};
use crate::claims::Input;
use crate::claims::sentences::Sentences;
use crate::texts::Texts;

/// The input with everything needed to draw it.
struct Stage<'a> {
    input: &'a Input<'a>,
    words: Sentences<'a>,
    theme: Theme,
}

/// What a figure is, before it is drawn.
struct Head {
    name: String,
    title: String,
    notes: Vec<String>,
    caption: String,
    group: Group,
}

/// Every plot the input has figures for. The same input gives the same bytes.
pub(crate) fn plots(input: &Input<'_>, texts: &Texts, theme: Theme) -> Vec<Plot> {
    let stage = Stage { input, words: Sentences::new(input.case, texts), theme };
    ratings::plot(&stage).into_iter().chain(beside::plots(&stage)).collect()
}

impl Stage<'_> {
    /// Starts a figure: SIMULATED where it applies, title, notes, and the case they belong to.
    fn begin(&self, head: &Head) -> Canvas {
        let mut canvas = Canvas::new(self.theme, &format!("plot-{}", head.name), WIDTH);
        if self.input.case.simulated {
            canvas.simulated(&self.words.plain("plot-simulated"), &self.words.plain("plot-simulated-word"));
        }
        let mut notes = head.notes.clone();
        notes.push(self.input.case.title.clone());
        canvas.head(&head.title, &notes);
        canvas
    }

    /// Ends a figure.
    fn finish(&self, canvas: Canvas, head: Head) -> Plot {
        let Head { name, title, caption, group, .. } = head;
        let caption = if self.input.case.simulated { format!("{} {caption}", self.words.plain("plot-simulated-caption")) } else { caption };
        let svg = canvas.finish(&title, &caption);
        Plot { name, title, caption, svg, group, option: None, area: None }
    }
}
