//! How what was erased leaves the files.
//!
//! PostgreSQL never overwrites a row: a deleted one stands in its page until the page is used again, and in the write-ahead log. [`run`]
//! writes the five tables of what can be erased anew without it, with their indexes, and lets the server begin a new file of the
//! write-ahead log and drop the older ones. Each table is locked meanwhile, so reports wait, or after ten seconds are refused as
//! unreachable and sent again. For 100,000 submissions of 2.2 kB it took 3 to 11 s on two cores that others used too
//! (`examples/cost.rs`), and it grows with their number; there must be room for a second copy of the largest table.
//!
//! # What remains for the database's administrator
//!
//! - `wal_recycle = off` (superuser): otherwise the server keeps old files of the write-ahead log under new names, with what stands in
//!   them, until it writes over them.
//! - `GRANT pg_checkpoint TO scrutineer` (15 and later) and `GRANT EXECUTE ON FUNCTION pg_switch_wal() TO scrutineer`: otherwise old
//!   write-ahead log goes only with the server's own checkpoints; a warning says so.
//! - `log_parameter_max_length = 0`: otherwise, where slow statements are logged, their values stand in the server's messages.
//! - Archives of the write-ahead log and base backups hold what was erased until they are deleted: keep them no longer than the
//!   promise made to observers, and take a new base backup after an erasure.
//! - Replicas follow by themselves, but each recycles its own write-ahead log, and a replica that fell behind, a replication slot or
//!   `wal_keep_size` keeps old files on the primary.
//! - The blocks of a deleted file stay on the disk until it reuses them; only encryption of the disk helps against whoever takes it away.

use std::time::{Duration, Instant};

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Row};
use store::StoreError;
use tokio::time::sleep;

use crate::error::StoreErrorFrom;

/// What can be erased stands here and nowhere else.
const TABLES: [&str; 5] = ["payload", "sealed", "submission", "attachment", "object"];
/// How long transactions that may still see what was erased are waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(200);

/// While VACUUM waits for a lock, everybody who comes later waits behind it: it must not wait for as long as a backup takes.
const LOCK: &str = "SET lock_timeout = '3s'";

/// Transactions other than ours that are under way: those of this database, and those of others that write, because nobody's
/// snapshot goes beyond them. VACUUM would keep whatever they may still see. One that itself vacuums sees nothing.
const UNDER_WAY: &str = "SELECT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.locktype = 'virtualxid' AND l.granted AND l.pid <> pg_backend_pid()
    AND (a.datname = current_database() OR l.pid IN (SELECT pid FROM pg_locks WHERE locktype = 'transactionid' AND granted))
    AND l.pid NOT IN (SELECT pid FROM pg_stat_progress_vacuum)";

/// Writes the tables anew and drops old write-ahead log, as far as we may.
///
/// # Errors
/// [`StoreError::Unreachable`] where a lock is not to be had in time, [`StoreError::Other`] where a transaction that began before, such
/// as a backup's, does not end: try again later. [`StoreError::Full`] where there is no room for a second copy.
pub async fn run(connection: &mut PgConnection) -> Result<(), StoreError> {
    wait_for_older(connection).await?;
    execute(connection, LOCK.to_owned()).await?;
    for table in TABLES {
        execute(connection, format!("VACUUM (FULL) {table}")).await?;
    }
    if allowed(execute(connection, "SELECT pg_switch_wal()".to_owned()).await)? {
        allowed(execute(connection, "CHECKPOINT".to_owned()).await)?;
    }
    let recycled: String = sqlx::query_scalar("SELECT current_setting('wal_recycle')").fetch_one(connection).await.stored()?;
    if recycled == "on" {
        tracing::warn!(
            "the server's setting wal_recycle is on: old write-ahead log, in which what was erased stands, is kept under new names until it is written over"
        );
    }
    Ok(())
}

/// Waits until every transaction has ended that began before this.
async fn wait_for_older(connection: &mut PgConnection) -> Result<(), StoreError> {
    let started = Instant::now();
    let mut older = under_way(connection).await?;
    while !older.is_empty() {
        if started.elapsed() > PATIENCE {
            let kept = "a transaction that began before, such as a backup's, may still read what was erased; try again when it is done";
            return Err(StoreError::Other(kept.into()));
        }
        sleep(PAUSE).await;
        let now = under_way(connection).await?;
        older.retain(|transaction| now.contains(transaction));
    }
    Ok(())
}

async fn under_way(connection: &mut PgConnection) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(UNDER_WAY).fetch_all(connection).await.stored()?;
    rows.iter().map(|row| row.try_get(0).stored()).collect()
}

/// The statement alone, outside of any transaction. The text is ours.
async fn execute(connection: &mut PgConnection, sql: String) -> Result<(), StoreError> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.stored().map(drop)
}

/// Whether it was done; a missing privilege is said, and no error.
fn allowed(done: Result<(), StoreError>) -> Result<bool, StoreError> {
    match done {
        Ok(()) => Ok(true),
        Err(error @ StoreError::ReadOnly(_)) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "old write-ahead log, in which what was erased stands, stays until the server's next checkpoints"
            );
            Ok(false)
        }
        Err(other) => Err(other),
    }
}
