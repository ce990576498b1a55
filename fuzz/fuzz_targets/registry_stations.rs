//! A list of stations: read or refused; what is read has ids and objects that can be kept.
#![no_main]

use domain::registry::{Noun, Object};
use intake::registry::{RegistryOptions, read_stations};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(import) = read_stations(&[("s.csv", bytes)], RegistryOptions::default()) {
        for (id, station) in &import.stations {
            assert!(Object::id_is_valid(Noun::Station, id) && station.check().is_ok());
        }
    }
});
