//! The page: one file with its style and pictures inside, no script, nothing fetched.

mod blocks;
mod element;
mod table;

use crate::content::model::{Report, Section};
use crate::plot::Plot;
use crate::texts::Texts;
use blocks::Blocks;
use element::Html;

const STYLE: &str = include_str!("page.css");

/// Renders a report with its plots.
pub(crate) fn render(report: &Report, plots: &[Plot], texts: &Texts) -> String {
    let mut h = Html::default();
    h.trusted("<!doctype html>\n");
    h.with("html", &[("lang", report.lang)], |h| {
        head(h, report);
        h.with("body", &[], |h| body(h, report, &mut Blocks::new(plots, texts)));
    });
    h.line();
    h.finish()
}

fn head(h: &mut Html, report: &Report) {
    h.with("head", &[], |h| {
        h.open("meta", &[("charset", "utf-8")]);
        h.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        // The page works without a network, and must not be made to use one by a name in a hostile file.
        let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
        h.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", policy)]);
        h.open("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        h.open("meta", &[("name", "generator"), ("content", "Scrutineer")]);
        h.element("title", &[], &report.title);
        h.with("style", &[], |h| h.trusted(STYLE));
    });
    h.line();
}

fn body(h: &mut Html, report: &Report, blocks: &mut Blocks<'_>) {
    h.element("a", &[("class", "skip"), ("href", "#content")], &report.skip);
    h.with("header", &[], |h| {
        h.element("p", &[("class", "kicker")], &report.kicker);
        h.element("h1", &[], &report.title);
        h.with("p", &[("class", "subtitle")], |h| report.subtitle.iter().for_each(|line| h.element("span", &[], line)));
        if !report.simulated.is_empty() {
            h.with("p", &[("class", "simulated")], |h| {
                h.element("strong", &[], &report.simulated);
                h.text(" ");
                h.text(&report.simulated_note);
            });
        }
    });
    h.line();
    h.with("div", &[("class", "frame")], |h| {
        contents(h, report);
        h.with("main", &[("id", "content"), ("tabindex", "-1")], |h| report.sections.iter().for_each(|s| section(h, report, s, blocks)));
    });
    h.with("footer", &[], |h| h.element("p", &[], &report.footer));
}

fn contents(h: &mut Html, report: &Report) {
    h.with("nav", &[("aria-label", &report.contents)], |h| {
        h.element("p", &[("class", "kicker")], &report.contents);
        h.with("ol", &[], |h| {
            for s in report.sections.iter().filter(|s| s.level == 2) {
                h.with("li", &[], |h| h.element("a", &[("href", &format!("#{}", s.id))], &s.title));
            }
        });
    });
    h.line();
}

fn section(h: &mut Html, report: &Report, section: &Section, blocks: &mut Blocks<'_>) {
    let heading = format!("{}-title", section.id);
    let class = if section.level == 2 { "section" } else { "part" };
    // A part is found by its heading; as a landmark of its own there would be dozens, some of one name.
    let mut attributes = vec![("id", section.id.as_str()), ("class", class)];
    if section.level == 2 {
        attributes.push(("aria-labelledby", &heading));
    }
    h.with("section", &attributes, |h| {
        h.with(if section.level == 2 { "h2" } else { "h3" }, &[("id", &heading)], |h| {
            h.text(&section.title);
            if !report.simulated.is_empty() {
                h.text(" ");
                h.element("span", &[("class", "tag")], &report.simulated);
            }
        });
        blocks.all(h, &section.blocks, section.level + 1);
    });
    h.line();
}
