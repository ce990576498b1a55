//! Opening, and the server's settings.

use std::error::Error;
use std::sync::Arc;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::PgConnection;
use sqlx::{Connection as _, SqlSafeStr as _};
use store::story::migrating::{self, Literals};
use store::{Store, StoreError};
use store_postgres::PostgresStore;

use crate::making::cluster;

/// An error and its causes, as people and traces see them.
fn shown(error: &StoreError) -> String {
    let causes = std::iter::successors(error.source(), |cause: &&dyn Error| (*cause).source()).map(ToString::to_string);
    [error.to_string(), format!("{error:?}")].into_iter().chain(causes).collect::<Vec<_>>().join(" ")
}

/// A record as the first version of the program left it.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_the_first_format_is_migrated() {
    let Some((cluster, url)) = cluster(&[]) else { return };
    let text = include_str!("../../migrations/0001_record.sql");
    let first = Migration::new(1, "record".into(), MigrationType::Simple, text.into_sql_str(), false);
    let mut connection = PgConnection::connect(&url).await.unwrap();
    Migrator::with_migrations(vec![first]).run_direct(None, &mut connection, false).await.unwrap();
    connection.close().await.unwrap();
    let bytes = |hex: &str| format!("'\\x{hex}'");
    for sql in migrating::statements(Literals { bytes, id: |id| format!("'{id}'") }) {
        cluster.sql("record", &sql).unwrap();
    }
    migrating::it_goes_on(Arc::new(PostgresStore::open(&url).await.unwrap())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn opened_twice_and_never_back() {
    let Some((cluster, url)) = cluster(&[]) else { return };
    let (one, two) = tokio::join!(PostgresStore::open(&url), PostgresStore::open(&url));
    assert!(one.is_ok() && two.is_ok());
    let later = "INSERT INTO _sqlx_migrations VALUES (99, 'later', now(), true, '\\x00', 1)";
    cluster.sql("record", later).unwrap();
    assert!(matches!(PostgresStore::open(&url).await, Err(StoreError::Newer)));
    cluster.sql("record", "DELETE FROM _sqlx_migrations WHERE version = 99; UPDATE _sqlx_migrations SET checksum = '\\x00'").unwrap();
    assert!(matches!(PostgresStore::open(&url).await, Err(StoreError::Damaged(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn unsafe_settings_are_named() {
    let Some((cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    store.self_check().await.unwrap();
    for setting in ["fsync", "full_page_writes"] {
        cluster.sql("postgres", &format!("ALTER SYSTEM SET {setting} = off")).unwrap();
        cluster.sql("postgres", "SELECT pg_reload_conf(), pg_sleep(0.3)").unwrap();
        let error = store.self_check().await.unwrap_err();
        assert!(error.to_string().contains(setting), "{error}");
        cluster.sql("postgres", &format!("ALTER SYSTEM RESET {setting}")).unwrap();
    }
    // The address cannot ask for less.
    let hasty = PostgresStore::open(&format!("{url}&options=-csynchronous_commit%3Doff")).await.unwrap();
    cluster.sql("postgres", "SELECT pg_reload_conf(), pg_sleep(0.3)").unwrap();
    hasty.self_check().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_error_shows_a_password() {
    for url in [
        "postgres://me:geheim@localhost:1/record",
        "postgres://me:geheim@[",
        "mysql://me:geheim@localhost/record",
        "postgres://me:geheim@localhost/?sslmode=geheim",
    ] {
        let error = PostgresStore::open(url).await.unwrap_err();
        assert!(!shown(&error).contains("geheim"), "{}", shown(&error));
    }
    let Some((_cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&format!("{url}&password=geheim")).await.unwrap();
    assert!(!format!("{store:?}").contains("geheim"));
    let error = PostgresStore::open(&url.replace("/record", "/nowhere").replace("scrutineer@", "scrutineer:geheim@")).await.unwrap_err();
    assert!(matches!(error, StoreError::Unreachable(_)) && !shown(&error).contains("geheim"), "{}", shown(&error));
}
