//! Real files where they are present, vectors, and a release made by hand.

use std::io::Write;
use std::path::PathBuf;

use count::{ControlSet, Params};
use domain::{Finding, OptionId, PlaceId, Release};
use forensics::examine::{Examination, Settings, examine};
use forensics::table::method;

/// Reads a real election with its shipped mapping; prints SKIPPED and gives `None` where the file is missing.
pub fn real(file: &str, mapping: &str) -> Option<Release> {
    let folder = std::env::var_os("SCRUTINEER_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let path = folder.join(file);
    if !path.exists() {
        // Written past the test harness, which would swallow it with a passing test's output.
        let _ = writeln!(std::io::stderr(), "SKIPPED (no data): {file}");
        return None;
    }
    let mapping = intake::Mapping::shipped().iter().find(|m| m.name() == mapping).expect("a shipped mapping of that name");
    let (release, _) = intake::read_results(&path, Some(mapping), &intake::progress::silent).expect("the real file reads");
    assert_eq!(release.rows.refused, 0, "{:?}", release.rows.problems.first());
    Some(release)
}

/// The reference values of an election.
pub fn vectors(election: &str) -> serde_json::Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../vectors/forensics.json");
    let all: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).expect("vectors")).expect("JSON");
    all["elections"][election].clone()
}

/// Runs one method (or all, for "") over the whole release.
pub fn run(release: &Release, test: &str) -> Examination {
    let methods = method(test).into_iter().collect();
    examine(release, &checked(release), &Settings { methods, ..Settings::default() }, &|_| ())
}

/// The standard controls on a release.
pub fn checked(release: &Release) -> count::Checked {
    count::check(release, &ControlSet::standard(), &Params::default())
}

/// The finding of a test for an option in a place.
pub fn finding<'a>(e: &'a Examination, test: &str, area: PlaceId, option: Option<OptionId>) -> &'a Finding {
    e.findings.iter().find(|f| f.test == test && f.area == area && f.option == option).expect("the finding is there")
}

/// Asserts that two numbers agree to within `tolerance`.
#[track_caller]
pub fn near(what: &str, got: f64, wanted: f64, tolerance: f64) {
    assert!((got - wanted).abs() <= tolerance, "{what}: {got}, wanted {wanted} within {tolerance}");
}
