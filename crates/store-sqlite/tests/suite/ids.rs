//! Submissions are found by their ids while those wait for the index and once they are in it.

use std::sync::Arc;

use futures_util::future::join_all;
use store::Store;
use store::sequencer::Answer;
use store::story::Database as _;
use store::story::report::{Report, id, report};
use store::story::running::Running;

use crate::common::Sqlite;

/// So many that most have left for the index: ids wait until there are eight thousand.
const ALL: u64 = 24_000;

async fn send(running: &Running, numbers: std::ops::Range<u64>) -> Vec<Answer> {
    let mut answers = Vec::new();
    for first in numbers.clone().step_by(1000) {
        let some: Vec<Report> = (first..numbers.end.min(first + 1000)).map(report).collect();
        answers.extend(join_all(some.iter().map(|report| running.put(report.work()))).await);
    }
    answers
}

async fn in_index(sqlite: &Sqlite) -> u64 {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM submission_id").fetch_one(&mut sqlite.plain().await).await.unwrap();
    count.cast_unsigned()
}

async fn found(store: &Arc<dyn Store>, numbers: impl Iterator<Item = u64>) {
    let moment = store.snapshot().await.unwrap();
    for number in numbers {
        for reader in [&**store as &dyn store::Reader, &*moment] {
            assert_eq!(reader.submission(id(number)).await.unwrap().map(|row| row.index), Some(number));
        }
    }
    assert_eq!(store.submission(id(ALL + 1)).await.unwrap(), None);
    assert_eq!(moment.submission(id(ALL + 1)).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_id_is_found_in_and_outside_the_index() {
    let sqlite = Sqlite::new();
    let mut given = Vec::new();
    for (from, to) in [(0, 6_000), (6_000, 15_000), (15_000, ALL)] {
        let running = Running::start_soon(sqlite.open().await).await;
        given.extend(send(&running, from..to).await);
        found(&running.store, (0..to).step_by(997)).await;
        running.crash().await;
        // Nobody writes now.
        found(&sqlite.open().await, (0..to).step_by(1999)).await;
    }
    let indexed = in_index(&sqlite).await;
    assert!(indexed > 1000 && indexed < ALL, "{indexed} of {ALL} are in the index: both ways are to be tried");
    let running = Running::start_soon(sqlite.open().await).await;
    for (answer, again) in given.into_iter().zip(send(&running, 0..ALL).await) {
        let Answer::Created { receipt, .. } = answer else { panic!("{answer:?}") };
        let Answer::Repeated { receipt: same, .. } = again else { panic!("{again:?}") };
        assert_eq!(receipt, same);
    }
    running.store.self_check().await.unwrap();
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_leads_astray_is_found() {
    let sqlite = Sqlite::new();
    let running = Running::start(sqlite.open().await).await;
    send(&running, 0..3).await;
    let store = Arc::clone(&running.store);
    running.stop().await;
    store.self_check().await.unwrap();
    sqlite.tamper("INSERT INTO submission_id (id, idx) SELECT id, 1 FROM submission WHERE idx = 0").await;
    assert_eq!(store.self_check().await.unwrap_err().code(), "STORE-DAMAGED");
    sqlite.tamper("UPDATE submission_id SET idx = 0").await;
    store.self_check().await.unwrap();
    sqlite.tamper("UPDATE sweep SET below = 2").await;
    assert_eq!(store.self_check().await.unwrap_err().code(), "STORE-DAMAGED");
    sqlite.tamper("UPDATE sweep SET below = 0").await;
    sqlite.tamper("UPDATE submission SET id = (SELECT id FROM submission WHERE idx = 1) WHERE idx = 2").await;
    assert_eq!(store.self_check().await.unwrap_err().code(), "STORE-DAMAGED");
}
