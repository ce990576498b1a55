//! A record in a folder of its own.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use store::Store;
use store::story::Database;
use store_sqlite::SqliteStore;
use tempfile::TempDir;

/// A database file in a folder that is removed with it.
pub struct Sqlite(TempDir);

impl Sqlite {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self) -> PathBuf {
        self.0.path().join("record.sqlite")
    }

    /// A plain connection, past the store.
    pub async fn plain(&self) -> sqlx::SqliteConnection {
        plain(&self.file()).await
    }
}

/// A plain connection to a file.
pub async fn plain(file: &Path) -> sqlx::SqliteConnection {
    SqliteConnectOptions::new().filename(file).create_if_missing(true).connect().await.unwrap()
}

#[async_trait]
impl Database for Sqlite {
    async fn fresh(&self) -> Box<dyn Database> {
        Box::new(Self::new())
    }

    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(SqliteStore::open(&self.file()).await.unwrap())
    }

    async fn tamper(&self, sql: &str) {
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut self.plain().await).await.unwrap();
    }
}
