//! The record in PostgreSQL (13 or later): for a headquarters.
//!
//! Durability: `synchronous_commit = on` in every session of ours, so a commit returns after its write-ahead log is flushed; the
//! server's own `fsync` and `full_page_writes` are looked at by [`Store::self_check`]. Tables stand in the schema that the address's
//! `search_path` names first (`public` unless told otherwise: `postgres://host/database?options=-csearch_path%3Dname`). A pooler
//! between us and the server must give each connection a session of its own: the writer's lock belongs to the session.
//!
//! | question | module |
//! |---|---|
//! | which tables are there, and how are they stored? | `migrations/` |
//! | which settings has a session, and when is a server dead? | `address` |
//! | who may write? | `lock` |
//! | what does one transaction write, of objects too? | `batch`, `objects` |
//! | what is kept beside the record? | `beside` |
//! | what happens when the writer's session is lost? | `write` |
//! | how is it read? | `read`, `rows`, lists by `page` |
//! | how does what was erased leave the files, and what is the administrator's part in it? | [`scrub`] |
//! | which settings does durability stand on? | `check` |
//! | how do tests get a server? | `testing`, behind the feature of that name |

mod address;
mod batch;
mod beside;
mod check;
mod error;
mod lock;
mod migrate;
mod objects;
mod page;
mod read;
mod rows;
pub mod scrub;
#[cfg(feature = "testing")]
pub mod testing;
mod write;

use async_trait::async_trait;
use sqlx::Connection;
use sqlx::postgres::{PgPool, PgPoolOptions};
use store::rows::{CosignatureRow, DocumentRow, TokenRow};
use store::{Reader, Store, StoreError, Writer};
use tokio::sync::Mutex;

use address::{Address, CONNECT};
use error::StoreErrorFrom;
use read::PostgresReader;
use rows::signed;

/// Sessions for reading and for what is not part of the record.
const SESSIONS: u32 = 4;

/// A record in a PostgreSQL database.
#[derive(Debug)]
pub struct PostgresStore {
    address: Address,
    pool: PgPool,
    reader: PostgresReader,
}

impl PostgresStore {
    /// Connects to a database that exists (`postgres://user:password@host:port/database`, or `?host=/folder/of/the/socket`), and
    /// migrates its schema forward.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] where nobody answers or the user is not let in, [`StoreError::ReadOnly`] where it may not make
    /// tables, [`StoreError::Newer`] for a later version's schema. No error shows the address.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let address = Address::parse(url)?;
        let unhurried = address.unhurried();
        let mut connection = unhurried.connect().await?;
        unhurried.answer(migrate::run(&mut connection)).await?;
        connection.close().await.stored()?;
        let pool = PgPoolOptions::new().max_connections(SESSIONS).acquire_timeout(CONNECT).connect_lazy_with(address.options());
        let reader = PostgresReader::latest(address.clone(), pool.clone());
        Ok(Self { address, pool, reader })
    }

    /// One statement beside the record, on a session of the pool: how many rows it touched.
    async fn execute(&self, query: read::Query) -> Result<u64, StoreError> {
        let work = async {
            let mut connection = self.pool.acquire().await.stored()?;
            Ok(query.execute(&mut *connection).await.stored()?.rows_affected())
        };
        self.address.answer(work).await
    }
}

#[async_trait]
impl Store for PostgresStore {
    fn name(&self) -> &'static str {
        "PostgreSQL"
    }

    async fn writer(&self) -> Result<Box<dyn Writer>, StoreError> {
        let mut connection = lock::take(&self.address).await?;
        // Said at each start, and refused by nobody: a trial may run so, an election should not.
        if let Err(error) = check::run(&mut connection).await {
            tracing::error!(code = error.code(), remedy = error.remedy(), "{error}");
        }
        Ok(Box::new(write::PostgresWriter::new(self.address.clone(), connection)))
    }

    async fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        // A backup reads for as long as it takes, and may be idle in between.
        let address = self.address.unhurried();
        let mut connection = address.connect().await?;
        let begin = async {
            sqlx::query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(&mut connection).await.stored()?;
            // The moment is that of the first statement.
            sqlx::query("SELECT 1").execute(&mut connection).await.stored()
        };
        address.answer(begin).await?;
        Ok(Box::new(PostgresReader::moment(address, Mutex::new(connection))))
    }

    async fn add_token(&self, token: &TokenRow) -> Result<i64, StoreError> {
        let work = async {
            let mut transaction = self.pool.begin().await.stored()?;
            // One at a time: numbers have no gaps, so that they stay the same when the record is copied.
            sqlx::query("LOCK TABLE token IN SHARE ROW EXCLUSIVE MODE").execute(&mut *transaction).await.stored()?;
            let sql = "INSERT INTO token (id, label, hash, scopes, created_at, organisation, account)
                       SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, $6 FROM token RETURNING id";
            let query = sqlx::query_scalar(sql).bind(token.label.as_bytes()).bind(token.hash.as_slice()).bind(&token.scopes);
            let query = query.bind(signed(token.created_at)?).bind(token.organisation.as_ref().map(String::as_bytes));
            let id = query.bind(token.account.as_ref().map(String::as_bytes)).fetch_one(&mut *transaction).await.stored()?;
            transaction.commit().await.stored()?;
            Ok(id)
        };
        self.address.answer(work).await
    }

    async fn revoke_token(&self, id: i64, at: u64) -> Result<bool, StoreError> {
        let sql = "UPDATE token SET revoked_at = coalesce(revoked_at, $1) WHERE id = $2";
        Ok(self.execute(sqlx::query(sql).bind(signed(at)?).bind(id)).await? > 0)
    }

    async fn add_cosignature(&self, row: &CosignatureRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO cosignature (size, witness, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        self.execute(sqlx::query(sql).bind(signed(row.size)?).bind(row.witness.clone()).bind(row.line.clone())).await.map(drop)
    }

    async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.execute(sqlx::query(sql).bind(name.to_owned()).bind(value.to_owned())).await.map(drop)
    }

    async fn put_document(&self, document: &DocumentRow, expected: Option<u64>) -> Result<bool, StoreError> {
        let done = match expected {
            None => self.execute(beside::add(document, 1)?).await,
            Some(version) => self.execute(beside::replace(document, version)?).await,
        };
        beside::unless_taken(done)
    }

    async fn copy_document(&self, document: &DocumentRow) -> Result<bool, StoreError> {
        beside::unless_taken(self.execute(beside::add(document, document.version)?).await)
    }

    async fn remove_document(&self, kind: &str, id: &str) -> Result<bool, StoreError> {
        Ok(self.execute(beside::remove(kind, id)).await? > 0)
    }

    async fn remove_expired(&self, now: u64) -> Result<u64, StoreError> {
        self.execute(beside::remove_expired(now)).await
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        let address = self.address.unhurried();
        let mut connection = address.connect().await?;
        address.answer(scrub::run(&mut connection)).await
    }

    async fn self_check(&self) -> Result<(), StoreError> {
        let mut connection = self.address.connect().await?;
        self.address.answer(check::run(&mut connection)).await
    }
}
