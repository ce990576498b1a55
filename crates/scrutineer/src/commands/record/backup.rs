//! `scrutineer backup` and `restore`.

use std::fs;

use serde_json::json;
use server::DataDir;
use server::backup::{self, BackupError, Copied};

use super::{Phases, dir_failure, wait, with_sources};
use crate::cli::{Backup, Restore};
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::{Screen, tell};

/// Runs `backup`.
pub fn run(args: &Backup, screen: Screen) -> Result<(), Failure> {
    let dir = DataDir::existing(&args.place.data_dir).map_err(|e| dir_failure(&e))?;
    let mut phases = Phases::new(screen);
    let copied = wait(async {
        let mut hear = |phase: &'static str, done, all| phases.tell(phase, done, all);
        backup::backup(&dir, args.place.database.as_deref(), &args.out, &mut hear).await.map_err(|e| failure(&e))
    });
    phases.end();
    say(&copied?, &args.out.display().to_string(), "backed up and verified", args.json);
    Ok(())
}

/// Runs `restore`.
pub fn restore(args: &Restore, screen: Screen) -> Result<(), Failure> {
    let from = DataDir::existing(&args.backup).map_err(|e| dir_failure(&e))?;
    let read = |path: &std::path::PathBuf| {
        fs::read(path).map_err(|e| Failure::refused("FILE-OPEN", format!("{} cannot be read: {e}", path.display()), "Check the path."))
    };
    let latest = args.checkpoint.as_ref().map(read).transpose()?;
    let mut phases = Phases::new(screen);
    let copied = wait(async {
        let mut hear = |phase: &'static str, done, all| phases.tell(phase, done, all);
        let place = &args.place;
        backup::restore(&from, &place.data_dir, place.database.as_deref(), latest.as_deref(), &mut hear).await.map_err(|e| failure(&e))
    });
    phases.end();
    say(&copied?, &args.place.data_dir.display().to_string(), "restored and verified", args.json);
    if latest.is_none() {
        screen.note("If the log went on after this backup, going on from here shows another history to those who hold later receipts. `--checkpoint FILE` finds out.");
    }
    Ok(())
}

fn say(copied: &Copied, place: &str, done: &str, as_json: bool) {
    let Copied { entries, checked, attachments } = copied;
    if as_json {
        print(
            &json!({"place": place, "entries": entries, "submissions": checked.submissions, "payloads": checked.payloads, "erased": checked.erased, "attachments": attachments}),
        );
        return;
    }
    tell(&format!("{entries} entries, {} submissions, {attachments} attachments {done}: {place}\n", checked.submissions));
}

fn failure(error: &BackupError) -> Failure {
    match error {
        BackupError::DataDir(error) => dir_failure(error),
        BackupError::Taken(_) => Failure::usage(error.code(), error.to_string(), error.remedy()),
        _ => Failure::refused(error.code(), with_sources(error), error.remedy()),
    }
}
