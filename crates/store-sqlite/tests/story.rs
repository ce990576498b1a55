//! The test story on SQLite.

mod common;

use common::Sqlite;

#[tokio::test(flavor = "multi_thread")]
async fn the_story() {
    store::story::run(&Sqlite::new()).await;
}
