//! The JSON document: its shape, its bytes.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::Case;
use serde_json::Value;

fn document(case: &Case) -> Vec<u8> {
    let mut out = Vec::new();
    publish::document::write(&case.input(), &case.texts, &mut out).unwrap();
    out
}

#[test]
fn a_tiny_election_as_json() {
    let case = Case::of(common::release(&["Alder", "Birch"], "North", 6));
    let mut json: Value = serde_json::from_slice(&document(&case)).unwrap();
    // What every document has alike is left to the tests of its own crate.
    let document = json.as_object_mut().unwrap();
    let keys: Vec<String> = document.keys().cloned().collect();
    for long in ["methods", "references", "caveat_texts", "controls", "not_tested"] {
        document.remove(long).unwrap();
    }
    let findings = document["findings"].as_array_mut().unwrap();
    findings.retain(|f| f["area"] == "all" && f["option"] != "Birch");
    insta::assert_json_snapshot!(serde_json::json!({"keys": keys, "document": document}));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let names = ["Alder", "Birch", "Cedar"];
    let (a, b) = (Case::of(common::release(&names, "North", 30)), Case::of(common::release(&names, "North", 30)));
    assert_eq!(document(&a), document(&b));
}

#[test]
fn every_finding_has_the_promised_members() {
    let case = Case::of(common::release(&["Alder", "Birch"], "North", 40));
    let json: Value = serde_json::from_slice(&document(&case)).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), case.examination.findings.len());
    for f in findings {
        for member in ["test", "area", "option", "n", "statistic", "interval", "p", "q", "flag", "verdict", "caveats"] {
            assert!(f.get(member).is_some(), "{member} in {f}");
        }
        assert!(f["verdict"].as_str().is_some_and(|v| v.ends_with('.') && v.len() > 20), "{f}");
    }
}

#[test]
fn names_from_a_hostile_file_come_back_as_they_were() {
    let case = Case::of(common::release(&common::HOSTILE, common::HOSTILE[0], 30));
    let json: Value = serde_json::from_slice(&document(&case)).unwrap();
    assert_eq!(json["election"]["options"][2]["name"], common::HOSTILE[2]);
}
