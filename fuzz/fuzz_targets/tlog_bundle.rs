//! Any bytes as an entry bundle and as a tile: what is read whole is written again byte for byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlog::{entries, tile};

fuzz_target!(|bytes: &[u8]| {
    let mut again = Vec::new();
    let mut whole = true;
    for entry in entries::entries(bytes) {
        whole &= entry.is_ok_and(|entry| entries::push(&mut again, entry).is_ok());
    }
    assert!(bytes.starts_with(&again));
    assert_eq!(whole, again.len() == bytes.len());
    if let Some(hashes) = tile::from_bytes(bytes) {
        assert_eq!(tile::to_bytes(&hashes), bytes);
    }
});
