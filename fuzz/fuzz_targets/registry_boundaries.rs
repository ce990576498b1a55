//! Boundaries: read or refused; every ring that is read is closed.
#![no_main]

use intake::registry::read_boundaries;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(import) = read_boundaries("b.geojson", bytes, None, &|name| Some(name.to_owned())) {
        for ring in import.boundaries.iter().flat_map(|(_, boundary)| boundary.polygons.iter().flatten()) {
            assert!(ring.len() >= 4 && ring.first() == ring.last());
        }
    }
});
