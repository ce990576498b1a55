//! Any bytes as a checkpoint: refused with a remedy, or read and written again byte for byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlog::SignedCheckpoint;

fuzz_target!(|bytes: &[u8]| match SignedCheckpoint::parse(bytes) {
    Ok(signed) => assert_eq!(signed.to_string().as_bytes(), bytes),
    Err(error) => assert!(!error.remedy().is_empty() && !error.code().is_empty()),
});
