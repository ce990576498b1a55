//! Any bytes as a receipt: refused with a remedy, or read and written again byte for byte; nothing invented proves anything.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlog::VerifierKey;
use tlog::note::Algorithm;
use tlog::policy::Policy;
use tlog::proof::LogProof;

/// The public key of RFC 8032's first test vector; its private key signed no checkpoint.
const KEY: [u8; 32] = [
    0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6,
    0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a,
];

fuzz_target!(|bytes: &[u8]| match LogProof::parse(bytes) {
    Ok(proof) => {
        assert_eq!(proof.to_string().as_bytes(), bytes);
        if let Ok(key) = VerifierKey::new(proof.checkpoint.checkpoint().origin(), Algorithm::Ed25519, &KEY) {
            assert!(proof.verify(b"", &key, &Policy::none()).is_err());
        }
    }
    Err(error) => assert!(!error.remedy().is_empty() && !error.code().is_empty()),
});
