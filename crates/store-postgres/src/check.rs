//! The settings on which durability stands.

use sqlx::Row;
use sqlx::postgres::PgConnection;
use store::StoreError;

use crate::error::StoreErrorFrom;

/// The oldest server: PostgreSQL 13, as `server_version_num`.
const OLDEST: i32 = 130_000;

/// Settings, the values that are safe, and what another one would mean.
const SAFE: [(&str, &[&str], &str); 6] = [
    ("fsync", &["on"], "a power failure may destroy the whole database"),
    ("full_page_writes", &["on"], "a power failure may leave pages half written"),
    ("synchronous_commit", &["on", "remote_apply"], "acknowledged reports may be lost"),
    ("zero_damaged_pages", &["off"], "damaged pages would be emptied silently"),
    ("ignore_checksum_failure", &["off"], "damaged pages would be used silently"),
    ("server_encoding", &["UTF8"], "names and places could not be stored as they are written"),
];

/// Looks at version, settings and damage that the server has noticed.
pub async fn run(connection: &mut PgConnection) -> Result<(), StoreError> {
    let version: i32 = value(connection, "SELECT current_setting('server_version_num')::integer").await?;
    if version < OLDEST {
        return Err(StoreError::Unsafe(format!("the server is older than PostgreSQL 13 (server_version_num = {version})")));
    }
    for (name, safe, else_) in SAFE {
        // Without a privilege that we may not have, some settings cannot be read; those are left out.
        let row = sqlx::query("SELECT current_setting($1, true)").bind(name).fetch_one(&mut *connection).await.stored()?;
        let found: Option<String> = row.try_get(0).stored()?;
        if let Some(found) = found.filter(|found| !safe.contains(&found.as_str())) {
            return Err(StoreError::Unsafe(format!("the server's setting {name} is {found}, not {}: {else_}", safe[0])));
        }
    }
    let failures = "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()";
    match value::<Option<i64>>(connection, failures).await? {
        Some(0) => Ok(()),
        Some(failures) => Err(StoreError::Damaged(format!("the server has found {failures} pages whose checksum is wrong"))),
        None => {
            tracing::info!("the server keeps no checksums of pages; a damaged disk shows only where the record's own hashes are compared");
            Ok(())
        }
    }
}

/// The only column of the only row.
async fn value<T>(connection: &mut PgConnection, sql: &'static str) -> Result<T, StoreError>
where
    T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
{
    sqlx::query_scalar(sql).fetch_one(connection).await.stored()
}
