//! `scrutineer case source`: a text goes into the archive of a case, once.

use intake::case::{Added, NewSource, add_source};

use crate::cli::ArchivedSource;
use crate::failure::Failure;
use crate::screen::{Screen, answer, json};

/// Runs the command.
pub fn run(args: &ArchivedSource, _screen: Screen) -> Result<(), Failure> {
    let source = NewSource {
        id: args.id.clone(),
        title: args.title.clone(),
        publisher: args.publisher.clone(),
        date: args.date,
        language: args.language.clone(),
        address: args.address.clone(),
        note: args.note.clone(),
    };
    let added = add_source(&args.case.dir, &args.file, &source).map_err(|e| super::unreadable(&e))?;
    if args.case.json {
        json(&match &added {
            Added::Known { id } => serde_json::json!({ "id": id, "known": true }),
            Added::New { archive, sha256 } => serde_json::json!({ "id": args.id, "known": false, "archive": archive, "sha256": sha256 }),
        });
        return Ok(());
    }
    answer(&match added {
        Added::Known { id } => format!("That text is in the case already, as {id}; nothing was changed.\n"),
        Added::New { archive, sha256 } => format!("{} stands in {archive}; SHA-256 {sha256}.\n", args.id),
    });
    Ok(())
}
