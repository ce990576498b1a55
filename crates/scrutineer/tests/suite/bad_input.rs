//! What is wrong is named with file, line, column, value and remedy; nothing disappears.

use crate::run::{Folder, HONEST, err};

#[test]
fn a_bad_cell_is_named_and_the_row_is_counted() {
    let folder = Folder::with(&HONEST.replace("2,900,503,497,6,251,246", "2,900,503,497,6,25l,246"));
    let output = folder.run(&["examine", "results.csv", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let notes = err(&output);
    assert!(notes.contains("results.csv:3, column \"Red\", value \"25l\""), "{notes}");
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&document["rows"]["used"], &document["rows"]["refused"]), (&11.into(), &1.into()));
    let problem = &document["rows"]["problems"][0];
    assert_eq!((&problem["line"], &problem["column"], &problem["value"]), (&3.into(), &"Red".into(), &"25l".into()));
    assert!(!problem["remedy"].as_str().unwrap().is_empty());
}

#[test]
fn strict_refuses_the_file_for_one_bad_row_and_writes_nothing() {
    let folder = Folder::with(&HONEST.replace("2,900,503,497,6,251,246", "2,900,503,497,6,-251,246"));
    let output = folder.run(&["examine", "results.csv", "--strict", "--json", "--out", "report"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path("report").exists());
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["error"]["code"], "INTAKE-ROWS-REFUSED");
    assert_eq!(document["error"]["problems"][0]["line"], 3);
}

#[test]
fn many_bad_rows_are_all_in_json_and_twenty_on_the_screen() {
    let row = |i: usize, invalid: &str| format!("South,E,{i},1000,600,590,{invalid},300,290\n");
    let rows: String = (100..400).map(|i| row(i, if i < 350 { "10" } else { "ten" })).collect();
    let folder = Folder::with(&format!("{HONEST}{rows}"));
    let output = folder.run(&["examine", "results.csv", "--json"]);
    let notes = err(&output);
    assert_eq!(notes.matches("value \"ten\"").count(), 20, "{notes}");
    assert!(notes.contains("and 30 more"), "{notes}");
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["rows"]["problems"].as_array().unwrap().len(), 50);
    assert_eq!(document["rows"]["refused"], 50);
}

#[test]
fn what_cannot_be_read_at_all_ends_with_one_and_says_what_to_do() {
    let folder = Folder::with("");
    let output = folder.run(&["examine", "results.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("INTAKE-FILE-EMPTY"), "{}", err(&output));
    let output = folder.run(&["examine", "nowhere.csv", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["error"]["code"], "INTAKE-FILE-OPEN");
}

#[test]
fn a_wrong_mapping_is_refused_with_all_its_errors() {
    let folder = Folder::with(HONEST);
    std::fs::write(folder.path("m.toml"), "format = 1\n[fields]\nregisterd = \"registered\"\nvalid = \"Valid votes\"\n[options]\ncomplete = true\ncolumns = [\"Red\", \"Blue\"]\n").unwrap();
    let output = folder.run(&["examine", "results.csv", "--mapping", "m.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let text = err(&output);
    assert!(text.contains("m.toml:3:1"), "{text}");
    assert!(text.contains("registered"), "{text}");
}

#[test]
fn wrong_usage_ends_with_two() {
    let folder = Folder::with(HONEST);
    assert_eq!(folder.run(&["examin"]).status.code(), Some(2));
    assert_eq!(folder.run(&["examine"]).status.code(), Some(2));
    assert_eq!(folder.run(&["tabulate", "results.csv", "--by", "canton"]).status.code(), Some(2));
}
