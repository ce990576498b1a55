//! `scrutineer case check`: every mistake at once, or what the case holds.

use std::fmt::Write;

use ::claims::case::Case;

use crate::cli::OneCase;
use crate::commands::describe;
use crate::failure::Failure;
use crate::screen::{Screen, json, tell};

/// Runs the command.
pub fn run(args: &OneCase, _screen: Screen) -> Result<(), Failure> {
    let read = super::read(&args.dir)?;
    if args.json {
        json(
            &serde_json::json!({ "case": read.case.id, "mistakes": [], "warnings": read.warnings, "holds": counts(&read.case).into_iter().collect::<serde_json::Map<_, _>>() }),
        );
        return Ok(());
    }
    let mut text = String::new();
    for warning in &read.warnings {
        let _ = writeln!(text, "{}", describe(warning));
    }
    let held: Vec<String> = counts(&read.case).into_iter().filter(|(_, n)| *n != 0).map(|(what, n)| format!("{what} {n}")).collect();
    let _ = writeln!(text, "{}{}: no mistakes. It holds: {}.", super::mark(&read.case), read.case.id, held.join(", "));
    tell(&text);
    Ok(())
}

/// What a case holds, kind by kind.
pub fn counts(case: &Case) -> Vec<(String, serde_json::Value)> {
    let counts = [
        ("statements", case.statements.len()),
        ("claims", case.claims.len()),
        ("figures", case.figures.len()),
        ("observations", case.observations.len()),
        ("estimates", case.estimates.len()),
        ("watches", case.watches.len()),
        ("incident counts", case.incidents.len()),
        ("acts", case.acts.len()),
        ("complaints", case.complaints.len()),
        ("articles of law", case.law.iter().map(|l| l.articles.len()).sum()),
        ("deadlines", case.law.iter().map(|l| l.deadlines.len()).sum()),
        ("sources", case.sources.len()),
    ];
    counts.into_iter().map(|(what, n)| (what.to_owned(), n.into())).collect()
}
