//! Any bytes as a picture: refused with a remedy, or a working copy that has nothing left to take out and is not longer than the
//! segments that stripping itself writes allow.
#![no_main]

use evidence::strip::{Stripped, strip};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| match strip(&bytes.to_vec().into()) {
    Stripped::Same => {}
    Stripped::Changed(copy) => {
        assert_eq!(strip(&copy), Stripped::Same);
        // A turned side and the padding behind a last chunk are all that can be added.
        assert!(copy.len() <= bytes.len() + 36);
    }
    Stripped::Unreadable(reason) => assert!(!reason.remedy().is_empty() && !reason.code().is_empty()),
});
