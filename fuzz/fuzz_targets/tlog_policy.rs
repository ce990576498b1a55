//! Any bytes as a policy: read, or refused with the line. All witnesses together reach every quorum.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlog::policy::Policy;

fuzz_target!(|bytes: &[u8]| match Policy::parse(bytes) {
    Ok(policy) => {
        let all = vec![true; policy.witnesses().len()];
        assert!(policy.reached(&all));
    }
    Err(error) => assert!(error.line > 0 && !error.remedy().is_empty()),
});
