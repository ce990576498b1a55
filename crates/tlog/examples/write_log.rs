//! Writes a log of made-up entries: `cargo run --release -p tlog --example write_log -- DIR COUNT [BYTES]`. The keys come from
//! fixed seeds, so they protect nothing. Prints the log's key, the witness's key and the speed.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to whoever runs it")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use tlog::note::Algorithm;
use tlog::witness::{AddCheckpoint, Witness};
use tlog::writer::LogWriter;
use tlog::{Checkpoint, SignerKey};

/// The entry of a number: a line of JSON, filled up to a length.
fn entry(number: u64, bytes: usize) -> String {
    format!("{{\"entry\":{number},\"fill\":\"{:0>width$}\"}}", number.wrapping_mul(0x9E37_79B9_7F4A_7C15), width = bytes.saturating_sub(24))
}

/// Writes one file below the folder.
fn write(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(path, bytes)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().collect();
    let [_, folder, count, rest @ ..] = words.as_slice() else { return Err("usage: write_log DIR COUNT [BYTES]".into()) };
    let (folder, count, bytes) = (Path::new(folder), count.parse::<u64>()?, rest.first().map_or(Ok(200), |word| word.parse::<usize>())?);

    let entries: Vec<String> = (0..count).map(|number| entry(number, bytes)).collect();
    let started = Instant::now();
    let mut log = LogWriter::new();
    for entry in &entries {
        log.append(entry.as_bytes())?;
    }
    let files = log.take();
    let seconds = started.elapsed().as_secs_f64();
    eprintln!(
        "{count} entries of {bytes} bytes appended in {seconds:.3} s: {:.0} entries/s, without writing files",
        count as f64 / seconds
    );
    for (resource, bytes) in &files {
        write(folder, &resource.to_string(), bytes)?;
    }

    let key = SignerKey::from_seed("example.org/trial", Algorithm::Ed25519, &[7; 32])?;
    let witness =
        Witness::new(SignerKey::from_seed("example.org/rival", Algorithm::CosignatureV1, &[8; 32])?, vec![key.verifier().clone()])?;
    let mut checkpoint = Checkpoint::new(key.name(), log.size(), log.root())?.sign(&key)?;
    let request = AddCheckpoint { old: 0, proof: Vec::new(), checkpoint: checkpoint.clone() };
    checkpoint.add(witness.decide(None, &request, 1_700_000_000)?.cosignature);
    write(folder, "checkpoint", checkpoint.to_string().as_bytes())?;
    println!("{}\n{}", key.verifier(), witness.verifier());
    Ok(())
}
