//! The first page of a report as plain text, for a terminal: totals, what matters, what could not be tested.

use std::fmt::Write;

use crate::Input;
use crate::content::model::{Block, Card, Section, Table};
use crate::content::{self, Desk, Length};
use crate::places::Names;
use crate::texts::Texts;
use crate::totals::Totals;
use crate::verdict::Verdicts;

/// Columns of a line of prose.
const WIDTH: usize = 100;

/// The first page.
#[must_use]
pub fn text(input: &Input<'_>, texts: &Texts) -> String {
    let names = Names::new(input.release, texts);
    let (verdicts, totals) = (Verdicts::new(texts, &names), Totals::of(input.release));
    let desk = Desk { input, texts, names: &names, verdicts: &verdicts, totals: &totals, plots: &[], length: Length::Short };
    let mut out = String::new();
    if input.release.election.simulated {
        let _ = writeln!(out, "{}", texts.plain("report-simulated"));
    }
    let title = &input.release.election.title;
    let _ = writeln!(out, "{title}\n{}", "=".repeat(title.chars().count()));
    for s in content::first_page(&desk) {
        section(&mut out, &s);
    }
    // A name from a file must not steer the terminal: no escape sequences, no turned direction of writing.
    out.retain(|c| c == '\n' || !(c.is_control() || crate::escape::is_bidi(c)));
    out
}

fn section(out: &mut String, section: &Section) {
    let _ = writeln!(out, "\n{}\n{}", section.title, "-".repeat(section.title.chars().count()));
    section.blocks.iter().for_each(|b| block(out, b));
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Lead { text } | Block::Para { text } => wrapped(out, "", "", text),
        Block::Note { label, lines } => lines.iter().for_each(|l| wrapped(out, &format!("{label}: "), "  ", l)),
        Block::Figures { figures } => {
            let width = figures.iter().map(|f| f.label.chars().count()).max().unwrap_or(0);
            for f in figures {
                let pad = " ".repeat(width - f.label.chars().count());
                let _ = writeln!(out, "{}{pad}  {}  {}", f.label, f.value, f.note);
            }
        }
        Block::Matters { cards } => cards.iter().enumerate().for_each(|(i, c)| card(out, i + 1, c)),
        Block::Verdict { mark, word, sentence } => wrapped(out, &format!("{} {word}: ", mark.symbol), "  ", sentence),
        Block::Table(t) => table(out, t),
        Block::List { items } => items.iter().for_each(|i| wrapped(out, "- ", "  ", i)),
        Block::Terms { terms } | Block::Facts { facts: terms } => {
            for (term, text) in terms {
                wrapped(out, &format!("{term}: "), "  ", text);
            }
        }
        // Pictures, commands and details belong to the report.
        Block::Plot { .. } | Block::Command { .. } | Block::Details { .. } => {}
    }
}

fn card(out: &mut String, number: usize, card: &Card) {
    let _ = writeln!(out, "{number}. {} | {}", card.title, card.place);
    wrapped(out, "   ", "   ", &card.sentence);
    for (label, text) in &card.facts {
        wrapped(out, &format!("   {label}: "), "     ", text);
    }
}

fn table(out: &mut String, table: &Table) {
    let cell = |row: usize, column: usize| match row {
        0 => table.head.get(column).map_or("", |h| h.text.as_str()),
        row => table.rows.get(row - 1).and_then(|r| r.get(column)).map_or("", |c| c.text.as_str()),
    };
    let rows = table.rows.len() + 1;
    let width = |column: usize| (0..rows).map(|row| cell(row, column).chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table.head.len()).map(width).collect();
    for row in 0..rows {
        let mut line = String::new();
        for (column, heading) in table.head.iter().enumerate() {
            let text = cell(row, column);
            let pad = " ".repeat(widths[column] - text.chars().count());
            let (before, after) = if heading.number { (pad.as_str(), "") } else { ("", pad.as_str()) };
            let _ = write!(line, "{before}{text}{after}  ");
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    if !table.note.is_empty() {
        wrapped(out, "", "", &table.note);
    }
}

/// Writes a paragraph in lines of at most [`WIDTH`] characters.
fn wrapped(out: &mut String, first: &str, then: &str, text: &str) {
    wrapped_to(out, WIDTH, (first, then), text);
}

/// Writes a paragraph in lines of at most `width` characters; what stands before its first line and before the others.
pub(crate) fn wrapped_to(out: &mut String, width: usize, (first, then): (&str, &str), text: &str) {
    let mut line = first.to_owned();
    let mut fresh = true;
    for word in text.split_whitespace() {
        if !fresh && line.chars().count() + 1 + word.chars().count() > width {
            let _ = writeln!(out, "{line}");
            then.clone_into(&mut line);
            fresh = true;
        }
        if !fresh {
            line.push(' ');
        }
        line += word;
        fresh = false;
    }
    let _ = writeln!(out, "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_broken_between_words_and_indented() {
        let mut out = String::new();
        wrapped(&mut out, "- ", "  ", &"word ".repeat(30));
        let lines: Vec<&str> = out.lines().collect();
        assert!(lines.iter().all(|l| l.chars().count() <= WIDTH));
        assert!(lines[0].starts_with("- word") && lines[1].starts_with("  word"));
        assert_eq!(out.split_whitespace().filter(|w| *w == "word").count(), 30);
    }
}
