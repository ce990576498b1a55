//! A submission's body: read or refused; what is read reads again as itself, and nothing private stays in the public part.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let sealed = |_: &str| vec!["11".to_owned(), "12".to_owned()];
    if let Ok(once) = intake::submission::read_submission(body, sealed) {
        let again = intake::submission::read_submission(&once.public, sealed).expect("the public part is a submission");
        assert!(again.private.is_none());
        assert_eq!(again.public, once.public);
        intake::submission::members(&once.public).expect("an object");
    }
});
