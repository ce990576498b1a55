//! Reading vectors/sampling.json.

use std::path::Path;

use sampling::lists::Overlap;
use serde_json::Value;

/// The rows of one section.
pub fn section(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/sampling.json");
    let text = std::fs::read_to_string(path).unwrap();
    let mut all: Value = serde_json::from_str(&text).unwrap();
    let Value::Array(rows) = all[name].take() else { panic!("{name} is not a list") };
    assert!(!rows.is_empty());
    rows
}

/// The table of this name.
pub fn table(name: &str) -> Overlap {
    overlap(section("tables").iter().find(|table| table["name"] == name).unwrap())
}

/// The cells of a table.
pub fn overlap(table: &Value) -> Overlap {
    let cells = table["cells"].as_object().unwrap();
    Overlap::new(table["lists"].as_array().unwrap().len(), cells.iter().map(|(key, count)| (pattern(key), count.as_u64().unwrap())))
        .unwrap()
}

/// `110`, in which the first digit stands for the first list.
pub fn pattern(text: &str) -> u32 {
    (0..).zip(text.chars()).filter(|&(_, digit)| digit == '1').map(|(list, _)| 1 << list).sum()
}

/// A list of texts.
pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// Asserts that the number, rounded to the printed digits, is the printed one.
#[track_caller]
pub fn assert_printed(actual: f64, printed: &Value, what: &str) {
    let Some(printed) = printed.as_str() else { return };
    let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    assert_eq!(format!("{actual:.digits$}"), printed, "{what}: {actual}");
}
