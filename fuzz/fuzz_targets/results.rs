//! Any bytes as a file of results: CSV in any encoding, gzip, zip, workbook, Parquet, or none of them. The reader may refuse, never panic.
#![no_main]

use intake::{Limits, ReadOptions, progress, read_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // A small limit, so that a bomb is found out quickly; small pieces, so that cutting into pieces is tried too.
    let options = ReadOptions { limits: Limits { unpacked: 1 << 24, ..Limits::default() }, piece: 64 };
    if let Ok((release, _)) = read_bytes("fuzz", bytes, None, options, &progress::silent) {
        assert_eq!(release.rows.problems.is_empty(), release.rows.refused == 0);
    }
});
