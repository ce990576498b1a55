//! A mapping of a register: read, or refused with every error at a place of the text.
#![no_main]

use intake::registry::RegistryMapping;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(errors) = RegistryMapping::parse(text, "m") {
        assert!(!errors.0.is_empty());
    }
});
