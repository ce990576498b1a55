//! Reading: moments, pages, tokens, settings, cosignatures.

use std::sync::Arc;

use tlog::SignerKey;
use tlog::note::Algorithm;

use crate::rows::{CosignatureRow, Page, TokenRow};
use crate::sequencer::Limits;

use super::Database;
use super::report::{erase, file, id, report, station};
use super::running::{Hands, Running, changed};
use super::verify;

/// However much is written and erased meanwhile.
pub async fn a_snapshot_stays_at_its_moment(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    running.new_report(&report(1).with([file("a.jpg", 2)])).await;
    let moment = running.store.snapshot().await.unwrap();
    let head = moment.head().await.unwrap().unwrap();
    running.new_report(&report(2)).await;
    running.put(erase(id(1))).await;
    running.store.set("name", "value").await.unwrap();
    assert_eq!(moment.head().await.unwrap().unwrap(), head);
    assert_eq!(moment.entries(0..10).await.unwrap().len(), 2);
    assert_eq!(moment.payloads(0..10).await.unwrap().len(), 2);
    assert_eq!(moment.submission(id(2)).await.unwrap(), None);
    assert_eq!(moment.submission(id(1)).await.unwrap().unwrap().erased_by, None);
    assert_eq!(moment.get("name").await.unwrap(), None);
    let checked = crate::check::check(&*moment, head.size, &mut |_, _| ()).await.unwrap();
    assert_eq!((checked.entries, checked.payloads, checked.erased), (2, 2, 0));
    assert_eq!(running.store.entries(0..10).await.unwrap().len(), 4);
    drop(moment);
    assert_eq!(running.store.snapshot().await.unwrap().head().await.unwrap().unwrap().size, 4);
    running.stop().await;
}

/// Newest first, with a cursor, of one form or all, never more than asked for.
pub async fn the_list_comes_in_pages(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    for number in 0..7 {
        let form = if number % 3 == 0 { "VOTE" } else { "OPEN" };
        running.new_report(&report(number).on(form)).await;
        changed(running.put(station("1", "between them")).await);
    }
    let list = async |before: Option<u64>, form: Option<&str>, limit: u32| {
        let page = Page { before, form: form.map(str::to_owned), limit, ..Page::default() };
        running.store.submissions(&page).await.unwrap().into_iter().map(|row| row.index).collect::<Vec<_>>()
    };
    assert_eq!(list(None, None, 3).await, [12, 10, 8]);
    assert_eq!(list(Some(8), None, 3).await, [6, 4, 2]);
    assert_eq!(list(Some(2), None, 3).await, [0]);
    assert_eq!(list(Some(0), None, 3).await, [0; 0]);
    assert_eq!(list(None, Some("VOTE"), 2).await, [12, 6]);
    assert_eq!(list(Some(6), Some("VOTE"), 2).await, [0]);
    assert_eq!(list(None, Some("COUNT"), 10).await, [0; 0]);
    assert_eq!(list(None, Some("' OR 1=1 --"), 10).await, [0; 0]);
    assert_eq!(list(None, None, 0).await, [0; 0]);
    assert_eq!(list(Some(u64::MAX), None, u32::MAX).await.len(), 7);
    running.put(erase(id(0))).await;
    assert_eq!(list(Some(6), Some("VOTE"), 2).await, [0; 0], "what is erased says no more which form it was");
    assert_eq!(list(Some(2), None, 2).await, [0]);
    running.stop().await;
}

/// Any number that somebody may ask for is answered with nothing, not with a fault.
pub async fn beyond_the_end_there_is_nothing(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    running.new_report(&report(1)).await;
    let store = &running.store;
    for beyond in [5, u64::MAX >> 1, u64::MAX - 1] {
        let range = beyond..u64::MAX;
        assert!(store.entries(range.clone()).await.unwrap().is_empty());
        assert!(store.payloads(range.clone()).await.unwrap().is_empty());
        assert!(store.submissions_in(range.clone()).await.unwrap().is_empty());
        assert!(store.objects_in(range.clone()).await.unwrap().is_empty());
        assert!(store.cosignatures(range).await.unwrap().is_empty());
        assert!(store.heads(beyond, 5).await.unwrap().is_empty());
        assert!(store.attachments_of(beyond).await.unwrap().is_empty());
        assert_eq!(store.head_covering(beyond).await.unwrap(), None);
        assert_eq!(store.cosigned_size(beyond).await.unwrap(), None);
        assert_eq!(store.tile(3, beyond).await.unwrap(), None);
        assert!(crate::log::receipt(Arc::clone(store) as _, beyond).await.is_err());
    }
    assert_eq!(store.entries(0..u64::MAX).await.unwrap().len(), 1);
    running.stop().await;
}

/// Made, found by their hash alone, revoked once and for all.
pub async fn tokens(database: &dyn Database) {
    let store = database.open().await;
    let token = |number: u8| TokenRow {
        id: 0,
        label: format!("city office {number}"),
        hash: [number; 32],
        scopes: "submit,read".to_owned(),
        created_at: 1_795_500_000,
        revoked_at: None,
        organisation: (number == 1).then(|| "Coalition Қалың".to_owned()),
        account: (number == 2).then(|| "account 7".to_owned()),
    };
    let one = store.add_token(&token(1)).await.unwrap();
    let two = store.add_token(&token(2)).await.unwrap();
    assert_eq!(store.token(&[2; 32]).await.unwrap(), Some(TokenRow { id: two, ..token(2) }));
    assert_ne!(one, two);
    assert!(store.add_token(&token(2)).await.is_err(), "a hash stands for one token");
    assert_eq!(store.token(&[1; 32]).await.unwrap(), Some(TokenRow { id: one, ..token(1) }));
    assert_eq!(store.token(&[3; 32]).await.unwrap(), None);
    assert!(store.revoke_token(one, 7).await.unwrap());
    assert!(store.revoke_token(one, 9).await.unwrap());
    assert!(!store.revoke_token(999, 9).await.unwrap());
    let all = database.open().await.tokens().await.unwrap();
    let revoked: Vec<_> = all.iter().map(|token| (token.id, token.revoked_at)).collect();
    assert_eq!(revoked, [(one, Some(7)), (two, None)], "the first revocation counts");
}

/// Set, replaced, there after a restart.
pub async fn settings(database: &dyn Database) {
    let store = database.open().await;
    assert_eq!(store.get("vault").await.unwrap(), None);
    store.set("vault", "first").await.unwrap();
    store.set("vault", "Екінші '\"").await.unwrap();
    store.set("empty", "").await.unwrap();
    let again = database.open().await;
    assert_eq!(again.get("vault").await.unwrap().as_deref(), Some("Екінші '\""));
    assert_eq!(again.get("empty").await.unwrap().as_deref(), Some(""));
    again.self_check().await.unwrap();
}

/// One of a witness and size, and receipts under the checkpoint that most witnesses cosigned.
pub async fn cosignatures(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let store = &running.store;
    for number in 0..4 {
        running.new_report(&report(number)).await;
    }
    assert_eq!((store.latest_cosigned().await.unwrap(), store.cosigned_size(0).await.unwrap()), (None, None));
    for (name, size) in [("witness.example/b", 3), ("witness.example/a", 3), ("witness.example/a", 2)] {
        let key = SignerKey::from_seed(name, Algorithm::CosignatureV1, &[9; 32]).unwrap();
        let checkpoint = verify::signed(&store.heads(size, 1).await.unwrap()[0].note);
        let sign = |time| tlog::cosign::sign(&key, checkpoint.checkpoint(), time).unwrap().to_string();
        let row = CosignatureRow { size, witness: name.to_owned(), line: sign(100) };
        store.add_cosignature(&row).await.unwrap();
        store.add_cosignature(&CosignatureRow { line: sign(200), ..row.clone() }).await.unwrap();
        let kept = store.cosignatures(size..size + 1).await.unwrap();
        assert!(kept.contains(&row), "the first one is kept");
    }
    let all = store.cosignatures(0..9).await.unwrap();
    let order: Vec<_> = all.iter().map(|row| (row.size, row.witness.as_str())).collect();
    assert_eq!(order, [(2, "witness.example/a"), (3, "witness.example/a"), (3, "witness.example/b")]);
    assert_eq!((store.latest_cosigned().await.unwrap(), store.cosigned_size(0).await.unwrap()), (Some(3), Some(3)));
    assert_eq!((store.cosigned_size(3).await.unwrap(), store.cosigned_size(4).await.unwrap()), (Some(3), None));
    let note = crate::log::cosigned(&**store, 3).await.unwrap().unwrap();
    assert_eq!(verify::signed(&note).note().signatures().len(), 3);
    assert_eq!(crate::log::cosigned(&**store, 9).await.unwrap(), None);
    for (entry, cosignatures) in [(0, 2), (1, 2), (2, 2), (3, 0)] {
        let text = crate::log::receipt(Arc::clone(store) as _, entry).await.unwrap();
        let proof = tlog::proof::LogProof::parse(text.as_bytes()).unwrap();
        assert_eq!(proof.checkpoint.note().signatures().len(), 1 + cosignatures, "entry {entry}");
    }
    running.stop().await;
}

/// Entries keep their order and carry the time that the clock shows.
pub async fn a_clock_that_jumps_is_told(database: &dyn Database) {
    let hands = Hands::default();
    let running = Running::start_with(database.open().await, Limits::default(), hands.clone()).await.unwrap();
    running.new_report(&report(1)).await;
    hands.pass(3600);
    running.new_report(&report(2)).await;
    assert_eq!(running.sequencer.status().jumps(), (0, 0));
    hands.set(1_000_000_000);
    running.new_report(&report(3)).await;
    assert_eq!(running.sequencer.status().jumps(), (1, 1_000_000_000 - 1_795_503_600));
    let times: Vec<_> = running.store.submissions_in(0..3).await.unwrap().iter().map(|row| row.received_at).collect();
    assert_eq!(times, [1_795_500_000, 1_795_503_600, 1_000_000_000]);
    assert_eq!(verify::whole(&*running.store).await.back_in_time, 1);
    running.stop().await;
}
