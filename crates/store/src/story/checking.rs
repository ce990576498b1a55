//! What was altered behind the record's back is found.

use crate::check::check;
use crate::sequencer::Answer;

use super::Database;
use super::report::{erase, file, form, id, open, report};
use super::running::Running;
use super::verify;

/// Each alteration, statement by statement.
///
/// The record: 0 a submission with a private block, 1 its attachment, 2 a submission, 3 its attachment, 4 a form, 5 another form,
/// 6 a submission and 7 its attachment, both erased by 8, 9 an opening of 0.
const ALTERATIONS: &[&[&str]] = &[
    &["UPDATE payload SET body = (SELECT body FROM payload WHERE idx = 2) WHERE idx = 0"],
    &["UPDATE payload SET salt = (SELECT salt FROM payload WHERE idx = 2) WHERE idx = 0"],
    &["DELETE FROM payload WHERE idx = 0"],
    &["DELETE FROM payload WHERE idx = 8"],
    &["DELETE FROM sealed WHERE idx = 0"],
    &["UPDATE sealed SET idx = 2 WHERE idx = 0"],
    &[
        "UPDATE payload SET idx = 1000 WHERE idx = 0",
        "UPDATE payload SET idx = 0 WHERE idx = 2",
        "UPDATE payload SET idx = 2 WHERE idx = 1000",
    ],
    &[
        "UPDATE submission SET idx = 1000 WHERE idx = 0",
        "UPDATE submission SET idx = 0 WHERE idx = 2",
        "UPDATE submission SET idx = 2 WHERE idx = 1000",
    ],
    &[
        "UPDATE attachment SET idx = 1000 WHERE idx = 1",
        "UPDATE attachment SET idx = 1 WHERE idx = 3",
        "UPDATE attachment SET idx = 3 WHERE idx = 1000",
    ],
    &["DELETE FROM submission WHERE idx = 2"],
    &["UPDATE submission SET leaf = (SELECT leaf FROM submission WHERE idx = 0) WHERE idx = 2"],
    &["UPDATE submission SET leaf = (SELECT leaf FROM submission WHERE idx = 0) WHERE idx = 6"],
    &["UPDATE submission SET fingerprint = (SELECT fingerprint FROM submission WHERE idx = 0) WHERE idx = 2"],
    &["UPDATE submission SET form = 'VOTE' WHERE idx = 2"],
    &["UPDATE submission SET station = 'another' WHERE idx = 0"],
    &["UPDATE submission SET captured_at = '2026-11-24T10:00:00+05:00' WHERE idx = 2"],
    &["UPDATE submission SET captured_at = NULL WHERE idx = 2"],
    &["UPDATE submission SET received_at = received_at + 1 WHERE idx = 2"],
    &["UPDATE submission SET received_at = received_at + 1 WHERE idx = 6"],
    &["UPDATE submission SET form = 'OPEN' WHERE idx = 6"],
    &["DELETE FROM attachment WHERE idx = 1"],
    &["UPDATE attachment SET name = 'another' WHERE idx = 1"],
    &["UPDATE attachment SET name = 'another' WHERE idx = 7"],
    &["UPDATE attachment SET length = 1 WHERE idx = 1"],
    &["UPDATE attachment SET sha256 = (SELECT sha256 FROM attachment WHERE idx = 3) WHERE idx = 1"],
    &["UPDATE attachment SET working = NULL WHERE idx = 1"],
    &["UPDATE attachment SET submission = 2 WHERE idx = 1"],
    &["UPDATE attachment SET submission = 2 WHERE idx = 7"],
    &["DELETE FROM form WHERE idx = 4"],
    &["UPDATE form SET title = 'another' WHERE idx = 4"],
    &["UPDATE form SET id = 'OPEN' WHERE idx = 4"],
    &["DELETE FROM form WHERE idx = 5", "UPDATE form SET idx = 5 WHERE idx = 4"],
    &["DELETE FROM form WHERE idx = 4", "UPDATE form SET idx = 4 WHERE idx = 5"],
    &["DELETE FROM entry WHERE idx = 3"],
    &["UPDATE entry SET body = (SELECT body FROM entry WHERE idx = 2) WHERE idx = 3"],
];

/// Erasures that nobody may have asked for, or that did not erase.
const ERASURES: &[&[&str]] = &[
    &["UPDATE submission SET erased_by = NULL WHERE idx = 6"],
    &["UPDATE attachment SET erased_by = NULL WHERE idx = 7"],
    &["UPDATE submission SET erased_by = 8 WHERE idx = 2"],
    // With everything else as an erasure leaves it, but for the entry that says so.
    &[BLANK, "DELETE FROM payload WHERE idx = 2", "UPDATE submission SET erased_by = 8 WHERE idx = 2"],
    &[BLANK, "DELETE FROM payload WHERE idx = 2", "UPDATE submission SET erased_by = 9 WHERE idx = 2"],
    &[BLANK, "DELETE FROM payload WHERE idx = 2", "UPDATE submission SET erased_by = 1000 WHERE idx = 2"],
    &[BLANK, "DELETE FROM payload WHERE idx = 2", "UPDATE submission SET erased_by = 1 WHERE idx = 2"],
    &["UPDATE submission SET erased_by = 9 WHERE idx = 6"],
    // Put back in the place of what was erased: not what its entry commits to.
    &[
        "DELETE FROM payload WHERE idx = 6",
        "INSERT INTO payload (idx, salt, body) SELECT 6, salt, body FROM payload WHERE idx = 2",
        "UPDATE submission SET erased_by = NULL WHERE idx = 6",
    ],
    &["DELETE FROM sealed WHERE idx = 6", "INSERT INTO sealed (idx, body) SELECT 6, body FROM sealed WHERE idx = 0"],
];

const BLANK: &str = "UPDATE submission SET form = '', station = '', captured_at = NULL, \
     fingerprint = (SELECT fingerprint FROM submission WHERE idx = 6) WHERE idx = 2";

async fn record(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    running.new_report(&report(1).hiding("who saw it").with([file("a.jpg", 2)])).await;
    running.new_report(&report(2).with([file("b.jpg", 5)])).await;
    running.put(form("INCIDENT", "Incident", &["11"])).await;
    running.put(form("VOTE", "Voting", &[])).await;
    running.new_report(&report(3).hiding("who did it").with([file("c.jpg", 6)])).await;
    assert!(matches!(running.put(erase(id(3))).await, Answer::Gone { .. }));
    running.put(open(id(1))).await;
    let checked = verify::whole(&*running.store).await;
    assert_eq!((checked.entries, checked.payloads, checked.submissions, checked.attachments, checked.erased), (10, 8, 3, 3, 2));
    running.stop().await;
}

async fn found(database: &dyn Database, alterations: &[&[&str]]) {
    for alteration in alterations {
        let database = database.fresh().await;
        record(&*database).await;
        is_found(&*database, alteration).await;
    }
}

/// Whether an alteration of a record is found.
pub async fn is_found(database: &dyn Database, alteration: &[&str]) {
    for sql in alteration {
        database.tamper(sql).await;
    }
    let store = database.open().await;
    let size = store.head().await.unwrap().unwrap().size;
    let checked = check(&*store, size, &mut |_, _| ()).await;
    assert!(checked.is_err(), "not found: {alteration:?}");
    assert_eq!(checked.unwrap_err().code(), "STORE-INCONSISTENT", "{alteration:?}");
}

/// Payloads, rows, entries: altered, missing, swapped.
pub async fn what_was_altered_is_found(database: &dyn Database) {
    found(database, ALTERATIONS).await;
}

/// What is gone is gone by an erasure in the log, or somebody took it away.
pub async fn an_erasure_without_its_entry_is_found(database: &dyn Database) {
    found(database, ERASURES).await;
}
