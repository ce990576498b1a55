//! An object of any noun: read or refused; what is read reads again as itself.
#![no_main]

use domain::registry::{Noun, Object};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, json)) = bytes.split_first() else { return };
    let noun = Noun::ALL[usize::from(*first) % Noun::ALL.len()];
    if let Ok(object) = Object::read(noun, json) {
        assert_eq!(Object::read(noun, &object.to_json()).as_ref(), Ok(&object));
    }
});
