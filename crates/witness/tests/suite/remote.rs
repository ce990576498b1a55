//! Logs behind a URL: verified as in a folder, and what is wrong is named.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tlog::policy::Policy;
use tlog::tile::TileError;
use tlog::verify::{self, Fault, Report};
use tlog::writer::LogWriter;
use tokio::runtime::Handle;
use witness::remote::{EAGER, Remote, RemoteError};

use crate::common::{Running, public, sign};

/// Files of a log behind a server that counts.
#[derive(Clone, Default)]
struct Files {
    by_path: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    asked: Arc<AtomicU64>,
    at_once: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
    failing: Arc<AtomicU64>,
}

async fn file(State(files): State<Files>, Path(path): Path<String>) -> Response {
    files.asked.fetch_add(1, Ordering::SeqCst);
    let now = files.at_once.fetch_add(1, Ordering::SeqCst) + 1;
    files.most.fetch_max(now, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(1)).await;
    files.at_once.fetch_sub(1, Ordering::SeqCst);
    if files.failing.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let found = files.by_path.lock().unwrap().get(&path).cloned();
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response)
}

impl Files {
    /// A log of `size` entries of `length` bytes.
    fn log(size: u64, length: usize) -> Self {
        let mut writer = LogWriter::new();
        for number in 0..size {
            let entry: Vec<u8> = number.to_be_bytes().into_iter().cycle().take(length).collect();
            writer.append(&entry).unwrap();
        }
        let files = Self::default();
        let mut map: BTreeMap<_, _> = writer.take().into_iter().map(|(resource, bytes)| (resource.to_string(), bytes)).collect();
        map.insert("checkpoint".to_owned(), sign(size, writer.root()).to_string().into_bytes());
        *files.by_path.lock().unwrap() = map;
        files
    }

    fn change(&self, path: &str, change: impl FnOnce(&mut Vec<u8>)) {
        change(self.by_path.lock().unwrap().get_mut(path).unwrap());
    }

    async fn serve(&self) -> Running {
        Running::serve(Router::new().route("/a/log/{*path}", get(file)).with_state(self.clone())).await
    }

    /// Verifies the log over HTTP.
    async fn verify(&self) -> Result<Report, Fault> {
        let server = self.serve().await;
        let (handle, url) = (Handle::current(), format!("{}/a/log", server.url()));
        let verified = tokio::task::spawn_blocking(move || {
            let remote = Remote::new(handle, &url).unwrap();
            let checkpoint = remote.checkpoint().unwrap();
            verify::log(&remote, &checkpoint, &public(), &Policy::none(), &mut |_, _| {})
        });
        verified.await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn logs_of_several_shapes_verify_and_each_file_is_fetched_once() {
    for size in [0, 1, 256, 5000, 66_000] {
        let files = Files::log(size, 20);
        let report = files.verify().await.unwrap();
        assert_eq!((report.size, report.entry_bytes), (size, size * 20));
        assert_eq!(files.asked.load(Ordering::SeqCst), files.by_path.lock().unwrap().len() as u64, "{size}");
        let most = files.most.load(Ordering::SeqCst);
        assert!(most <= 16 && (size < 5000 || most > 4), "{most} at the same time");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_byte_is_named_by_its_entry() {
    let files = Files::log(5000, 20);
    files.change("tile/entries/011", |bytes| bytes[22 * 100 + 7] ^= 1);
    let fault = files.verify().await.unwrap_err();
    assert_eq!((fault.code(), fault.path(), fault.entry()), ("TLOG-ENTRY-ALTERED", "tile/entries/011", Some(11 * 256 + 100)));
    // The tile over it as well: both are fetched again out of turn, and the tile is named.
    files.change("tile/0/011", |bytes| bytes[32 * 40] ^= 1);
    let fault = files.verify().await.unwrap_err();
    assert_eq!((fault.code(), fault.path()), ("TLOG-TILE-ALTERED", "tile/0/011"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_checkpoint_of_another_tree_is_named() {
    let files = Files::log(5000, 20);
    files.change("checkpoint", |bytes| *bytes = sign(5000, tlog::Hash([1; 32])).to_string().into_bytes());
    let fault = files.verify().await.unwrap_err();
    assert_eq!((fault.code(), fault.path()), ("TLOG-ROOT", "checkpoint"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_grew_meanwhile_verifies_as_of_its_checkpoint() {
    let (files, grown) = (Files::log(300, 20), Files::log(700, 20));
    let mut later = grown.by_path.lock().unwrap().clone();
    later.insert("checkpoint".to_owned(), files.by_path.lock().unwrap()["checkpoint"].clone());
    // The partial tiles of level 0 are gone; that of level 1 can still grow and stays.
    later.insert("tile/1/000.p/1".to_owned(), files.by_path.lock().unwrap()["tile/1/000.p/1"].clone());
    *files.by_path.lock().unwrap() = later;
    assert_eq!(files.verify().await.unwrap().size, 300);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_missing_cut_off_or_too_long_is_named() {
    for (path, code) in [("tile/0/011", "TLOG-TILE-LENGTH"), ("tile/entries/011", "TLOG-BUNDLE-TOO-MUCH")] {
        let files = Files::log(5000, 20);
        files.change(path, |bytes| bytes.extend(vec![0; EAGER * 2]));
        let fault = files.verify().await.unwrap_err();
        assert_eq!((fault.code(), fault.path()), (code, path));
        files.change(path, |bytes| bytes.truncate(100));
        assert_eq!(files.verify().await.unwrap_err().path(), path);
        files.by_path.lock().unwrap().remove(path);
        let fault = files.verify().await.unwrap_err();
        assert_eq!((fault.code(), fault.path()), ("TLOG-TILE-MISSING", path));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_longest_entries_verify() {
    let files = Files::log(300, tlog::entries::LONGEST);
    assert_eq!(files.verify().await.unwrap().entry_bytes, 300 * 65_535);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stumbles_is_asked_again() {
    let files = Files::log(600, 20);
    let server = files.serve().await;
    let url = format!("{}/a/log", server.url());
    let (handle, failing) = (Handle::current(), Arc::clone(&files.failing));
    let outcome = tokio::task::spawn_blocking(move || {
        let remote = Remote::new(handle, &url).unwrap();
        let checkpoint = remote.checkpoint().unwrap();
        let verify = || verify::log(&remote, &checkpoint, &public(), &Policy::none(), &mut |_, _| {});
        failing.store(2, Ordering::SeqCst);
        let first = verify().is_ok();
        failing.store(u64::MAX, Ordering::SeqCst);
        (first, verify().unwrap_err(), remote.key().unwrap_err())
    });
    let (first, fault, key) = outcome.await.unwrap();
    assert!(first);
    let Fault::Tile(TileError::Store { source, .. }) = fault else { panic!("{fault}") };
    assert_eq!(source.downcast_ref::<RemoteError>().unwrap().code(), "REMOTE-STATUS");
    assert_eq!(key.code(), "REMOTE-STATUS");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_log_is_told_apart() {
    let files = Files::log(3, 20);
    files.by_path.lock().unwrap().insert("key".to_owned(), vec![b'x'; 5000]);
    let server = files.serve().await;
    let (handle, url) = (Handle::current(), server.url());
    let codes = tokio::task::spawn_blocking(move || {
        let open = |address: &str| Remote::new(handle.clone(), address);
        [
            open("example.org").unwrap_err().code(),
            open(&url).unwrap().checkpoint().unwrap_err().code(),
            open(&format!("{url}/a/log/")).unwrap().key().unwrap_err().code(),
            open("http://127.0.0.1:1/").unwrap().checkpoint().unwrap_err().code(),
        ]
    });
    assert_eq!(codes.await.unwrap(), ["REMOTE-ADDRESS", "REMOTE-MISSING", "REMOTE-TOO-LONG", "REMOTE-UNREACHABLE"]);
}
