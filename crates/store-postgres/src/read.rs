//! Reading: each call on a free session, or all of them on one session that stays at one moment.

use std::ops::Range;

use async_trait::async_trait;
use sqlx::postgres::{PgArguments, PgConnection, PgPool, PgRow};
use sqlx::{Postgres, Row};
use store::rows::{
    AttachmentRow, CosignatureRow, DocumentRow, FormRow, Head, ObjectPage, ObjectRow, Page, PayloadRow, SealedRow, SubmissionRow, TokenRow,
};
use store::{Reader, StoreError};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::PostgresStore;
use crate::address::Address;
use crate::error::StoreErrorFrom;
use crate::{page, rows};

/// Where to read.
#[derive(Debug)]
pub struct PostgresReader {
    address: Address,
    sessions: Sessions,
}

#[derive(Debug)]
enum Sessions {
    /// The latest, each time.
    Pool(PgPool),
    /// One moment.
    Moment(Box<Mutex<PgConnection>>),
}

/// A statement with what is bound to it.
pub type Query = sqlx::query::Query<'static, Postgres, PgArguments>;

impl PostgresReader {
    /// Reads the latest.
    pub fn latest(address: Address, pool: PgPool) -> Self {
        Self { address, sessions: Sessions::Pool(pool) }
    }

    /// Reads in the transaction that was begun on this connection.
    pub fn moment(address: Address, connection: Mutex<PgConnection>) -> Self {
        Self { address, sessions: Sessions::Moment(Box::new(connection)) }
    }

    async fn rows(&self, query: Query) -> Result<Vec<PgRow>, StoreError> {
        let work = async {
            match &self.sessions {
                Sessions::Pool(pool) => query.fetch_all(pool).await.stored(),
                Sessions::Moment(connection) => query.fetch_all(&mut *connection.lock().await).await.stored(),
            }
        };
        self.address.answer(work).await
    }

    /// Rows, each turned into one of the record's.
    async fn all<T>(&self, query: Query, turn: fn(&PgRow) -> Result<T, StoreError>) -> Result<Vec<T>, StoreError> {
        self.rows(query).await?.iter().map(turn).collect()
    }

    async fn first<T>(&self, query: Query, turn: fn(&PgRow) -> Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        self.rows(query).await?.first().map(turn).transpose()
    }
}

/// A number to look for. One that PostgreSQL cannot have is beyond everything that is there.
pub fn bound(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A query over a range of entries, bound.
fn ranged(sql: &'static str, range: &Range<u64>) -> Query {
    sqlx::query(sql).bind(bound(range.start)).bind(bound(range.end))
}

/// The only column.
fn bytes(row: &PgRow) -> Result<Vec<u8>, StoreError> {
    row.try_get(0).stored()
}

/// The only column, as text.
fn name(row: &PgRow) -> Result<String, StoreError> {
    String::from_utf8(bytes(row)?).map_err(|_| StoreError::Damaged("a name is not UTF-8".to_owned()))
}

/// The only column.
fn string(row: &PgRow) -> Result<String, StoreError> {
    row.try_get(0).stored()
}

/// The only column.
fn count(row: &PgRow) -> Result<u64, StoreError> {
    let number: i64 = row.try_get(0).stored()?;
    u64::try_from(number).map_err(|e| StoreError::Other(e.into()))
}

#[async_trait]
impl Reader for PostgresReader {
    async fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.first(sqlx::query("SELECT value FROM setting WHERE name = $1").bind(name.to_owned()), string).await
    }

    async fn head(&self) -> Result<Option<Head>, StoreError> {
        self.first(sqlx::query("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1"), rows::head).await
    }

    async fn head_covering(&self, index: u64) -> Result<Option<Head>, StoreError> {
        let sql = "SELECT size, note FROM checkpoint WHERE size > $1 ORDER BY size LIMIT 1";
        self.first(sqlx::query(sql).bind(bound(index)), rows::head).await
    }

    async fn heads(&self, from: u64, limit: u32) -> Result<Vec<Head>, StoreError> {
        let sql = "SELECT size, note FROM checkpoint WHERE size >= $1 ORDER BY size LIMIT $2";
        self.all(sqlx::query(sql).bind(bound(from)).bind(i64::from(limit)), rows::head).await
    }

    async fn cosignatures(&self, sizes: Range<u64>) -> Result<Vec<CosignatureRow>, StoreError> {
        let sql = "SELECT size, witness, line FROM cosignature WHERE size >= $1 AND size < $2 ORDER BY size, witness";
        self.all(ranged(sql, &sizes), rows::cosignature).await
    }

    async fn cosigned_size(&self, size: u64) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT size FROM (SELECT size FROM cosignature WHERE size >= $1 ORDER BY size LIMIT 10000) AS near
                   GROUP BY size ORDER BY count(*) DESC, size LIMIT 1";
        self.first(sqlx::query(sql).bind(bound(size)), count).await
    }

    async fn latest_cosigned(&self) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT size FROM (SELECT size FROM cosignature ORDER BY size DESC LIMIT 1000) AS near
                   GROUP BY size ORDER BY count(*) DESC, size DESC LIMIT 1";
        self.first(sqlx::query(sql), count).await
    }

    async fn entries(&self, range: Range<u64>) -> Result<Vec<Vec<u8>>, StoreError> {
        self.all(ranged("SELECT body FROM entry WHERE idx >= $1 AND idx < $2 ORDER BY idx", &range), bytes).await
    }

    async fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT hashes FROM tile WHERE level = $1 AND idx = $2";
        self.first(sqlx::query(sql).bind(i64::from(level)).bind(bound(index)), bytes).await
    }

    async fn payloads(&self, range: Range<u64>) -> Result<Vec<PayloadRow>, StoreError> {
        self.all(ranged("SELECT idx, salt, body FROM payload WHERE idx >= $1 AND idx < $2 ORDER BY idx", &range), rows::payload).await
    }

    async fn sealed(&self, range: Range<u64>) -> Result<Vec<SealedRow>, StoreError> {
        self.all(ranged("SELECT idx, body FROM sealed WHERE idx >= $1 AND idx < $2 ORDER BY idx", &range), rows::sealed).await
    }

    async fn submission(&self, id: Uuid) -> Result<Option<SubmissionRow>, StoreError> {
        self.first(sqlx::query("SELECT * FROM submission WHERE id = $1").bind(id), rows::submission).await
    }

    async fn submissions(&self, page: &Page) -> Result<Vec<SubmissionRow>, StoreError> {
        self.all(page::submissions(page)?, rows::submission).await
    }

    async fn submissions_in(&self, range: Range<u64>) -> Result<Vec<SubmissionRow>, StoreError> {
        self.all(ranged("SELECT * FROM submission WHERE idx >= $1 AND idx < $2 ORDER BY idx", &range), rows::submission).await
    }

    async fn attachments_of(&self, submission: u64) -> Result<Vec<AttachmentRow>, StoreError> {
        let sql = "SELECT * FROM attachment WHERE submission = $1 ORDER BY idx";
        self.all(sqlx::query(sql).bind(bound(submission)), rows::attachment).await
    }

    async fn attachments_in(&self, range: Range<u64>) -> Result<Vec<AttachmentRow>, StoreError> {
        self.all(ranged("SELECT * FROM attachment WHERE idx >= $1 AND idx < $2 ORDER BY idx", &range), rows::attachment).await
    }

    async fn uses_of(&self, sha256: &[u8; 32], working: Option<&[u8; 32]>) -> Result<(u64, u64), StoreError> {
        let originals = "SELECT count(*) FROM attachment WHERE sha256 = $1 AND erased_by IS NULL";
        let originals = self.first(sqlx::query(originals).bind(sha256.to_vec()), count).await?.unwrap_or(0);
        let Some(working) = working else { return Ok((originals, 0)) };
        let copies = "SELECT count(*) FROM attachment WHERE working = $1 AND erased_by IS NULL";
        let copies = self.first(sqlx::query(copies).bind(working.to_vec()), count).await?.unwrap_or(0);
        Ok((originals, copies))
    }

    async fn forms_in(&self, range: Range<u64>) -> Result<Vec<FormRow>, StoreError> {
        self.all(ranged("SELECT * FROM form WHERE idx >= $1 AND idx < $2 ORDER BY idx", &range), rows::form).await
    }

    async fn object(&self, noun: &str, id: &str) -> Result<Option<ObjectRow>, StoreError> {
        let sql = "SELECT * FROM object WHERE noun = $1 AND id = $2 AND current";
        self.first(sqlx::query(sql).bind(noun.as_bytes().to_vec()).bind(id.as_bytes().to_vec()), rows::object).await
    }

    async fn object_history(&self, noun: &str, id: &str) -> Result<Vec<ObjectRow>, StoreError> {
        let sql = "SELECT * FROM object WHERE noun = $1 AND id = $2 ORDER BY version";
        self.all(sqlx::query(sql).bind(noun.as_bytes().to_vec()).bind(id.as_bytes().to_vec()), rows::object).await
    }

    async fn objects(&self, page: &ObjectPage) -> Result<Vec<ObjectRow>, StoreError> {
        self.all(page::objects(page)?, rows::object).await
    }

    async fn objects_in(&self, range: Range<u64>) -> Result<Vec<ObjectRow>, StoreError> {
        self.all(ranged("SELECT * FROM object WHERE idx >= $1 AND idx < $2 ORDER BY idx, position", &range), rows::object).await
    }

    async fn document(&self, kind: &str, id: &str) -> Result<Option<DocumentRow>, StoreError> {
        let sql = "SELECT * FROM document WHERE kind = $1 AND id = $2";
        self.first(sqlx::query(sql).bind(kind.as_bytes().to_vec()).bind(id.as_bytes().to_vec()), rows::document).await
    }

    async fn document_by(&self, kind: &str, lookup: &str) -> Result<Option<DocumentRow>, StoreError> {
        let sql = "SELECT * FROM document WHERE kind = $1 AND lookup = $2";
        self.first(sqlx::query(sql).bind(kind.as_bytes().to_vec()).bind(lookup.as_bytes().to_vec()), rows::document).await
    }

    async fn documents(&self, kind: &str, after: Option<&str>, limit: u32) -> Result<Vec<DocumentRow>, StoreError> {
        let sql = "SELECT * FROM document WHERE kind = $1 AND ($2::bytea IS NULL OR id > $2) ORDER BY id LIMIT $3";
        let query = sqlx::query(sql).bind(kind.as_bytes().to_vec()).bind(after.map(|after| after.as_bytes().to_vec()));
        self.all(query.bind(i64::from(limit)), rows::document).await
    }

    async fn document_kinds(&self) -> Result<Vec<String>, StoreError> {
        self.all(sqlx::query("SELECT DISTINCT kind FROM document ORDER BY kind"), name).await
    }

    async fn submission_counts(&self) -> Result<Vec<(Option<String>, u64)>, StoreError> {
        self.all(sqlx::query("SELECT organisation, COUNT(*) AS number FROM submission GROUP BY organisation"), rows::count).await
    }

    async fn tokens(&self) -> Result<Vec<TokenRow>, StoreError> {
        self.all(sqlx::query("SELECT * FROM token ORDER BY id"), rows::token).await
    }

    async fn token(&self, hash: &[u8; 32]) -> Result<Option<TokenRow>, StoreError> {
        self.first(sqlx::query("SELECT * FROM token WHERE hash = $1").bind(hash.to_vec()), rows::token).await
    }
}

// The store itself reads the latest.
store::read_through!(PostgresStore, |store| store.reader);
