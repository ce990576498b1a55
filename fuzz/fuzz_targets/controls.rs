//! Any text as a file of controls.
#![no_main]

use count::ControlSet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(errors) = ControlSet::parse(text, "fuzz") {
        assert!(!errors.is_empty());
        assert!(errors.iter().all(|e| e.line >= 1 && !e.remedy.is_empty()));
    }
});
