//! `scrutineer mapping`: propose, list and print mappings.

use std::fmt::Write;
use std::fs;

use intake::Mapping;

use crate::cli::{Guess, MappingAction, MappingList};
use crate::commands::{file_name, refused};
use crate::failure::Failure;
use crate::screen::{Columns, Screen, answer, json};

/// Runs the command.
pub fn run(action: &MappingAction, screen: Screen) -> Result<(), Failure> {
    match action {
        MappingAction::Guess(args) => guess(args, screen),
        MappingAction::List(args) => list(args),
    }
}

fn guess(args: &Guess, screen: Screen) -> Result<(), Failure> {
    let bytes = fs::read(&args.file).map_err(|e| {
        Failure::refused(
            "FILE-OPEN",
            format!("{} cannot be read: {e}", args.file.display()),
            "Check the path and that the file may be read.",
        )
    })?;
    let guess = intake::guess_file(&file_name(&args.file), &bytes).map_err(|e| refused(&e))?;
    if let Some(out) = &args.out {
        keep(out, &guess.toml)?;
        screen.note(&format!("written to {}: look it over, then give it with --mapping", out.display()));
    }
    if args.json {
        let explanations: Vec<_> = guess
            .explanations
            .iter()
            .map(|e| serde_json::json!({ "what": e.what, "column": e.column, "why": e.why, "confidence": e.confidence.name() }))
            .collect();
        json(&serde_json::json!({ "mapping": guess.toml, "explanations": explanations, "doubts": guess.doubts }));
        return Ok(());
    }
    // The proposed text carries each reason as a comment, so the mapping itself is the whole answer.
    if args.out.is_none() {
        answer(&guess.toml);
    }
    for doubt in &guess.doubts {
        screen.note(&format!("look at this: {doubt}"));
    }
    Ok(())
}

/// Writes a new file; one that is there already is never overwritten.
fn keep(path: &std::path::Path, text: &str) -> Result<(), Failure> {
    let mut file = fs::File::create_new(path).map_err(|e| {
        let remedy = "Name a file that does not exist yet, in a folder you may write to.";
        Failure::refused("FILE-WRITE", format!("{} cannot be written: {e}", path.display()), remedy)
    })?;
    std::io::Write::write_all(&mut file, text.as_bytes())
        .map_err(|e| Failure::refused("FILE-WRITE", format!("{} cannot be written: {e}", path.display()), "Check that there is room."))
}

fn list(args: &MappingList) -> Result<(), Failure> {
    if let Some(name) = &args.name {
        let text = Mapping::shipped_text(name).ok_or_else(|| {
            let names: Vec<_> = Mapping::shipped().iter().map(Mapping::name).collect();
            Failure::usage("MAPPING-NAME", format!("no mapping called \"{name}\" is shipped"), format!("Shipped are: {}", names.join(", ")))
        })?;
        if args.json {
            json(&serde_json::json!({ "name": name, "mapping": text }));
        } else {
            answer(text);
        }
        return Ok(());
    }
    if args.json {
        let all: Vec<_> = Mapping::shipped()
            .iter()
            .map(|m| serde_json::json!({ "name": m.name(), "title": m.title(), "country": m.country() }))
            .collect();
        json(&all);
        return Ok(());
    }
    let mut columns = Columns::with(&["mapping", "election"]);
    for mapping in Mapping::shipped() {
        columns.row([mapping.name().to_owned(), mapping.title().to_owned()]);
    }
    let mut text = columns.text();
    let _ = writeln!(text, "\nPrint one with `scrutineer mapping list NAME`; give it with `--mapping NAME`.");
    answer(&text);
    Ok(())
}
