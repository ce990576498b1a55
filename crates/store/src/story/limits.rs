//! Too much at once, and two who want to write.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::timeout;

use crate::sequencer::{Answer, Limits};
use crate::{SequencerError, StoreError};

use super::Database;
use super::faulty::{Fault, Faulty};
use super::report::{attach, file, id, report};
use super::running::{Hands, Running};
use super::verify;

/// More than may wait is refused as busy; what was refused is taken later, and nothing is there twice.
pub async fn too_much_at_once_is_busy_and_nothing_is_lost(database: &dyn Database) {
    let limits = Limits { waiting: 2, batch: 1, ..Limits::default() };
    let running = Running::start_with(database.open().await, limits, Hands::default()).await.unwrap();
    let mut waiting: Vec<u64> = (0..40).collect();
    let (mut indexes, mut busy) = (HashSet::new(), 0);
    while !waiting.is_empty() {
        let reports: Vec<_> = waiting.iter().map(|number| report(*number)).collect();
        let answers = join_all(reports.iter().map(|report| running.sequencer.put(report.work()))).await;
        let mut refused = Vec::new();
        for (number, answer) in waiting.into_iter().zip(answers) {
            match answer {
                Ok(Answer::Created { receipt, .. }) => assert!(indexes.insert(receipt.index)),
                Err(SequencerError::Busy) => refused.push(number),
                other => panic!("created or busy was expected, not {other:?}"),
            }
        }
        busy += refused.len() as u64;
        waiting = refused;
    }
    assert_eq!(indexes, (0..40).collect());
    assert!(busy > 0, "two may wait, and forty came");
    assert_eq!(running.sequencer.status().refused(), busy);
    assert_eq!(verify::whole(&*running.store).await.submissions, 40);
    running.stop().await;
}

/// Small limits on a store whose next commit waits until it is let go.
async fn held(database: &dyn Database, limits: Limits) -> (Running, Arc<Faulty>, tokio::task::JoinHandle<()>) {
    let faulty = Faulty::around(database.open().await);
    let running = Running::start_with(Arc::clone(&faulty) as _, limits, Hands::default()).await.unwrap();
    let sequencer = running.sequencer.clone();
    faulty.next([Fault::Hold]);
    let first = tokio::spawn(async move {
        sequencer.put(report(1).work()).await.unwrap();
    });
    faulty.holding().await;
    (running, faulty, first)
}

/// A work without any bytes occupies a place like any other.
pub async fn a_work_of_nothing_takes_room_too(database: &dyn Database) {
    let limits = Limits { waiting: 100, waiting_bytes: 2 << 10, batch: 10 };
    let (running, faulty, first) = held(database, limits).await;
    let mut works: Vec<_> = (0..3).map(|_| Box::pin(running.sequencer.put(attach(id(2), &[])))).collect();
    assert!(timeout(Duration::from_millis(50), &mut works[0]).await.is_err(), "it waits");
    assert!(matches!(works.pop().unwrap().await, Err(SequencerError::Busy)));
    faulty.release();
    first.await.unwrap();
    assert_eq!(works.remove(0).await.unwrap(), Answer::Unknown);
    drop(works);
    running.stop().await;
}

/// It would be refused as busy for ever otherwise.
pub async fn a_work_larger_than_all_room_is_taken_alone(database: &dyn Database) {
    let limits = Limits { waiting: 100, waiting_bytes: 4 << 10, batch: 10 };
    let running = Running::start_with(database.open().await, limits, Hands::default()).await.unwrap();
    let large = report(1).saying(&"x".repeat(20_000)).with((0..50).map(|number| file("a.jpg", number)));
    let given = running.new_report(&large).await;
    assert_eq!(running.same_report(&large).await, given);
    running.new_report(&report(2)).await;
    running.stop().await;
}

/// A sender that hangs up leaves its work in the queue: the room is free once the work is done, and no earlier.
pub async fn whoever_stops_waiting_makes_no_room(database: &dyn Database) {
    for limits in [Limits { waiting: 100, waiting_bytes: 2 << 10, batch: 10 }, Limits { waiting: 2, batch: 10, ..Limits::default() }] {
        let database = database.fresh().await;
        let (running, faulty, first) = held(&*database, limits).await;
        assert!(timeout(Duration::from_millis(50), running.sequencer.put(report(2).work())).await.is_err(), "it waits, and is given up");
        assert!(matches!(running.refused(report(3).work()).await, SequencerError::Busy));
        faulty.release();
        first.await.unwrap();
        while running.store.submission(id(2)).await.unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        running.new_report(&report(3)).await;
        running.stop().await;
    }
}

/// The second writer is refused as long as the first is there; readers are not.
pub async fn only_one_writes(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let other = database.open().await;
    assert!(matches!(other.writer().await.map(drop), Err(StoreError::Locked)));
    let second = Running::start_with(Arc::clone(&other), Limits::default(), Hands::default()).await;
    assert!(matches!(second.map(drop), Err(StoreError::Locked)));
    running.new_report(&report(1)).await;
    assert_eq!(other.submission(id(1)).await.unwrap().unwrap().index, 0);
    running.stop().await;
    let running = Running::start_soon(other).await;
    assert_eq!(running.new_report(&report(2)).await.0.index, 1);
    running.stop().await;
}
