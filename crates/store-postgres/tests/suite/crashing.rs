//! The server is killed, and comes back.

use std::sync::Arc;
use std::time::Duration;

use store::{Reader, Store, StoreError};
use store_postgres::PostgresStore;
use tokio::sync::Notify;
use tokio::time::sleep;

use crate::making::{batch, cluster};

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_loses_nothing_that_was_committed() {
    let Some((mut cluster, url)) = cluster(&[]) else { return };
    let store = Arc::new(PostgresStore::open(&url).await.unwrap());
    let mut least = 0;
    for round in 1..=3 {
        let busy = Arc::new(Notify::new());
        let (writing, tell) = (Arc::clone(&store), Arc::clone(&busy));
        let task = tokio::spawn(async move {
            let mut writer = writing.writer().await.unwrap();
            let mut acknowledged = writing.head().await.unwrap().map_or(0, |head| head.size);
            loop {
                let body = vec![9_u8; 3000];
                if let Err(error) = writer.commit(&batch(acknowledged, &[body.as_slice(); 20])).await {
                    assert!(matches!(error, StoreError::Unreachable(_)), "{error:?}");
                    assert!(!writer.holds().await);
                    return acknowledged;
                }
                acknowledged += 20;
                tell.notify_one();
            }
        });
        busy.notified().await;
        sleep(Duration::from_millis(97 * round)).await;
        cluster.kill().unwrap();
        let acknowledged = task.await.unwrap();
        assert!(acknowledged > least);
        assert!(matches!(store.writer().await, Err(StoreError::Unreachable(_))));
        cluster.restart().unwrap();
        // The commit under way at the end is there as a whole, or not at all.
        let _writer = store.writer().await.unwrap();
        let size = store.head().await.unwrap().unwrap().size;
        assert!(size == acknowledged || size == acknowledged + 20, "{size} after {acknowledged}");
        assert_eq!(store.entries(0..u64::from(u32::MAX)).await.unwrap().len() as u64, size);
        assert_eq!(store.payloads(0..u64::from(u32::MAX)).await.unwrap().len() as u64, size);
        assert_eq!(store.submissions_in(0..u64::from(u32::MAX)).await.unwrap().len() as u64, size);
        least = size;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_session_loses_the_lock() {
    let Some((cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    let mut old = store.writer().await.unwrap();
    cluster.sql("record", "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'").unwrap();
    let mut new = store.writer().await.unwrap();
    assert!(matches!(old.commit(&batch(0, &[b"old"])).await, Err(StoreError::Unreachable(_))));
    assert!(!old.holds().await);
    new.commit(&batch(0, &[b"new"])).await.unwrap();
    assert_eq!(store.payloads(0..9).await.unwrap()[0].body, b"new");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_given_up_half_way_ends_before_the_next_writer() {
    let Some((cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    let mut old = store.writer().await.unwrap();
    // Somebody keeps the table, so the commit hangs in it.
    let sql = "BEGIN; LOCK TABLE payload; SELECT pg_sleep(2); COMMIT";
    let keeper = std::thread::spawn({
        let cluster = Arc::new(cluster);
        move || {
            cluster.sql("record", sql).unwrap();
            cluster
        }
    });
    sleep(Duration::from_millis(500)).await;
    let given_up = tokio::time::timeout(Duration::from_millis(300), old.commit(&batch(0, &[b"old"]))).await;
    assert!(given_up.is_err() && !old.holds().await);
    drop(old);
    let _new = store.writer().await.unwrap();
    assert_eq!(store.head().await.unwrap(), None);
    keeper.join().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stopped_answering_is_noticed() {
    let Some((mut cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    let mut writer = store.writer().await.unwrap();
    writer.commit(&batch(0, &[b"a"])).await.unwrap();
    store.head().await.unwrap();
    cluster.freeze().unwrap();
    let (head, commit) = (store.head(), async { writer.commit(&batch(1, &[b"b"])).await });
    let both = tokio::time::timeout(Duration::from_secs(20), async { tokio::join!(head, commit) }).await.unwrap();
    assert!(matches!(both, (Err(StoreError::Unreachable(_)), Err(StoreError::Unreachable(_)))), "{both:?}");
    cluster.kill().unwrap();
    cluster.restart().unwrap();
    store.writer().await.unwrap().commit(&batch(1, &[b"b"])).await.unwrap();
    assert_eq!(store.head().await.unwrap().unwrap().size, 2);
}
