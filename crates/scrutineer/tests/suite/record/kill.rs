//! `kill -9` under load: whatever was acknowledged is there, with the same receipt, and no checkpoint that anybody saw is contradicted.
//!
//! Three rounds by default; `SCRUTINEER_KILLS=50` for the long form.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tlog::tree::Frontier;
use tlog::{SignedCheckpoint, hash};
use uuid::Uuid;

use super::server::{Caller, Home, json_of, submission};

/// What the outside holds.
#[derive(Default)]
pub struct Held {
    receipts: Mutex<HashMap<Uuid, Value>>,
    checkpoints: Mutex<Vec<String>>,
}

impl Held {
    /// Receipts held.
    pub fn len(&self) -> usize {
        self.receipts.lock().unwrap().len()
    }
}

/// How often to kill.
pub fn rounds() -> u64 {
    std::env::var("SCRUTINEER_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(3)
}

/// Milliseconds before the kill of a round: spread over start, load and commits.
pub fn moment(round: u64) -> Duration {
    Duration::from_millis(40 + round.wrapping_mul(0x9E37_79B9_7F4A_7C15) % 900)
}

/// Sends submissions and watches checkpoints until the returned handles are aborted.
pub fn load(caller: &Caller, held: &Arc<Held>) -> Vec<tokio::task::JoinHandle<()>> {
    let sender = |caller: Caller, held: Arc<Held>| async move {
        loop {
            let id = Uuid::new_v4();
            match caller.submit(&submission(id, "under load")).await {
                Some((status, receipt)) if status == 201 || status == 200 => drop(held.receipts.lock().unwrap().insert(id, receipt)),
                _ => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    };
    let watcher = |caller: Caller, held: Arc<Held>| async move {
        loop {
            if let Ok(answer) = caller.http.get(format!("{}/log/checkpoint", caller.url)).send().await
                && answer.status().is_success()
                && let Ok(note) = answer.text().await
            {
                held.checkpoints.lock().unwrap().push(note);
            }
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    };
    let mut tasks: Vec<_> = (0..24).map(|_| tokio::spawn(sender(caller.clone(), Arc::clone(held)))).collect();
    tasks.push(tokio::spawn(watcher(caller.clone(), Arc::clone(held))));
    tasks
}

/// Compares what the outside holds with what the server has.
pub async fn compare(caller: &Caller, held: &Held, export: &std::path::Path) {
    let receipts = held.receipts.lock().unwrap().clone();
    for (id, receipt) in &receipts {
        let (status, again) = caller.submit(&submission(*id, "under load")).await.expect("an answer");
        assert_eq!((status.as_u16(), &again), (200, receipt), "{id} is not there as it was acknowledged");
    }
    // The tree that is there now, at each size that anybody saw.
    let mut seen: HashMap<u64, Vec<tlog::Hash>> = HashMap::new();
    let notes = receipts.values().filter_map(|receipt| receipt["checkpoint"].as_str().map(str::to_owned));
    let notes: Vec<String> = held.checkpoints.lock().unwrap().iter().cloned().chain(notes).collect();
    for note in &notes {
        let signed = SignedCheckpoint::parse(note.as_bytes()).expect("a checkpoint");
        seen.entry(signed.checkpoint().size()).or_default().push(*signed.checkpoint().root());
    }
    let folder = tlog::folder::Folder::new(export);
    let size = SignedCheckpoint::parse(&folder.checkpoint().unwrap()).unwrap().checkpoint().size();
    let mut tree = Frontier::new();
    for part in tlog::entries::bundles(size) {
        let (bytes, _) = tlog::entries::read_bundle(&folder, part).unwrap();
        for entry in tlog::entries::entries(&bytes) {
            let roots = seen.remove(&tree.size()).unwrap_or_default();
            assert!(roots.iter().all(|root| *root == tree.root()), "a checkpoint of {} entries is contradicted", tree.size());
            tree.push(hash::leaf(entry.unwrap()));
        }
    }
    assert!(seen.remove(&size).unwrap_or_default().iter().all(|root| *root == tree.root()));
    assert!(seen.is_empty(), "checkpoints of sizes {:?} were seen, and the log ends at {size}", seen.keys());
    assert!(receipts.len() as u64 <= size);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_the_end_of_the_server() {
    let home = Home::new();
    let held = Arc::new(Held::default());
    let mut caller = Caller::new(&home.data(), &home.serve());
    for round in 0..rounds() {
        let server = home.serve();
        caller.url.clone_from(&server.url);
        let tasks = load(&caller, &held);
        tokio::time::sleep(moment(round)).await;
        server.kill();
        for task in tasks {
            task.abort();
            let _ = task.await;
        }
    }
    let server = home.serve();
    caller.url.clone_from(&server.url);
    let export = home.beside("export");
    json_of(&["log", "export", &export.display().to_string(), "--data-dir", &home.arg(), "--json"]);
    compare(&caller, &held, &export).await;
    assert!(held.len() > 20, "nothing was acknowledged: the test tests nothing");
    server.stop();
    assert_eq!(json_of(&["log", "verify", &home.arg(), "--json"])["verified"], true);
    assert_eq!(json_of(&["doctor", "--data-dir", &home.arg(), "--json"])["well"], true);
}
