//! `scrutineer case timeline`: what happened in which order.

use ::claims::case::StatementKind;
use ::claims::timeline::{Event, EventKind, timeline};

use crate::cli::Rows;
use crate::failure::Failure;
use crate::screen::{Columns, Screen, answer, json, tell};

/// Runs the command.
pub fn run(args: &Rows, screen: Screen) -> Result<(), Failure> {
    let case = super::load(&args.dir, screen)?;
    let found = timeline(&case);
    if args.json {
        json(&serde_json::json!({ "case": case.id, "simulated": case.simulated, "timeline": found }));
        return Ok(());
    }
    let row = |e: &Event<'_>| {
        vec![
            e.instant.to_string(),
            e.moment.to_string(),
            e.moment.zone.clone(),
            word(e.kind).to_owned(),
            e.id.to_owned(),
            e.who.join("; "),
            e.words.to_owned(),
        ]
    };
    if args.csv {
        let header = ["instant", "local", "zone", "kind", "id", "who", "words"];
        answer(&super::csv_text(&header, found.events.iter().map(row)));
        return Ok(());
    }
    let mut columns = Columns::with(&["when", "clock", "what", "who", "words"]);
    for event in &found.events {
        let cells = row(event);
        columns.row([cells[1].clone(), cells[2].clone(), cells[3].clone(), cells[5].clone(), cells[6].clone()]);
    }
    let undated: Vec<String> = found.undated.iter().map(|u| format!("  {}  {}", u.id, u.words)).collect();
    let undated = if undated.is_empty() { String::new() } else { format!("\nWithout a date:\n{}\n", undated.join("\n")) };
    tell(&format!("{}{}{undated}", super::mark(&case), columns.text()));
    Ok(())
}

fn word(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Act(_) => "act",
        EventKind::Statement(StatementKind::Checkable) => "statement",
        EventKind::Statement(StatementKind::Opinion) => "opinion",
        EventKind::Statement(StatementKind::Intention) => "intention",
        EventKind::Release(_) => "release",
        EventKind::ComplaintFiled => "complaint filed",
        EventKind::ComplaintDecided => "complaint decided",
    }
}
