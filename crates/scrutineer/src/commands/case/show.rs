//! `scrutineer case show`: what a case holds.

use std::fmt::Write;

use ::claims::case::{Case, StatementKind};

use crate::cli::OneCase;
use crate::failure::Failure;
use crate::screen::{Columns, Screen, json, tell};

/// Runs the command.
pub fn run(args: &OneCase, screen: Screen) -> Result<(), Failure> {
    let case = super::load(&args.dir, screen)?;
    if args.json {
        json(&case);
    } else {
        tell(&text(&case));
    }
    Ok(())
}

fn text(case: &Case) -> String {
    let mut text = format!("{}{}\n", super::mark(case), case.title);
    let election = &case.election;
    let country = Case::shown(&case.places, &election.country);
    let _ = writeln!(text, "{country}, {}; clocks: {}", election.date, election.zones.join(", "));
    for contest in &election.contests {
        let term = contest.term_years.map_or_else(String::new, |y| format!(", term {y} years"));
        let _ = writeln!(text, "\n{}{term}", contest.office);
        for option in &contest.options {
            let party = option.party.as_deref().and_then(|p| case.organisation(p)).map_or_else(String::new, |o| format!(" ({})", o.name));
            let _ = writeln!(text, "  {}  {}{party}", option.id, option.name);
        }
    }
    let _ = writeln!(text);
    for release in &election.releases {
        let published = release.published.as_ref().map_or_else(String::new, |m| format!(", {m}"));
        let _ = writeln!(text, "Release {}: {}{published}", release.id, release.title);
    }
    let of = |kind| case.statements.iter().filter(|s| s.kind == kind).count();
    let _ = writeln!(
        text,
        "\n{} statements: {} checkable, {} opinions, {} intentions; {} claims.\n",
        case.statements.len(),
        of(StatementKind::Checkable),
        of(StatementKind::Opinion),
        of(StatementKind::Intention),
        case.claims.len()
    );
    let mut columns = Columns::with(&["statement", "who", "kind", "claims"]);
    for statement in &case.statements {
        let organisation = statement.organisation.as_deref().and_then(|o| case.organisation(o)).map(|o| o.name.as_str());
        let who = if statement.speaker.is_empty() { organisation.unwrap_or_default() } else { &statement.speaker };
        let kind = match statement.kind {
            StatementKind::Checkable => "checkable",
            StatementKind::Opinion => "opinion",
            StatementKind::Intention => "intention",
        };
        let claims: Vec<&str> = case.claims_of(&statement.id).map(|c| c.id.as_str()).collect();
        columns.row([statement.id.clone(), who.to_owned(), kind.to_owned(), claims.join(" ")]);
    }
    text + &columns.text()
}
