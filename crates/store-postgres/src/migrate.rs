//! Migrations: forward only, each checked against what was run before.

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, SqlSafeStr};
use store::StoreError;

use crate::error::StoreErrorFrom;

/// Version, name and text of every migration. One that was released is never changed.
const MIGRATIONS: [(i64, &str, &str); 2] =
    [(1, "record", include_str!("../migrations/0001_record.sql")), (2, "objects", include_str!("../migrations/0002_objects.sql"))];

/// Brings the schema to this version's format; two processes that do so at once wait for each other.
pub async fn run(connection: &mut PgConnection) -> Result<(), StoreError> {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, AssertSqlSafe(sql).into_sql_str(), false)
    };
    let migrator = Migrator::with_migrations(MIGRATIONS.into_iter().map(migration).collect());
    // What `run` does, without its `Acquire`, on account of which the compiler does not see that the future can be sent.
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
