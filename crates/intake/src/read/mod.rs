//! From a file to a release.

mod block;
mod fault;
mod header;
mod long;
mod merge;
mod names;

use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{Election, Level, PlaceTreeBuilder, Release, SourceFile};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::guess::Guess;
use crate::mapping::resolve::Plan;
use crate::mapping::{FilePart, Mapping};
use crate::progress::{OnProgress, Phase, Progress};
use crate::source::{self, Opening, Table};
use crate::text::split::{self, Piece};
use crate::{Explanation, IntakeError, Limits};

/// How the mapping of a release was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The caller gave it.
    Given,
    /// It came with the program and fits the file.
    Shipped,
    /// It was guessed from the headers and the data.
    Guessed,
}

/// The mapping a release was read with.
#[derive(Clone, Debug, Serialize)]
pub struct MappingUsed {
    /// What the mapping is called.
    pub name: String,
    /// How it was found.
    pub how: How,
    /// What was recognised of the file, and for a guess why each column was taken for what it was.
    pub explanations: Vec<Explanation>,
    /// What the guess is not sure of; empty otherwise.
    pub doubts: Vec<String>,
}

/// Settings of reading that only tests and servers change.
#[derive(Clone, Copy, Debug)]
pub struct ReadOptions {
    /// What a file may unpack to.
    pub limits: Limits,
    /// Bytes of text one thread reads at a time. 1 MiB keeps all threads busy to the end at 30 MB and costs nothing at 1 GB.
    pub piece: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), piece: 1 << 20 }
    }
}

/// Reads a file of results. Without a mapping, a shipped one that fits is taken, else one is guessed.
///
/// Refused rows do not refuse the file: they stand in the release's `rows.problems`, and the caller decides.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read_results(path: &Path, mapping: Option<&Mapping>, progress: OnProgress<'_>) -> Result<(Release, MappingUsed), IntakeError> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    progress(Progress { phase: Phase::Opening, done: 0, total: 0 });
    let bytes = std::fs::read(path).map_err(|source| IntakeError::Io { name: name.clone(), source })?;
    read_bytes(&name, &bytes, mapping, ReadOptions::default(), progress)
}

/// Reads a file of results that is in memory already; see [`read_results`].
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    mapping: Option<&Mapping>,
    options: ReadOptions,
    progress: OnProgress<'_>,
) -> Result<(Release, MappingUsed), IntakeError> {
    // The hash of the file is taken on one thread while the others read it.
    let (sha256, read) = rayon::join(|| hex(&Sha256::digest(bytes)), || read(name, bytes, mapping, options, progress));
    let (mut release, used) = read?;
    release.source = SourceFile { name: name.to_owned(), bytes: bytes.len() as u64, sha256 };
    Ok((release, used))
}

/// Guesses a mapping for a file, as [`read_results`] does when none fits.
///
/// # Errors
/// When the file cannot be opened or nothing in it looks like results.
pub fn guess_file(name: &str, bytes: &[u8]) -> Result<Guess, IntakeError> {
    let opening = Opening { limits: Limits::default(), progress: &crate::progress::silent };
    let table = source::open(name, bytes, &FilePart::default(), opening)?;
    header::guess(name, &table)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}

fn read(
    name: &str,
    bytes: &[u8],
    mapping: Option<&Mapping>,
    options: ReadOptions,
    progress: OnProgress<'_>,
) -> Result<(Release, MappingUsed), IntakeError> {
    if bytes.is_empty() {
        return Err(IntakeError::Empty { name: name.to_owned() });
    }
    let file = mapping.map_or_else(FilePart::default, |m| m.file.clone());
    let table = source::open(name, bytes, &file, Opening { limits: options.limits, progress })?;
    let header::Start { mapping, plan, body, line, used } = header::start(name, &table, mapping)?;
    let blocks = read_rows(name, &table, &plan, (body, line), options.piece, progress)?;
    let stations: usize = blocks.iter().map(|b| b.stations.len()).sum();
    let seen = blocks.iter().any(|b| !b.stations.is_empty() || b.refused > 0 || b.left_out.iter().any(|&n| n > 0));
    if !seen {
        return Err(IntakeError::NoRows { name: name.to_owned() });
    }
    let total = stations as u64;
    progress(Progress { phase: Phase::Building, done: 0, total });
    let release = build(name, blocks, &mapping, &plan);
    progress(Progress { phase: Phase::Building, done: total, total });
    Ok((release, used))
}

/// Reads all rows on all threads; one piece after the other where quoted cells make cutting unsafe.
fn read_rows(
    name: &str,
    table: &Table<'_>,
    plan: &Plan,
    (body, line): (usize, u32),
    piece: usize,
    progress: OnProgress<'_>,
) -> Result<Vec<block::Block>, IntakeError> {
    let text: &[u8] = &table.text;
    let total = (text.len() - body.min(text.len())) as u64;
    let done = AtomicU64::new(0);
    let read = |p: &Piece| {
        let block = block::read(text, p, table.dialect, plan, name);
        let done = done.fetch_add(p.bytes.len() as u64, Ordering::Relaxed) + p.bytes.len() as u64;
        progress(Progress { phase: Phase::Rows, done, total });
        block
    };
    let pieces = split::pieces(text, body, line, table.dialect, piece);
    let mut blocks: Vec<block::Block> = pieces.par_iter().map(read).collect();
    // A piece that ends inside quotes was cut in the wrong place, unless it is the last one.
    let cut_wrong = blocks.iter().rev().skip(1).any(|b| b.open_quote.is_some());
    if cut_wrong {
        done.store(0, Ordering::Relaxed);
        blocks = vec![read(&Piece { bytes: body..text.len(), line })];
    }
    match blocks.iter().find_map(|b| b.open_quote) {
        Some(line) => Err(IntakeError::OpenQuote { name: name.to_owned(), line: u64::from(line) }),
        None => Ok(blocks),
    }
}

fn build(file: &str, blocks: Vec<block::Block>, mapping: &Mapping, plan: &Plan) -> Release {
    let levels = mapping.levels.iter().map(|l| Level { name: l.name.clone(), analysed: l.analysed }).collect();
    let places = PlaceTreeBuilder::new(levels);
    let reasons: Vec<String> = mapping.leave_out.iter().map(|r| r.reason.clone()).collect();
    let merged = match &plan.long {
        Some(l) => long::long(blocks, plan, l, &reasons, places, file),
        None => merge::wide(blocks, plan, &reasons, places, file),
    };
    let part = &mapping.election;
    let election = Election {
        id: part.id.clone(),
        title: part.title.clone(),
        date: part.date.clone(),
        source: part.source.clone(),
        simulated: part.simulated,
        options: merged.options,
        options_complete: mapping.options.complete,
        country: part.country.clone(),
        found: mapping.found,
    };
    Release::new(election, SourceFile::default(), merged.places.finish(), merged.stations, merged.rows)
}
