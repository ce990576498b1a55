//! What keeping objects costs, for the examples of both databases.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::Store;
use crate::prepare::{Change, Expected, NewObject};
use crate::rows::ObjectPage;
use crate::sequencer::Work;

use super::report::{object, random};
use super::running::{Running, changed};

/// An object of about 300 bytes.
fn large(noun: &str, number: u32, expected: Expected) -> NewObject {
    NewObject {
        organisation: Some(format!("organisation {}", number % 7)),
        state: Some("open".to_owned()),
        expected: Some(expected),
        ..object(noun, &format!("{number:06}"), &format!("School {number} {}", "x".repeat(270)))
    }
}

async fn import(running: &Running, changes: Vec<Change>) -> Duration {
    let started = Instant::now();
    let answer = running.put(Work::Change(changes)).await;
    let took = started.elapsed();
    changed(answer);
    took
}

/// What was done, and how long it took: an import of 100,000 objects in 100 entries, new versions of all of them, 25,000 objects in
/// entries of their own with a private block of 500 bytes each, and reading 100,000 in pages of 10,000.
pub async fn objects(store: Arc<dyn Store>) -> Vec<(&'static str, Duration)> {
    let running = Running::start(store).await;
    let mut done = Vec::new();
    for (what, expected) in [("100,000 objects in 100 entries", Expected::New), ("new versions of all of them", Expected::Version(1))] {
        let entry = |n: u32| (n * 1000..(n + 1) * 1000).map(|number| large("station", number, expected)).collect();
        let changes = (0..100).map(|n| Change::new(entry(n), None, &mut random()).unwrap()).collect();
        done.push((what, import(&running, changes).await));
    }
    let single = |number| Change::new(vec![large("observer", number, Expected::New)], Some(vec![9; 500]), &mut random()).unwrap();
    done.push(("25,000 objects in entries of their own", import(&running, (0..25_000).map(single).collect()).await));
    let started = Instant::now();
    let mut page = ObjectPage { noun: "station".to_owned(), limit: 10_000, ..ObjectPage::default() };
    let mut read = 0;
    loop {
        let some = running.store.objects(&page).await.unwrap();
        let Some(last) = some.last() else { break };
        page.after = Some(last.id.clone());
        read += some.len();
    }
    assert_eq!(read, 100_000);
    done.push(("reading 100,000 current objects in pages of 10,000", started.elapsed()));
    running.stop().await;
    done
}
