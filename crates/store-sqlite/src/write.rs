//! One batch, one transaction.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection};
use store::rows::{AttachmentRow, KnownObject, KnownSubmission, SubmissionRow};
use store::{Batch, StoreError, Writer};
use uuid::Uuid;

use crate::beside::Turn;
use crate::bulk::{insert, push};
use crate::error::StoreErrorFrom;
use crate::ids::{Sweep, Waiting, Waits};
use crate::lock::Lock;
use crate::rows::{self, signed};
use crate::{erase, objects};

/// Ids of one look-up.
const IDS: usize = 256;

/// The one that writes, with the lock.
pub struct SqliteWriter {
    connection: SqliteConnection,
    _lock: Lock,
    look_up: String,
    waiting: Arc<Waiting>,
    sweep: Sweep,
    turn: Turn,
}

impl SqliteWriter {
    pub async fn new(mut connection: SqliteConnection, lock: Lock, waiting: Arc<Waiting>, turn: Turn) -> Result<Self, StoreError> {
        let look_up = format!("{KNOWN} WHERE s.idx IN (SELECT idx FROM submission_id WHERE id IN ({}))", vec!["?"; IDS].join(","));
        let sweep = Sweep::begin(&mut connection, &waiting).await?;
        Ok(Self { connection, _lock: lock, look_up, waiting, sweep, turn })
    }
}

impl Drop for SqliteWriter {
    fn drop(&mut self) {
        // Whoever writes next, here or elsewhere, knows who waits.
        self.waiting.close();
    }
}

/// What is known of a submission.
const WAITING: &str = "SELECT s.idx, s.id, s.leaf, s.fingerprint, s.erased_by, s.organisation, s.replaced_by, p.salt
     FROM submission s LEFT JOIN payload p ON p.idx = s.idx WHERE s.idx = ?";

/// The same for many.
const KNOWN: &str = "SELECT s.idx, s.id, s.leaf, s.fingerprint, s.erased_by, s.organisation, s.replaced_by, p.salt
     FROM submission s LEFT JOIN payload p ON p.idx = s.idx";

#[async_trait]
impl Writer for SqliteWriter {
    async fn known(&mut self, ids: &[Uuid]) -> Result<HashMap<Uuid, KnownSubmission>, StoreError> {
        let mut known = HashMap::new();
        for id in ids {
            let Waits::For(index) = self.waiting.entry(*id) else { continue };
            let query = sqlx::query(WAITING).bind(signed(index)?);
            let row = query.fetch_one(&mut self.connection).await.stored()?;
            known.extend([rows::known(&row)?]);
        }
        for some in ids.chunks(IDS) {
            let mut arguments = SqliteArguments::default();
            for id in some {
                push(&mut arguments, id.as_bytes().as_slice())?;
            }
            // The rest of the places stays NULL, which no id equals.
            let found = sqlx::query_with(AssertSqlSafe(self.look_up.clone()), arguments).fetch_all(&mut self.connection).await.stored()?;
            for row in &found {
                known.extend([rows::known(row)?]);
            }
        }
        Ok(known)
    }

    async fn known_objects(&mut self, objects: &[(&str, &str)]) -> Result<Vec<KnownObject>, StoreError> {
        objects::known(&mut self.connection, objects).await
    }

    async fn commit(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let _turn = self.turn.take().await;
        let slice = self.sweep.slice(&self.waiting, batch.submissions.len(), batch.first);
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await.stored()?;
        write(&mut transaction, batch).await?;
        slice.write(&mut transaction).await?;
        transaction.commit().await.stored()?;
        self.sweep = slice.committed(&self.waiting, batch.submissions.iter().map(|row| (row.id, row.index)));
        Ok(())
    }

    async fn holds(&mut self) -> bool {
        self.connection.ping().await.is_ok()
    }
}

async fn write(db: &mut SqliteConnection, batch: &Batch) -> Result<(), StoreError> {
    // The rows' own keys make a batch that does not begin where the record ends impossible, but for a gap.
    let end: i64 = sqlx::query_scalar("SELECT coalesce(max(idx) + 1, 0) FROM entry").fetch_one(&mut *db).await.stored()?;
    if end != signed(batch.first)? {
        let fault = format!("the record ends at {end}");
        return Err(StoreError::Inconsistent { what: "batch from entry", index: batch.first, fault });
    }
    let entries: Vec<(u64, &Vec<u8>)> = (batch.first..).zip(&batch.entries).collect();
    insert(db, "INSERT INTO entry (idx, body)", 2, &entries, |(index, body), to| {
        push(to, signed(*index)?)?;
        push(to, body.as_slice())
    })
    .await?;
    insert(db, "INSERT INTO payload (idx, salt, body)", 3, &batch.payloads, |row, to| {
        push(to, signed(row.index)?)?;
        push(to, row.salt.0.as_slice())?;
        push(to, row.body.as_slice())
    })
    .await?;
    insert(db, "INSERT INTO sealed (idx, body)", 2, &batch.sealed, |row, to| {
        push(to, signed(row.index)?)?;
        push(to, row.body.as_slice())
    })
    .await?;
    insert(db, SUBMISSION, 15, &batch.submissions, submission).await?;
    replaced(db, &batch.replaced).await?;
    insert(db, ATTACHMENT, 9, &batch.attachments, attachment).await?;
    forms(db, batch).await?;
    objects::write(db, batch).await?;
    erase::write(db, &batch.erased).await?;
    insert(db, "INSERT OR REPLACE INTO tile (level, idx, hashes)", 3, &batch.tiles, |(level, index, hashes), to| {
        push(to, i64::from(*level))?;
        push(to, signed(*index)?)?;
        push(to, hashes.as_slice())
    })
    .await?;
    insert(db, "INSERT INTO checkpoint (size, note)", 2, &batch.heads, |head, to| {
        push(to, signed(head.size)?)?;
        push(to, head.note.as_str())
    })
    .await
}

const SUBMISSION: &str =
    "INSERT INTO submission (idx, id, form, station, captured_at, received_at, token, fingerprint, leaf, private, erased_by,
     organisation, observer, replaces, replaced_by)";

fn submission(row: &SubmissionRow, to: &mut SqliteArguments) -> Result<(), StoreError> {
    push(to, signed(row.index)?)?;
    push(to, row.id.as_bytes().as_slice())?;
    push(to, row.form.as_str())?;
    push(to, row.station.as_str())?;
    push(to, row.captured_at.as_deref())?;
    push(to, signed(row.received_at)?)?;
    push(to, row.token)?;
    push(to, row.fingerprint.as_slice())?;
    push(to, row.leaf.0.as_slice())?;
    push(to, row.private)?;
    push(to, row.erased_by.map(signed).transpose()?)?;
    push(to, row.organisation.as_deref())?;
    push(to, row.observer.as_deref())?;
    push(to, row.replaces.as_ref().map(|id| id.as_bytes().as_slice()))?;
    push(to, row.replaced_by.map_or(Ok(rows::NONE), signed)?)
}

/// Marks submissions as corrected.
async fn replaced(db: &mut SqliteConnection, replaced: &[(u64, u64)]) -> Result<(), StoreError> {
    for (index, by) in replaced {
        let query = sqlx::query("UPDATE submission SET replaced_by = ? WHERE idx = ?").bind(signed(*by)?).bind(signed(*index)?);
        query.execute(&mut *db).await.stored()?;
    }
    Ok(())
}

const ATTACHMENT: &str = "INSERT INTO attachment (idx, submission, name, media, length, sha256, working, sealed, erased_by)";

fn attachment(row: &AttachmentRow, to: &mut SqliteArguments) -> Result<(), StoreError> {
    push(to, signed(row.index)?)?;
    push(to, signed(row.submission)?)?;
    push(to, row.name.as_str())?;
    push(to, row.media.as_str())?;
    push(to, signed(row.length)?)?;
    push(to, row.sha256.as_slice())?;
    push(to, row.working.as_ref().map(<[u8; 32]>::as_slice))?;
    push(to, row.sealed)?;
    push(to, row.erased_by.map(signed).transpose()?)
}

async fn forms(db: &mut SqliteConnection, batch: &Batch) -> Result<(), StoreError> {
    insert(db, "INSERT INTO form (idx, id, title, sealed)", 4, &batch.forms, |row, to| {
        push(to, signed(row.index)?)?;
        push(to, row.form.id.as_str())?;
        push(to, row.form.title.as_str())?;
        push(to, row.form.sealed.join("\n"))
    })
    .await
}
