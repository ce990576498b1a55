//! The test story on PostgreSQL: each chapter in a database of its own, all on one cluster.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use store::Store;
use store::story::Database;
use store_postgres::PostgresStore;
use store_postgres::testing::Cluster;

struct Postgres {
    cluster: Arc<(Cluster, AtomicU32)>,
    name: String,
}

impl Postgres {
    fn new(cluster: Arc<(Cluster, AtomicU32)>) -> Self {
        let name = format!("record_{}", cluster.1.fetch_add(1, Ordering::Relaxed));
        cluster.0.database(&name).unwrap();
        Self { cluster, name }
    }
}

#[async_trait]
impl Database for Postgres {
    async fn fresh(&self) -> Box<dyn Database> {
        Box::new(Self::new(Arc::clone(&self.cluster)))
    }

    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(PostgresStore::open(&self.cluster.0.url(&self.name)).await.unwrap())
    }

    async fn tamper(&self, sql: &str) {
        self.cluster.0.sql(&self.name, sql).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story() {
    let Some(cluster) = Cluster::start(&[]).unwrap() else { return };
    store::story::run(&Postgres::new(Arc::new((cluster, AtomicU32::new(0))))).await;
}
