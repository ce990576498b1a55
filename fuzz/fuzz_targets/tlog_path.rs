//! Any text as a path of a log: refused, or exactly the path of what it names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlog::tile::Resource;

fuzz_target!(|text: &str| {
    if let Ok(resource) = text.parse::<Resource>() {
        assert_eq!(resource.to_string(), text);
    }
});
