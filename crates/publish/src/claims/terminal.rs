//! Weighed claims as plain text, for a terminal: a table, what is wrong with the record, what is due.

use std::fmt::Write;

use claims::law::Due;

use super::Input;
use super::content::mark;
use super::sentences::Sentences;
use crate::terminal::wrapped_to;
use crate::texts::Texts;

/// Narrower terminals get one claim below the other instead of columns.
const COLUMNS_FROM: usize = 90;
/// Blanks between columns.
const GAP: usize = 2;

/// The claims as a table no wider than `width`, what was found about the record, and what is overdue or open to contest.
#[must_use]
pub fn text(input: &Input<'_>, texts: &Texts, width: usize) -> String {
    let width = width.max(40);
    let sheet = Sheet { input, words: Sentences::new(input.case, texts), width };
    let mut out = String::new();
    if input.case.simulated {
        wrapped_to(&mut out, width, ("", ""), &format!("{}. {}", texts.plain("report-simulated"), texts.plain("claims-simulated-note")));
    }
    sheet.heading(&mut out, &input.case.title, '=');
    sheet.claims(&mut out);
    sheet.record(&mut out);
    sheet.calendar(&mut out);
    // A name from a file must not steer the terminal: no escape sequences, no turned direction of writing.
    out.retain(|c| c == '\n' || !(c.is_control() || crate::escape::is_bidi(c)));
    out
}

struct Sheet<'a> {
    input: &'a Input<'a>,
    words: Sentences<'a>,
    width: usize,
}

impl Sheet<'_> {
    fn heading(&self, out: &mut String, title: &str, line: char) {
        let under: String = std::iter::repeat_n(line, title.chars().count().min(self.width)).collect();
        let _ = writeln!(out, "{title}\n{under}");
    }

    fn claims(&self, out: &mut String) {
        let head = ["claim", "who", "verdict", "sentence"].map(|id| self.words.plain(&format!("claims-column-{id}")));
        let widths = self.widths();
        if self.width >= COLUMNS_FROM {
            line(out, &head, widths);
            line(out, &widths.map(|w| "-".repeat(w)), widths);
        }
        for w in self.input.weighed {
            let claim = w.claim.map_or_else(|| w.statement.words.clone(), |c| self.words.claim(c));
            let verdict = w.verdict.map_or_else(|| self.words.statement_kind(w.statement.kind), |v| self.words.verdict_word(v));
            let verdict = format!("{} {verdict}", mark(w.verdict).symbol);
            let who = self.words.speaker(w.statement).to_owned();
            let cells = [self.words.marked(&claim, w.statement.support.certainty), who, verdict, self.words.sentence(w)];
            if self.width >= COLUMNS_FROM {
                line(out, &cells, widths);
            } else {
                let [claim, who, verdict, sentence] = cells;
                wrapped_to(out, self.width, ("", "  "), &format!("{claim} ({who})"));
                wrapped_to(out, self.width, ("  ", "  "), &format!("{verdict}: {sentence}"));
            }
        }
    }

    /// Claim, who, verdict: a part of the width each; the sentence has the rest.
    fn widths(&self) -> [usize; 4] {
        let [claim, who, verdict] = [24, 14, 16].map(|part| part * self.width / 100);
        [claim, who, verdict, self.width.saturating_sub(claim + who + verdict + 3 * GAP)]
    }

    fn record(&self, out: &mut String) {
        self.list(out, "claims-terminal-record", self.input.record.iter().map(|n| self.words.record(n)));
    }

    fn calendar(&self, out: &mut String) {
        let calendar = self.input.calendar;
        let day = calendar.as_of.to_string();
        let args =
            [("day", day.as_str().into()), ("overdue", calendar.overdue().count().into()), ("open", calendar.contestable().count().into())];
        let _ = writeln!(out);
        wrapped_to(out, self.width, ("", ""), &self.words.say("claims-calendar-lead", &args));
        self.list(out, "claims-terminal-overdue", calendar.overdue().map(|d| self.due(d)));
        self.list(out, "claims-terminal-open", calendar.contestable().map(|d| self.due(d)));
    }

    fn due(&self, due: &Due<'_>) -> String {
        let [end, state, starts] = [self.words.end(due), self.words.state(&due.state), self.words.started(due)];
        let args = [
            ("what", due.what.into()),
            ("who", due.who.into()),
            ("starts", starts.as_str().into()),
            ("until", end.as_str().into()),
            ("state", state.as_str().into()),
        ];
        self.words.say("claims-terminal-due", &args)
    }

    fn list(&self, out: &mut String, title: &str, items: impl Iterator<Item = String>) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            let _ = writeln!(out);
            self.heading(out, &self.words.plain(title), '-');
            items.for_each(|item| wrapped_to(out, self.width, ("- ", "  "), &item));
        }
    }
}

/// A row of a table whose cells are wrapped.
fn line(out: &mut String, cells: &[String; 4], widths: [usize; 4]) {
    let columns: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, width)| broken(cell, width)).collect();
    for i in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
        let mut text = String::new();
        for (column, width) in columns.iter().zip(widths) {
            let part = column.get(i).map_or("", String::as_str);
            let _ = write!(text, "{part}{}", " ".repeat(GAP + width.saturating_sub(part.chars().count())));
        }
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

/// A text in lines of at most so many characters; a longer word is broken too.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for (i, piece) in letters.chunks(width.max(1)).enumerate() {
            let last = lines.last_mut().map_or(0, |l| l.chars().count());
            let room = last == 0 || (i == 0 && last + 1 + piece.len() <= width);
            if !room {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.extend(piece);
            }
        }
    }
    lines
}
