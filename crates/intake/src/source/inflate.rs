//! Unpacking gzip and zip with a limit, so that a few kilobytes cannot fill the memory.

use std::io::{Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;

use super::Opening;
use crate::progress::{Phase, Progress};
use crate::{IntakeError, Limits};

/// Unpacked bytes are taken in steps of this size: between steps the limit is checked and progress reported.
const STEP: u64 = 1 << 20;

pub(crate) fn gzip(name: &str, bytes: &[u8], opening: Opening<'_>) -> Result<Vec<u8>, IntakeError> {
    let broken = |e: std::io::Error| IntakeError::Broken { name: name.to_owned(), format: "gzip", detail: e.to_string() };
    // The last four bytes say how long the (last) member is, modulo 2^32: good enough for a bar and a first allocation.
    let said = bytes.last_chunk::<4>().map_or(0, |b| u64::from(u32::from_le_bytes(*b)));
    take(name, MultiGzDecoder::new(bytes), Sizes { packed: bytes.len() as u64, said }, opening)?.map_err(broken)
}

/// The data file of an archive: the member the mapping names, else the only one there is. Gives its name too.
pub(crate) fn zip(name: &str, bytes: &[u8], member: Option<&str>, opening: Opening<'_>) -> Result<(String, Vec<u8>), IntakeError> {
    let broken = |detail: String| IntakeError::Broken { name: name.to_owned(), format: "zip", detail };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
    let (index, chosen) = choose(name, &mut archive, member)?;
    let inside = archive.by_index(index).map_err(|e| match e {
        zip::result::ZipError::UnsupportedArchive(what) => IntakeError::Unsupported {
            name: name.to_owned(),
            what: format!("a member packed in a way this program does not unpack ({what})"),
            remedy: "Unpack the archive yourself and give the file in it.",
        },
        e => broken(e.to_string()),
    })?;
    let sizes = Sizes { packed: inside.compressed_size(), said: inside.size() };
    let data = take(name, inside, sizes, opening)?.map_err(|e| broken(e.to_string()))?;
    Ok((chosen, data))
}

fn choose(name: &str, archive: &mut ZipArchive<Cursor<&[u8]>>, member: Option<&str>) -> Result<(usize, String), IntakeError> {
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let broken = |e: zip::result::ZipError| IntakeError::Broken { name: name.to_owned(), format: "zip", detail: e.to_string() };
        let entry = archive.by_index_raw(index).map_err(broken)?;
        let path = entry.name().map_err(broken)?.into_owned();
        if !entry.is_dir() {
            members.push((index, path));
        }
    }
    let names = |of: &[(usize, String)]| of.iter().map(|(_, n)| n.clone()).collect::<Vec<_>>();
    let choice = |found, wanted| IntakeError::Choose { name: name.to_owned(), found, wanted, key: "member" };
    if let Some(wanted) = member {
        let named = members.iter().find(|(_, n)| n == wanted).cloned();
        return named.ok_or_else(|| choice(names(&members), format!("the mapping asks for `{wanted}`")));
    }
    members.retain(|(_, path)| !is_clutter(path));
    // A lone member is read whatever it is called: what it holds says what it is.
    if members.iter().any(|(_, path)| !is_beside(path)) {
        members.retain(|(_, path)| !is_beside(path));
    }
    match &members[..] {
        [one] => Ok(one.clone()),
        many => Err(choice(names(many), "one data file is expected".to_owned())),
    }
}

/// What operating systems and packers add beside the data.
fn is_clutter(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("__MACOSX/")
        || file.starts_with('.')
        || file.eq_ignore_ascii_case("thumbs.db")
        || file.eq_ignore_ascii_case("desktop.ini")
}

/// What people put beside a table: descriptions, licences, pictures.
fn is_beside(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let (stem, extension) = file.rsplit_once('.').unwrap_or((&file, ""));
    let kinds = "pdf doc docx odt rtf md html htm json xml toml yaml yml png jpg jpeg gif svg log md5 sha256";
    let table = ["csv", "tsv", "xlsx", "parquet", "gz"].contains(&extension);
    let said = ["readme", "read_me", "licence", "license", "copying", "changelog"].iter().any(|s| stem.starts_with(s));
    said && !table || kinds.split(' ').any(|k| k == extension)
}

#[derive(Clone, Copy)]
struct Sizes {
    packed: u64,
    said: u64,
}

/// Takes all a decoder gives. The outer error is the limit, the inner one the decoder's.
fn take(name: &str, mut from: impl Read, sizes: Sizes, opening: Opening<'_>) -> Result<std::io::Result<Vec<u8>>, IntakeError> {
    let limit = opening.limits.for_packed(sizes.packed);
    if sizes.said > opening.limits.unpacked {
        return Err(IntakeError::TooBig { name: name.to_owned(), limit: opening.limits.unpacked });
    }
    // The declared size is a stranger's word: at most 64 MiB are set aside for it before any data has come.
    let mut data = Vec::with_capacity(usize::try_from(sizes.said.min(64 << 20)).unwrap_or(0) + 1);
    loop {
        match (&mut from).take(STEP).read_to_end(&mut data) {
            Ok(0) => return Ok(Ok(data)),
            Ok(_) => {}
            Err(e) => return Ok(Err(e)),
        }
        let done = data.len() as u64;
        if done > limit {
            return Err(IntakeError::TooBig { name: name.to_owned(), limit });
        }
        (opening.progress)(Progress { phase: Phase::Unpacking, done, total: sizes.said.max(done) });
    }
}

/// Unpacks every part of a workbook into nothing, to know that it stays within the limit before a reader without one opens it.
pub(crate) fn check_parts(name: &str, bytes: &[u8], limits: Limits) -> Result<(), IntakeError> {
    let broken = |detail: String| IntakeError::Broken { name: name.to_owned(), format: "xlsx", detail };
    let limit = limits.for_packed(bytes.len() as u64);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
    let mut total = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| broken(e.to_string()))?;
        let allowed = limit - total + 1;
        total += std::io::copy(&mut part.take(allowed), &mut std::io::sink()).map_err(|e| broken(e.to_string()))?;
        if total > limit {
            return Err(IntakeError::TooBig { name: name.to_owned(), limit });
        }
    }
    Ok(())
}
