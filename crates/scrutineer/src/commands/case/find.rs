//! `scrutineer case find`: who or what is meant by a name.

use std::fmt::Write;

use ::claims::find::{Hit, HitKind, find};
use names::Match;

use crate::cli::Find;
use crate::failure::Failure;
use crate::screen::{Screen, json, tell};

/// Runs the command.
pub fn run(args: &Find, screen: Screen) -> Result<(), Failure> {
    let case = super::load(&args.case.dir, screen)?;
    let hits = find(&case, &args.name);
    if args.case.json {
        json(&serde_json::json!({ "case": case.id, "asked": args.name, "hits": hits }));
        return Ok(());
    }
    let mut text = String::from(super::mark(&case));
    if hits.is_empty() {
        let _ = writeln!(text, "Nobody and nothing in {} is called \"{}\" or nearly so.", case.id, args.name);
    }
    for hit in &hits {
        describe(&mut text, hit);
    }
    tell(&text);
    Ok(())
}

fn describe(text: &mut String, hit: &Hit<'_>) {
    let kind = match hit.kind {
        HitKind::Person => "person",
        HitKind::Option => "option",
        HitKind::Organisation => "organisation",
        HitKind::Place => "place",
    };
    let how = match hit.matched {
        Match::Same => "the same name".to_owned(),
        Match::Initials => "the same name with initials".to_owned(),
        Match::Near(score) => format!("a near name, likeness {score:.2}"),
        Match::Different => "a different name".to_owned(),
    };
    let _ = writeln!(text, "{} ({kind} {}): {how}, \"{}\"", hit.shown, hit.id, hit.spelling);
    for name in &hit.names {
        let from = name.from.map_or_else(String::new, |d| format!(" from {d}"));
        let until = name.until.map_or_else(String::new, |d| format!(" until {d}"));
        let language = if name.language.is_empty() { String::new() } else { format!(" [{}]", name.language) };
        let _ = writeln!(text, "    {}{language}{from}{until}", name.name);
    }
}
