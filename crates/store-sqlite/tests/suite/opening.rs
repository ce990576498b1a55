//! What may be opened, and what is left as it is.

use std::fs;
use std::path::Path;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr as _};
use store::Store as _;
use store::StoreError;
use store::story::Database as _;
use store::story::migrating::{self, Literals};
use store::story::report::report;
use store::story::running::Running;
use store_sqlite::SqliteStore;

use crate::common::{Sqlite, plain};

async fn execute(file: &Path, statements: &[&'static str]) {
    let mut connection = plain(file).await;
    for sql in statements {
        sqlx::query(*sql).execute(&mut connection).await.unwrap();
    }
    sqlx::Connection::close(connection).await.unwrap();
}

/// Opening is refused, and not a byte of the file changes.
async fn refused(file: &Path) -> StoreError {
    let before = fs::read(file).unwrap();
    let error = SqliteStore::open(file).await.unwrap_err();
    assert_eq!(fs::read(file).unwrap(), before, "it was changed");
    error
}

/// A record in a file that nobody has open.
async fn record() -> Sqlite {
    let sqlite = Sqlite::new();
    let running = Running::start(sqlite.open().await).await;
    running.new_report(&report(1)).await;
    running.stop().await;
    // Connections are closed behind the scenes.
    for _ in 0..200 {
        execute(&sqlite.file(), &["PRAGMA wal_checkpoint(TRUNCATE)"]).await;
        if !sqlite.folder().join("record.sqlite-wal").exists() {
            return sqlite;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the database is still open");
}

/// A record as the first version of the program left it.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_the_first_format_is_migrated() {
    let sqlite = Sqlite::new();
    let text = include_str!("../../migrations/0001_record.sql");
    let first = Migration::new(1, "record".into(), MigrationType::Simple, text.into_sql_str(), false);
    let mut connection = plain(&sqlite.file()).await;
    Migrator::with_migrations(vec![first]).run_direct(None, &mut connection, false).await.unwrap();
    let bytes = |hex: &str| format!("x'{hex}'");
    for sql in migrating::statements(Literals { bytes, id: |id| format!("x'{}'", id.simple()) }) {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
    sqlx::Connection::close(connection).await.unwrap();
    migrating::it_goes_on(sqlite.open().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_versions_database_is_refused_and_not_changed() {
    let sqlite = record().await;
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 SELECT 99, 'of a later version', success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
    execute(&sqlite.file(), &[later]).await;
    assert_eq!(refused(&sqlite.file()).await.code(), "STORE-NEWER");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_migration_of_the_same_number_is_refused() {
    let sqlite = record().await;
    execute(&sqlite.file(), &["UPDATE _sqlx_migrations SET checksum = zeroblob(48)"]).await;
    assert_eq!(SqliteStore::open(&sqlite.file()).await.unwrap_err().code(), "STORE-DAMAGED");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_not_changed() {
    let sqlite = Sqlite::new();
    fs::write(sqlite.file(), "a protocol, perhaps\n".repeat(500)).unwrap();
    assert_eq!(refused(&sqlite.file()).await.code(), "STORE-DAMAGED");
}

#[tokio::test]
async fn another_programs_database_is_refused_and_not_changed() {
    let sqlite = Sqlite::new();
    execute(&sqlite.file(), &["CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('keep me')"]).await;
    assert_eq!(refused(&sqlite.file()).await.code(), "STORE-DAMAGED");
    // One that keeps track of its migrations as we do.
    let track = "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, success BOOLEAN NOT NULL)";
    execute(&sqlite.file(), &[track, "INSERT INTO _sqlx_migrations VALUES (1, 'their notes', TRUE)"]).await;
    assert_eq!(refused(&sqlite.file()).await.code(), "STORE-DAMAGED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_torn_file_is_found_by_its_check() {
    let sqlite = record().await;
    let bytes = fs::read(sqlite.file()).unwrap();
    fs::write(sqlite.file(), &bytes[..bytes.len() / 2]).unwrap();
    let found = match SqliteStore::open(&sqlite.file()).await {
        Ok(store) => store.self_check().await.unwrap_err(),
        Err(error) => error,
    };
    assert_eq!(found.code(), "STORE-DAMAGED");
}

#[tokio::test]
async fn an_empty_file_becomes_a_record_and_a_folder_that_is_not_there_is_told() {
    let sqlite = Sqlite::new();
    fs::write(sqlite.file(), "").unwrap();
    sqlite.open().await.self_check().await.unwrap();
    let error = SqliteStore::open(&sqlite.folder().join("not there").join("record.sqlite")).await.unwrap_err();
    assert_eq!(error.code(), "STORE-READ-ONLY");
}
