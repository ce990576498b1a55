//! `scrutineer case law`: which law was in force on a day.

use std::fmt::Write;

use ::claims::law::in_force;

use crate::cli::Law;
use crate::failure::Failure;
use crate::screen::{Screen, json, tell};

/// Runs the command.
pub fn run(args: &Law, screen: Screen) -> Result<(), Failure> {
    let case = super::load(&args.case.dir, screen)?;
    let on = args.on.unwrap_or(case.election.date);
    let found = in_force(&case, on, args.article.as_deref());
    if args.case.json {
        json(&serde_json::json!({ "case": case.id, "on": on, "in_force": found }));
        return Ok(());
    }
    let mut text = format!("{}In force on {on}:\n", super::mark(&case));
    if found.is_empty() {
        let asked = args.article.as_ref().map_or_else(String::new, |a| format!(" as article {a}"));
        let _ = writeln!(text, "The record has nothing{asked} that was in force on that day.");
    }
    for entry in &found {
        let article = entry.article;
        let until = article.until.map_or_else(String::new, |u| format!(" until {u}"));
        let _ = writeln!(text, "\n{}, article {}: {}\n  since {}{until}", entry.title, article.number, article.title, article.from);
        let _ = writeln!(text, "  {}", article.says);
        if !article.support.note.is_empty() {
            let _ = writeln!(text, "  [{}]", article.support.note);
        }
    }
    tell(&text);
    Ok(())
}
