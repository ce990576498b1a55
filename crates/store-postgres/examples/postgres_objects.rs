//! What keeping objects costs in PostgreSQL: `cargo run --release -p store-postgres --example postgres_objects`.

use std::error::Error;
use std::io::{Write, stdout};
use std::sync::Arc;

use store_postgres::PostgresStore;
use store_postgres::testing::Cluster;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let Some(cluster) = Cluster::start(&[])? else { return Ok(()) };
    let store = PostgresStore::open(&cluster.database("objects")?).await?;
    for (what, took) in store::story::cost::objects(Arc::new(store)).await {
        writeln!(stdout(), "{what}: {:.2} s", took.as_secs_f64())?;
    }
    Ok(())
}
