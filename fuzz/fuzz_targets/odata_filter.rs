//! Any text as a condition of OData: parsed and printed back to the same, or refused at a place inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use publish::open_data::odata::{EntitySet, Filter, QueryError, filter::parse};

fuzz_target!(|text: &str| {
    let set = EntitySet::submissions(&publish::open_data::Columns::default().finish());
    match parse(&set, text) {
        Ok(filter) => {
            let again: Filter = parse(&set, &filter.to_text(&set)).expect("what is printed parses");
            assert_eq!(filter, again);
            let row = ["7", "id", "VOTE", "KZ-17", "", "", "2026-11-24T09:10:00+05:00", "yesterday", "true", "", ""];
            let _: bool = filter.keeps(&set, &row[..]);
        }
        Err(
            QueryError::Unsupported { place, .. }
            | QueryError::Syntax { place, .. }
            | QueryError::Property { place }
            | QueryError::Type { place, .. }
            | QueryError::Limit { place, .. },
        ) => assert!(place.at <= text.len()),
        Err(other) => panic!("no error of a condition: {other}"),
    }
});
