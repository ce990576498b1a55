//! The doctor: looks at everything in an order in which the first thing wrong is the one to mend, and names it.
//!
//! | question | module |
//! |---|---|
//! | are the keys here, and who may read them? | `keys` |
//! | is the content of attachments whole, and what belongs to nothing? | `attachments` |

mod attachments;
mod keys;

use std::sync::Arc;

use store::check::check;
use store::clock::Clock;
use store::log::WaitingLog;
use store::{Reader, Store, StoreError};
use tlog::policy::Policy;
use tlog::verify;
use tokio::runtime::Handle;

use crate::data_dir::{DataDir, DataDirError};
use crate::progress::Tell;

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

/// What is to be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sweep {
    /// Nothing: it only looks.
    Nothing,
    /// What belongs to nothing and has been there for an hour, and what erased rows may have left in the database's files.
    Old,
    /// What came in the last hour too.
    All,
}

/// Looks at everything; stops at the first thing that is wrong. To sweep it takes the writer's lock: a server that runs could be taking
/// in content whose entry is not there yet.
pub async fn examine(dir: &DataDir, database: Option<&str>, sweep: Sweep, clock: &dyn Clock, tell: &mut Tell<'_>) -> Vec<Look> {
    let mut looks = Vec::new();
    // What ended it is the last of the looks.
    let _ended = look_at(&mut looks, dir, database, sweep, clock, tell).await;
    looks
}

/// Puts down what was found; nothing where it was wrong.
fn put(looks: &mut Vec<Look>, what: &'static str, found: Found) -> Option<()> {
    let wrong = matches!(found, Found::Wrong(..));
    looks.push(Look { what, found });
    (!wrong).then_some(())
}

/// All looks in their order; nothing where one of them ended it.
async fn look_at(
    looks: &mut Vec<Look>,
    dir: &DataDir,
    database: Option<&str>,
    sweep: Sweep,
    clock: &dyn Clock,
    tell: &mut Tell<'_>,
) -> Option<()> {
    put(looks, "keys", keys::log(dir))?;
    put(looks, "access", keys::access(dir))?;
    let store = match open(dir, database).await {
        Ok(store) => store,
        Err(error) => return put(looks, "database", Found::dir(&error)),
    };
    let itself = store.self_check().await;
    put(looks, "database", itself.map_or_else(|e| Found::store(&e), |()| Found::Well(store.name().to_owned())))?;
    put(looks, "vault", keys::vault(dir, &*store).await)?;
    let published = dir.compare_published(&*store).await;
    put(looks, "checkpoint shown", published.map_or_else(|e| Found::dir(&e), |()| Found::Well("the record has it".to_owned())))?;
    let mut writer = None;
    if sweep != Sweep::Nothing {
        match store.writer().await {
            Ok(lock) => writer = Some(lock),
            Err(error) => return put(looks, "sweeping", Found::store(&error)),
        }
    }
    put(looks, "log", log(dir, &store, tell).await)?;
    let size = store.head().await.ok().flatten().map_or(0, |head| head.size);
    put(looks, "payloads", payloads(&*store, size, tell).await)?;
    let sweeping = writer.as_deref_mut().map(|writer| attachments::Sweeping { writer, recent: sweep == Sweep::All });
    put(looks, "attachments", attachments::look(dir, &*store, sweeping, clock, tell).await)?;
    put(looks, "clock", time(&*store, size, clock).await)?;
    if writer.is_some() {
        let scrubbed = store.scrub().await;
        put(looks, "erased rows", scrubbed.map_or_else(|e| Found::store(&e), |()| Found::Well("nothing is left in the files".to_owned())))?;
    }
    Some(())
}

async fn open(dir: &DataDir, database: Option<&str>) -> Result<Arc<dyn Store>, DataDirError> {
    let database = dir.database(database)?;
    if database.is_none() && !dir.sqlite().exists() {
        return Err(DataDirError::Missing(dir.root().to_owned()));
    }
    dir.store(database.as_deref()).await
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
