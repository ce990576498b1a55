//! Documents: what is kept beside the record. Many may write them at once, and the one that writes entries must not wait for many.
//!
//! SQLite lets one connection write, and the others ask again and again, in no order. So documents are written one after the other on
//! one connection, and each takes turns with the commits of this process: a commit waits for one document at most.

use std::sync::Arc;

use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use store::StoreError;
use store::rows::DocumentRow;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::error::StoreErrorFrom;
use crate::rows::signed;

/// Who may write next, of the one that writes documents and the one that writes entries.
#[derive(Clone, Debug, Default)]
pub struct Turn(Arc<Mutex<()>>);

impl Turn {
    /// Waits until nobody of this process writes.
    pub async fn take(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.0).lock_owned().await
    }
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Sqlite, SqliteArguments>;

/// The connection that writes documents, made when the first one is written.
#[derive(Debug)]
pub struct Beside {
    options: SqliteConnectOptions,
    connection: Mutex<Option<SqliteConnection>>,
    turn: Turn,
}

impl Beside {
    pub fn new(options: SqliteConnectOptions) -> Self {
        Self { options, connection: Mutex::new(None), turn: Turn::default() }
    }

    /// The turns that documents take.
    pub fn turn(&self) -> Turn {
        self.turn.clone()
    }

    /// One statement: how many rows it touched. A connection whose statement failed or was given up is not used again.
    async fn execute(&self, query: Query<'_>) -> Result<u64, StoreError> {
        let mut kept = self.connection.lock().await;
        let mut connection = match kept.take() {
            Some(connection) => connection,
            None => self.options.connect().await.stored()?,
        };
        let _turn = self.turn.take().await;
        let done = query.execute(&mut connection).await.stored()?;
        *kept = Some(connection);
        Ok(done.rows_affected())
    }

    /// Ends its connection. Another is made where something is written all the same.
    pub async fn close(&self) -> Result<(), StoreError> {
        match self.connection.lock().await.take() {
            Some(connection) => connection.close().await.stored(),
            None => Ok(()),
        }
    }

    /// Adds a document, unless id or lookup is taken.
    pub async fn add(&self, row: &DocumentRow, version: u64) -> Result<bool, StoreError> {
        let sql = "INSERT INTO document (kind, id, lookup, version, expires_at, body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        let query = sqlx::query(sql).bind(&row.kind).bind(&row.id).bind(&row.lookup).bind(signed(version)?);
        Ok(self.execute(query.bind(row.expires_at.map(signed).transpose()?).bind(&row.body)).await? > 0)
    }

    /// Replaces a document of a version, unless another has its lookup.
    pub async fn replace(&self, row: &DocumentRow, version: u64) -> Result<bool, StoreError> {
        let sql = "UPDATE OR IGNORE document SET lookup = ?, version = version + 1, expires_at = ?, body = ?
                   WHERE kind = ? AND id = ? AND version = ?";
        let query = sqlx::query(sql).bind(&row.lookup).bind(row.expires_at.map(signed).transpose()?).bind(&row.body);
        Ok(self.execute(query.bind(&row.kind).bind(&row.id).bind(signed(version)?)).await? > 0)
    }

    pub async fn remove(&self, kind: &str, id: &str) -> Result<bool, StoreError> {
        Ok(self.execute(sqlx::query("DELETE FROM document WHERE kind = ? AND id = ?").bind(kind).bind(id)).await? > 0)
    }

    pub async fn remove_expired(&self, now: u64) -> Result<u64, StoreError> {
        self.execute(sqlx::query("DELETE FROM document WHERE expires_at <= ?").bind(i64::try_from(now).unwrap_or(i64::MAX))).await
    }
}
