//! What is erased, and what stays; what is opened.

use std::sync::Arc;

use crate::sequencer::Answer;

use super::Database;
use super::report::{attach, erase, file, id, open, report};
use super::running::{Running, created};
use super::verify;

/// Payload, private block and readable fields go; the entry, its receipt and the log stay; a repeat is told.
pub async fn what_is_erased_is_gone_and_the_log_still_verifies(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let asked = report(1).hiding("who saw it").with([file("a.jpg", 2)]);
    let kept = report(2).with([file("a.jpg", 2)]);
    let (receipt, _) = running.new_report(&asked).await;
    running.new_report(&kept).await;
    running.put(attach(id(1), &[file("b.jpg", 3)])).await;
    assert_eq!(running.put(erase(id(9))).await, Answer::Unknown);
    let Answer::Gone { receipt: erasure, attachments } = running.put(erase(id(1))).await else { panic!("it was to be erased") };
    assert_eq!(attachments.iter().map(|row| (row.index, row.sha256)).collect::<Vec<_>>(), [(1, [3; 32]), (4, [3; 32])]);

    let moment = running.store.snapshot().await.unwrap();
    assert_eq!(moment.payloads(0..9).await.unwrap().iter().map(|row| row.index).collect::<Vec<_>>(), [2, 3, 5]);
    assert_eq!(moment.sealed(0..9).await.unwrap(), []);
    let row = moment.submission(id(1)).await.unwrap().unwrap();
    assert_eq!((row.form.as_str(), row.station.as_str(), row.captured_at.as_deref(), row.fingerprint), ("", "", None, [0; 32]));
    assert_eq!((row.index, row.leaf, row.private, row.erased_by), (0, receipt.leaf, true, Some(erasure.index)));
    for row in moment.attachments_of(0).await.unwrap() {
        assert_eq!((row.name.as_str(), row.media.as_str(), row.length, row.sha256, row.working), ("", "", 0, [0; 32], None));
        assert_eq!(row.erased_by, Some(erasure.index));
    }
    assert_eq!(moment.uses_of(&[3; 32], Some(&[2; 32])).await.unwrap(), (1, 1), "the other report's photograph stays");
    drop(moment);
    running.store.scrub().await.unwrap();

    for work in [asked.work(), asked.clone().saying("else").work(), attach(id(1), &[file("c.jpg", 4)]), erase(id(1)), open(id(1))] {
        assert_eq!(running.put(work).await, Answer::Erased);
    }
    for given in [&receipt, &erasure] {
        verify::receipt(&running.store, given).await;
    }
    assert_eq!(verify::whole(&*running.store).await.erased, 3);
    verify::heads(&running.store).await;
    running.stop().await;

    let running = Running::start_soon(database.open().await).await;
    assert_eq!(running.put(asked.work()).await, Answer::Erased);
    running.same_report(&kept).await;
    assert_eq!(verify::whole(&*running.store).await.entries, 6);
    running.stop().await;
}

/// Before custodians open a private block, the log says so; it can be erased after.
pub async fn an_opening_is_an_entry(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    assert_eq!(running.put(open(id(1))).await, Answer::Unknown);
    running.new_report(&report(1).hiding("who saw it")).await;
    let (receipt, _) = created(running.put(open(id(1))).await);
    let entry = running.store.entries(1..2).await.unwrap().pop().unwrap();
    let envelope = domain::Envelope::parse(&entry).unwrap();
    assert_eq!((envelope.kind, envelope.of), (domain::Kind::Opening, Some(0)));
    verify::receipt(&running.store, &receipt).await;
    assert_eq!(running.store.sealed(0..1).await.unwrap().len(), 1);
    assert!(matches!(running.put(erase(id(1))).await, Answer::Gone { .. }));
    let store = Arc::clone(&running.store);
    assert_eq!(verify::whole(&*store).await.entries, 3);
    running.stop().await;
}
