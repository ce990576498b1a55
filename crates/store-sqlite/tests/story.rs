//! The test story on SQLite.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use common::Sqlite;

#[tokio::test(flavor = "multi_thread")]
async fn the_story() {
    store::story::run(&Sqlite::new()).await;
}
