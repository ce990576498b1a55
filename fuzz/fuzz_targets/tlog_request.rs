//! Any bytes as a request to a witness: refused with a status of the specification, or read and written again byte for byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlog::witness::AddCheckpoint;

fuzz_target!(|bytes: &[u8]| match AddCheckpoint::parse(bytes) {
    Ok(request) => assert_eq!(request.to_string().as_bytes(), bytes),
    Err(refusal) => assert!(matches!(refusal.status(), 400 | 422) && !refusal.remedy().is_empty()),
});
