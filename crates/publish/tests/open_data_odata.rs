//! `OData`: what a request means, what an answer looks like; and the map.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use publish::open_data::geojson::{EventKind, EventOut, GeoJson, Position, Precisions, StationOut};
use publish::open_data::odata::metadata::{metadata, service_document};
use publish::open_data::odata::{EntitySet, Page, Query, QueryError, SubmissionEntity, filter};
use publish::open_data::{Columns, Layout, LogAt, Provenance, SubmissionOut};
use serde_json::Value;

const ROOT: &str = "https://example.org/odata/VOTE.svc";

fn provenance() -> Provenance {
    Provenance { log: Some(LogAt { origin: "log.example".into(), size: 7, root: "cm9vdA==".into() }), simulated: true }
}

/// Six submissions: `01` counts up, `02` is a text that the last has not.
fn answers() -> Vec<String> {
    (0..6).map(|n| if n == 5 { r#"{"01":105}"#.to_owned() } else { format!(r#"{{"01":10{n},"02":"it's {n}"}}"#) }).collect()
}

fn layout() -> Layout {
    let mut columns = Columns::default();
    (0..).zip(&answers()).for_each(|(entry, text)| columns.see(entry, text).unwrap());
    columns.finish()
}

/// The answer to a request, pages of two rows.
fn ask(options: &[(&str, &str)]) -> Value {
    let (layout, answers) = (layout(), answers());
    let set = EntitySet::submissions(&layout);
    let query = Query::parse(&set, options.iter().copied()).unwrap();
    let mut page = Page::new(&set, &query, 2);
    let mut entity = SubmissionEntity::new(&layout, &provenance());
    let mut order: Vec<u64> = (0..6).collect();
    if query.descending {
        order.reverse();
    }
    for entry in order {
        let captured_at = if entry == 0 { "yesterday" } else { "2026-11-24T09:10:00+05:00" };
        let text = &answers[usize::try_from(entry).unwrap()];
        entity.fill(&SubmissionOut { entry, captured_at, replaced: entry == 3, answers: text, ..SubmissionOut::default() }).unwrap();
        if !page.offer(&entity).unwrap() {
            break;
        }
    }
    let mut out = Vec::new();
    page.finish(&mut out, ROOT, &provenance()).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn entries(answer: &Value) -> Vec<u64> {
    answer["value"].as_array().unwrap().iter().map(|row| row["entry"].as_u64().unwrap()).collect()
}

/// Follows next links to the end.
fn walk(options: &[(&str, &str)]) -> Vec<u64> {
    let mut answer = ask(options);
    let mut all = entries(&answer);
    while let Some(link) = answer["@odata.nextLink"].as_str() {
        let (_, query) = link.split_once('?').unwrap();
        let pairs: Vec<(String, String)> =
            query.split('&').map(|pair| pair.split_once('=').unwrap()).map(|(n, v)| (n.into(), decoded(v))).collect();
        answer = ask(&pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect::<Vec<_>>());
        all.extend(entries(&answer));
        assert!(all.len() < 20, "the links go round");
    }
    all
}

fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(b) = bytes.next() {
        let hex = |b: Option<u8>| char::from(b.unwrap()).to_digit(16).unwrap();
        out.push(if b == b'%' { u8::try_from(hex(bytes.next()) * 16 + hex(bytes.next())).unwrap() } else { b });
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn one_page() {
    insta::assert_json_snapshot!(ask(&[("$count", "true"), ("$filter", "_02 ne 'it''s 1'"), ("$top", "4")]));
}

#[test]
fn next_links_lead_through_everything_once() {
    assert_eq!(walk(&[]), [0, 1, 2, 3, 4, 5]);
    assert_eq!(walk(&[("$orderby", "entry desc")]), [5, 4, 3, 2, 1, 0]);
    assert_eq!(walk(&[("$top", "5"), ("$skip", "1"), ("$count", "true")]), [1, 2, 3, 4, 5]);
    assert_eq!(walk(&[("$top", "3"), ("$orderby", "entry desc"), ("$filter", "_01 ne 104")]), [5, 3, 2]);
    assert_eq!(walk(&[("$top", "0")]), [0; 0]);
}

#[test]
fn the_count_is_of_what_the_filter_keeps_whatever_the_page() {
    let answer = ask(&[("$count", "true"), ("$filter", "_01 ge 102"), ("$top", "1"), ("$skip", "1")]);
    assert_eq!((answer["@odata.count"].as_u64(), entries(&answer)), (Some(4), vec![3]));
    assert_eq!(answer["@odata.nextLink"], Value::Null);
}

#[test]
fn filters_keep_what_they_say() {
    let kept = [
        ("_01 eq 103", vec![3]),
        ("103 lt _01", vec![4, 5]),
        ("_01 ge 103.5 and _01 lt 1e3", vec![4, 5]),
        ("entry lt 1 or entry gt 4", vec![0, 5]),
        ("not (entry lt 1 or entry gt 2)", vec![1, 2]),
        ("entry eq 0 or entry eq 1 and entry eq 2", vec![0]),
        ("(entry eq 0 or entry eq 1) and not contains(_02,'s 0')", vec![1]),
        ("startswith(_02, 'it''s 3')", vec![3]),
        ("_02 eq null", vec![5]),
        ("null ne _02 and entry gt 3", vec![4]),
        ("not startswith(_02,'x') and entry gt 3", vec![4]),
        ("replaced", vec![3]),
        ("replaced eq true or entry eq 0", vec![0, 3]),
        ("captured_at eq null", vec![0]),
        ("captured_at eq 2026-11-24T04:10:00Z and entry le 1", vec![1]),
        ("captured_at gt 2026-11-24T04:10:00.5Z", vec![]),
    ];
    for (text, wanted) in kept {
        assert_eq!(walk(&[("$filter", text)]), wanted, "{text}");
    }
}

#[test]
fn what_cannot_be_answered_is_refused_with_its_place() {
    let set = EntitySet::submissions(&layout());
    let deep = format!("{}replaced{}", "(".repeat(40), ")".repeat(40));
    let long = "x".repeat(5000);
    let asked: [(&str, &str); 37] = [
        ("$filter", "entry"),
        ("$filter", "entry eq"),
        ("$filter", "entry eq 'a'"),
        ("$filter", "form eq 5"),
        ("$filter", "form eq 'a"),
        ("$filter", "nobody eq 5"),
        ("$filter", "replaced gt true"),
        ("$filter", "entry gt null"),
        ("$filter", "captured_at gt 2026-11-24"),
        ("$filter", "captured_at gt 'x'"),
        ("$filter", "not entry eq 5"),
        ("$filter", "entry eq 5 and"),
        ("$filter", "entry eq 5 6"),
        ("$filter", "entry add 5 eq 6"),
        ("$filter", "entry in (1,2)"),
        ("$filter", "tolower(form) eq 'a'"),
        ("$filter", "endswith(form,'a')"),
        ("$filter", "nonsense(form)"),
        ("$filter", "contains(entry,'a')"),
        ("$filter", "contains(form,5)"),
        ("$filter", "form eq id"),
        ("$filter", "g/q eq 5"),
        ("$filter", "entry eq 1e999"),
        ("$filter", "(entry eq 5"),
        ("$filter", "entry eq 5)"),
        ("$filter", "true"),
        ("$filter", "\u{1f5f3}"),
        ("$filter", &deep),
        ("$filter", &long),
        ("$top", "-1"),
        ("$skip", "+1"),
        ("$skiptoken", "x"),
        ("$count", "yes"),
        ("$select", "entry, nobody"),
        ("$orderby", "form"),
        ("$expand", "x"),
        ("$nonsense", "x"),
    ];
    let said: Vec<String> = asked
        .iter()
        .map(|(option, value)| {
            let error: QueryError = Query::parse(&set, [(*option, *value)]).unwrap_err();
            format!("{option}={:.40}\n  {} {error}", value, error.code())
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
    assert_eq!(Query::parse(&set, [("$top", "1"), ("$top", "2")]), Err(QueryError::Twice { option: "$top" }));
}

#[test]
fn the_documents_of_a_service() {
    let sets = [EntitySet::submissions(&layout()), EntitySet::stations(), EntitySet::observers()];
    let xml = metadata(&sets);
    roxmltree::Document::parse(&xml).unwrap();
    insta::assert_snapshot!(xml);
    let service: Value = serde_json::from_str(&service_document(ROOT, &sets)).unwrap();
    assert_eq!(service["@odata.context"], format!("{ROOT}/$metadata"));
    assert_eq!(service["value"][1], serde_json::json!({"name": "Stations", "kind": "EntitySet", "url": "Stations"}));
}

#[test]
fn only_what_is_selected_is_told() {
    let answer = ask(&[("$select", "_01 , entry"), ("$top", "1")]);
    assert_eq!(answer["value"], serde_json::json!([{"_01": 100, "entry": 0}]));
    assert_eq!(answer["@odata.context"], format!("{ROOT}/$metadata#Submissions(_01,entry)"));
}

#[test]
fn a_map() {
    let mut map = GeoJson::new(Vec::new(), &provenance(), Precisions::default()).unwrap();
    let position = Position::new(43.238_949, 76.889_709).ok();
    map.station(&StationOut {
        code: "KZ-17", name: "№ 17 мектеп", places: &["Алматы", "Бостандық"], registered: Some(2412), position
    })
    .unwrap();
    map.station(&StationOut { code: "KZ-18", ..StationOut::default() }).unwrap();
    let at = "2026-11-24T10:00:00+05:00";
    let event = EventOut { entry: 5, event: EventKind::Incident, station: "KZ-17", category: "V02", status: "verified", at, position };
    map.event(&event).unwrap();
    map.event(&EventOut { event: EventKind::Visit, position: None, ..event }).unwrap();
    let bytes = map.finish().unwrap();
    serde_json::from_slice::<Value>(&bytes).unwrap();
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
}

/// Pieces of conditions, put together anyhow.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "entry",
        "form",
        "replaced",
        "captured_at",
        "eq",
        "lt",
        "and",
        "or",
        "not",
        "(",
        ")",
        ",",
        "'it''s'",
        "5",
        "-1.5",
        "true",
        "null",
        "2026-11-24T04:10:00Z",
        "contains(form,'a')",
        "entry gt 5",
        "é",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|list| list.join(" "))
}

proptest! {
    #[test]
    fn a_condition_prints_as_itself_or_is_refused_within_its_text(text in prop_oneof![pieces(), any::<String>()]) {
        let set = EntitySet::submissions(&Columns::default().finish());
        match filter::parse(&set, &text) {
            Ok(filter) => prop_assert_eq!(filter::parse(&set, &filter.to_text(&set)), Ok(filter)),
            Err(QueryError::Syntax { place, .. } | QueryError::Unsupported { place, .. } | QueryError::Type { place, .. }
                | QueryError::Property { place } | QueryError::Limit { place, .. }) => prop_assert!(place.at <= text.len()),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
