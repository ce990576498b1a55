//! Who may write, and what a batch that does not fit does.

use store::rows::{Batch, Head};
use store::{Reader, Store, StoreError};
use store_postgres::PostgresStore;

use crate::making::{batch, cluster};

#[tokio::test(flavor = "multi_thread")]
async fn two_writers_exclude_each_other() {
    let Some((cluster, url)) = cluster(&[]) else { return };
    let (here, there) = (PostgresStore::open(&url).await.unwrap(), PostgresStore::open(&url).await.unwrap());
    let mut first = here.writer().await.unwrap();
    assert!(matches!(there.writer().await, Err(StoreError::Locked)));
    assert!(first.holds().await);
    // Another schema is another record.
    cluster.sql("record", "CREATE SCHEMA beside").unwrap();
    let beside = PostgresStore::open(&format!("{url}&options=-csearch_path%3Dbeside")).await.unwrap();
    beside.writer().await.unwrap().commit(&batch(0, &[b"b"])).await.unwrap();
    assert_eq!((beside.entries(0..9).await.unwrap().len(), here.entries(0..9).await.unwrap().len()), (1, 0));
    drop(first);
    assert!(there.writer().await.unwrap().holds().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_does_not_fit_leaves_nothing() {
    let Some((_cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    let mut writer = store.writer().await.unwrap();
    writer.commit(&Batch { heads: vec![Head { size: 0, note: "empty".to_owned() }], ..Batch::default() }).await.unwrap();
    for first in [1, 7] {
        let refused = writer.commit(&batch(first, &[b"gap"])).await;
        assert!(matches!(refused, Err(StoreError::Inconsistent { .. })), "{refused:?}");
    }
    // The same id again: the transaction goes back as a whole, and the error quotes nothing of it.
    writer.commit(&batch(0, &[b"a"])).await.unwrap();
    let mut twice = batch(1, &[b"b"]);
    twice.submissions[0].id = batch(0, &[b"a"]).submissions[0].id;
    let error = writer.commit(&twice).await.unwrap_err();
    assert!(!format!("{error:?}").contains(&twice.submissions[0].id.to_string()), "{error:?}");
    assert_eq!(store.entries(0..9).await.unwrap().len(), 1);
    writer.commit(&batch(1, &[b"b"])).await.unwrap();
    assert_eq!(store.entries(0..9).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_may_not_be_written_says_so() {
    let Some((cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    cluster.sql("postgres", "ALTER DATABASE record SET default_transaction_read_only = on").unwrap();
    let refused = store.writer().await.unwrap().commit(&batch(0, &[b"a"])).await;
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
    cluster.sql("postgres", "ALTER DATABASE record RESET default_transaction_read_only").unwrap();
    store.writer().await.unwrap().commit(&batch(0, &[b"a"])).await.unwrap();
}
