//! Pairs of spellings, from vectors/names.json.

use std::path::Path;

use names::{Match, NEAR, Script, compare, fold, same, script};
use serde_json::Value;

fn pairs(section: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/names.json");
    let text = std::fs::read_to_string(path).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    all[section].as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

/// The pairs of a section for which it does not hold, each with its keys.
fn exceptions(section: &str, least: usize, holds: impl Fn(Match) -> bool) -> Vec<String> {
    let pairs = pairs(section);
    assert!(pairs.len() >= least, "{section}: {}", pairs.len());
    let describe = |(a, b): &(String, String)| format!("{a} = {}, {b} = {}: {:?}", fold(a), fold(b), compare(a, b));
    pairs.iter().filter(|(a, b)| !(holds(compare(a, b)) && holds(compare(b, a)))).map(describe).collect()
}

#[test]
fn spellings_of_one_name() {
    let missed = exceptions("same", 60, |found| found == Match::Same);
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(pairs("same").iter().all(|(a, b)| same(a, b)));
}

#[test]
fn different_names_are_not_merged() {
    let merged = exceptions("different", 60, |found| matches!(found, Match::Near(_) | Match::Different));
    assert!(merged.is_empty(), "{merged:#?}");
    assert!(pairs("different").iter().all(|(a, b)| fold(a) != fold(b) && !same(a, b)));
}

/// The price of folding, kept in sight: names that differ only in what romanisations do not keep.
#[test]
fn known_false_merges() {
    let parted = exceptions("merged", 5, |found| found == Match::Same);
    assert!(parted.is_empty(), "these are told apart by now: {parted:#?}");
}

#[test]
fn initials() {
    let missed = exceptions("initials", 5, |found| found == Match::Initials);
    assert!(missed.is_empty(), "{missed:#?}");
    let wrong = exceptions("not_initials", 3, |found| matches!(found, Match::Near(_) | Match::Different));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn near_names() {
    let missed = exceptions("near", 5, |found| matches!(found, Match::Near(alike) if (NEAR..1.0).contains(&alike)));
    assert!(missed.is_empty(), "{missed:#?}");
    assert_eq!(compare("Иванов", "Petrov"), Match::Different);
}

#[test]
fn names_without_letters_are_nobody() {
    assert_eq!(compare("", ""), Match::Different);
    assert_eq!(compare("--", "..."), Match::Different);
    assert!(fold(" .,- '").is_empty());
}

#[test]
fn alphabets() {
    for (name, expected) in [
        ("Nazarbayev", Script::Latin),
        ("Nūrsūltan Äuezov", Script::Latin),
        ("O'Brien-Smith 12", Script::Latin),
        ("Назарбаев", Script::Cyrillic),
        ("Ёлкин-Щукин", Script::Cyrillic),
        ("Тұяқбай", Script::Kazakh),
        ("ТҰЯҚБАЙ", Script::Kazakh),
        ("Nазарбаев", Script::Mixed),
        ("საქართველო", Script::Other),
        ("Nazarbayev საქართველო", Script::Other),
        ("12", Script::Other),
        ("", Script::Other),
    ] {
        assert_eq!(script(name), expected, "{name}");
    }
}

#[test]
fn keys_read_like_names() {
    assert_eq!(fold("Жармахан Тұяқбай").to_string(), "žarmakan tuiakbai");
    assert_eq!(fold("Усть-Каменогорск").words(), ["ust", "kamenogorsk"]);
    assert!(same("Усть-Каменогорск", "Ustkamenogorsk"));
    assert_eq!(fold("Школа № 115").to_string(), "škola no 115");
}
