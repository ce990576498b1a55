//! Any bytes as the files of a case folder. The reader may refuse, never panic, and every refusal has its place and remedy.
//!
//! The input is cut at bytes 0xFF, which no UTF-8 has; each piece replaces the next file of the skeleton, an empty one leaves it as it is.
#![no_main]

use claims::compare::compare;
use claims::law::calendar;
use claims::record::findings;
use claims::timeline::{phase_totals, timeline};
use claims::weigh::weigh;
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
        Ok(read) => {
            assert!(!read.case.id.is_empty());
            // Whatever is read can be weighed.
            let as_of = read.case.as_of.unwrap_or(read.case.election.date);
            let weighed = weigh(&read.case);
            assert!(weighed.len() >= read.case.statements.len());
            let _ =
                (findings(&read.case), calendar(&read.case, as_of), timeline(&read.case), phase_totals(&read.case), compare(&[&read.case]));
        }
        Err(problems) => {
            assert!(!problems.0.is_empty());
            assert!(problems.0.iter().all(|p| !p.file.is_empty() && !p.message.is_empty() && !p.remedy.is_empty()));
        }
    }
});
