//! What is stored comes back as it was.

use std::sync::Arc;

use domain::FormDefinition;
use store::rows::{Batch, CosignatureRow, FormRow, ObjectRow, Page, TokenRow};
use store::{Reader, Store};
use store_postgres::PostgresStore;

use crate::making::{attachment, batch, cluster, sealed, submission};

/// Every table, missing values, the character NUL, bodies below and above a page, and nothing at all.
fn everything() -> Batch {
    let small = b"{\"1\":\"\\u0000\"}".to_vec();
    let (page, large) = (vec![6; 8100], (0..300_000_u32).flat_map(u32::to_le_bytes).collect::<Vec<u8>>());
    let mut batch = batch(0, &[&small, &page, &large, b""]);
    batch.submissions[0].captured_at = Some("yester\0day".to_owned());
    "FOR\0M".clone_into(&mut batch.submissions[1].form);
    "Алматы № 5".clone_into(&mut batch.submissions[0].station);
    batch.submissions[3].erased_by = Some(9);
    batch.sealed = vec![sealed(1, &[0, 255, 0])];
    batch.submissions[1].private = true;
    let named = attachment(2, 1);
    batch.submissions.remove(2);
    batch.attachments = vec![store::rows::AttachmentRow { name: "a\0b.jpg".to_owned(), working: Some([8; 32]), ..named }];
    let form = FormDefinition { id: "F".to_owned(), title: "Ti\0tle".to_owned(), sealed: vec!["11".to_owned(), "12".to_owned()] };
    batch.forms = vec![FormRow { index: 3, form }];
    batch.objects = vec![object(3, 0), ObjectRow { organisation: Some("A\0".to_owned()), erased_by: Some(9), ..object(3, 1) }];
    batch.submissions[0].organisation = Some("A\0".to_owned());
    batch.submissions[0].replaced_by = Some(1);
    batch.submissions[1].observer = Some("o\0".to_owned());
    batch.submissions[1].replaces = Some(batch.submissions[0].id);
    batch.tiles = vec![(0, 0, vec![7; 8192]), (1, 0, vec![7; 32])];
    batch
}

fn object(index: u64, position: u32) -> ObjectRow {
    ObjectRow {
        index,
        position,
        noun: "place".to_owned(),
        id: format!("{position}\0"),
        version: 1,
        organisation: None,
        station: Some("1\0".to_owned()),
        state: None,
        gone: true,
        by: "account\0".to_owned(),
        at: 5,
        body: vec![0, 255],
        current: true,
        erased_by: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_comes_back() {
    let Some((_cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    let written = everything();
    let mut writer = store.writer().await.unwrap();
    writer.commit(&written).await.unwrap();
    assert_eq!(store.entries(0..10).await.unwrap(), written.entries);
    assert_eq!(store.payloads(0..10).await.unwrap(), written.payloads);
    assert_eq!(store.sealed(0..10).await.unwrap(), written.sealed);
    assert_eq!(store.submissions_in(0..10).await.unwrap(), written.submissions);
    assert_eq!(store.attachments_in(0..10).await.unwrap(), written.attachments);
    assert_eq!(store.attachments_of(1).await.unwrap(), written.attachments);
    assert_eq!(store.forms_in(0..10).await.unwrap(), written.forms);
    assert_eq!(store.objects_in(0..10).await.unwrap(), written.objects);
    assert_eq!(store.tile(0, 0).await.unwrap().unwrap(), [7; 8192]);
    assert_eq!(store.head().await.unwrap().unwrap(), written.heads[0]);
    assert_eq!(store.head_covering(3).await.unwrap(), store.head().await.unwrap());
    assert_eq!(store.head_covering(4).await.unwrap(), None);
    assert_eq!(store.uses_of(&[4; 32], Some(&[8; 32])).await.unwrap(), (1, 1));
    let listed = store.submissions(&Page { form: Some("FOR\0M".to_owned()), limit: 5, ..Page::default() }).await.unwrap();
    assert_eq!(listed, written.submissions[1..2]);
    let known = writer.known(&[submission(0).id, submission(3).id, submission(77).id]).await.unwrap();
    assert_eq!(known[&submission(0).id].content, Some((written.payloads[0].salt, [2; 32])));
    assert_eq!((known[&submission(3).id].content.is_none(), known.len()), (true, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_the_record() {
    let Some((_cluster, url)) = cluster(&[]) else { return };
    let store = Arc::new(PostgresStore::open(&url).await.unwrap());
    store.set("origin", "a").await.unwrap();
    store.set("origin", "b").await.unwrap();
    assert_eq!(store.get("origin").await.unwrap().as_deref(), Some("b"));
    let token = |n: u8| TokenRow {
        id: 0,
        label: format!("tablet {n}\0"),
        hash: [n; 32],
        scopes: "submit".to_owned(),
        created_at: 5,
        revoked_at: None,
        organisation: Some("A\0".to_owned()),
        account: None,
    };
    // Many at once, some of them twice: numbers stay without gaps.
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.add_token(&token(n / 2)).await })
        })
        .collect();
    let mut added = Vec::new();
    for task in tasks {
        added.extend(task.await.unwrap());
    }
    added.sort_unstable();
    assert_eq!(added, [1, 2, 3, 4]);
    assert_eq!(store.token(&[3; 32]).await.unwrap().unwrap().label, "tablet 3\0");
    assert!(store.revoke_token(2, 77).await.unwrap() && store.revoke_token(2, 99).await.unwrap());
    assert!(!store.revoke_token(5, 99).await.unwrap());
    assert_eq!(store.tokens().await.unwrap()[1].revoked_at, Some(77));
    let line = |line: &str| CosignatureRow { size: 4, witness: "w".to_owned(), line: line.to_owned() };
    store.add_cosignature(&line("first")).await.unwrap();
    store.add_cosignature(&line("second")).await.unwrap();
    assert_eq!(store.cosignatures(0..5).await.unwrap(), [line("first")]);
    assert_eq!((store.cosigned_size(3).await.unwrap(), store.latest_cosigned().await.unwrap()), (Some(4), Some(4)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_stays_at_its_moment() {
    let Some((_cluster, url)) = cluster(&[]) else { return };
    let store = PostgresStore::open(&url).await.unwrap();
    let mut writer = store.writer().await.unwrap();
    writer.commit(&batch(0, &[b"a"])).await.unwrap();
    let moment = store.snapshot().await.unwrap();
    let erasure = Batch { erased: vec![(0, 1)], ..batch(1, &[b"b"]) };
    writer.commit(&erasure).await.unwrap();
    assert_eq!((moment.entries(0..9).await.unwrap().len(), moment.payloads(0..9).await.unwrap().len()), (1, 1));
    assert_eq!((store.entries(0..9).await.unwrap().len(), store.payloads(0..9).await.unwrap().len()), (2, 1));
    assert_eq!(moment.head().await.unwrap().unwrap().size, 1);
}
