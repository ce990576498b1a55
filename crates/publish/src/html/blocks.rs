//! The pieces of a section as HTML.

use crate::content::model::{Block, Card, Figure, Mark, Table};
use crate::plot::Plot;
use crate::texts::Texts;

use super::element::Html;
use super::table;

/// Bytes of pictures a page may hold; what comes after stands in the plots folder only, so that the page opens on a phone.
const PICTURES: usize = 2_200_000;

/// Renders blocks, keeping count of pictures and anchors.
pub(super) struct Blocks<'a> {
    plots: &'a [Plot],
    texts: &'a Texts,
    left: usize,
    tables: usize,
}

impl<'a> Blocks<'a> {
    /// For a page with these plots.
    pub fn new(plots: &'a [Plot], texts: &'a Texts) -> Self {
        Self { plots, texts, left: PICTURES, tables: 0 }
    }

    /// Writes blocks one after the other; pictures in a row stand side by side where there is room.
    pub fn all(&mut self, h: &mut Html, blocks: &[Block], level: u8) {
        for run in blocks.chunk_by(|a, b| is_plot(a) && is_plot(b)) {
            if run.len() > 1 {
                h.with("div", &[("class", "plates")], |h| run.iter().for_each(|b| self.block(h, b, level)));
            } else {
                for b in run {
                    self.block(h, b, level);
                }
            }
        }
    }

    /// Writes a block; `level` is that of headings inside it.
    pub fn block(&mut self, h: &mut Html, block: &Block, level: u8) {
        h.line();
        match block {
            Block::Lead { text } => h.element("p", &[("class", "lead")], text),
            Block::Para { text } => h.element("p", &[], text),
            Block::Note { label, lines } => note(h, label, lines),
            Block::Figures { figures } => large(h, figures),
            Block::Matters { cards } => h.with("ol", &[("class", "matters")], |h| cards.iter().for_each(|c| card(h, c, level))),
            Block::Verdict { mark, word, sentence } => verdict(h, *mark, word, sentence),
            Block::Table(t) => self.table(h, t),
            Block::List { items } => h.with("ul", &[], |h| items.iter().for_each(|i| h.element("li", &[], i))),
            Block::Facts { facts } => definitions(h, "facts", facts),
            Block::Terms { terms } => definitions(h, "terms", terms),
            Block::Plot { index, caption, more } => self.plot(h, *index, caption, more),
            Block::Command { text } => h.with("pre", &[("tabindex", "0")], |h| h.element("code", &[], text)),
            Block::Details { summary, blocks } => h.with("details", &[], |h| {
                h.element("summary", &[], summary);
                self.all(h, blocks, level);
            }),
        }
    }

    fn plot(&mut self, h: &mut Html, index: usize, caption: &str, more: &str) {
        let Some(plot) = self.plots.get(index) else { return };
        h.with("figure", &[("id", &format!("plot-{}", plot.name))], |h| {
            if plot.svg.len() <= self.left {
                self.left -= plot.svg.len();
                h.with("div", &[("class", "picture")], |h| h.trusted(&plot.svg));
            } else {
                let file = format!("plots/{}.svg", plot.name);
                let words = self.texts.get("picture-in-file", &[("title", plot.title.as_str().into()), ("file", file.as_str().into())]);
                h.with("p", &[], |h| h.element("a", &[("href", &file)], &words));
            }
            h.with("figcaption", &[], |h| {
                h.element("p", &[], caption);
                if !more.is_empty() {
                    h.with("details", &[], |h| {
                        h.element("summary", &[], &self.texts.plain("label-reading"));
                        h.element("p", &[], more);
                    });
                }
            });
        });
    }

    fn table(&mut self, h: &mut Html, table: &Table) {
        self.tables += 1;
        let hint = self.texts.get("scroll-hint", &[("caption", table.caption.as_str().into())]);
        let id = format!("table-{}", self.tables);
        h.element("p", &[("class", "caption"), ("id", &id)], &table.caption);
        // A keyboard reaches what scrolls only if it can have the focus.
        h.with("div", &[("class", "scroll"), ("role", "group"), ("aria-label", &hint), ("tabindex", "0")], |h| table::write(h, table, &id));
        if !table.note.is_empty() {
            h.element("p", &[("class", "small")], &table.note);
        }
    }
}

fn verdict(h: &mut Html, mark: Mark, word: &str, sentence: &str) {
    h.with("div", &[("class", "verdict")], |h| {
        h.with("p", &[("class", "judged")], |h| table::marked(h, mark, word));
        h.element("p", &[("class", "lead")], sentence);
    });
}

fn is_plot(block: &Block) -> bool {
    matches!(block, Block::Plot { .. })
}

fn note(h: &mut Html, label: &str, lines: &[String]) {
    h.with("div", &[("class", "note")], |h| {
        h.element("p", &[("class", "kicker")], label);
        h.with("ul", &[], |h| lines.iter().for_each(|l| h.element("li", &[], l)));
    });
}

fn large(h: &mut Html, figures: &[Figure]) {
    h.with("dl", &[("class", "figures")], |h| {
        for f in figures {
            h.with("div", &[], |h| {
                h.element("dt", &[], &f.label);
                h.element("dd", &[("class", "value")], &f.value);
                h.element("dd", &[("class", "small")], &f.note);
            });
        }
    });
}

fn definitions(h: &mut Html, class: &str, terms: &[(String, String)]) {
    h.with("dl", &[("class", class)], |h| {
        for (term, text) in terms {
            h.with("div", &[], |h| {
                h.element("dt", &[], term);
                h.element("dd", &[], text);
            });
        }
    });
}

fn card(h: &mut Html, card: &Card, level: u8) {
    h.line();
    h.with("li", &[], |h| {
        h.element(if level <= 3 { "h3" } else { "h4" }, &[], &card.title);
        h.element("p", &[("class", "place")], &card.place);
        h.element("p", &[], &card.sentence);
        definitions(h, "facts", &card.facts);
        h.with("p", &[("class", "small")], |h| h.element("a", &[("href", &format!("#{}", card.link))], &card.more));
    });
}
