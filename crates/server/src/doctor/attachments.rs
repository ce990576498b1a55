//! The content of attachments: whether it is whole, and what belongs to nothing.

use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use evidence::objects::{Listed, ObjectError, ObjectFault};
use evidence::{Object, Objects, VaultRecipient};
use futures_util::TryStreamExt;
use store::clock::Clock;
use store::{Reader, StoreError, Writer};

use super::Found;
use crate::contents::kept;
use crate::data_dir::DataDir;
use crate::progress::{STEP, Tell};

/// What came since may belong to an upload that is on its way.
const RECENT: Duration = Duration::from_hours(1);

/// What removing needs.
pub struct Sweeping<'a> {
    /// Nobody else writes entries while this is held.
    pub writer: &'a mut dyn Writer,
    /// Whether what came in the last hour is removed too.
    pub recent: bool,
}

/// Looks at all content, and removes what belongs to nothing where it may.
pub async fn look(dir: &DataDir, store: &dyn Reader, sweeping: Option<Sweeping<'_>>, clock: &dyn Clock, tell: &mut Tell<'_>) -> Found {
    let looking = async {
        let objects = open(dir, store).await?;
        // Listed before the rows are read: what comes meanwhile is then among the rows and not among the objects, and never the other
        // way round.
        let listed: Vec<Listed> = objects.list().try_collect().await.map_err(|e| failed(&e))?;
        let (known, files) = whole(&objects, store, tell).await?;
        let orphans = listed.into_iter().filter(|listed| !known.contains(&listed.path)).collect();
        let now = UNIX_EPOCH + Duration::from_secs(clock.wall());
        Orphans::new(orphans, now, files).settle(&objects, store, sweeping).await
    };
    looking.await.unwrap_or_else(|found| found)
}

fn failed(error: &ObjectError) -> Found {
    Found::Wrong(error.code(), error.to_string(), error.remedy().to_owned())
}

async fn open(dir: &DataDir, store: &dyn Reader) -> Result<Objects, Found> {
    let vault = store.get("vault").await.map_err(|e| Found::store(&e))?;
    let vault: Option<VaultRecipient> = vault.and_then(|text| text.parse().ok());
    let vault = vault.ok_or_else(|| {
        Found::Wrong("DATA-DIR-VAULT", "the record does not say to whom it seals".to_owned(), "Start the server once.".to_owned())
    })?;
    let location = dir.objects(None).map_err(|e| Found::dir(&e))?;
    Objects::open(&location, vault).map_err(|e| failed(&e))
}

/// Checks the content of every attachment; answers the objects it stands in, and how many attachments there are.
async fn whole(objects: &Objects, store: &dyn Reader, tell: &mut Tell<'_>) -> Result<(HashSet<String>, u64), Found> {
    let size = store.head().await.map_err(|e| Found::store(&e))?.map_or(0, |head| head.size);
    let (mut known, mut files, mut first) = (HashSet::new(), 0, 0);
    while first < size {
        let rows = store.attachments_in(first..size.min(first + STEP)).await.map_err(|e| Found::store(&e))?;
        for row in rows.iter().filter(|row| row.erased_by.is_none()) {
            let content = kept(row);
            if let Err(fault) = objects.check(&content).await {
                lost(store, row.index, &fault).await?;
            }
            known.extend(content.objects().map(|object| object.path().to_string()));
            files += 1;
        }
        first += STEP;
        tell("attachments", first.min(size), size);
    }
    Ok((known, files))
}

/// Names content that is lost, unless it was erased since its row was read.
async fn lost(store: &dyn Reader, index: u64, fault: &ObjectFault) -> Result<(), Found> {
    let now = store.attachments_in(index..index + 1).await.map_err(|e| Found::store(&e))?.pop();
    if now.is_some_and(|now| now.erased_by.is_some()) {
        return Ok(());
    }
    Err(Found::Wrong(fault.code(), format!("entry {index}: {fault}"), fault.remedy().to_owned()))
}

/// Content that belongs to nothing: an upload whose request was never finished, or an erasure that was interrupted.
struct Orphans {
    old: Vec<Listed>,
    recent: Vec<Listed>,
    /// Attachments that are whole.
    files: u64,
}

impl Orphans {
    fn new(all: Vec<Listed>, now: SystemTime, files: u64) -> Self {
        // Another machine's clock may be ahead: what is in the future is recent.
        let (old, recent) = all.into_iter().partition(|listed| now.duration_since(listed.modified).is_ok_and(|age| age > RECENT));
        Self { old, recent, files }
    }

    /// Says what there is, and removes it where it may.
    async fn settle(self, objects: &Objects, store: &dyn Reader, sweeping: Option<Sweeping<'_>>) -> Result<Found, Found> {
        let Self { old, recent, files } = self;
        let Some(sweeping) = sweeping else { return Ok(note(files, &old, recent.len())) };
        let (wanted, left) = if sweeping.recent { (old.into_iter().chain(recent).collect(), 0) } else { (old, recent.len()) };
        let (removed, strange) = remove(&wanted, objects, store, sweeping.writer).await?;
        let said = format!("{files} are whole; {removed} files that belonged to nothing were removed");
        if (left, strange) == (0, 0) {
            return Ok(Found::Well(said));
        }
        let said = format!("{said}; {left} of the last hour and {strange} that this program did not make stay");
        Ok(Found::Note(said, "What came in the last hour is removed with `--recent`; what others made, by whoever made it."))
    }
}

fn note(files: u64, old: &[Listed], recent: usize) -> Found {
    match (old.len(), recent) {
        (0, 0) => Found::Well(format!("{files} are whole")),
        (0, _) => Found::Well(format!("{files} are whole; {recent} files of the last hour belong to nothing yet")),
        (old, _) => Found::Note(
            format!("{files} are whole; {old} files belong to nothing"),
            "Stop the server, and `scrutineer doctor --sweep` removes them.",
        ),
    }
}

/// Removes what nothing refers to, each asked for again; answers how many, and how many it leaves because it never made them.
async fn remove(orphans: &[Listed], objects: &Objects, store: &dyn Reader, writer: &mut dyn Writer) -> Result<(u64, u64), Found> {
    let (mut removed, mut strange) = (0, 0);
    for listed in orphans {
        let Some(object) = &listed.object else {
            strange += 1;
            continue;
        };
        // The lock is a session's in some databases, and can be lost.
        if !writer.holds().await {
            return Err(Found::store(&StoreError::Locked));
        }
        if used(object, store).await.map_err(|e| Found::store(&e))? {
            continue;
        }
        objects.remove(object).await.map_err(|e| failed(&e))?;
        removed += 1;
    }
    Ok((removed, strange))
}

async fn used(object: &Object, store: &dyn Reader) -> Result<bool, StoreError> {
    Ok(match object {
        Object::Sealed(hash) => store.uses_of(hash, None).await?.0 > 0,
        Object::Working(hash) => store.uses_of(hash, Some(hash)).await?.1 > 0,
        Object::Incoming(_) => false,
    })
}
