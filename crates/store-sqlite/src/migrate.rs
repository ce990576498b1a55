//! Migrations: forward only, each checked against what was run before.

use std::fs;
use std::path::Path;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, SqlSafeStr};
use store::StoreError;

use crate::error::StoreErrorFrom;

/// Version, name and text of every migration. One that was released is never changed.
const MIGRATIONS: [(i64, &str, &str); 2] =
    [(1, "record", include_str!("../migrations/0001_record.sql")), (2, "objects", include_str!("../migrations/0002_objects.sql"))];

/// Looks whether a file that is there is one of ours, of this version or an earlier one, before anything in it is changed.
pub async fn recognise(file: &Path, immutable: bool) -> Result<(), StoreError> {
    if !fs::metadata(file).is_ok_and(|there| there.len() > 0) {
        return Ok(());
    }
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(immutable).disable_statement_logging();
    let mut connection = options.connect().await.stored()?;
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'").fetch_all(&mut connection).await.stored()?;
    let migrated = tables.iter().any(|name| name == "_sqlx_migrations");
    if !migrated {
        let none = tables.is_empty();
        return if none { Ok(()) } else { Err(StoreError::Damaged("it is a database of another program".to_owned())) };
    }
    let sql = "SELECT version, description FROM _sqlx_migrations ORDER BY version";
    let found: Vec<(i64, String)> = sqlx::query_as(sql).fetch_all(&mut connection).await.stored()?;
    let known = |(version, name): &(i64, String)| MIGRATIONS.iter().any(|ours| (ours.0, ours.1) == (*version, name));
    match found.iter().find(|migration| !known(migration)) {
        None => Ok(()),
        Some(_) if known(&found[0]) => Err(StoreError::Newer),
        Some(_) => Err(StoreError::Damaged("it is a database of another program".to_owned())),
    }
}

/// Brings the database to this version's format.
pub async fn run(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, AssertSqlSafe(sql).into_sql_str(), false)
    };
    let migrator = Migrator::with_migrations(MIGRATIONS.into_iter().map(migration).collect());
    match migrator.run_direct(None, connection, false).await {
        Ok(()) => Ok(()),
        Err(MigrateError::VersionMissing(_)) => Err(StoreError::Newer),
        Err(MigrateError::VersionMismatch(version)) => {
            Err(StoreError::Damaged(format!("its migration {version} is not the one this program knows")))
        }
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => Err(error).stored(),
        Err(other) => Err(StoreError::Other(other.into())),
    }
}
