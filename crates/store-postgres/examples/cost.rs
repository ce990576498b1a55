//! What writing costs: `cargo run -p store-postgres --example cost -- BATCH COUNT`.
//!
//! Prints the rate and the processor time of client and server for 1,000 submissions of 2.2 kB, then what a scrub takes.

use std::error::Error;
use std::fs;
use std::io::{Write, stdout};
use std::time::Instant;

use domain::Salt;
use store::rows::{Head, PayloadRow, SubmissionRow};
use store::{Batch, Store};
use store_postgres::PostgresStore;
use store_postgres::testing::Cluster;
use tlog::Hash;
use tlog::writer::TileWriter;
use uuid::Uuid;

/// Bytes of a submission.
const BODY: usize = 2200;

fn batch(tree: &mut TileWriter, count: u64) -> Batch {
    let first = tree.size();
    let mut batch = Batch { first, ..Batch::default() };
    for index in first..first + count {
        let id = Uuid::new_v4();
        // Half of it repeats, as the names of fields do, and half does not.
        let body: Vec<u8> = (0..BODY / 32).flat_map(|_| [*b"field_name_12_b:", Uuid::new_v4().into_bytes()].concat()).collect();
        let entry = body[..130].to_vec();
        let leaf = tlog::hash::leaf(&entry);
        tree.push(leaf);
        batch.entries.push(entry);
        batch.payloads.push(PayloadRow { index, salt: Salt([7; 32]), body });
        batch.submissions.push(SubmissionRow {
            index,
            id,
            form: format!("FORM{}", index % 10),
            station: format!("{:05}", index % 10_000),
            captured_at: Some("2026-03-01T09:00:00+05:00".to_owned()),
            organisation: None,
            observer: None,
            replaces: None,
            replaced_by: None,
            received_at: 1_772_000_000 + index,
            token: 1,
            fingerprint: [9; 32],
            leaf: Hash(leaf.0),
            private: false,
            erased_by: None,
        });
    }
    batch.tiles = tree.take().into_iter().map(|(tile, bytes)| (tile.level, tile.index, bytes)).collect();
    batch.heads = vec![Head { size: tree.size(), note: "x".repeat(250) }];
    batch
}

/// Processor time of a process in seconds, or of a server's processes that are there.
fn processor_time(of: impl Fn(&str, &str) -> bool) -> f64 {
    let mut used = 0.0;
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let Some((_, rest)) = stat.rsplit_once(") ") else { continue };
        let fields: Vec<&str> = rest.split(' ').collect();
        if of(&entry.file_name().to_string_lossy(), fields[1]) {
            // User and system time, in ticks of which Linux has a hundred a second.
            used += fields[11..13].iter().filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0;
        }
    }
    used
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let each: u64 = arguments.first().map_or(Ok(256), |a| a.parse())?;
    let count: u64 = arguments.get(1).map_or(Ok(50_000), |a| a.parse())?;
    let Some(cluster) = Cluster::start(&[("wal_recycle", "off")])? else { return Ok(()) };
    let store = PostgresStore::open(&cluster.database("cost")?).await?;
    let mut writer = store.writer().await?;
    let mut tree = TileWriter::new();
    let (mut client, mut took) = (0.0, 0.0);
    let postmaster = fs::read_to_string(cluster.data().join("postmaster.pid"))?.lines().next().unwrap_or_default().to_owned();
    let me = std::process::id().to_string();
    let server_time = || processor_time(|_, parent| parent == postmaster);
    let server = server_time();
    for _ in 0..count.div_ceil(each) {
        let batch = batch(&mut tree, each);
        let ids: Vec<Uuid> = batch.submissions.iter().map(|row| row.id).collect();
        let (before, started) = (processor_time(|process, _| process == me), Instant::now());
        writer.known(&ids).await?;
        writer.commit(&batch).await?;
        took += started.elapsed().as_secs_f64();
        client += processor_time(|process, _| process == me) - before;
    }
    let thousands = tree.size() as f64 / 1000.0;
    let server = server_time() - server;
    let line = format!(
        "{} submissions in batches of {each}: {:.0}/s, client {:.1} ms and server {:.1} ms of processor time for 1,000",
        tree.size(),
        thousands * 1000.0 / took,
        client * 1000.0 / thousands,
        server * 1000.0 / thousands
    );
    writeln!(stdout(), "{line}")?;
    let started = Instant::now();
    store.scrub().await?;
    writeln!(stdout(), "scrub: {:.1} s", started.elapsed().as_secs_f64())?;
    drop(cluster);
    Ok(())
}
