//! Any bytes as the files of a case folder. The reader may refuse, never panic, and every refusal has its place and remedy.
//!
//! The input is cut at bytes 0xFF, which no UTF-8 has; each piece replaces the next file of the skeleton, an empty one leaves it as it is.
#![no_main]

use intake::case::{CaseFiles, read_case, skeleton};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut pieces = bytes.split(|b| *b == 0xFF);
    let files = skeleton("fuzz").into_iter().map(|(name, text)| {
        let piece = pieces.next().unwrap_or_default();
        (name, if piece.is_empty() { text.into_bytes() } else { piece.to_vec() })
    });
    let files: CaseFiles = files.collect();
    match read_case(&files) {
        Ok(read) => assert!(!read.case.id.is_empty()),
        Err(problems) => {
            assert!(!problems.0.is_empty());
            assert!(problems.0.iter().all(|p| !p.file.is_empty() && !p.message.is_empty() && !p.remedy.is_empty()));
        }
    }
});
