//! From one database into another: backup, restore, and the way from SQLite to PostgreSQL.

use std::ops::Range;
use std::sync::Arc;

use crate::copy::copy;
use crate::rows::{CosignatureRow, TokenRow};
use crate::{Reader, Store, StoreError};

use super::Database;
use super::report::{change, erase, file, forget, form, id, object, report, station};
use super::running::{Running, changed};
use super::verify;

fn token(number: u8) -> TokenRow {
    TokenRow {
        id: 0,
        label: format!("office {number}"),
        hash: [number; 32],
        scopes: "submit".to_owned(),
        created_at: 5,
        revoked_at: None,
        organisation: Some(format!("organisation {number}")),
        account: Some("account 7".to_owned()),
    }
}

/// Everything that belongs to a record, in rows.
async fn assert_same(one: &dyn Reader, other: &dyn Reader) {
    let all: Range<u64> = 0..1 << 40;
    assert_eq!(one.head().await.unwrap(), other.head().await.unwrap());
    assert_eq!(one.heads(0, 10_000).await.unwrap(), other.heads(0, 10_000).await.unwrap());
    assert_eq!(one.entries(all.clone()).await.unwrap(), other.entries(all.clone()).await.unwrap());
    assert_eq!(one.payloads(all.clone()).await.unwrap(), other.payloads(all.clone()).await.unwrap());
    assert_eq!(one.sealed(all.clone()).await.unwrap(), other.sealed(all.clone()).await.unwrap());
    assert_eq!(one.submissions_in(all.clone()).await.unwrap(), other.submissions_in(all.clone()).await.unwrap());
    assert_eq!(one.attachments_in(all.clone()).await.unwrap(), other.attachments_in(all.clone()).await.unwrap());
    assert_eq!(one.forms_in(all.clone()).await.unwrap(), other.forms_in(all.clone()).await.unwrap());
    assert_eq!(one.objects_in(all.clone()).await.unwrap(), other.objects_in(all.clone()).await.unwrap());
    assert_eq!(one.cosignatures(all.clone()).await.unwrap(), other.cosignatures(all).await.unwrap());
    assert_eq!(one.tokens().await.unwrap(), other.tokens().await.unwrap());
    assert_eq!(one.get("vault").await.unwrap(), other.get("vault").await.unwrap());
}

/// The same head, receipts and rows; what is copied is one moment, and it can be gone on from.
pub async fn a_copy_is_the_same_record(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let store = Arc::clone(&running.store);
    store.set("vault", "a recipient").await.unwrap();
    for number in 1..4 {
        store.add_token(&token(number)).await.unwrap();
    }
    store.revoke_token(2, 9).await.unwrap();
    let asked = report(1).hiding("who saw it").with([file("a.jpg", 2)]);
    let given = running.new_report(&asked).await;
    running.new_report(&report(2).hiding("who did it").with([file("b.jpg", 5)])).await;
    running.put(form("INCIDENT", "Incident", &["11", "12"])).await;
    for work in [station("1", "School 7"), station("1", "School 8"), change(object("observer", "o-1", "Observer 1"))] {
        changed(running.put(work).await);
    }
    running.put(forget("observer", "o-1")).await;
    running.put(erase(id(2))).await;
    running.new_report(&report(3).of("Coalition").by("o-17")).await;
    running.new_report(&report(4).of("Coalition").by("o-17").correcting(id(3))).await;
    let many: Vec<_> = (10..400).map(report).collect();
    futures_util::future::join_all(many.iter().map(|report| running.new_report(report))).await;
    store.add_cosignature(&CosignatureRow { size: 2, witness: "w".to_owned(), line: "a line".to_owned() }).await.unwrap();

    let moment = store.snapshot().await.unwrap();
    running.new_report(&report(1000)).await;
    let size = moment.head().await.unwrap().unwrap().size;
    let other = database.fresh().await;
    let target = other.open().await;
    let mut heard = 0;
    assert_eq!(copy(&*moment, &*target, &mut |done, _| heard = done).await.unwrap(), size);
    assert_eq!(heard, size);
    assert_same(&*moment, &*target).await;
    verify::whole(&*target).await;
    verify::heads(&target).await;
    let continued = Running::start_soon(Arc::clone(&target)).await;
    assert_eq!(continued.same_report(&asked).await, given);
    assert_eq!(continued.new_report(&report(2000)).await.0.index, size);
    assert_eq!(verify::whole(&*target).await.entries, size + 1);
    // Whoever was shown more than the copy has can tell that it went on another way.
    assert!(!verify::continues(Arc::clone(&target) as _, &[running.sequencer.head().note.clone()]).await);
    continued.stop().await;
    running.stop().await;
}

/// Numbers of tokens may have gaps, where making one failed; a submission still names the one it came with.
pub async fn a_copy_keeps_who_sent_what(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    for number in 1..4 {
        running.store.add_token(&token(number)).await.unwrap();
    }
    database.tamper("DELETE FROM token WHERE id = 2").await;
    let third = running.store.token(&[3; 32]).await.unwrap().unwrap().id;
    for (number, sender) in [(1, 1), (2, third), (3, 0)] {
        let mut asked = report(number);
        asked.token = sender;
        running.new_report(&asked).await;
    }
    let other = database.fresh().await;
    let target = other.open().await;
    copy(&*running.store.snapshot().await.unwrap(), &*target, &mut |_, _| ()).await.unwrap();
    for (number, hash) in [(1, Some([1; 32])), (2, Some([3; 32])), (3, None)] {
        let sender = target.submission(id(number)).await.unwrap().unwrap().token;
        let found = target.tokens().await.unwrap().into_iter().find(|token| token.id == sender).map(|token| token.hash);
        assert_eq!(found, hash, "report {number} came with another token");
    }
    running.stop().await;
}

/// Into a record that has begun, or one that is being written; nothing there changes.
pub async fn a_place_in_use_is_refused(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    running.new_report(&report(1)).await;
    let other = database.fresh().await;
    let begun = Running::start(other.open().await).await;
    let target: Arc<dyn Store> = Arc::clone(&begun.store);
    let refused = copy(&*running.store, &*target, &mut |_, _| ()).await;
    assert!(matches!(refused, Err(StoreError::Locked)), "{refused:?}");
    begun.stop().await;
    for _ in 0..2 {
        let refused = copy(&*running.store, &*target, &mut |_, _| ()).await;
        assert!(matches!(refused, Err(StoreError::Damaged(_) | StoreError::Locked)), "{refused:?}");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(verify::head(&*target).await.checkpoint().size(), 0);
    let third = database.fresh().await;
    let tokens = third.open().await;
    tokens.add_token(&token(1)).await.unwrap();
    assert!(copy(&*running.store, &*tokens, &mut |_, _| ()).await.is_err(), "its tokens would be valid for this record");
    assert_eq!((tokens.head().await.unwrap(), tokens.tokens().await.unwrap().len()), (None, 1));
    let fourth = database.fresh().await;
    let empty = fourth.open().await;
    assert!(copy(&*empty, &*tokens, &mut |_, _| ()).await.is_err(), "there is nothing to copy");
    running.stop().await;
}

/// A copy that ends is a copy that verifies.
pub async fn what_was_altered_is_not_copied(database: &dyn Database) {
    for sql in [
        "DELETE FROM entry WHERE idx = 1",
        "DELETE FROM entry WHERE idx = 2",
        "UPDATE entry SET body = (SELECT body FROM entry WHERE idx = 0) WHERE idx = 1",
        "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 1) WHERE size = 2",
    ] {
        let database = database.fresh().await;
        let running = Running::start(database.open().await).await;
        for number in 0..3 {
            running.new_report(&report(number)).await;
        }
        running.stop().await;
        database.tamper(sql).await;
        let other = database.fresh().await;
        let target = other.open().await;
        let copied = copy(&*database.open().await, &*target, &mut |_, _| ()).await;
        assert_eq!(copied.unwrap_err().code(), "STORE-INCONSISTENT", "{sql}");
    }
}
