//! `examine`: totals, findings, the report.

use crate::run::{Folder, HONEST, err, out};

#[test]
fn json_holds_totals_rows_and_findings_under_their_agreed_names() {
    let folder = Folder::mapped(HONEST);
    let document = folder.json(&["examine", "results.csv", "--json", "--quiet"]);
    let election = &document["election"];
    assert_eq!(election["stations"], 12);
    assert_eq!(election["registered"], 11_200);
    assert_eq!(election["issued"], 6679);
    assert_eq!(election["found"], 6679);
    assert_eq!(election["valid"], 6584);
    assert_eq!(election["options"][0]["name"], "Red");
    assert_eq!(election["options"][0]["votes"], 3461);
    assert!((election["options"][0]["share"].as_f64().unwrap() - 100.0 * 3461.0 / 6584.0).abs() < 1e-9);
    assert_eq!(document["rows"]["used"], 12);
    assert_eq!(document["rows"]["refused"], 0);
    let findings = document["findings"].as_array().unwrap();
    let integer = findings.iter().find(|f| f["test"] == "integer_percentages" && f["area"] == "all" && f["option"] == "Red").unwrap();
    for key in ["observed", "expected_exact", "anomaly_exact", "expected_truncated", "anomaly_truncated", "z_truncated"] {
        assert!(integer["statistic"][key].is_number(), "{key}");
    }
    for key in ["n", "p", "q", "flag", "verdict", "caveats", "interval"] {
        assert!(!integer[key].is_null(), "{key}");
    }
    let region = findings.iter().find(|f| f["test"] == "arithmetic" && f["area"] == "North").unwrap();
    assert_eq!(region["flag"], false);
    let shpilkin = findings.iter().find(|f| f["test"] == "shpilkin" && f["area"] == "all" && f["option"] == "Red").unwrap();
    assert_eq!(shpilkin["outcome"], "cannot_tell");
    assert!(shpilkin["p"].is_null());
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let folder = Folder::with(HONEST);
    let one = folder.run(&["examine", "results.csv", "--json", "--quiet", "--threads", "1"]);
    for threads in ["2", "7"] {
        let many = folder.run(&["examine", "results.csv", "--json", "--quiet", "--threads", threads]);
        assert_eq!(one.stdout, many.stdout);
    }
    assert!(!one.stdout.is_empty());
}

#[test]
fn a_report_is_written_whole_and_replaced_but_never_over_foreign_files() {
    let folder = Folder::with(HONEST);
    for _ in 0..2 {
        let output = folder.run(&["examine", "results.csv", "--out", "report", "--quiet"]);
        assert!(output.status.success(), "{}", err(&output));
        for file in ["report.html", "findings.json", "findings.csv", "plots"] {
            assert!(folder.path("report").join(file).exists(), "{file}");
        }
        #[cfg(feature = "pdf")]
        assert!(std::fs::read(folder.path("report/report.pdf")).unwrap().starts_with(b"%PDF-"));
    }
    std::fs::create_dir(folder.path("mine")).unwrap();
    std::fs::write(folder.path("mine/thesis.txt"), "years of work").unwrap();
    let output = folder.run(&["examine", "results.csv", "--out", "mine", "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("PUBLISH-FOREIGN-FILES"), "{}", err(&output));
    assert_eq!(std::fs::read_dir(folder.path("mine")).unwrap().count(), 1);
}

#[test]
fn the_findings_file_is_the_printed_document() {
    let folder = Folder::with(HONEST);
    let printed = folder.run(&["examine", "results.csv", "--json", "--quiet", "--out", "report"]);
    assert_eq!(printed.stdout, std::fs::read(folder.path("report/findings.json")).unwrap());
}

#[test]
fn an_option_or_a_few_tests_can_be_asked_for_and_wrong_names_are_answered_with_the_right_ones() {
    let folder = Folder::with(HONEST);
    let document = folder.json(&[
        "examine",
        "results.csv",
        "--json",
        "--quiet",
        "--option",
        "blu",
        "--tests",
        "slopes,integer_percentages",
        "--depth",
        "all",
    ]);
    let findings = document["findings"].as_array().unwrap();
    assert!(findings.iter().all(|f| f["area"] == "all" && (f["option"] == "Blue" || f["option"].is_null())));
    assert!(findings.iter().all(|f| f["test"] == "slopes" || f["test"] == "integer_percentages"));
    let output = folder.run(&["examine", "results.csv", "--option", "Green"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("Red; Blue"), "{}", err(&output));
    let output = folder.run(&["examine", "results.csv", "--tests", "benford"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("second_digit"), "{}", err(&output));
}

#[test]
fn the_screen_says_what_was_used_and_never_that_fraud_is_proved() {
    let folder = Folder::with(HONEST);
    let output = folder.run(&["examine", "results.csv"]);
    let (text, notes) = (out(&output), err(&output));
    assert!(text.contains("11,200") && text.contains("Red"), "{text}");
    assert!(notes.contains("12 used, 0 left out by rule, 0 refused"), "{notes}");
    assert!(!text.to_lowercase().contains("fraud"), "{text}");
}

#[test]
fn a_broken_protocol_is_flagged_exactly() {
    // Station 5 issues more ballots than it has voters.
    let folder = Folder::mapped(&HONEST.replace("5,1100,689,680,9,377,303", "5,600,689,680,9,377,303"));
    let document = folder.json(&["examine", "results.csv", "--json", "--quiet", "--tests", "arithmetic"]);
    let flagged: Vec<_> =
        document["findings"].as_array().unwrap().iter().filter(|f| f["flag"] == true).map(|f| f["area"].clone()).collect();
    assert_eq!(flagged, ["all", "North", "North/B"]);
}
