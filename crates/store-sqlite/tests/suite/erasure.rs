//! What was erased stands in no file of the folder any more.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use domain::commitment::{Commitment, Salt};
use futures_util::future::join_all;
use store::prepare::{File, NewObject, Salted};
use store::rows::DocumentRow;
use store::sequencer::{Answer, Work};
use store::story::Database as _;
use store::story::report::{attach, entry, erase, forget, form, id, object, report};
use store::story::running::Running;
use store::story::verify;

use crate::common::Sqlite;

/// What every trace of a report begins with; its number follows.
const MARK: &str = "MARK:";

fn mark(number: u64) -> String {
    format!("{MARK}{number:06}")
}

/// 32 bytes that begin with the mark.
fn marked(number: u64, kind: u8) -> [u8; 32] {
    let mut bytes = [kind; 32];
    bytes[..MARK.len() + 6].copy_from_slice(mark(number).as_bytes());
    bytes
}

fn photograph(number: u64, kind: u8) -> File {
    let name = format!("{} {}.jpg", mark(number), "x".repeat(usize::from(kind)));
    File { name, media: mark(number), length: 1, sha256: marked(number, kind), working: Some(marked(number, kind + 1)), sealed: true }
}

/// A report of which everything is marked: answers, form, station, private block, salt, names and hashes of its files.
fn work(number: u64) -> Work {
    let long = usize::try_from(number * number % 3000).unwrap();
    let mut asked = report(number).saying(&format!("{} {}", mark(number), "y".repeat(long))).hiding(&mark(number)).on(&mark(number));
    asked.station = mark(number);
    asked.files = (0..number % 3).map(|kind| photograph(number, u8::try_from(kind * 2).unwrap())).collect();
    let Work::Submit(mut new, files) = asked.work() else { unreachable!() };
    let salt = Salt(marked(number, 0xff));
    new.payload = Salted { salt, commitment: Commitment::of(&salt, &new.payload.body), body: new.payload.body };
    new.sealed = Some(format!("{} {}", mark(number), "z".repeat(long / 2)).into_bytes());
    Work::Submit(new, files)
}

/// The numbers of all reports of which a trace is in a file of the folder.
fn traces(folder: &Path) -> HashSet<u64> {
    let mut found = HashSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let starts = bytes.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK.as_bytes());
        found.extend(
            starts.filter_map(|(at, _)| std::str::from_utf8(bytes.get(at + MARK.len()..at + MARK.len() + 6)?).ok()?.parse::<u64>().ok()),
        );
    }
    found
}

/// So many that pages of tables and indexes are split and merged: SQLite leaves copies of what it moves between the cells of a page.
#[tokio::test(flavor = "multi_thread")]
async fn erased_bytes_are_in_no_file() {
    let sqlite = Sqlite::new();
    let mut running = Running::start(sqlite.open().await).await;
    let mut present = HashSet::new();
    for round in 0..4_u64 {
        let new = round * 1500..(round + 1) * 1500;
        let answers = join_all(new.clone().map(|number| running.put(work(number)))).await;
        assert!(answers.iter().all(|answer| matches!(answer, Answer::Created { .. })));
        present.extend(new);
        let more = present.iter().copied().filter(|number| number % 4 == round % 4);
        join_all(more.map(|number| running.put(attach(id(number), &[photograph(number, 8)])))).await;
        assert_eq!(traces(sqlite.folder()), present, "the search itself finds what is there");
        let mut going: Vec<u64> = present.iter().copied().filter(|number| number * 7 % 11 < 4).collect();
        going.sort_by_key(|number| number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let answers = join_all(going.iter().map(|number| running.put(erase(id(*number))))).await;
        assert!(answers.iter().all(|answer| matches!(answer, Answer::Gone { .. })));
        present.retain(|number| !going.contains(number));
        running.put(form("OPEN", "Opening", &[])).await;
        running.store.scrub().await.unwrap();
        let left: Vec<u64> = traces(sqlite.folder()).difference(&present).copied().collect();
        assert!(left.is_empty(), "round {round}: erased, and still in a file: {left:?}");
        verify::whole(&*running.store).await;
        running.stop().await;
        running = Running::start_soon(sqlite.open().await).await;
    }
    running.stop().await;
}

/// An object of which everything is marked but its id: its version's number, private block, names, body.
fn marked_object(number: u64, version: u64) -> Work {
    let long = usize::try_from(number * version * 37 % 3000).unwrap();
    let body = format!("\"{} {}\"", mark(number), "y".repeat(long)).into_bytes();
    let named = || Some(format!("{} {}", mark(number), "s".repeat(long % 90)));
    let new = NewObject {
        organisation: named(),
        station: named(),
        state: named(),
        by: mark(number),
        body,
        ..object("observer", &number.to_string(), "")
    };
    let sealed = number.is_multiple_of(2).then(|| format!("{} {}", mark(number), "z".repeat(long / 2)));
    Work::Change(vec![entry(vec![new], sealed.as_deref())])
}

/// The same of objects, with versions that become outdated in between.
#[tokio::test(flavor = "multi_thread")]
async fn erased_objects_are_in_no_file() {
    let sqlite = Sqlite::new();
    let running = Running::start(sqlite.open().await).await;
    let mut present = HashSet::new();
    for round in 0..3_u64 {
        let new = round * 600..(round + 1) * 600;
        for version in 1..4 {
            let answers = join_all(new.clone().map(|number| running.put(marked_object(number, version)))).await;
            assert!(answers.iter().all(|answer| matches!(answer, Answer::Changed { .. })));
        }
        present.extend(new);
        assert_eq!(traces(sqlite.folder()), present, "the search itself finds what is there");
        let mut going: Vec<u64> = present.iter().copied().filter(|number| number * 7 % 11 < 4).collect();
        going.sort_by_key(|number| number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for number in &going {
            assert!(matches!(running.put(forget("observer", &number.to_string())).await, Answer::Gone { .. }));
        }
        present.retain(|number| !going.contains(number));
        running.store.scrub().await.unwrap();
        let left: Vec<u64> = traces(sqlite.folder()).difference(&present).copied().collect();
        assert!(left.is_empty(), "round {round}: erased, and still in a file: {left:?}");
    }
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// What was removed or replaced beside the record goes with the next scrub.
#[tokio::test(flavor = "multi_thread")]
async fn removed_documents_are_in_no_file() {
    let sqlite = Sqlite::new();
    let store = sqlite.open().await;
    let document = |number: u64, text: &str| {
        let id = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_string();
        DocumentRow { kind: "session".to_owned(), id, lookup: None, version: 0, expires_at: None, body: text.as_bytes().to_vec() }
    };
    for number in 0..200 {
        assert!(store.put_document(&document(number, &format!("{}{}", mark(number), "y".repeat(300))), None).await.unwrap());
    }
    assert_eq!(traces(sqlite.folder()).len(), 200);
    for number in 0..100 {
        assert!(store.remove_document("session", &document(number, "").id).await.unwrap());
        assert!(store.put_document(&document(number + 100, "replaced"), Some(1)).await.unwrap());
    }
    while store.scrub().await.is_err() {}
    assert_eq!(traces(sqlite.folder()), HashSet::new());
}

/// A reader that stays at its moment keeps older pages in use. Then it is said that something is left, and it goes with the next try.
#[tokio::test(flavor = "multi_thread")]
async fn a_scrub_that_cannot_be_complete_says_so() {
    let sqlite = Sqlite::new();
    let running = Running::start(sqlite.open().await).await;
    running.put(work(1)).await;
    let moment = running.store.snapshot().await.unwrap();
    running.put(erase(id(1))).await;
    assert!(running.store.scrub().await.is_err());
    drop(moment);
    while running.store.scrub().await.is_err() {}
    assert_eq!(traces(sqlite.folder()), HashSet::new());
    running.stop().await;
}
