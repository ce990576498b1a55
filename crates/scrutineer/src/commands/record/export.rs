//! `scrutineer log export`: the log as files, as it is served.

use std::fs;
use std::path::Path;

use serde_json::json;
use store::log::{bundle, cosigned, tile};
use tlog::entries::bundles;
use tlog::tile::of_size;

use super::{Phases, open, store_failure, wait};
use crate::cli::LogExport;
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::{Screen, tell};

/// Runs the command.
pub fn run(args: &LogExport, screen: Screen) -> Result<(), Failure> {
    if fs::read_dir(&args.out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::usage(
            "EXPORT-TAKEN",
            format!("{} is there already", args.out.display()),
            "Give a folder that is not there yet.",
        ));
    }
    let size = wait(write(args, screen))?;
    if args.json {
        print(&json!({"log": args.out, "entries": size}));
    } else {
        tell(&format!("{}: {size} entries. Check it with:  scrutineer log verify {}\n", args.out.display(), args.out.display()));
    }
    Ok(())
}

async fn write(args: &LogExport, screen: Screen) -> Result<u64, Failure> {
    let (dir, store) = open(&args.place).await?;
    let gone = |what: String| Failure::refused("EXPORT-MISSING", format!("{what} is missing"), "Run `scrutineer doctor`.");
    let head = store.head().await.map_err(|e| store_failure(&e))?.ok_or_else(|| gone("the log".to_owned()))?;
    let mut phases = Phases::new(screen);
    for part in bundles(head.size) {
        let bytes = bundle(&*store, &part).await.map_err(|e| store_failure(&e))?.ok_or_else(|| gone(part.path()))?;
        file(&args.out, &part.path(), &bytes)?;
        phases.tell("entries", part.first_entry(), head.size);
    }
    for part in of_size(head.size) {
        let bytes = tile(&*store, &part).await.map_err(|e| store_failure(&e))?.ok_or_else(|| gone(part.path()))?;
        file(&args.out, &part.path(), &bytes)?;
    }
    phases.end();
    if let Some(key) = dir.log_public().map_err(|e| super::dir_failure(&e))? {
        file(&args.out, "log.pub", format!("{key}\n").as_bytes())?;
    }
    let note = cosigned(&*store, head.size).await.map_err(|e| store_failure(&e))?.unwrap_or(head.note);
    // Last: a folder with a checkpoint is whole.
    file(&args.out, "checkpoint", note.as_bytes())?;
    Ok(head.size)
}

fn file(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(path);
    let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, bytes));
    made.map_err(|e| {
        Failure::refused("FILE-WRITE", format!("{} cannot be written: {e}", path.display()), "Make room, or choose another folder.")
    })
}
