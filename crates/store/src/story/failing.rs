//! Stops, crashes, and commits that fail: what was acknowledged stays, what was not may be sent again, and no checkpoint that was
//! shown is contradicted.

use std::sync::Arc;

use tokio::task::JoinSet;

use crate::sequencer::{Answer, Limits};
use crate::{Sequencer, SequencerError, StoreError};

use super::Database;
use super::faulty::{Fault, Faulty};
use super::report::{erase, file, id, report};
use super::running::{Hands, Running, key_of};
use super::verify;

/// The sequencer is dropped without waiting for it.
pub async fn a_crash_between_batches_loses_nothing(database: &dyn Database) {
    let mut shown = Vec::new();
    let mut given = Vec::new();
    for round in 0..4 {
        let running = Running::start_soon(database.open().await).await;
        for number in 0..3 {
            given.push(running.new_report(&report(10 * round + number)).await);
            shown.push(running.sequencer.head().note.clone());
        }
        running.crash().await;
    }
    let running = Running::start_soon(database.open().await).await;
    for (number, given) in (0..).zip(&given) {
        assert_eq!(running.same_report(&report(10 * (number / 3) + number % 3)).await, *given);
    }
    assert_eq!(verify::whole(&*running.store).await.submissions, 12);
    assert!(verify::continues(Arc::clone(&running.store) as _, &shown).await);
    running.stop().await;
}

/// Many are on their way when it happens; each was acknowledged, or is not.
pub async fn a_crash_at_any_moment_loses_nothing_acknowledged(database: &dyn Database) {
    let (mut acknowledged, mut shown) = (Vec::new(), Vec::new());
    for round in 0..5_u64 {
        let running = Running::start_soon(database.open().await).await;
        let mut senders = JoinSet::new();
        for number in 0..40 {
            let sequencer = running.sequencer.clone();
            senders.spawn(async move {
                tokio::time::sleep(std::time::Duration::from_micros(200 * number)).await;
                let asked = report(100 * round + number);
                sequencer.put(asked.work()).await.ok().map(|answer| (asked, answer))
            });
        }
        tokio::time::sleep(std::time::Duration::from_millis(round * 2)).await;
        let sequencer = running.sequencer.clone();
        running.crash().await;
        shown.push(sequencer.head().note.clone());
        while let Some(answer) = senders.join_next().await {
            acknowledged.extend(answer.unwrap());
        }
    }
    let running = Running::start_soon(database.open().await).await;
    for (asked, answer) in acknowledged {
        let Answer::Created { receipt, attachments } = answer else { panic!("it was new: {answer:?}") };
        assert_eq!(running.same_report(&asked).await, (receipt, attachments));
    }
    verify::whole(&*running.store).await;
    verify::heads(&running.store).await;
    assert!(verify::continues(Arc::clone(&running.store) as _, &shown).await);
    running.stop().await;
}

/// A record is continued under the key that began it, or not at all.
pub async fn another_key_is_refused(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    running.new_report(&report(1)).await;
    running.stop().await;
    let store = database.open().await;
    let before = store.head().await.unwrap();
    for _ in 0..2 {
        let started = Sequencer::start(Arc::clone(&store), key_of(8), Box::new(Hands::default()), Limits::default()).await;
        assert!(matches!(started.map(drop), Err(StoreError::Inconsistent { .. } | StoreError::Locked)));
    }
    assert_eq!(store.head().await.unwrap(), before);
    let running = Running::start_soon(store).await;
    running.new_report(&report(2)).await;
    running.stop().await;
}

/// Nothing of the batch is there, nothing is shown, and it goes on by itself.
pub async fn a_commit_that_fails_acknowledges_nothing(database: &dyn Database) {
    let faulty = Faulty::around(database.open().await);
    let running = Running::start(Arc::clone(&faulty) as _).await;
    let given = running.new_report(&report(1)).await;
    let shown = running.sequencer.head();
    faulty.next([Fault::Before, Fault::Before]);
    for _ in 0..2 {
        assert_eq!(running.refused(report(2).work()).await.code(), "STORE-UNREACHABLE");
        assert_eq!(running.sequencer.head(), shown);
        assert_eq!(running.sequencer.status().problem().unwrap().error.code(), "STORE-UNREACHABLE");
        assert_eq!(running.store.submission(id(2)).await.unwrap(), None);
    }
    assert_eq!(soon(&running, &report(2)).await, 1);
    assert!(running.sequencer.status().problem().is_none());
    assert_eq!(running.same_report(&report(1)).await, given);
    assert_eq!(verify::whole(&*running.store).await.entries, 2);
    assert!(verify::continues(Arc::clone(&running.store) as _, std::slice::from_ref(&shown.note)).await);
    running.stop().await;
}

/// Sends until the writer has its lock again; the index.
async fn soon(running: &Running, asked: &super::report::Report) -> u64 {
    for _ in 0..200 {
        match running.sequencer.put(asked.work()).await {
            Ok(Answer::Created { receipt, .. } | Answer::Repeated { receipt, .. }) => return receipt.index,
            Err(SequencerError::Store(problem)) if matches!(problem.error, StoreError::Locked) => {
                tokio::time::sleep(std::time::Duration::from_millis(25)).await;
            }
            other => panic!("it was to go on, not {other:?}"),
        }
    }
    panic!("the lock was not given up");
}

/// Where a receipt given before cannot be read, nothing of the batch is written: a refusal is one.
pub async fn a_reading_that_fails_acknowledges_nothing(database: &dyn Database) {
    let faulty = Faulty::around(database.open().await);
    let running = Running::start(Arc::clone(&faulty) as _).await;
    running.new_report(&report(1)).await;
    running.new_report(&report(2).with([file("a.jpg", 2)])).await;
    faulty.next([Fault::Hold]);
    let put = |work| {
        let sequencer = running.sequencer.clone();
        tokio::spawn(async move { sequencer.put(work).await })
    };
    let held = put(report(3).work());
    faulty.holding().await;
    faulty.fail_coverings(1);
    // These gather into one batch: an erasure, a repeat and a new one.
    let together: Vec<_> = [erase(id(2)), report(1).work(), report(4).work()].into_iter().map(put).collect();
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    faulty.release();
    assert!(held.await.unwrap().is_ok());
    for answer in together {
        assert!(matches!(answer.await.unwrap(), Err(SequencerError::Store(_))));
    }
    assert_eq!(soon(&running, &report(1)).await, 0);
    assert_eq!(running.store.submission(id(4)).await.unwrap(), None);
    let Answer::Gone { attachments, .. } = running.put(erase(id(2))).await else { panic!("it was not erased") };
    assert_eq!(attachments.len(), 1, "whose content is to go is told to whoever erases");
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// The answer of the database was lost: the sender is refused, sends again, and gets the receipt of what is there.
pub async fn a_commit_that_only_seems_to_fail_is_found_again(database: &dyn Database) {
    let faulty = Faulty::around(database.open().await);
    let running = Running::start(Arc::clone(&faulty) as _).await;
    running.new_report(&report(1)).await;
    let shown = running.sequencer.head();
    faulty.next([Fault::After]);
    let asked = report(2).with([file("a.jpg", 2)]);
    assert_eq!(running.refused(asked.work()).await.code(), "STORE-UNREACHABLE");
    assert_eq!(running.sequencer.head(), shown, "what may not be durable is not shown");
    assert_eq!(soon(&running, &asked).await, 1);
    let (receipt, files) = running.same_report(&asked).await;
    assert_eq!((receipt.index, files[0].index), (1, 2));
    verify::receipt(&running.store, &receipt).await;
    assert_eq!(running.new_report(&report(3)).await.0.index, 3);
    assert_eq!(verify::whole(&*running.store).await.entries, 4);
    verify::heads(&running.store).await;
    assert!(verify::continues(Arc::clone(&running.store) as _, std::slice::from_ref(&shown.note)).await);
    running.stop().await;
}

/// An older state in the database's place would fork the log.
pub async fn a_store_that_ends_earlier_is_not_continued(database: &dyn Database) {
    replaced(database, 1).await;
}

/// Nor is one with as many entries or more, of which those that were shown are others.
pub async fn a_store_with_another_history_is_not_continued(database: &dyn Database) {
    replaced(database, 3).await;
    replaced(database, 5).await;
}

/// Three entries were shown; then a database with so many others stands in its place.
async fn replaced(database: &dyn Database, others: u64) {
    let (first, second) = (database.fresh().await, database.fresh().await);
    let faulty = Faulty::around(first.open().await);
    let running = Running::start(Arc::clone(&faulty) as _).await;
    for number in 0..3 {
        running.new_report(&report(number)).await;
    }
    let shown = running.sequencer.head();
    let other = Running::start(second.open().await).await;
    for number in 0..others {
        other.new_report(&report(100 + number)).await;
    }
    let other_head = other.sequencer.head();
    other.stop().await;
    faulty.next([Fault::Before]);
    running.refused(report(3).work()).await;
    faulty.swap(second.open().await);
    for _ in 0..3 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let code = running.refused(report(3).work()).await.code();
        assert!(code == "STORE-INCONSISTENT" || code == "STORE-LOCKED", "{code}");
        assert_eq!(running.sequencer.head(), shown, "nothing else is shown");
    }
    assert_eq!(faulty_head(&faulty).await, *other_head, "nothing is written there");
    faulty.swap(first.open().await);
    assert_eq!(soon(&running, &report(3)).await, 3);
    running.stop().await;
}

async fn faulty_head(faulty: &Faulty) -> crate::rows::Head {
    crate::Reader::head(faulty).await.unwrap().unwrap()
}
