//! Reading: each call on a free connection, or all of them on one connection that stays at one moment.

use std::ops::{DerefMut, Range};
use std::sync::Arc;

use async_trait::async_trait;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use store::rows::{
    AttachmentRow, CosignatureRow, DocumentRow, FormRow, Head, ObjectPage, ObjectRow, Page, PayloadRow, SealedRow, SubmissionRow, TokenRow,
};
use store::{Reader, StoreError};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::SqliteStore;
use crate::error::StoreErrorFrom;
use crate::ids::{Waiting, Waits};
use crate::{page, rows};

/// Where to read.
#[derive(Debug)]
pub enum SqliteReader {
    /// The latest, each time, and the ids that wait for the index.
    Pool(SqlitePool, Arc<Waiting>),
    /// One moment.
    Moment(Box<Mutex<SqliteConnection>>),
}

/// A statement with what is bound to it.
pub type Query = sqlx::query::Query<'static, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

impl SqliteReader {
    async fn connection(&self) -> Result<Box<dyn DerefMut<Target = SqliteConnection> + Send + '_>, StoreError> {
        Ok(match self {
            Self::Pool(pool, _) => Box::new(pool.acquire().await.stored()?),
            Self::Moment(connection) => Box::new(connection.lock().await),
        })
    }

    /// Rows, each turned into one of the record's.
    async fn all<T>(&self, query: Query, turn: fn(&SqliteRow) -> Result<T, StoreError>) -> Result<Vec<T>, StoreError> {
        let mut connection = self.connection().await?;
        let rows = query.fetch_all(&mut **connection).await.stored()?;
        rows.iter().map(turn).collect()
    }

    async fn first<T>(&self, query: Query, turn: fn(&SqliteRow) -> Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        let mut connection = self.connection().await?;
        let row = query.fetch_optional(&mut **connection).await.stored()?;
        row.as_ref().map(turn).transpose()
    }
}

/// A number to look for. One that SQLite cannot have is beyond everything that is there.
pub fn bound(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A query over a range of entries, bound.
fn ranged(sql: &'static str, range: &Range<u64>) -> Query {
    sqlx::query(sql).bind(bound(range.start)).bind(bound(range.end))
}

/// The only column.
fn bytes(row: &SqliteRow) -> Result<Vec<u8>, StoreError> {
    sqlx::Row::try_get(row, 0).stored()
}

/// The only column.
fn string(row: &SqliteRow) -> Result<String, StoreError> {
    sqlx::Row::try_get(row, 0).stored()
}

/// The only column.
fn count(row: &SqliteRow) -> Result<u64, StoreError> {
    let number: i64 = sqlx::Row::try_get(row, 0).stored()?;
    u64::try_from(number).map_err(|e| StoreError::Other(e.into()))
}

#[async_trait]
impl Reader for SqliteReader {
    async fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.first(sqlx::query("SELECT value FROM setting WHERE name = ?").bind(name.to_owned()), string).await
    }

    async fn head(&self) -> Result<Option<Head>, StoreError> {
        self.first(sqlx::query("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1"), rows::head).await
    }

    async fn head_covering(&self, index: u64) -> Result<Option<Head>, StoreError> {
        let sql = "SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1";
        self.first(sqlx::query(sql).bind(bound(index)), rows::head).await
    }

    async fn heads(&self, from: u64, limit: u32) -> Result<Vec<Head>, StoreError> {
        let sql = "SELECT size, note FROM checkpoint WHERE size >= ? ORDER BY size LIMIT ?";
        self.all(sqlx::query(sql).bind(bound(from)).bind(i64::from(limit)), rows::head).await
    }

    async fn cosignatures(&self, sizes: Range<u64>) -> Result<Vec<CosignatureRow>, StoreError> {
        let sql = "SELECT size, witness, line FROM cosignature WHERE size >= ? AND size < ? ORDER BY size, witness";
        self.all(ranged(sql, &sizes), rows::cosignature).await
    }

    async fn cosigned_size(&self, size: u64) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT size FROM (SELECT size FROM cosignature WHERE size >= ? ORDER BY size LIMIT 10000) AS near
                   GROUP BY size ORDER BY count(*) DESC, size LIMIT 1";
        self.first(sqlx::query(sql).bind(bound(size)), count).await
    }

    async fn latest_cosigned(&self) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT size FROM (SELECT size FROM cosignature ORDER BY size DESC LIMIT 1000) AS near
                   GROUP BY size ORDER BY count(*) DESC, size DESC LIMIT 1";
        self.first(sqlx::query(sql), count).await
    }

    async fn entries(&self, range: Range<u64>) -> Result<Vec<Vec<u8>>, StoreError> {
        self.all(ranged("SELECT body FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx", &range), bytes).await
    }

    async fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT hashes FROM tile WHERE level = ? AND idx = ?";
        self.first(sqlx::query(sql).bind(i64::from(level)).bind(bound(index)), bytes).await
    }

    async fn payloads(&self, range: Range<u64>) -> Result<Vec<PayloadRow>, StoreError> {
        let sql = "SELECT idx, salt, body FROM payload WHERE idx >= ? AND idx < ? ORDER BY idx";
        let mut found = self.all(ranged(sql, &range), rows::payload).await?;
        // No salt is zero.
        found.retain(|row| !rows::is_zero(&row.salt.0) || !rows::is_zero(&row.body));
        Ok(found)
    }

    async fn sealed(&self, range: Range<u64>) -> Result<Vec<SealedRow>, StoreError> {
        let mut found =
            self.all(ranged("SELECT idx, body FROM sealed WHERE idx >= ? AND idx < ? ORDER BY idx", &range), rows::sealed).await?;
        found.retain(|row| !rows::is_zero(&row.body));
        Ok(found)
    }

    async fn submission(&self, id: Uuid) -> Result<Option<SubmissionRow>, StoreError> {
        // Who waits is asked first: an id that has left by then is in the index.
        let waits = match self {
            Self::Pool(_, waiting) => waiting.entry(id),
            Self::Moment(_) => Waits::Unknown,
        };
        if let Waits::For(index) = waits {
            return self.first(sqlx::query("SELECT * FROM submission WHERE idx = ?").bind(bound(index)), rows::submission).await;
        }
        let bytes = || id.as_bytes().to_vec();
        let indexed = "SELECT s.* FROM submission_id i JOIN submission s ON s.idx = i.idx WHERE i.id = ?";
        let found = self.first(sqlx::query(indexed).bind(bytes()), rows::submission).await?;
        if found.is_some() || waits == Waits::No {
            return Ok(found);
        }
        // Nobody writes in this process: the latest rows are looked through.
        let latest = "SELECT * FROM submission WHERE idx >= (SELECT below FROM sweep) AND id = ?";
        let found = self.first(sqlx::query(latest).bind(bytes()), rows::submission).await?;
        if found.is_some() {
            return Ok(found);
        }
        // Between the two another process may have moved it.
        self.first(sqlx::query(indexed).bind(bytes()), rows::submission).await
    }

    async fn submissions(&self, page: &Page) -> Result<Vec<SubmissionRow>, StoreError> {
        let Some(names) = &page.organisations else { return self.all(page::submissions(page, None)?, rows::submission).await };
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        let mut found = Vec::new();
        for some in names.chunks(page::ORGANISATIONS) {
            found.extend(self.all(page::submissions(page, Some(some))?, rows::submission).await?);
        }
        if names.len() > page::ORGANISATIONS {
            found.sort_unstable_by_key(|row| std::cmp::Reverse(row.index));
            found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
        }
        Ok(found)
    }

    async fn submissions_in(&self, range: Range<u64>) -> Result<Vec<SubmissionRow>, StoreError> {
        self.all(ranged("SELECT * FROM submission WHERE idx >= ? AND idx < ? ORDER BY idx", &range), rows::submission).await
    }

    async fn attachments_of(&self, submission: u64) -> Result<Vec<AttachmentRow>, StoreError> {
        let sql = "SELECT * FROM attachment WHERE submission = ? ORDER BY idx";
        self.all(sqlx::query(sql).bind(bound(submission)), rows::attachment).await
    }

    async fn attachments_in(&self, range: Range<u64>) -> Result<Vec<AttachmentRow>, StoreError> {
        self.all(ranged("SELECT * FROM attachment WHERE idx >= ? AND idx < ? ORDER BY idx", &range), rows::attachment).await
    }

    async fn uses_of(&self, sha256: &[u8; 32], working: Option<&[u8; 32]>) -> Result<(u64, u64), StoreError> {
        let originals = "SELECT count(*) FROM attachment WHERE sha256 = ? AND erased_by IS NULL";
        let originals = self.first(sqlx::query(originals).bind(sha256.to_vec()), count).await?.unwrap_or(0);
        let Some(working) = working else { return Ok((originals, 0)) };
        let copies = "SELECT count(*) FROM attachment WHERE working = ? AND erased_by IS NULL";
        let copies = self.first(sqlx::query(copies).bind(working.to_vec()), count).await?.unwrap_or(0);
        Ok((originals, copies))
    }

    async fn forms_in(&self, range: Range<u64>) -> Result<Vec<FormRow>, StoreError> {
        self.all(ranged("SELECT * FROM form WHERE idx >= ? AND idx < ? ORDER BY idx", &range), rows::form).await
    }

    async fn object(&self, noun: &str, id: &str) -> Result<Option<ObjectRow>, StoreError> {
        let sql = "SELECT * FROM object WHERE noun = ? AND id = ? AND current = 1";
        self.first(sqlx::query(sql).bind(noun.to_owned()).bind(id.to_owned()), rows::object).await
    }

    async fn object_history(&self, noun: &str, id: &str) -> Result<Vec<ObjectRow>, StoreError> {
        let sql = "SELECT * FROM object WHERE noun = ? AND id = ? ORDER BY version";
        self.all(sqlx::query(sql).bind(noun.to_owned()).bind(id.to_owned()), rows::object).await
    }

    async fn objects(&self, page: &ObjectPage) -> Result<Vec<ObjectRow>, StoreError> {
        self.all(page::objects(page)?, rows::object).await
    }

    async fn objects_in(&self, range: Range<u64>) -> Result<Vec<ObjectRow>, StoreError> {
        self.all(ranged("SELECT * FROM object WHERE idx >= ? AND idx < ? ORDER BY idx, position", &range), rows::object).await
    }

    async fn document(&self, kind: &str, id: &str) -> Result<Option<DocumentRow>, StoreError> {
        let sql = "SELECT * FROM document WHERE kind = ? AND id = ?";
        self.first(sqlx::query(sql).bind(kind.to_owned()).bind(id.to_owned()), rows::document).await
    }

    async fn document_by(&self, kind: &str, lookup: &str) -> Result<Option<DocumentRow>, StoreError> {
        let sql = "SELECT * FROM document WHERE kind = ? AND lookup = ?";
        self.first(sqlx::query(sql).bind(kind.to_owned()).bind(lookup.to_owned()), rows::document).await
    }

    async fn documents(&self, kind: &str, after: Option<&str>, limit: u32) -> Result<Vec<DocumentRow>, StoreError> {
        let query = match after {
            Some(after) => {
                let sql = "SELECT * FROM document WHERE kind = ? AND id > ? ORDER BY id LIMIT ?";
                sqlx::query(sql).bind(kind.to_owned()).bind(after.to_owned())
            }
            None => sqlx::query("SELECT * FROM document WHERE kind = ? ORDER BY id LIMIT ?").bind(kind.to_owned()),
        };
        self.all(query.bind(i64::from(limit)), rows::document).await
    }

    async fn document_kinds(&self) -> Result<Vec<String>, StoreError> {
        self.all(sqlx::query("SELECT DISTINCT kind FROM document ORDER BY kind"), string).await
    }

    async fn submission_counts(&self) -> Result<Vec<(Option<String>, u64)>, StoreError> {
        self.all(sqlx::query("SELECT organisation, COUNT(*) AS number FROM submission GROUP BY organisation"), rows::count).await
    }

    async fn tokens(&self) -> Result<Vec<TokenRow>, StoreError> {
        self.all(sqlx::query("SELECT * FROM token ORDER BY id"), rows::token).await
    }

    async fn token(&self, hash: &[u8; 32]) -> Result<Option<TokenRow>, StoreError> {
        self.first(sqlx::query("SELECT * FROM token WHERE hash = ?").bind(hash.to_vec()), rows::token).await
    }
}

// The store itself reads the latest.
store::read_through!(SqliteStore, |store| store.reader);
