//! `check`, `tabulate`, `mapping`, `tests`, `controls`.

use crate::run::{Folder, HONEST, err, out};

#[test]
fn tabulate_adds_up_places() {
    let folder = Folder::mapped(HONEST);
    insta::assert_snapshot!(out(&folder.run(&["tabulate", "results.csv", "--by", "region", "--quiet"])));
    let document = folder.json(&["tabulate", "results.csv", "--by", "district", "--json", "--quiet"]);
    let rows = document["table"]["rows"].as_array().unwrap();
    let votes: u64 = rows.iter().map(|r| r["votes"][0]["sum"].as_u64().unwrap()).sum();
    assert_eq!((rows.len(), votes), (4, 3461));
    let csv = out(&folder.run(&["tabulate", "results.csv", "--csv", "--quiet"]));
    assert!(csv.starts_with("place,stations,registered") && csv.contains("\nall,12,11200,6679,6679,6584,"), "{csv}");
}

#[test]
fn check_names_station_line_and_both_sides() {
    let folder = Folder::with(&HONEST.replace("5,1100,689,680,9,377,303", "5,600,689,680,9,377,303"));
    let text = out(&folder.run(&["check", "results.csv", "--quiet"]));
    insta::assert_snapshot!(text);
    let document = folder.json(&["check", "results.csv", "--json", "--quiet"]);
    let control = document["controls"].as_array().unwrap().iter().find(|c| c["id"] == "C10").unwrap().clone();
    assert_eq!(control["violations"][0]["station"], "North/B/5");
    assert_eq!(control["violations"][0]["line"], 6);
}

#[test]
fn controls_of_ones_own_are_used_and_errors_point_at_the_character() {
    let folder = Folder::with(HONEST);
    let control = |rule: &str| {
        format!("[[control]]\nid = \"MINE\"\nlevel = \"soft\"\nrule = \"{rule}\"\nmessage = \"m\"\nexplanation = \"e\"\norigin = \"me\"\n")
    };
    std::fs::write(folder.path("mine.toml"), control("invalid <= 10")).unwrap();
    let document = folder.json(&["check", "results.csv", "--controls", "mine.toml", "--json", "--quiet"]);
    assert_eq!(document["controls"][0]["violations"].as_array().unwrap().len(), 3);
    std::fs::write(folder.path("bad.toml"), control("invalid <= registred")).unwrap();
    let output = folder.run(&["controls", "bad.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("registered") && err(&output).contains('^'), "{}", err(&output));
}

#[test]
fn a_parameter_of_a_control_can_be_set() {
    let folder = Folder::with(HONEST);
    let violations = |set: &str| {
        let document = folder.json(&["check", "results.csv", "--set", set, "--json", "--quiet"]);
        document["controls"].as_array().unwrap().iter().find(|c| c["id"] == "C35").unwrap()["violations"].as_array().unwrap().len()
    };
    assert_eq!(violations("C35.margin=5"), 0);
    assert_eq!(folder.run(&["check", "results.csv", "--set", "C35.marginn=5"]).status.code(), Some(2));
}

#[test]
fn a_guessed_mapping_can_be_kept_and_used() {
    let folder = Folder::with(HONEST);
    let output = folder.run(&["mapping", "guess", "results.csv", "--out", "m.toml"]);
    assert!(output.status.success(), "{}", err(&output));
    let document = folder.json(&["examine", "results.csv", "--mapping", "m.toml", "--json", "--quiet"]);
    assert_eq!(document["election"]["registered"], 11_200);
    assert_eq!(document["mapping"]["how"], "given");
    let again = folder.run(&["mapping", "guess", "results.csv", "--out", "m.toml"]);
    assert_eq!(again.status.code(), Some(1), "a file is never overwritten");
    let explained = folder.json(&["mapping", "guess", "results.csv", "--json"]);
    assert!(explained["explanations"].as_array().unwrap().iter().any(|e| e["what"] == "registered"));
}

#[test]
fn a_mapping_beside_the_file_is_used_without_asking() {
    let folder = Folder::with(HONEST);
    let guess = out(&folder.run(&["mapping", "guess", "results.csv"]));
    std::fs::write(folder.path("results.csv.mapping.toml"), guess).unwrap();
    let document = folder.json(&["examine", "results.csv", "--json", "--quiet"]);
    assert_eq!(document["mapping"]["how"], "given");
}

#[test]
fn shipped_mappings_tests_and_controls_are_listed() {
    let folder = Folder::with(HONEST);
    let list = folder.json(&["mapping", "list", "--json"]);
    assert!(list.as_array().unwrap().iter().any(|m| m["name"] == "ru-2018-president"));
    assert!(out(&folder.run(&["mapping", "list", "ru-2018-president"])).starts_with("format = 1"));
    assert_eq!(folder.json(&["tests", "--json"])["tests"].as_array().unwrap().len(), 9);
    assert_eq!(folder.json(&["controls", "--json"]).as_array().unwrap().len(), 45);
    insta::assert_snapshot!(out(&folder.run(&["tests"])));
}

#[test]
fn a_percentage_of_another_release_is_told_apart() {
    let folder = Folder::with("");
    let table = "option,published,final votes,preliminary votes,preliminary share\nNazarbaev,91.15,6147517,6100694,91.01\nTuyakbay,6.61,445934,445047,6.64\nBaimenov,1.65,108730,,1.65\nAbylkasymov,,23252,,0.38\nYeleusizov,,18834,,0.32\n";
    std::fs::write(folder.path("kz.csv"), table).unwrap();
    insta::assert_snapshot!(out(&folder.run(&["percentages", "kz.csv"])));
    let document = folder.json(&["percentages", "kz.csv", "--json"]);
    assert_eq!(document["attribution"]["mixed"], true);
    assert_eq!(document["attribution"]["strays"][0], "Baimenov");
    std::fs::write(folder.path("bad.csv"), "option,published,final votes\nA,many,5\n").unwrap();
    let output = folder.run(&["percentages", "bad.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("bad.csv:2, column \"published\", value \"many\""), "{}", err(&output));
}
