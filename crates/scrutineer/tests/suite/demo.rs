//! `demo`: what was planted is found, and everything says SIMULATED.

use crate::run::{Folder, out};

#[test]
fn everything_the_demo_writes_says_that_it_is_simulated() {
    let folder = Folder::with("");
    let output = folder.run(&["demo", "--stations", "2000", "--quiet"]);
    let text = out(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.starts_with("SIMULATED"), "{text}");
    for file in ["report/report.html", "report/findings.json", "report/findings.csv", "report-data/simulated-results.csv.mapping.toml"] {
        let content = std::fs::read_to_string(folder.path(file)).expect(file);
        assert!(content.to_uppercase().contains("SIMULATED"), "{file}");
    }
    for plot in std::fs::read_dir(folder.path("report/plots")).unwrap() {
        let path = plot.unwrap().path();
        assert!(std::fs::read_to_string(&path).unwrap().contains("SIMULATED"), "{}", path.display());
    }
}

#[test]
fn the_demo_finds_what_it_planted() {
    let folder = Folder::with("");
    let document = folder.json(&["demo", "--json", "--quiet"]);
    assert_eq!(document["simulated"], true);
    assert_eq!(document["election"]["stations"], 9580);
    let planted = document["planted"].as_array().unwrap();
    let found_by = |kind: &str, test: &str| {
        let deeds = planted.iter().filter(|p| p["kind"] == kind);
        deeds.flat_map(|p| p["flagged_by"].as_array().unwrap()).any(|t| t == test)
    };
    assert!(found_by("rounded-turnout", "integer_percentages"));
    assert!(found_by("drawn", "homogeneity"));
    assert!(found_by("broken-arithmetic", "arithmetic"));
    assert!(found_by("invented-digits", "last_digit"));
}

#[test]
fn an_honest_demo_says_that_nothing_was_planted() {
    let folder = Folder::with("");
    let output = folder.run(&["demo", "--honest", "--stations", "1000", "--quiet"]);
    assert!(out(&output).contains("nothing was planted"), "{}", out(&output));
}
