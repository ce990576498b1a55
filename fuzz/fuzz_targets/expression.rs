//! Any text as an expression: parsed and printed back to the same, or refused at a place inside the text.
#![no_main]

use count::language::{Scope, check_rule, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| match parse(text) {
    Ok(expr) => {
        let printed = expr.to_string();
        let again = parse(&printed).expect("what is printed parses");
        assert_eq!(printed, again.to_string());
        drop(check_rule(&expr, &Scope::default()));
    }
    Err(e) => {
        assert!(e.at.start <= e.at.end && e.at.end <= text.len() + 1);
        assert!(!e.render(text).is_empty());
    }
});
