//! What a person sees: lines on standard output, notes and bars on standard error.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::commands::describe;
use crate::failure::Failure;

/// Prints an answer. A closed pipe (`| head`) ends the program quietly, as pipes do.
pub fn answer(text: &str) {
    let mut out = io::stdout().lock();
    if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

/// Prints an answer that holds names and words from files: none of them may steer the terminal or turn the direction of writing.
pub fn tell(text: &str) {
    answer(&visible(text));
}

/// A text without escape sequences and marks of direction.
pub fn visible(text: &str) -> String {
    let shown = |c: &char| *c == '\n' || !(c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'));
    text.chars().filter(shown).collect()
}

/// Prints a JSON document with a line end.
pub fn json(document: &impl serde::Serialize) {
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    answer(&format!("{text}\n"));
}

/// Says why a command ended without an answer, and what to do; as a JSON document too where one was asked for.
pub fn failure(failure: Failure, as_json: bool) {
    if as_json && !failure.told {
        let mut document = Vec::new();
        // Writing to memory cannot fail.
        let _ = failure.write_json(&mut document);
        answer(&String::from_utf8_lossy(&document));
    }
    let mut err = io::stderr().lock();
    for problem in &failure.problems {
        let _ = writeln!(err, "{}", visible(&describe(problem)));
    }
    let _ = writeln!(err, "{:?}", miette::Report::new(failure));
}

/// What a person sees besides the answer. Answers go to standard output, notes and bars to standard error, so that answers can be
/// piped.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// No bars, no notes.
    pub quiet: bool,
}

impl Screen {
    /// Prints a note for the person, unless quiet.
    pub fn note(self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// A bar for work of known size in bytes.
    pub fn bytes(self, what: &'static str, total: u64) -> ProgressBar {
        self.bar(total, what, "{msg:24} [{bar:30}] {bytes}/{total_bytes}")
    }

    /// A bar for a known number of steps.
    pub fn steps(self, what: &'static str, total: usize) -> ProgressBar {
        self.bar(total as u64, what, "{msg:24} [{bar:30}] {pos}/{len}")
    }

    fn bar(self, total: u64, what: &'static str, template: &str) -> ProgressBar {
        let target = if self.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(10) };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> ");
        let bar = ProgressBar::with_draw_target(Some(total), target).with_style(style).with_message(what);
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}

/// Columns of the terminal; 100 where the answer goes elsewhere, so that it does not depend on who looks.
pub fn width() -> usize {
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(100, |(width, _)| usize::from(width.0).clamp(40, 160))
}

/// Rows of text set in columns; numbers to the right.
#[derive(Debug, Default)]
pub struct Columns {
    rows: Vec<Vec<String>>,
}

impl Columns {
    /// Starts with the headings.
    pub fn with(headings: &[&str]) -> Self {
        Self { rows: vec![headings.iter().map(|&h| h.to_owned()).collect()] }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The table as text: the first column to the left, the others to the right when they hold numbers.
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |row: &Vec<String>, c: usize| row.get(c).cloned().unwrap_or_default();
        let width: Vec<usize> = (0..columns).map(|c| self.rows.iter().map(|r| cell(r, c).chars().count()).max().unwrap_or(0)).collect();
        let numeric: Vec<bool> = (0..columns)
            .map(|c| c > 0 && self.rows.iter().skip(1).all(|r| cell(r, c).chars().all(|x| !x.is_alphabetic() || cell(r, c).len() < 3)))
            .collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for c in 0..columns {
                let content = cell(row, c);
                let pad = " ".repeat(width[c] - content.chars().count());
                let cell = if numeric[c] { [&pad, &content, "  "] } else { [&content, &pad, "  "] };
                line.extend(cell);
            }
            text += line.trim_end();
            text.push('\n');
        }
        text
    }
}

/// A whole number with commas: 1,234,567.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_script() {
        let mut c = Columns::with(&["place", "votes"]);
        c.row(["Тараз".to_owned(), "7".to_owned()]);
        c.row(["Pavlodar".to_owned(), "1,204".to_owned()]);
        assert_eq!(c.text(), "place     votes\nТараз         7\nPavlodar  1,204\n");
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(visible("Ada\u{202E}\u{1b}[2J\nRossi\u{2066}"), "Ada[2J\nRossi");
    }

    #[test]
    fn commas() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }
}
