//! Any text as a mapping: read, or refused with every error's place.
#![no_main]

use intake::Mapping;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(errors) = Mapping::parse(text, "fuzz") {
        assert!(!errors.0.is_empty());
        assert!(errors.0.iter().all(|e| !e.remedy().is_empty()));
    }
});
