//! What needs no server: which entries a page looks at, which figures count, what a report says.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::registry::{Election, Noun, Object, ProtocolCopy};
use publish::open_data::odata::Query;
use publish::open_data::{Provenance, nist};
use serde_json::{Value, json};

use super::super::counted::{Counted, counted};
use super::super::entities::{Walk, submissions};
use super::super::nist::{Made, report};
use super::super::units::Units;
use crate::registry::Kept;

fn walk(options: &[(&str, &str)], rows: Option<u64>, size: u64) -> Vec<std::ops::Range<u64>> {
    let query = Query::parse(&submissions(), options.iter().copied()).unwrap();
    Walk::new(&query, rows, size).collect()
}

#[test]
fn a_page_looks_at_no_more_entries_than_it_needs_first() {
    let page = |options: &[(&str, &str)]| walk(options, Some(1_000), 1_000_000);
    assert_eq!(page(&[])[..3], [0..1_065, 1_065..1_321, 1_321..1_833]);
    assert_eq!(page(&[("$skiptoken", "999990")])[..], std::slice::from_ref(&(999_991..1_000_000))[..]);
    assert_eq!(page(&[("$orderby", "entry desc")])[..2], [998_935..1_000_000, 998_679..998_935]);
    assert_eq!(page(&[("$orderby", "entry desc"), ("$skiptoken", "5")])[..], std::slice::from_ref(&(0..5))[..]);
    assert_eq!(page(&[("$skiptoken", "999"), ("$count", "true")])[0].start, 0, "whoever counts begins at the beginning");
    assert_eq!(walk(&[], Some(10), 1_000_000)[0], 0..75);
    assert_eq!(walk(&[], None, 1_000_000)[..2], [0..4_096, 4_096..8_192]);
    assert_eq!(walk(&[("$skiptoken", "18446744073709551615")], Some(10), 5), [], "beyond everything");
    assert_eq!(walk(&[], Some(10), 0), []);
}

#[test]
fn ranges_follow_one_another_without_a_gap() {
    for (options, rows) in [(vec![], Some(1_000)), (vec![("$orderby", "entry desc")], Some(7)), (vec![("$filter", "entry gt 1")], None)] {
        let mut ranges = walk(&options, rows, 20_000);
        ranges.sort_by_key(|range| range.start);
        assert_eq!((ranges[0].start, ranges[ranges.len() - 1].end), (0, 20_000));
        assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start), "{ranges:?}");
    }
}

fn kept(noun: Noun, id: &str, object: &Value) -> Kept {
    let object = Object::read(noun, object.to_string().as_bytes()).unwrap();
    Kept { id: id.to_owned(), version: 1, index: 0, at: 0, by: "token:1".to_owned(), object }
}

/// A protocol that two people entered.
fn protocol(id: &str, organisation: &str, station: &str, copy: &str, figures: &[Value]) -> Kept {
    let entry = |(by, figures): (&str, &Value)| json!({"by": by, "at": "2026-12-06T22:00:00Z", "figures": figures});
    let entries: Vec<Value> = ["x", "y"].into_iter().zip(figures).map(entry).collect();
    let object = json!({"organisation": organisation, "station": station, "election": "E", "contest": "president", "copy": copy, "entries": entries});
    kept(Noun::Protocol, id, &object)
}

fn protocols() -> Vec<Kept> {
    let (one, two) = (json!({"a": 300, "b": 0, "in_box": 301, "invalid": 1, "registered": 900}), json!({"a": 290, "b": 10}));
    vec![
        protocol("1", "ONE", "S-1", "observer", &[one.clone(), one.clone()]),
        protocol("2", "TWO", "S-1", "observer", &[one.clone(), one.clone()]),
        protocol("3", "ONE", "S-2", "observer", &[one.clone(), one.clone()]),
        protocol("4", "TWO", "S-2", "observer", &[two.clone(), two.clone()]),
        protocol("5", "ONE", "S-3", "observer", std::slice::from_ref(&one)),
        protocol("6", "ONE", "S-3", "observer", &[one.clone(), two.clone()]),
        protocol("7", "ONE", "S-3", "published", &[two.clone(), two]),
    ]
}

#[test]
fn figures_count_once_and_only_where_they_are_final_and_one() {
    let all = counted(&protocols(), "E", ProtocolCopy::Observer);
    let president = &all["president"];
    assert_eq!(president.figures.keys().collect::<Vec<_>>(), ["S-1"], "two copies that say the same are one; S-3 is not final");
    assert_eq!((president.figures["S-1"]["a"], &president.differing[..]), (300, &["S-2".to_owned()][..]));
    let published = counted(&protocols(), "E", ProtocolCopy::Published);
    assert_eq!(published["president"].figures["S-3"]["a"], 290);
    assert!(counted(&protocols(), "F", ProtocolCopy::Observer).is_empty());
}

fn written(election: &Value, counted: &BTreeMap<String, Counted>, simulated: bool) -> Value {
    let election: Election = serde_json::from_value(election.clone()).unwrap();
    let place = |id: &str, parent: Value| Arc::new(kept(Noun::Place, id, &json!({"names": id, "level": "region", "parent": parent})));
    let places = vec![place("P", Value::Null), place("Q", json!("P")), place("R", json!("gone"))];
    let station =
        |code: &str, place: &str| Arc::new(kept(Noun::Station, code, &json!({"names": code, "place": place, "registered": 1_000})));
    let stations = vec![station("S-1", "Q"), station("S-2", "Q"), station("S-3", "R")];
    let units = Units::new(places, stations, election.country.clone());
    let made = Made { at: "2026-12-07T00:00:00Z".to_owned(), issuer: ("Observers".to_owned(), "ONE".to_owned()) };
    let report = report(&election, &units, counted, ProtocolCopy::Observer, made);
    let mut out = Vec::new();
    nist::write(&report, &Provenance { log: None, simulated }, &mut out).expect("every reference leads somewhere");
    serde_json::from_slice(&out).unwrap()
}

fn election(place: &Value) -> Value {
    let options = json!([{"id": "a", "names": "A"}, {"id": "b", "names": "B"}]);
    json!({"names": {"en": "Election"}, "day": "2026-12-06", "country": "KZ", "contests": [{"id": "president", "names": "President", "place": place, "options": options}]})
}

#[test]
fn a_report_has_the_figures_of_stations_and_no_others() {
    let written_one = written(&election(&Value::Null), &counted(&protocols(), "E", ProtocolCopy::Observer), true);
    assert_eq!((written_one["IsTest"].as_bool(), written_one["Status"].as_str()), (Some(true), Some("unofficial-partial")));
    let notes = written_one["Notes"].as_str().unwrap();
    assert!(notes.starts_with("SIMULATED. ") && notes.ends_with("copies of one station differ: 1."), "{notes}");
    let selections = &written_one["Election"][0]["Contest"][0]["ContestSelection"];
    let count = |number: u64| json!([{"@type": "ElectionResults.VoteCounts", "GpUnitId": "station-S-1", "Type": "total", "Count": number}]);
    assert_eq!((&selections[0]["VoteCounts"], &selections[1]["VoteCounts"]), (&count(300), &count(0)), "a zero that was entered is one");
    let ballots = &written_one["Election"][0]["BallotCounts"];
    assert_eq!((ballots.as_array().unwrap().len(), &ballots[0]["BallotsCast"]), (1, &json!(301)));
    let units = written_one["GpUnit"].as_array().unwrap();
    assert_eq!(units[0]["ComposingGpUnitIds"], json!(["place-P", "place-R"]), "a place whose parent is gone lies in the whole");
    let voters: Vec<&Value> = units.iter().filter(|unit| unit["Type"] == "polling-place").map(|unit| &unit["VotersRegistered"]).collect();
    assert_eq!(voters, [900, 1_000, 1_000], "of the protocol, else of the list");
}

#[test]
fn a_report_is_complete_when_every_station_of_the_contest_counts() {
    let figures = |stations: &[&str]| {
        let of = |station: &&str| ((*station).to_owned(), BTreeMap::from([("a".to_owned(), 1), ("against_all".to_owned(), 2)]));
        let counted = Counted { figures: stations.iter().map(of).collect(), differing: Vec::new() };
        BTreeMap::from([("president".to_owned(), counted)])
    };
    let status = |place: Value, stations: &[&str]| written(&election(&place), &figures(stations), false)["Status"].clone();
    assert_eq!(status(json!("P"), &["S-1", "S-2"]), "unofficial-complete");
    assert_eq!(status(json!("P"), &["S-1"]), "unofficial-partial");
    assert_eq!(status(Value::Null, &["S-1", "S-2"]), "unofficial-partial");
    let one = written(&election(&json!("P")), &figures(&["S-1"]), false);
    let contest = &one["Election"][0]["Contest"][0];
    assert_eq!(contest["ElectionDistrictId"], "place-P");
    assert_eq!(contest["ContestSelection"][2]["VoteCounts"][0]["Count"], 2, "votes against all are votes");
    assert!(contest["ContestSelection"][1].get("VoteCounts").is_none(), "what nobody entered is no zero");
}
