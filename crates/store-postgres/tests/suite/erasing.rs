//! What was erased stands in no file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use store::rows::Batch;
use store::{Reader, Store, StoreError};
use store_postgres::PostgresStore;

use crate::making::{attachment, batch, cluster, sealed};

/// Files under a folder in which a text stands.
fn holding(folder: &Path, mark: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, mark));
        } else if fs::read(&path).unwrap_or_default().windows(mark.len()).any(|window| window == mark) {
            found.push(path);
        }
    }
    found
}

/// Twenty submissions; the third holds marks wherever a person's words can stand, its body in the row or beside it.
fn marked(mark: &str, body: usize) -> Batch {
    let mut long = format!("{mark}-body").into_bytes();
    long.resize(body, b'.');
    let mut batch = batch(0, &[b"other".as_slice(); 20]);
    batch.payloads[3].body.clone_from(&long);
    batch.sealed = vec![sealed(3, &long)];
    batch.submissions[3].form = format!("{mark}-form");
    batch.submissions[3].station = format!("{mark}-station");
    batch.submissions[3].captured_at = Some(format!("{mark}-captured"));
    batch.submissions[3].fingerprint = format!("{mark:*<32}").into_bytes().try_into().unwrap();
    batch.attachments = vec![attachment(4, 3)];
    batch.attachments[0].name = format!("{mark}-name");
    batch.attachments[0].sha256 = format!("{mark:+<32}").into_bytes().try_into().unwrap();
    batch.attachments[0].working = Some(format!("{mark:-<32}").into_bytes().try_into().unwrap());
    batch
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_erased_stands_in_no_file() {
    let Some((cluster, url)) = cluster(&[("wal_recycle", "off"), ("autovacuum", "off")]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    let mut writer = store.writer().await.unwrap();
    let (mark, mut first) = ("MARKED-7f3a", 0);
    for body in [300, 7000, 20_000] {
        let mut written = marked(mark, body);
        written.first = first;
        shift(&mut written, first);
        writer.commit(&written).await.unwrap();
        first = written.end();
    }
    // Statistics, pages and write-ahead log have seen it, as they would in time.
    cluster.sql("record", "ANALYZE; CHECKPOINT").unwrap();
    assert!(holding(&cluster.data(), mark.as_bytes()).len() >= 5);
    let erased: Vec<(u64, u64)> = [0, 20, 40].iter().flat_map(|first| [(first + 3, 60), (first + 4, 60)]).collect();
    writer.commit(&Batch { erased, ..batch(60, &[b"because"]) }).await.unwrap();
    store.scrub().await.unwrap();
    assert_eq!(holding(&cluster.data(), mark.as_bytes()), Vec::<PathBuf>::new());
    // The rest is as it was, and its place is known as erased.
    assert_eq!(store.payloads(0..99).await.unwrap().len(), 61 - 6);
    let row = &store.submissions_in(23..24).await.unwrap()[0];
    assert_eq!((row.erased_by, row.form.as_str(), row.captured_at.as_deref(), row.fingerprint), (Some(60), "", None, [0; 32]));
    writer.commit(&batch(61, &[b"further"])).await.unwrap();
}

/// Moves all rows up to begin at another entry.
fn shift(batch: &mut Batch, by: u64) {
    batch.payloads.iter_mut().for_each(|row| row.index += by);
    batch.sealed.iter_mut().for_each(|row| row.index += by);
    batch.attachments.iter_mut().for_each(|row| (row.index, row.submission) = (row.index + by, row.submission + by));
    for row in &mut batch.submissions {
        row.index += by;
        row.id = uuid::Uuid::from_u128(u128::from(row.index));
    }
    batch.heads[0].size = batch.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_way_is_waited_for() {
    let Some((cluster, url)) = cluster(&[("wal_recycle", "off"), ("autovacuum", "off")]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    let mut writer = store.writer().await.unwrap();
    writer.commit(&marked("MARKED-7f3a", 300)).await.unwrap();
    let moment = store.snapshot().await.unwrap();
    writer.commit(&Batch { erased: vec![(3, 20), (4, 20)], ..batch(20, &[b"because"]) }).await.unwrap();
    let scrub = store.scrub();
    tokio::pin!(scrub);
    assert!(tokio::time::timeout(Duration::from_secs(1), &mut scrub).await.is_err());
    // The backup still sees all that was there when it began; rows it may read cannot be removed before it ends.
    assert_eq!(moment.payloads(0..99).await.unwrap().len(), 20);
    drop(moment);
    scrub.await.unwrap();
    assert_eq!(holding(&cluster.data(), b"MARKED-7f3a"), Vec::<PathBuf>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_user_may_scrub_its_tables() {
    let Some((cluster, url)) = cluster(&[]) else { return };
    cluster.sql("postgres", "CREATE ROLE observer LOGIN; ALTER DATABASE record OWNER TO observer").unwrap();
    let store = PostgresStore::open(&url.replace("scrutineer@", "observer@")).await.unwrap();
    store.writer().await.unwrap().commit(&batch(0, &[b"a"])).await.unwrap();
    store.self_check().await.unwrap();
    store.scrub().await.unwrap();
    // One who may not write is told so.
    cluster.sql("postgres", "CREATE ROLE guest LOGIN").unwrap();
    let refused = PostgresStore::open(&url.replace("scrutineer@", "guest@")).await;
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
}
