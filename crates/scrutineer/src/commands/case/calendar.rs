//! `scrutineer case calendar`: what is due, overdue, and can still be contested on a day.

use std::fmt::Write;

use ::claims::case::Case;
use ::claims::law::{Calendar, Due, calendar};
use publish::claims::sentences::Sentences;
use publish::texts::{Locale, Texts};

use crate::cli::Calendar as Args;
use crate::failure::Failure;
use crate::screen::{Screen, json, tell};

/// Runs the command.
pub fn run(args: &Args, screen: Screen) -> Result<(), Failure> {
    let case = super::load(&args.case.dir, screen)?;
    let calendar = calendar(&case, super::as_of(&case, args.as_of));
    if args.case.json {
        json(&serde_json::json!({
            "case": case.id, "simulated": case.simulated, "calendar": calendar,
            "overdue": calendar.overdue().collect::<Vec<_>>(), "contestable": calendar.contestable().collect::<Vec<_>>(),
        }));
    } else {
        tell(&text(&case, &calendar));
    }
    Ok(())
}

fn text(case: &Case, calendar: &Calendar<'_>) -> String {
    let texts = Texts::new(Locale::En);
    let words = Sentences::new(case, &texts);
    let mut text = format!("{}{}, seen from {}\n", super::mark(case), case.title, calendar.as_of);
    for act in &calendar.acts {
        let number = if act.number.is_empty() { String::new() } else { format!(" {}", act.number) };
        let _ = writeln!(text, "  {}  {}{number}: {} ({})", act.when, words.act_kind(act.kind), act.what, days(act.days_until));
    }
    list(&mut text, "Overdue", &words, calendar.overdue());
    list(&mut text, "Can still be contested", &words, calendar.contestable());
    let rest = calendar.dues.iter().filter(|d| !d.is_overdue() && !d.can_be_contested());
    list(&mut text, "Other deadlines", &words, rest);
    let waiting: Vec<String> = calendar.waiting.iter().map(|w| words.waiting(w)).collect();
    if !waiting.is_empty() {
        let _ = writeln!(text, "\nNot begun\n  {}", waiting.join("\n  "));
    }
    for uncounted in &calendar.uncounted {
        let _ = writeln!(text, "{} {}: {}", uncounted.law, uncounted.deadline, words.uncountable(&uncounted.reason));
    }
    text
}

fn list<'a>(text: &mut String, title: &str, words: &Sentences<'_>, dues: impl Iterator<Item = &'a Due<'a>>) {
    let mut dues = dues.peekable();
    if dues.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "\n{title}");
    for due in dues {
        let _ = writeln!(text, "  {} ({}), {}: {}", due.what, due.who, words.end(due), words.state(&due.state));
        let _ = writeln!(text, "      {} {}, {}; {}", due.law, due.article, words.within(due.within), words.started(due));
        for assumption in &due.assumptions {
            let _ = writeln!(text, "      {}", words.law_assumption(assumption));
        }
    }
}

fn days(until: i64) -> String {
    match until {
        0 => "that day".to_owned(),
        1 => "in 1 day".to_owned(),
        -1 => "1 day ago".to_owned(),
        n if n > 0 => format!("in {n} days"),
        n => format!("{} days ago", -n),
    }
}
