//! The record in an SQLite file: the default, for a laptop or one server.
//!
//! Durability: write-ahead log, `synchronous = FULL`, so a commit returns after its frames and their `fsync`. Erased rows are
//! overwritten where they stand (`erase`, `secure_delete`); [`Store::scrub`] builds the indexes over them anew and empties the
//! write-ahead log, where older pages stand.
//!
//! | question | module |
//! |---|---|
//! | which tables are there? | `migrations/` |
//! | how are many rows written at once? | `bulk` |
//! | what does one transaction write, of objects too? | `write`, `objects` |
//! | how is something erased? | `erase` |
//! | what is kept beside the record, and whose turn is it to write? | `beside` |
//! | how is a submission found by its id? | `ids` |
//! | how is it read? | `read`, `rows`, lists by `page` |
//! | who may write? | `lock` |

mod beside;
mod bulk;
mod erase;
mod error;
mod ids;
mod lock;
mod migrate;
mod objects;
mod page;
mod read;
mod rows;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Row};
use store::rows::{CosignatureRow, DocumentRow, TokenRow};
use store::{Reader, Store, StoreError, Writer};
use tokio::sync::Mutex;

use beside::Beside;
use error::StoreErrorFrom;
use ids::Waiting;
use lock::Lock;
use read::SqliteReader;
use rows::signed;

/// How long a statement waits for another connection's short write.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a scrub waits for readers: a second.
const SCRUB_PATIENCE: &str = "PRAGMA busy_timeout = 1000";

/// A record in a file.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    options: SqliteConnectOptions,
    reader: SqliteReader,
    waiting: Arc<Waiting>,
    beside: Beside,
    /// Whether it was opened to read only.
    to_read: bool,
}

impl SqliteStore {
    /// Opens the file, makes it where it is missing, and migrates it forward.
    ///
    /// # Errors
    /// [`StoreError`]: no such folder, no right to write, a later version's file, no database.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .pragma("secure_delete", "ON")
            // Pages of 64 MiB: the index of ids, whose pages are touched at random, stays in memory up to about 1.5 million submissions.
            .pragma("cache_size", "-65536")
            // The writer empties its log into the file when it has grown to 32 MiB: often enough that no commit waits long for it,
            // seldom enough that a page touched by many commits is written once.
            .pragma("wal_autocheckpoint", "8192")
            // A statement in a trace could show what is bound to it.
            .disable_statement_logging();
        made(options.clone()).await?;
        let readers = options.clone().pragma("cache_size", "-4096").pragma("query_only", "ON");
        let waiting = Arc::new(Waiting::default());
        let pool = SqlitePoolOptions::new().max_connections(4).acquire_timeout(PATIENCE).connect_lazy_with(readers);
        let beside = Beside::new(options.clone());
        Ok(Self { path: path.to_owned(), options, reader: SqliteReader::Pool(pool, Arc::clone(&waiting)), waiting, beside, to_read: false })
    }

    /// Opens a file that may not be written and that nobody writes, such as a backup on a disk that is locked. Whatever would write is
    /// refused.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::ReadOnly`] where a write-ahead log stands beside it, which could only be read by writing.
    pub async fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
            return Err(StoreError::ReadOnly("its latest changes stand in a file beside it that only a writer can read".into()));
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .read_only(true)
            .immutable(true)
            .synchronous(SqliteSynchronous::Full)
            .disable_statement_logging();
        migrate::recognise(path, true).await?;
        let waiting = Arc::new(Waiting::default());
        let pool = SqlitePoolOptions::new().max_connections(4).acquire_timeout(PATIENCE).connect_lazy_with(options.clone());
        let beside = Beside::new(options.clone());
        Ok(Self { path: path.to_owned(), options, reader: SqliteReader::Pool(pool, Arc::clone(&waiting)), waiting, beside, to_read: true })
    }

    /// A connection that may write.
    async fn connect(&self) -> Result<SqliteConnection, StoreError> {
        self.options.connect().await.stored()
    }
}

/// Makes the file where it is missing, and migrates it. Boxed: the compiler cannot see that the driver's futures may go to another
/// thread for every lifetime, and whoever opens a store on a task needs that.
fn made(options: SqliteConnectOptions) -> BoxFuture<'static, Result<(), StoreError>> {
    Box::pin(async move {
        migrate::recognise(options.get_filename(), false).await?;
        migrate::run(&mut options.connect().await.stored()?).await
    })
}

#[async_trait]
impl Store for SqliteStore {
    fn name(&self) -> &'static str {
        "SQLite"
    }

    async fn writer(&self) -> Result<Box<dyn Writer>, StoreError> {
        let lock = Lock::take(&self.path)?;
        let writer = write::SqliteWriter::new(self.connect().await?, lock, Arc::clone(&self.waiting), self.beside.turn());
        Ok(Box::new(writer.await?))
    }

    async fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        let mut connection = self.connect().await?;
        // A deferred transaction sees the moment of its first reading for as long as it lasts.
        sqlx::query("BEGIN").execute(&mut connection).await.stored()?;
        sqlx::query("SELECT count(*) FROM checkpoint").fetch_one(&mut connection).await.stored()?;
        Ok(Box::new(SqliteReader::Moment(Box::new(Mutex::new(connection)))))
    }

    async fn add_token(&self, token: &TokenRow) -> Result<i64, StoreError> {
        let sql = "INSERT INTO token (label, hash, scopes, created_at, organisation, account) VALUES (?, ?, ?, ?, ?, ?) RETURNING id";
        let query = sqlx::query_scalar(sql).bind(&token.label).bind(token.hash.as_slice()).bind(&token.scopes);
        let query = query.bind(signed(token.created_at)?).bind(&token.organisation).bind(&token.account);
        query.fetch_one(&mut self.connect().await?).await.stored()
    }

    async fn revoke_token(&self, id: i64, at: u64) -> Result<bool, StoreError> {
        let query = sqlx::query("UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?").bind(signed(at)?).bind(id);
        Ok(query.execute(&mut self.connect().await?).await.stored()?.rows_affected() > 0)
    }

    async fn add_cosignature(&self, row: &CosignatureRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO cosignature (size, witness, line) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        let query = sqlx::query(sql).bind(signed(row.size)?).bind(&row.witness).bind(&row.line);
        query.execute(&mut self.connect().await?).await.stored().map(drop)
    }

    async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        sqlx::query(sql).bind(name).bind(value).execute(&mut self.connect().await?).await.stored().map(drop)
    }

    async fn put_document(&self, document: &DocumentRow, expected: Option<u64>) -> Result<bool, StoreError> {
        match expected {
            None => self.beside.add(document, 1).await,
            Some(version) => self.beside.replace(document, version).await,
        }
    }

    async fn copy_document(&self, document: &DocumentRow) -> Result<bool, StoreError> {
        self.beside.add(document, document.version).await
    }

    async fn remove_document(&self, kind: &str, id: &str) -> Result<bool, StoreError> {
        self.beside.remove(kind, id).await
    }

    async fn remove_expired(&self, now: u64) -> Result<u64, StoreError> {
        self.beside.remove_expired(now).await
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        let mut connection = self.connect().await?;
        // Rows are overwritten as they are deleted. But where a page of an index was split before, a copy of a key may stand between
        // the page's cells, and SQLite knows nothing of it: the indexes over what can be erased are built anew, their old pages zeroed.
        for sql in ["REINDEX attachment_sha256", "REINDEX attachment_working", "REINDEX submission_form"] {
            sqlx::query(sql).execute(&mut connection).await.stored()?;
        }
        // While this waits for a reader to be done, nobody can write: it must not wait for as long as a backup takes.
        sqlx::query(SCRUB_PATIENCE).execute(&mut connection).await.stored()?;
        let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut connection).await.stored()?;
        let blocked: i64 = row.try_get(0).stored()?;
        if blocked == 0 {
            Ok(())
        } else {
            Err(StoreError::Other("a reader, such as a backup, keeps older pages in use; try again when it is done".into()))
        }
    }

    async fn self_check(&self) -> Result<(), StoreError> {
        let mut connection = self.connect().await?;
        let found: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_all(&mut connection).await.stored()?;
        if let Some(first) = found.first().filter(|first| *first != "ok") {
            return Err(StoreError::Damaged(first.clone()));
        }
        // What nobody writes has nothing to lose in a power cut.
        if !self.to_read {
            durable(&mut connection).await?;
        }
        ids::check(&mut connection).await
    }

    async fn close(&self) -> Result<(), StoreError> {
        if let SqliteReader::Pool(pool, _) = &self.reader {
            pool.close().await;
        }
        self.beside.close().await?;
        if self.to_read {
            return Ok(());
        }
        // A connection that is dropped closes on a thread of its own, which the end of the process does not wait for.
        let mut connection = self.connect().await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await.stored()?;
        connection.close().await.stored()
    }
}

/// The settings without which what is acknowledged may be lost. SQLite does not refuse where it cannot have them, on some network
/// drives for one; it goes on without.
async fn durable(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *connection).await.stored()?;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *connection).await.stored()?;
    if journal == "wal" && synchronous == FULL {
        Ok(())
    } else {
        Err(StoreError::Unsafe(format!("it runs with journal_mode {journal} and synchronous {synchronous}, not with wal and {FULL}")))
    }
}

/// `synchronous = FULL`, as SQLite tells it.
const FULL: i64 = 2;

#[cfg(test)]
mod tests {
    use super::*;

    /// Asked on a connection opened as the writer's is, and on those that read.
    #[tokio::test]
    async fn what_durability_stands_on_is_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("record.sqlite")).await.unwrap();
        let mut writing = store.connect().await.unwrap();
        durable(&mut writing).await.unwrap();
        let secure: i64 = sqlx::query_scalar("PRAGMA secure_delete").fetch_one(&mut writing).await.unwrap();
        assert_eq!(secure, 1);
        let SqliteReader::Pool(pool, _) = &store.reader else { panic!("a store reads from its pool") };
        let mut reading = pool.acquire().await.unwrap();
        durable(&mut reading).await.unwrap();
        assert!(sqlx::query("DELETE FROM setting").execute(&mut *reading).await.is_err(), "who reads cannot write");
        sqlx::query("PRAGMA synchronous = NORMAL").execute(&mut writing).await.unwrap();
        assert_eq!(durable(&mut writing).await.unwrap_err().code(), "STORE-UNSAFE");
    }
}
