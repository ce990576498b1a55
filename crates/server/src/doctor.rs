//! The doctor: looks at everything in an order in which the first thing wrong is the one to mend, and names it.

use std::sync::Arc;

use evidence::objects::ObjectFault;
use evidence::{Object, Objects, VaultRecipient};
use futures_util::StreamExt;
use store::check::check;
use store::clock::Clock;
use store::log::WaitingLog;
use store::{Reader, Store, StoreError};
use tlog::policy::Policy;
use tlog::verify;
use tokio::runtime::Handle;

use crate::backup::kept;
use crate::data_dir::{DataDir, DataDirError};

/// Attachments looked at in one go, by entries.
const STEP: u64 = 4096;

/// One thing looked at.
#[derive(Clone, Debug)]
pub struct Look {
    /// What.
    pub what: &'static str,
    /// What was found.
    pub found: Found,
}

/// What was found.
#[derive(Clone, Debug)]
pub enum Found {
    /// It is well, with what was counted.
    Well(String),
    /// It works, and a person should know.
    Note(String, &'static str),
    /// It is wrong: code, what, what to do.
    Wrong(&'static str, String, String),
}

impl Found {
    fn store(error: &StoreError) -> Self {
        Self::Wrong(error.code(), error.to_string(), error.remedy().to_owned())
    }

    fn dir(error: &DataDirError) -> Self {
        Self::Wrong(error.code(), error.to_string(), error.remedy().to_owned())
    }
}

/// Hears how far it is: the phase, done, in all.
pub type Tell<'a> = dyn FnMut(&'static str, u64, u64) + Send + 'a;

/// Looks at everything; stops at the first thing that is wrong. `sweep` also removes attachments' content that belongs to nothing, and
/// what erased rows may have left in the database's files.
pub async fn examine(dir: &DataDir, database: Option<&str>, sweep: bool, clock: &dyn Clock, tell: &mut Tell<'_>) -> Vec<Look> {
    let mut looks = Vec::new();
    let mut look = |what, found: Found| {
        let wrong = matches!(found, Found::Wrong(..));
        looks.push(Look { what, found });
        wrong
    };
    if look("keys", keys(dir)) {
        return looks;
    }
    let store = match open(dir, database).await {
        Ok(store) => store,
        Err(error) => {
            look("database", Found::dir(&error));
            return looks;
        }
    };
    let itself = store.self_check().await;
    if look("database", itself.map_or_else(|e| Found::store(&e), |()| Found::Well(store.name().to_owned()))) {
        return looks;
    }
    let published = dir.compare_published(&*store).await;
    if look("checkpoint shown", published.map_or_else(|e| Found::dir(&e), |()| Found::Well("the record has it".to_owned()))) {
        return looks;
    }
    if look("log", log(dir, &store, tell).await) {
        return looks;
    }
    let size = store.head().await.ok().flatten().map_or(0, |head| head.size);
    if look("payloads", payloads(&*store, size, tell).await) {
        return looks;
    }
    if look("attachments", attachments(dir, &*store, size, sweep, tell).await) {
        return looks;
    }
    look("clock", time(&*store, size, clock).await);
    if sweep {
        look(
            "erased rows",
            store.scrub().await.map_or_else(|e| Found::store(&e), |()| Found::Well("nothing is left in the files".to_owned())),
        );
    }
    looks
}

async fn open(dir: &DataDir, database: Option<&str>) -> Result<Arc<dyn Store>, DataDirError> {
    let database = dir.database(database)?;
    if database.is_none() && !dir.sqlite().exists() {
        return Err(DataDirError::Missing(dir.root().to_owned()));
    }
    dir.store(database.as_deref()).await
}

fn keys(dir: &DataDir) -> Found {
    if !dir.has_log_key() {
        let path = dir.root().join("keys/log.key");
        return Found::dir(&DataDirError::Key { path, message: "it is not there".to_owned() });
    }
    if let Err(error) = dir.log_key(None) {
        return Found::dir(&error);
    }
    let exposed: Vec<String> = dir.exposed_keys().iter().map(|path| path.display().to_string()).collect();
    match (exposed.is_empty(), dir.vault_key()) {
        (false, _) => Found::Wrong(
            "DATA-DIR-EXPOSED",
            format!("{} can be read by others", exposed.join(", ")),
            "chmod 600 these files; whoever read them can sign as this log.".to_owned(),
        ),
        (true, Err(error)) => Found::dir(&error),
        (true, Ok(Some(_))) => Found::Note(
            "the key to sealed blocks is in the data directory".to_owned(),
            "Give it to custodians with `scrutineer custodians set`; it is then removed from here.",
        ),
        (true, Ok(None)) => Found::Well("the log's key is here, the vault's with custodians".to_owned()),
    }
}

/// The whole log, as an outsider would verify it.
async fn log(dir: &DataDir, store: &Arc<dyn Store>, tell: &mut Tell<'_>) -> Found {
    let key = match dir.log_public() {
        Ok(Some(key)) => key,
        Ok(None) => {
            return Found::Wrong("DATA-DIR-KEY", "`log.pub` is missing".to_owned(), "Start the server once, which writes it.".to_owned());
        }
        Err(error) => return Found::dir(&error),
    };
    let head = match store.head().await {
        Ok(Some(head)) => head,
        Ok(None) => {
            return Found::Wrong(
                "STORE-DAMAGED",
                "the database has no log".to_owned(),
                "Start the server once, or restore a backup.".to_owned(),
            );
        }
        Err(error) => return Found::store(&error),
    };
    let reader: Arc<dyn Reader> = store.clone();
    let waiting = WaitingLog::new(reader, Handle::current());
    tell("log", 0, head.size);
    let walked = tokio::task::spawn_blocking(move || verify::log(&waiting, head.note.as_bytes(), &key, &Policy::none(), &mut |_, _| {}));
    match walked.await {
        Ok(Ok(report)) => Found::Well(format!("{} entries, root {}", report.size, report.root)),
        Ok(Err(fault)) => Found::Wrong(fault.code(), fault.to_string(), fault.remedy().to_owned()),
        Err(error) => Found::Wrong("DOCTOR-FAULT", error.to_string(), "Report it: the check itself failed.".to_owned()),
    }
}

async fn payloads(store: &dyn Reader, size: u64, tell: &mut Tell<'_>) -> Found {
    match check(store, size, &mut |done, all| tell("payloads", done, all)).await {
        Err(error) => Found::store(&error),
        Ok(checked) if checked.back_in_time > 0 => Found::Note(
            format!(
                "{} payloads fit their entries, {} were erased; {} entries carry a time before that of the entry before them",
                checked.payloads, checked.erased, checked.back_in_time
            ),
            "The machine's clock went back; the order of the log does not depend on it. Keep it set by a time service.",
        ),
        Ok(checked) => Found::Well(format!("{} fit their entries, {} were erased", checked.payloads, checked.erased)),
    }
}

async fn attachments(dir: &DataDir, store: &dyn Store, size: u64, sweep: bool, tell: &mut Tell<'_>) -> Found {
    let opened = async {
        let vault = store.get("vault").await.map_err(|e| Found::store(&e))?;
        let vault: Option<VaultRecipient> = vault.and_then(|text| text.parse().ok());
        let location = dir.objects(None).map_err(|e| Found::dir(&e))?;
        let vault = vault.ok_or_else(|| {
            Found::Wrong("DATA-DIR-VAULT", "the record does not say to whom it seals".to_owned(), "Start the server once.".to_owned())
        })?;
        Objects::open(&location, vault).map_err(|e| Found::Wrong(e.code(), e.to_string(), e.remedy().to_owned()))
    };
    let objects = match opened.await {
        Ok(objects) => objects,
        Err(found) => return found,
    };
    let mut known = std::collections::HashSet::new();
    let (mut first, mut files) = (0, 0_u64);
    while first < size {
        let rows = match store.attachments_in(first..size.min(first + STEP)).await {
            Ok(rows) => rows,
            Err(error) => return Found::store(&error),
        };
        for row in rows.iter().filter(|row| row.erased_by.is_none()) {
            let content = kept(row);
            if let Err(fault) = objects.check(&content).await {
                return lost(row.index, &fault);
            }
            known.extend(content.objects().map(|object| object.path().to_string()));
            files += 1;
        }
        first += STEP;
        tell("attachments", first.min(size), size);
    }
    orphans(&objects, &known, files, sweep).await
}

fn lost(index: u64, fault: &ObjectFault) -> Found {
    Found::Wrong(fault.code(), format!("entry {index}: {fault}"), fault.remedy().to_owned())
}

/// Content that belongs to nothing: an upload whose request was never finished, or an erasure that was interrupted.
async fn orphans(objects: &Objects, known: &std::collections::HashSet<String>, files: u64, sweep: bool) -> Found {
    let mut all = objects.list();
    let mut orphans = Vec::new();
    while let Some(listed) = all.next().await {
        match listed {
            Ok(listed) if known.contains(&listed.path) => {}
            Ok(listed) => orphans.push(listed.path),
            Err(error) => return Found::Wrong(error.code(), error.to_string(), error.remedy().to_owned()),
        }
    }
    if orphans.is_empty() {
        return Found::Well(format!("{files} are whole"));
    }
    if !sweep {
        return Found::Note(
            format!("{files} are whole; {} files belong to nothing", orphans.len()),
            "`scrutineer doctor --sweep` removes them; stop the server first, or an upload on its way may be among them.",
        );
    }
    for object in orphans.iter().filter_map(|path| Object::parse(path)) {
        if let Err(error) = objects.remove(&object).await {
            return Found::Wrong(error.code(), error.to_string(), error.remedy().to_owned());
        }
    }
    Found::Well(format!("{files} are whole; {} files that belonged to nothing were removed", orphans.len()))
}

/// Whether the latest entry is in the future.
async fn time(store: &dyn Reader, size: u64, clock: &dyn Clock) -> Found {
    let last = match store.entries(size.saturating_sub(1)..size).await {
        Ok(entries) => entries.first().and_then(|entry| domain::Envelope::parse(entry).ok()),
        Err(error) => return Found::store(&error),
    };
    let ahead = last.map_or(0, |envelope| envelope.time.saturating_sub(clock.wall()));
    if ahead > 5 {
        Found::Note(format!("the latest entry carries a time {ahead} s ahead of this machine's clock"), "Set the clock by a time service.")
    } else {
        Found::Well("the latest entry is not ahead of it".to_owned())
    }
}
