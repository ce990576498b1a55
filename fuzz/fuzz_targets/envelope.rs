//! An entry of the log: read or refused; what is read is written again byte for byte.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|entry: &[u8]| {
    if let Ok(envelope) = domain::Envelope::parse(entry) {
        assert_eq!(envelope.to_bytes(), entry);
    }
});
