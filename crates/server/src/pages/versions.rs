//! What changed from one version of something to the next.

use pages::views::common::{Change, Version};
use serde_json::{Map, Value};
use store::rows::ObjectRow;

use super::reader::{Reader, moment};

/// Versions, newest first, each with what changed.
pub fn versions(reader: &Reader, rows: &[ObjectRow]) -> Vec<Version> {
    let mut before = Map::new();
    let mut all = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let now = members(&row.body);
        let changes = if at == 0 { Vec::new() } else { changes(reader, &before, &now) };
        all.push(Version { number: row.version, by: reader.by(&row.by), moment: moment(row.at), entry: row.index, changes });
        before = now;
    }
    all.reverse();
    all
}

/// An object's members; none where it was withdrawn or erased.
pub fn members(body: &[u8]) -> Map<String, Value> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// The members that differ.
pub fn changes(reader: &Reader, before: &Map<String, Value>, now: &Map<String, Value>) -> Vec<Change> {
    let mut names: Vec<&String> = before.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let texts = pages::Texts::of(reader.locale);
    let named = |name: &str| texts.find(&format!("member-{}", name.replace('_', "-")), &[]).unwrap_or_else(|| name.to_owned());
    names
        .into_iter()
        .filter(|name| before.get(*name) != now.get(*name))
        .map(|name| Change { field: named(name), from: before.get(name).map(shown), to: now.get(name).map(shown) })
        .collect()
}

/// A value as it is read.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(members) => members.iter().map(|(name, value)| format!("{name}: {}", shown(value))).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
