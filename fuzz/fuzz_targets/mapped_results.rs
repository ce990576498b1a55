//! Any text under a mapping that fits: rows are used, left out or refused, and none disappears.
#![no_main]

use std::sync::LazyLock;

use intake::{Limits, Mapping, ReadOptions, progress, read_bytes};
use libfuzzer_sys::fuzz_target;

const HEADER: &str = "region,station,registered,issued,valid,invalid,a,b\n";
const MAPPING: &str = r#"
format = 1
[file]
format = "csv"
delimiter = ","
[places]
levels = [{ name = "region", column = "region" }]
[station]
code = "station"
[fields]
registered = "registered"
issued_station = "issued"
valid = "valid"
invalid = "invalid"
[options]
columns = ["a", "b"]
complete = true
"#;

static PARSED: LazyLock<Mapping> = LazyLock::new(|| Mapping::parse(MAPPING, "fuzz").expect("the mapping is right"));

fuzz_target!(|rows: &str| {
    let text = format!("{HEADER}{rows}");
    let read = |piece| {
        let options = ReadOptions { limits: Limits::default(), piece };
        read_bytes("fuzz.csv", text.as_bytes(), Some(&PARSED), options, &progress::silent)
    };
    // Cut into small pieces or read in one: the same stations and the same problems.
    if let (Ok((whole, _)), Ok((pieces, _))) = (read(1 << 20), read(16)) {
        assert_eq!(whole.rows, pieces.rows);
        assert_eq!(whole.stations.codes, pieces.stations.codes);
        assert_eq!(whole.stations.votes, pieces.stations.votes);
        assert_eq!(whole.rows.used, whole.stations.len() as u64);
    }
});
