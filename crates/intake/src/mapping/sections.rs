//! The smaller sections of a mapping.

use domain::Field;
use encoding_rs::Encoding;
use toml::de::{DeTable, DeValue};

use super::parse::{header, headers};
use super::walk::{Walk, get};
use super::{ElectionPart, Empty, FilePart, Format, LevelPart, MappingFault, OptionsPart, Recognise, Select, StationPart};

pub(super) fn election(walk: &mut Walk<'_>, table: &DeTable<'_>) -> ElectionPart {
    walk.only(table, "[election]", &["id", "title", "date", "country", "source", "simulated"]);
    let mut text = |key: &str| get(table, key).and_then(|v| walk.string(v, key));
    let (id, title, country, source) = (text("id"), text("title"), text("country"), text("source"));
    // A date may be written with or without quotes.
    let date = get(table, "date").and_then(|v| match v.get_ref() {
        DeValue::Datetime(d) => Some(d.to_string()),
        _ => walk.string(v, "date"),
    });
    let simulated = get(table, "simulated").and_then(|v| walk.flag(v, "simulated")).unwrap_or(false);
    ElectionPart {
        id: id.unwrap_or_default(),
        title: title.unwrap_or_default(),
        date,
        country,
        source: source.unwrap_or_default(),
        simulated,
    }
}

pub(super) fn file(walk: &mut Walk<'_>, table: &DeTable<'_>) -> FilePart {
    const KEYS: [&str; 9] = ["format", "delimiter", "encoding", "member", "sheet", "header_row", "layout", "empty", "thousands"];
    walk.only(table, "[file]", &KEYS);
    let formats = Format::ALL.map(|f| (f.name(), f));
    let delimiters = [(",", b','), (";", b';'), ("\t", b'\t'), ("|", b'|')];
    let empties = [("missing", Empty::Missing), ("zero", Empty::Zero), ("refuse", Empty::Refuse)];
    FilePart {
        format: get(table, "format").and_then(|v| walk.choice(v, "format", &formats)),
        delimiter: get(table, "delimiter").and_then(|v| walk.choice(v, "delimiter", &delimiters)),
        encoding: get(table, "encoding").and_then(|v| {
            let label = walk.string(v, "encoding")?;
            let encoding = Encoding::for_label(label.as_bytes());
            if encoding.is_none() {
                walk.wrong(&v.span(), "encoding", "the name of an encoding, such as \"utf-8\" or \"windows-1251\"");
            }
            encoding
        }),
        member: get(table, "member").and_then(|v| walk.string(v, "member")),
        sheet: get(table, "sheet").and_then(|v| walk.string(v, "sheet")),
        header_row: get(table, "header_row").and_then(|v| walk.row(v, "header_row")),
        long: get(table, "layout").and_then(|v| walk.choice(v, "layout", &[("wide", false), ("long", true)])).unwrap_or(false),
        empty: get(table, "empty").and_then(|v| walk.choice(v, "empty", &empties)).unwrap_or_default(),
        thousands: get(table, "thousands").and_then(|v| walk.choice(v, "thousands", &[(",", b','), (".", b'.')])),
    }
}

pub(super) fn recognise(walk: &mut Walk<'_>, table: &DeTable<'_>) -> Recognise {
    walk.only(table, "[recognise]", &["has", "lacks", "exactly"]);
    Recognise {
        has: get(table, "has").map(|v| walk.strings(v, "has")).unwrap_or_default(),
        lacks: get(table, "lacks").map(|v| walk.strings(v, "lacks")).unwrap_or_default(),
        exactly: get(table, "exactly").and_then(|v| walk.flag(v, "exactly")).unwrap_or(false),
    }
}

pub(super) fn places(walk: &mut Walk<'_>, table: &DeTable<'_>) -> Vec<LevelPart> {
    walk.only(table, "[places]", &["levels"]);
    let Some(levels) = get(table, "levels") else { return Vec::new() };
    let levels_at = levels.span();
    let mut parts = Vec::new();
    for value in walk.list(levels, "levels") {
        let Some(level) = walk.table(value, "levels") else { continue };
        walk.only(level, "a level of [places]", &["name", "column", "analysed"]);
        for key in ["name", "column"] {
            if !level.contains_key(key) {
                walk.fault(&value.span(), MappingFault::Missing { key, section: "a level of [places]" });
            }
        }
        let name = get(level, "name").and_then(|v| walk.string(v, "name"));
        let column = get(level, "column").and_then(|v| header(walk, v, "column"));
        let analysed = get(level, "analysed").and_then(|v| walk.flag(v, "analysed")).unwrap_or(true);
        if let (Some(name), Some(column)) = (name, column) {
            parts.push(LevelPart { name, column, analysed });
        }
    }
    // The depth of a place is kept in one byte.
    if parts.len() > 20 {
        walk.wrong(&levels_at, "levels", "at most 20 levels");
        parts.truncate(20);
    }
    parts
}

pub(super) fn station(walk: &mut Walk<'_>, table: &DeTable<'_>) -> StationPart {
    walk.only(table, "[station]", &["code", "key"]);
    StationPart {
        code: get(table, "code").map(|v| headers(walk, v, "code")).unwrap_or_default(),
        key: get(table, "key").map(|v| headers(walk, v, "key")).unwrap_or_default(),
    }
}

/// The field that counts ballots found.
pub(super) fn accounts(walk: &mut Walk<'_>, table: &DeTable<'_>) -> Option<Field> {
    walk.only(table, "[accounts]", &["found"]);
    let fields: Vec<(&str, Field)> = Field::ALL.iter().map(|&f| (f.name(), f)).collect();
    get(table, "found").and_then(|v| walk.choice(v, "found", &fields))
}

pub(super) fn options(walk: &mut Walk<'_>, table: &DeTable<'_>, file: &FilePart) -> OptionsPart {
    const KEYS: [&str; 5] = ["columns", "names", "complete", "option_column", "votes_column"];
    walk.only(table, "[options]", &KEYS);
    let at = table.keys().map(toml::Spanned::span).min_by_key(|s| s.start).unwrap_or(0..0);
    let names = get(table, "names").and_then(|v| walk.table(v, "names"));
    let names = names.map(|t| {
        let pairs = t.iter().filter_map(|(k, v)| Some((k.get_ref().to_string(), walk.string(v, "names")?)));
        pairs.collect::<Vec<_>>()
    });
    let complete = get(table, "complete").and_then(|v| walk.flag(v, "complete"));
    if complete.is_none() && !table.contains_key("complete") {
        walk.fault(&at, MappingFault::Missing { key: "complete", section: "[options]" });
    }
    let select = select(walk, table, file.long, &at);
    OptionsPart { select, names: names.unwrap_or_default(), complete: complete.unwrap_or(false), at: walk.at(&at) }
}

fn select(walk: &mut Walk<'_>, table: &DeTable<'_>, long: bool, at: &std::ops::Range<usize>) -> Select {
    let has = |key: &str| table.contains_key(key);
    if long {
        for key in ["option_column", "votes_column"] {
            if !has(key) {
                walk.fault(at, MappingFault::Missing { key, section: "[options] of a long file" });
            }
        }
        if has("columns") {
            walk.fault(at, MappingFault::Conflict("a long file takes its options from `option_column`, not from columns"));
        }
        let option = get(table, "option_column").and_then(|v| header(walk, v, "option_column"));
        let votes = get(table, "votes_column").and_then(|v| header(walk, v, "votes_column"));
        return option.zip(votes).map_or(Select::None, |(option, votes)| Select::Long { option, votes });
    }
    if has("option_column") || has("votes_column") {
        walk.fault(at, MappingFault::Conflict("`option_column` and `votes_column` need `layout = \"long\"` under [file]"));
    }
    let Some(columns) = get(table, "columns") else {
        walk.fault(at, MappingFault::Missing { key: "columns", section: "[options]" });
        return Select::None;
    };
    match columns.get_ref() {
        DeValue::Array(list) => Select::Columns(list.iter().filter_map(|v| header(walk, v, "columns")).collect()),
        DeValue::Table(range) => between(walk, range),
        _ => {
            walk.wrong(&columns.span(), "columns", "a list of headers, { after, before } or { prefix }");
            Select::None
        }
    }
}

fn between(walk: &mut Walk<'_>, range: &DeTable<'_>) -> Select {
    if let Some(prefix) = get(range, "prefix") {
        walk.only(range, "`columns`", &["prefix"]);
        return walk.string(prefix, "prefix").map_or(Select::None, Select::Prefix);
    }
    walk.only(range, "`columns`", &["after", "before", "prefix"]);
    Select::Between {
        after: get(range, "after").and_then(|v| header(walk, v, "after")),
        before: get(range, "before").and_then(|v| header(walk, v, "before")),
    }
}
