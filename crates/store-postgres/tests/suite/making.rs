//! Batches to write.

use domain::Salt;
use store::rows::{AttachmentRow, Batch, Head, PayloadRow, SealedRow, SubmissionRow};
use store_postgres::testing::Cluster;
use tlog::Hash;
use uuid::Uuid;

/// A cluster with these settings, and the address of an empty database in it; nothing where PostgreSQL is not installed.
pub fn cluster(settings: &[(&str, &str)]) -> Option<(Cluster, String)> {
    let cluster = Cluster::start(settings).unwrap()?;
    let url = cluster.database("record").unwrap();
    Some((cluster, url))
}

/// Submissions from entry `first` on, with these bodies, under one checkpoint.
pub fn batch(first: u64, bodies: &[&[u8]]) -> Batch {
    let mut batch = Batch { first, ..Batch::default() };
    for (index, body) in (first..).zip(bodies) {
        batch.entries.push(format!("entry {index}").into_bytes());
        batch.payloads.push(PayloadRow { index, salt: Salt([1; 32]), body: body.to_vec() });
        batch.submissions.push(submission(index));
    }
    batch.tiles = vec![(0, first / 256, vec![5; 32])];
    batch.heads = vec![Head { size: batch.end(), note: format!("checkpoint of {}", batch.end()) }];
    batch
}

/// A submission as entry `index`.
pub fn submission(index: u64) -> SubmissionRow {
    SubmissionRow {
        index,
        id: Uuid::from_u128(u128::from(index)),
        form: "VOTE".to_owned(),
        station: "0017".to_owned(),
        captured_at: None,
        organisation: None,
        observer: None,
        replaces: None,
        replaced_by: None,
        received_at: 1_772_000_000,
        token: 1,
        fingerprint: [2; 32],
        leaf: Hash([3; 32]),
        private: false,
        erased_by: None,
    }
}

/// An attachment as entry `index`.
pub fn attachment(index: u64, submission: u64) -> AttachmentRow {
    AttachmentRow {
        index,
        submission,
        name: "protocol.jpg".to_owned(),
        media: "image/jpeg".to_owned(),
        length: 70_000,
        sha256: [4; 32],
        working: None,
        sealed: false,
        erased_by: None,
    }
}

/// A sealed block.
pub fn sealed(index: u64, body: &[u8]) -> SealedRow {
    SealedRow { index, body: body.to_vec() }
}
