//! From the text of a mapping to a [`Mapping`], with all errors at once.

use domain::Field;
use toml::de::{DeTable, DeValue};

use super::walk::{Value, Walk, get};
use super::{Header, Mapping, MappingErrors, MappingFault, Rule, Source, Test, Want, When, sections};
use crate::text::{folded, number};

const SECTIONS: [&str; 12] = [
    "format",
    "election",
    "file",
    "recognise",
    "places",
    "station",
    "fields",
    "accounts",
    "options",
    "turnout_h",
    "published_share",
    "leave_out",
];

/// What a column may be named by, for messages.
pub(super) const HEADER_FORMS: &str = "a header in quotes, a list of alternatives, or { starts_with, contains, not_contains }";

pub(super) fn mapping(text: &str, name: &str) -> Result<Mapping, MappingErrors> {
    let mut walk = Walk::new(text, name);
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for e in errors {
            walk.fault(&e.span().unwrap_or(0..0), MappingFault::Toml(e.message().to_owned()));
        }
        // After a slip of syntax the rest of the document may be misread: errors found in it would mislead.
        return walk.finish(Mapping::default());
    }
    let top = document.get_ref();
    walk.only(top, "the mapping", &SECTIONS);
    version(&mut walk, top);
    let file = section(&mut walk, top, "file").map(|t| sections::file(&mut walk, t)).unwrap_or_default();
    let options = section(&mut walk, top, "options").map(|t| sections::options(&mut walk, t, &file)).unwrap_or_default();
    let mapping = Mapping {
        name: name.to_owned(),
        election: section(&mut walk, top, "election").map(|t| sections::election(&mut walk, t)).unwrap_or_default(),
        recognise: section(&mut walk, top, "recognise").map(|t| sections::recognise(&mut walk, t)).unwrap_or_default(),
        levels: section(&mut walk, top, "places").map(|t| sections::places(&mut walk, t)).unwrap_or_default(),
        station: section(&mut walk, top, "station").map(|t| sections::station(&mut walk, t)).unwrap_or_default(),
        fields: section(&mut walk, top, "fields").map(|t| fields(&mut walk, t, file.long)).unwrap_or_default(),
        found: section(&mut walk, top, "accounts").and_then(|t| sections::accounts(&mut walk, t)),
        turnout_h: section(&mut walk, top, "turnout_h").map(|t| turnout(&mut walk, t)).unwrap_or_default(),
        shares: section(&mut walk, top, "published_share").map(|t| shares(&mut walk, t)).unwrap_or_default(),
        leave_out: get(top, "leave_out").map(|v| leave_out(&mut walk, v)).unwrap_or_default(),
        file,
        options,
    };
    walk.finish(mapping)
}

fn version(walk: &mut Walk<'_>, top: &DeTable<'_>) {
    match get(top, "format") {
        Some(v) if matches!(v.get_ref(), DeValue::Integer(i) if i.as_str() == "1") => {}
        Some(v) => walk.fault(&v.span(), MappingFault::Version),
        None => walk.fault(&(0..0), MappingFault::Version),
    }
}

fn section<'v, 'i>(walk: &mut Walk<'_>, top: &'v DeTable<'i>, key: &str) -> Option<&'v DeTable<'i>> {
    get(top, key).and_then(|v| walk.table(v, key))
}

/// A column in any of the forms a mapping may name it by.
pub(super) fn header(walk: &mut Walk<'_>, value: &Value<'_>, key: &str) -> Option<Header> {
    let want = match value.get_ref() {
        DeValue::String(s) => Want::Named(vec![s.to_string()]),
        DeValue::Array(_) => Want::Named(walk.strings(value, key)),
        DeValue::Table(t) => pattern(walk, t, key),
        _ => {
            walk.wrong(&value.span(), key, HEADER_FORMS);
            return None;
        }
    };
    let empty = match &want {
        Want::Named(names) => names.is_empty() || names.iter().any(|n| n.trim().is_empty()),
        Want::Pattern { starts_with, contains, .. } => starts_with.is_none() && contains.is_empty(),
    };
    if empty {
        walk.wrong(&value.span(), key, HEADER_FORMS);
        return None;
    }
    Some(Header { want, at: walk.at(&value.span()) })
}

fn pattern(walk: &mut Walk<'_>, table: &DeTable<'_>, key: &str) -> Want {
    walk.only(table, &format!("`{key}`"), &["starts_with", "contains", "not_contains"]);
    Want::Pattern {
        starts_with: get(table, "starts_with").and_then(|v| walk.string(v, "starts_with")),
        contains: get(table, "contains").map(|v| walk.strings(v, "contains")).unwrap_or_default(),
        not_contains: get(table, "not_contains").map(|v| walk.strings(v, "not_contains")).unwrap_or_default(),
    }
}

/// One column, or a list of columns.
pub(super) fn headers(walk: &mut Walk<'_>, value: &Value<'_>, key: &str) -> Vec<Header> {
    match value.get_ref() {
        DeValue::Array(list) => list.iter().filter_map(|v| header(walk, v, key)).collect(),
        _ => header(walk, value, key).into_iter().collect(),
    }
}

fn fields(walk: &mut Walk<'_>, table: &DeTable<'_>, long: bool) -> Vec<(Field, Source)> {
    let known: Vec<&str> = Field::ALL.iter().map(|f| f.name()).collect();
    walk.only(table, "[fields]", &known);
    let mut fields = Vec::new();
    for (key, value) in table {
        let Some(field) = Field::from_name(key.get_ref()) else { continue };
        let source = match value.get_ref() {
            DeValue::Table(t) if t.contains_key("sum") => {
                walk.only(t, &format!("`{}`", field.name()), &["sum"]);
                get(t, "sum").map(|v| Source::Columns(headers(walk, v, "sum")))
            }
            DeValue::Table(t) if t.contains_key("option") => {
                walk.only(t, &format!("`{}`", field.name()), &["option"]);
                if !long {
                    walk.fault(&value.span(), MappingFault::Conflict("`option` in [fields] needs `layout = \"long\"` under [file]"));
                }
                get(t, "option").and_then(|v| walk.string(v, "option")).map(Source::Option)
            }
            _ => header(walk, value, field.name()).map(|h| Source::Columns(vec![h])),
        };
        fields.extend(source.map(|s| (field, s)));
    }
    fields.sort_by_key(|(f, _)| *f);
    fields
}

fn turnout(walk: &mut Walk<'_>, table: &DeTable<'_>) -> Vec<(u32, Header)> {
    let mut times = Vec::new();
    for (key, value) in table {
        match number::time(key.get_ref().as_bytes()) {
            Ok(minutes @ 0..2880) => times.extend(header(walk, value, key.get_ref()).map(|h| (minutes, h))),
            _ => walk.wrong(&key.span(), key.get_ref(), "a time such as \"10:00\""),
        }
    }
    times.sort_by_key(|(t, _)| *t);
    times
}

fn shares(walk: &mut Walk<'_>, table: &DeTable<'_>) -> Vec<(String, Header)> {
    table.iter().filter_map(|(key, value)| Some((key.get_ref().to_string(), header(walk, value, key.get_ref())?))).collect()
}

fn leave_out(walk: &mut Walk<'_>, value: &Value<'_>) -> Vec<Rule> {
    let rules = walk.list(value, "leave_out");
    rules.iter().filter_map(|v| walk.table(v, "leave_out").and_then(|t| rule(walk, v, t))).collect()
}

fn rule(walk: &mut Walk<'_>, value: &Value<'_>, table: &DeTable<'_>) -> Option<Rule> {
    const TESTS: [&str; 4] = ["equals", "in", "contains", "starts_with"];
    walk.only(table, "[[leave_out]]", &["reason", "column", "rows", "equals", "in", "contains", "starts_with"]);
    let reason = get(table, "reason").and_then(|v| walk.string(v, "reason"));
    if !table.contains_key("reason") {
        walk.fault(&value.span(), MappingFault::Missing { key: "reason", section: "[[leave_out]]" });
    }
    let tests: Vec<&str> = TESTS.into_iter().filter(|t| table.contains_key(*t)).collect();
    let when = match (get(table, "column"), get(table, "rows"), &tests[..]) {
        (None, Some(rows), []) => {
            let lines = walk.list(rows, "rows").iter().filter_map(|v| walk.row(v, "rows")).collect();
            Some(When::Lines(lines))
        }
        (Some(column), None, [test]) => {
            let words = get(table, test).map(|v| walk.strings(v, test)).unwrap_or_default();
            let first = words.first().map(|w| folded(w)).unwrap_or_default();
            let test = match *test {
                "contains" => Test::Contains(first),
                "starts_with" => Test::StartsWith(first),
                _ => Test::Equals(words.iter().map(|w| folded(w)).collect()),
            };
            header(walk, column, "column").map(|h| When::Cell(h, test))
        }
        _ => {
            let fault = MappingFault::Conflict("a rule needs `rows`, or `column` with one of `equals`, `in`, `contains`, `starts_with`");
            walk.fault(&value.span(), fault);
            None
        }
    };
    Some(Rule { reason: reason?, when: when? })
}
