//! `scrutineer doctor`: looks at everything, and names the first thing wrong.

use std::fmt::Write;

use serde_json::json;
use server::DataDir;
use server::doctor::{Found, Look, Sweep, examine};
use store::clock::MachineClock;

use super::{Phases, dir_failure, wait};
use crate::cli::Doctor;
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::{Screen, tell};

/// Runs the command.
pub fn run(args: &Doctor, screen: Screen) -> Result<(), Failure> {
    let dir = DataDir::existing(&args.place.data_dir).map_err(|e| dir_failure(&e))?;
    let sweep = match (args.sweep, args.recent) {
        (false, _) => Sweep::Nothing,
        (true, false) => Sweep::Old,
        (true, true) => Sweep::All,
    };
    let mut phases = Phases::new(screen);
    let looks = wait(async {
        let mut hear = |phase: &'static str, done, all| phases.tell(phase, done, all);
        Ok(examine(&dir, args.place.database.as_deref(), sweep, &MachineClock::default(), &mut hear).await)
    })?;
    phases.end();
    if args.json {
        print(&document(&looks));
    } else {
        tell(&text(&looks));
    }
    match looks.last() {
        Some(Look { what, found: Found::Wrong(code, message, remedy) }) => {
            Err(Failure::refused(*code, format!("{what}: {message}"), remedy.clone()))
        }
        _ => Ok(()),
    }
}

fn document(looks: &[Look]) -> serde_json::Value {
    let look = |look: &Look| match &look.found {
        Found::Well(found) => json!({"what": look.what, "state": "well", "found": found}),
        Found::Note(found, remedy) => json!({"what": look.what, "state": "note", "found": found, "remedy": remedy}),
        Found::Wrong(code, found, remedy) => json!({"what": look.what, "state": "wrong", "code": code, "found": found, "remedy": remedy}),
    };
    let well = !looks.iter().any(|look| matches!(look.found, Found::Wrong(..)));
    json!({"well": well, "looked_at": looks.iter().map(look).collect::<Vec<_>>()})
}

fn text(looks: &[Look]) -> String {
    let mut text = String::new();
    for look in looks {
        let _ = match &look.found {
            Found::Well(found) => writeln!(text, "well   {:18} {found}", look.what),
            Found::Note(found, remedy) => writeln!(text, "note   {:18} {found}\n{:26}{remedy}", look.what, ""),
            Found::Wrong(code, found, _) => writeln!(text, "WRONG  {:18} {found} [{code}]", look.what),
        };
    }
    text
}
