//! A record of the first format, which knew stations and no objects, and what must hold of it once it was migrated. Each database's
//! tests make its tables from the text of the first migration, run [`statements`], open it, and call [`it_goes_on`].

use std::sync::Arc;

use domain::{Commitment, Envelope, Kind};
use tlog::writer::TileWriter;
use tlog::{Checkpoint, Hash, hash};
use uuid::Uuid;

use crate::Store;
use crate::prepare::{NewSubmission, Salted};
use crate::rows::ObjectPage;
use crate::sequencer::{Answer, Work};

use super::report::{Report, change, erase, id, object, random, report};
use super::running::{Running, changed, key};
use super::verify;

/// When everything came in.
const TIME: u64 = 1_795_400_000;

/// How a database writes values into a statement.
#[derive(Clone, Copy, Debug)]
pub struct Literals {
    /// Bytes, given in hexadecimal digits.
    pub bytes: fn(&str) -> String,
    /// An id.
    pub id: fn(Uuid) -> String,
}

impl Literals {
    fn of(&self, bytes: &[u8]) -> String {
        (self.bytes)(&hex::encode(bytes))
    }
}

/// What the first format did not read, and kept as it came.
fn reports() -> [Report; 2] {
    [report(1).by("what was no observer then").correcting(id(77)), report(2)]
}

fn prepared(report: &Report) -> NewSubmission {
    match report.work() {
        Work::Submit(new, _) => *new,
        _ => unreachable!("a report is a submission"),
    }
}

/// Entries and tree as they grow.
struct Old {
    tree: TileWriter,
    last: Hash,
    statements: Vec<String>,
    literals: Literals,
}

impl Old {
    fn enter(&mut self, kind: Kind, payload: Option<&Salted>, of: Option<u64>) {
        let commitment = payload.map_or(Commitment([7; 32]), |payload| payload.commitment);
        let entry = Envelope { kind, time: TIME, commitment, of }.to_bytes();
        let (index, literals) = (self.tree.size(), self.literals);
        self.last = hash::leaf(&entry);
        self.tree.push(self.last);
        self.statements.push(format!("INSERT INTO entry (idx, body) VALUES ({index}, {})", literals.of(&entry)));
        if let Some(Salted { salt, body, .. }) = payload {
            let (salt, body) = (literals.of(&salt.0), literals.of(body));
            self.statements.push(format!("INSERT INTO payload (idx, salt, body) VALUES ({index}, {salt}, {body})"));
        }
    }

    /// The row of the entry before.
    fn row(&mut self, report: &Report, fingerprint: &[u8; 32], erased_by: &str) {
        let literals = self.literals;
        let index = self.tree.size() - 1;
        let (form, station) = if erased_by == "NULL" { (report.form.as_str(), report.station.as_str()) } else { ("", "") };
        let captured = if erased_by == "NULL" { "'2026-11-24T09:00:00+05:00'" } else { "NULL" };
        self.statements.push(format!(
            "INSERT INTO submission (idx, id, form, station, captured_at, received_at, token, fingerprint, leaf, private, erased_by)
             VALUES ({index}, {}, '{form}', '{station}', {captured}, {TIME}, 1, {}, {}, FALSE, {erased_by})",
            (literals.id)(report.id),
            literals.of(fingerprint),
            literals.of(&self.last.0),
        ));
    }
}

/// The record: 0 a submission, 1 a station, 2 a submission that was erased by 3.
#[must_use]
pub fn statements(literals: Literals) -> Vec<String> {
    let mut old = Old { tree: TileWriter::new(), last: Hash::default(), statements: Vec::new(), literals };
    let [kept, gone] = reports();
    let new = prepared(&kept);
    old.enter(Kind::Submission, Some(&new.payload), None);
    old.row(&kept, &new.fingerprint(), "NULL");
    old.enter(Kind::Station, Some(&Salted::new(br#"{"code":"1","name":"School 7"}"#.to_vec(), &mut random())), None);
    old.statements.push("INSERT INTO station (idx, code, name) VALUES (1, '1', 'School 7')".to_owned());
    old.enter(Kind::Submission, None, None);
    old.row(&gone, &[0; 32], "3");
    old.enter(Kind::Erasure, Some(&Salted::new(b"{}".to_vec(), &mut random())), Some(2));
    let checkpoint = Checkpoint::new(key().name(), old.tree.size(), old.tree.root()).unwrap().sign(&key()).unwrap();
    old.statements.push(format!("INSERT INTO checkpoint (size, note) VALUES (4, '{checkpoint}')"));
    for (tile, hashes) in old.tree.take() {
        let hashes = literals.of(&hashes);
        old.statements.push(format!("INSERT INTO tile (level, idx, hashes) VALUES ({}, {}, {hashes})", tile.level, tile.index));
    }
    let token = literals.of(&[5; 32]);
    old.statements.push(format!("INSERT INTO token (id, label, hash, scopes, created_at) VALUES (1, 'office', {token}, 'submit', 5)"));
    old.statements
}

/// Everything is there and verifies, and what comes in is taken.
pub async fn it_goes_on(store: Arc<dyn Store>) {
    let running = Running::start_soon(store).await;
    let checked = verify::whole(&*running.store).await;
    assert_eq!((checked.entries, checked.payloads, checked.submissions, checked.erased), (4, 3, 2, 1));
    let [kept, gone] = reports();
    assert_eq!(running.same_report(&kept).await.0.index, 0);
    assert_eq!(running.put(gone.work()).await, Answer::Erased);
    let row = running.store.submission(kept.id).await.unwrap().unwrap();
    assert_eq!((row.organisation, row.observer, row.replaces, row.replaced_by), (None, None, None, None));
    let token = running.store.tokens().await.unwrap().remove(0);
    assert_eq!((token.label.as_str(), token.organisation, token.account), ("office", None, None));
    assert_eq!(running.store.objects(&ObjectPage { noun: "station".to_owned(), limit: 9, ..ObjectPage::default() }).await.unwrap(), []);

    changed(running.put(change(object("station", "1", "School 7"))).await);
    running.new_report(&report(3).correcting(id(1))).await;
    assert_eq!(running.store.submission(id(1)).await.unwrap().unwrap().replaced_by, Some(5));
    assert!(matches!(running.put(erase(id(1))).await, Answer::Gone { .. }));
    running.store.scrub().await.unwrap();
    running.store.self_check().await.unwrap();
    assert_eq!(verify::whole(&*running.store).await.entries, 7);
    running.stop().await;
}
