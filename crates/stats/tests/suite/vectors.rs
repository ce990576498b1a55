//! Reading vectors/stats.json, made by `tests/make_vectors.py`.

use serde_json::Value;
use std::path::Path;

/// One section of the file.
pub fn section(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/stats.json");
    let text = std::fs::read_to_string(path).unwrap();
    let mut all: Value = serde_json::from_str(&text).unwrap();
    all[name].take()
}

/// A section that is a table: rows of numbers.
pub fn table(name: &str) -> Vec<Vec<f64>> {
    section(name).as_array().unwrap().iter().map(numbers).collect()
}

/// A list of numbers.
pub fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(number).collect()
}

/// A number.
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// A list of counts.
pub fn counts(list: &Value) -> Vec<u64> {
    list.as_array().unwrap().iter().map(|v| v.as_u64().unwrap()).collect()
}

/// A whole number stored among floats.
pub fn count(value: f64) -> u64 {
    format!("{value:.0}").parse().unwrap()
}

/// A whole number stored among floats, in 32 bits.
pub fn count32(value: f64) -> u32 {
    u32::try_from(count(value)).unwrap()
}
