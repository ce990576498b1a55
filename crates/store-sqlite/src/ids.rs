//! Which entry a submission's id has, without touching a page of the index for every id.
//!
//! Ids are random, so an index over them is written all over: with a million submissions each commit of 200 would touch 200 pages of
//! 4 kB, and the rate falls to 60% of that of ids in order (measured: 13,200 against 23,500 a second). So new ids wait, in
//! memory and in their rows, and each commit moves a slice of what waits into the index `submission_id`: neighbours in the order of
//! ids, which share pages. The slices sweep through all ids again and again. When a sweep is done, every id that was there when it
//! began is in the index; `sweep.below` says so in the database, and what is not below it is found by looking through the latest rows.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Row};
use store::StoreError;
use uuid::Uuid;

use crate::bulk::{insert, push};
use crate::error::StoreErrorFrom;
use crate::rows::signed;

/// Ids that wait at least, before any is moved, and at most, about; between them a sixteenth of all entries.
const WAITING: (u64, u64) = (16_384, 1 << 20);

/// Waiting ids and their entries; nothing while nobody in this process writes.
#[derive(Debug, Default)]
pub struct Waiting(RwLock<Option<BTreeMap<Uuid, u64>>>);

/// Whether an id waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// It does, and has this entry.
    For(u64),
    /// It does not.
    No,
    /// Nobody in this process writes, so it is not known here.
    Unknown,
}

impl Waiting {
    fn read(&self) -> RwLockReadGuard<'_, Option<BTreeMap<Uuid, u64>>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Option<BTreeMap<Uuid, u64>>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an id waits.
    pub fn entry(&self, id: Uuid) -> Waits {
        match self.read().as_ref().map(|waiting| waiting.get(&id)) {
            None => Waits::Unknown,
            Some(None) => Waits::No,
            Some(Some(index)) => Waits::For(*index),
        }
    }

    /// Nobody writes here any more.
    pub fn close(&self) {
        *self.write() = None;
    }
}

/// The sweep through all ids.
#[derive(Debug)]
pub struct Sweep {
    /// The slice so far ends before this id.
    cursor: Uuid,
    /// Entries when the sweep began.
    began: u64,
}

/// What one commit moves into the index.
#[derive(Debug)]
pub struct Slice {
    moved: Vec<(Uuid, u64)>,
    next: Sweep,
    /// What a sweep that ends with it makes true.
    below: Option<u64>,
}

impl Sweep {
    /// Finds what waits, and begins a sweep.
    pub async fn begin(connection: &mut SqliteConnection, waiting: &Waiting) -> Result<Self, StoreError> {
        let sql = "SELECT s.id, s.idx FROM submission s LEFT JOIN submission_id i ON i.id = s.id
                   WHERE s.idx >= (SELECT below FROM sweep) AND i.id IS NULL";
        // What a writer before this one left on its way is written or undone by the time this may write: nothing of it is missed.
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.stored()?;
        let mut found = BTreeMap::new();
        for row in sqlx::query(sql).fetch_all(&mut *transaction).await.stored()? {
            let id: &[u8] = row.try_get(0).stored()?;
            let id = Uuid::from_slice(id).map_err(|_| StoreError::Damaged("an id has not 16 bytes".to_owned()))?;
            found.insert(id, row.try_get::<i64, _>(1).stored()?.cast_unsigned());
        }
        let end: i64 = sqlx::query_scalar("SELECT coalesce(max(idx) + 1, 0) FROM entry").fetch_one(&mut *transaction).await.stored()?;
        transaction.rollback().await.stored()?;
        *waiting.write() = Some(found);
        Ok(Self { cursor: Uuid::nil(), began: end.cast_unsigned() })
    }

    /// The slice that a commit of `new` submissions moves, on top of `entries` entries: as many as come, once as many wait as should.
    pub fn slice(&self, waiting: &Waiting, new: usize, entries: u64) -> Slice {
        let guard = waiting.read();
        let empty = BTreeMap::new();
        let waiting = guard.as_ref().unwrap_or(&empty);
        let should = (entries / 16).clamp(WAITING.0, WAITING.1);
        let wait = waiting.len() as u64;
        let share = if wait * 2 < should { 0 } else { (new as u64 + 64) * wait / should };
        let share = usize::try_from(share).unwrap_or(usize::MAX);
        let moved: Vec<_> =
            waiting.range((Bound::Included(self.cursor), Bound::Unbounded)).take(share).map(|(id, index)| (*id, *index)).collect();
        match moved.last() {
            Some((last, _)) if moved.len() == share => {
                let cursor = Uuid::from_u128(last.as_u128().saturating_add(1));
                Slice { next: Self { cursor, began: self.began }, below: None, moved }
            }
            // Nothing is to be moved.
            None if share == 0 => Slice { next: Self { cursor: self.cursor, began: self.began }, below: None, moved },
            _ => Slice { next: Self { cursor: Uuid::nil(), began: entries }, below: Some(self.began), moved },
        }
    }
}

impl Slice {
    /// Moves it, within the commit's transaction.
    pub async fn write(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        insert(connection, "INSERT INTO submission_id (id, idx)", 2, &self.moved, |(id, index), to| {
            push(to, id.as_bytes().as_slice())?;
            push(to, signed(*index)?)
        })
        .await?;
        match self.below {
            Some(below) => sqlx::query("UPDATE sweep SET below = ?").bind(signed(below)?).execute(connection).await.stored().map(drop),
            None => Ok(()),
        }
    }

    /// Once the transaction is committed: what was moved waits no longer, what is new does. The sweep goes on from the answer.
    pub fn committed(self, waiting: &Waiting, new: impl Iterator<Item = (Uuid, u64)>) -> Sweep {
        let mut guard = waiting.write();
        let waiting = guard.get_or_insert_default();
        for (id, _) in &self.moved {
            waiting.remove(id);
        }
        waiting.extend(new);
        self.next
    }
}

/// Whether the index leads where the rows are, and no id stands for two submissions.
pub async fn check(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let faults = [
        (
            "SELECT count(*) FROM submission_id i LEFT JOIN submission s ON s.idx = i.idx WHERE s.id IS NOT i.id",
            "lead to another submission",
        ),
        (
            "SELECT count(*) FROM submission s LEFT JOIN submission_id i ON i.id = s.id
             WHERE s.idx < (SELECT below FROM sweep) AND i.id IS NULL",
            "are missing in the index",
        ),
        ("SELECT count(*) - count(DISTINCT id) FROM submission", "stand for two submissions"),
    ];
    for (sql, fault) in faults {
        let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut *connection).await.stored()?;
        if count > 0 {
            return Err(StoreError::Damaged(format!("{count} ids of submissions {fault}")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> Uuid {
        // Spread over all ids, as random ones are.
        Uuid::from_u128(u128::from(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)) << 64 | u128::from(number))
    }

    /// Commits of 200 without a database: every id is moved once, and a sweep that is done has moved all that were there before it.
    #[test]
    fn sweeps_move_every_id_once_and_keep_their_word() {
        let waiting = Waiting::default();
        *waiting.write() = Some(BTreeMap::new());
        let mut sweep = Sweep { cursor: Uuid::nil(), began: 0 };
        let mut indexed = std::collections::HashMap::new();
        let (mut entries, mut promises) = (0_u64, 0);
        for _ in 0..1000 {
            let new: Vec<(Uuid, u64)> = (entries..entries + 200).map(|number| (id(number), number)).collect();
            let slice = sweep.slice(&waiting, new.len(), entries);
            for (id, index) in &slice.moved {
                assert_eq!(indexed.insert(*id, *index), None, "moved twice");
            }
            if let Some(below) = slice.below {
                promises += 1;
                assert!((0..below).all(|number| indexed.contains_key(&id(number))), "an id below {below} was left out");
            }
            sweep = slice.committed(&waiting, new.into_iter());
            entries += 200;
        }
        assert!(promises > 3, "{promises} sweeps");
        assert_eq!(indexed.len() + waiting.read().as_ref().unwrap().len(), 200_000);
        assert!(waiting.read().as_ref().unwrap().len() < 20_000);
    }
}
