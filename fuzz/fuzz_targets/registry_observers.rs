//! Lists of observers and of staff: read or refused; no name gets into the report.
#![no_main]

use intake::registry::{ObserverOptions, RegistryOptions, read_observers, read_staff};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let registry = RegistryOptions { known: &|_, _| true, ..RegistryOptions::default() };
    let options = ObserverOptions { registry, organisation: "o", prefix: "KZ", secret: &[0; 32] };
    if let Ok(import) = read_observers("o.csv", bytes, options) {
        for listed in &import.observers {
            assert!(listed.observer.check().is_ok());
        }
    }
    let _ = read_staff("s.csv", bytes, registry);
});
