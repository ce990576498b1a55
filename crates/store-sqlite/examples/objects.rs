//! What keeping objects costs in SQLite: `cargo run --release -p store-sqlite --example objects`.

use std::error::Error;
use std::io::{Write, stdout};
use std::sync::Arc;

use store_sqlite::SqliteStore;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let store = SqliteStore::open(&folder.path().join("record.sqlite")).await?;
    for (what, took) in store::story::cost::objects(Arc::new(store)).await {
        writeln!(stdout(), "{what}: {:.2} s", took.as_secs_f64())?;
    }
    Ok(())
}
