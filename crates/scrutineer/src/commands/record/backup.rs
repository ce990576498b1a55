//! `scrutineer backup` and `restore`.

use std::fs;
use std::path::Path;

use serde_json::json;
use server::DataDir;
use server::backup::{self, BackupError, Copied};

use super::{Phases, dir_failure, wait, with_sources};
use crate::cli::{Backup, Restore};
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::{Screen, tell};

/// Code of a copy that lacks the content of attachments.
const MISSING: &str = "BACKUP-MISSING";
/// What to do about it.
const MISSING_REMEDY: &str =
    "Everything else is in it, so keep it. Put these files back from an earlier backup's folder `objects`, where it has them.";

/// Runs `backup`.
pub fn run(args: &Backup, screen: Screen) -> Result<(), Failure> {
    let dir = DataDir::existing(&args.place.data_dir).map_err(|e| dir_failure(&e))?;
    let mut phases = Phases::new(screen);
    let copied = wait(async {
        let mut hear = |phase: &'static str, done, all| phases.tell(phase, done, all);
        backup::backup(&dir, args.place.database.as_deref(), &args.out, args.with_vault_key, &mut hear).await.map_err(|e| failure(&e))
    });
    phases.end();
    let copied = copied?;
    say(&copied, &args.out.display().to_string(), "backed up and verified", args.json);
    whole(&copied, &args.out)
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
    let copied = copied?;
    say(&copied, &args.place.data_dir.display().to_string(), "restored and verified", args.json);
    if latest.is_none() {
        screen.note("If the log went on after this backup, going on from here shows another history to those who hold later receipts. `--checkpoint FILE` finds out.");
    }
    whole(&copied, &args.place.data_dir)
}

fn say(copied: &Copied, place: &str, done: &str, as_json: bool) {
    let Copied { entries, checked, attachments, missing, vault_key, custodians } = copied;
    if as_json {
        let mut document = json!({
            "place": place, "entries": entries, "submissions": checked.submissions, "payloads": checked.payloads,
            "erased": checked.erased, "attachments": attachments, "missing": missing, "vault_key": vault_key,
            "custodians": custodians,
        });
        if !missing.is_empty() {
            document["error"] = json!({"code": MISSING, "message": lost(missing), "remedy": MISSING_REMEDY});
        }
        print(&document);
        return;
    }
    tell(&format!(
        "{entries} entries, {} submissions, {attachments} attachments {done}: {place}\n{}\n",
        checked.submissions,
        vault(*vault_key, *custodians)
    ));
}

/// Who opens what is sealed in it.
fn vault(key: bool, custodians: bool) -> &'static str {
    match (key, custodians) {
        (true, _) => "The vault's key is in it: whoever has this folder reads what is sealed in it.",
        (false, true) => "The vault's key is not in it; custodians hold it.",
        (false, false) => {
            "The vault's key is NOT in it, and no custodians hold it: without `keys/vault.key` of the data directory, what is sealed cannot be opened. Give it to custodians with `scrutineer custodians set`, or keep a copy of it apart."
        }
    }
}

/// A copy that is there, and not whole: the command's own document says so already.
fn whole(copied: &Copied, place: &Path) -> Result<(), Failure> {
    if copied.missing.is_empty() {
        return Ok(());
    }
    let message = format!("{} is there, but {}", place.display(), lost(&copied.missing));
    Err(Failure { told: true, ..Failure::refused(MISSING, message, MISSING_REMEDY) })
}

fn lost(missing: &[u64]) -> String {
    let entries: Vec<String> = missing.iter().map(u64::to_string).collect();
    format!("the content of attachments is missing or damaged; their entries: {}", entries.join(", "))
}

fn failure(error: &BackupError) -> Failure {
    match error {
        BackupError::DataDir(error) => dir_failure(error),
        BackupError::Taken(_) | BackupError::Within { .. } | BackupError::DatabaseTaken => {
            Failure::usage(error.code(), error.to_string(), error.remedy())
        }
        _ => Failure::refused(error.code(), with_sources(error), error.remedy()),
    }
}
