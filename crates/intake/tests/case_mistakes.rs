//! A folder in which everything is wrong, and what is said about it.

mod case_made;

use std::collections::BTreeSet;
use std::path::Path;

use case_made::{codes, listing};
use intake::case::{CaseFiles, read_case};

fn malformed() -> CaseFiles {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/malformed");
    CaseFiles::from_dir(&dir).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn every_mistake_of_every_file_is_said_at_once() {
    let problems = read_case(&malformed()).expect_err("everything is wrong").0;
    insta::assert_snapshot!("malformed", listing(&problems));
    let kinds: BTreeSet<&str> = codes(&problems).into_iter().collect();
    assert!(kinds.len() >= 45, "{} kinds of mistakes", kinds.len());
    for p in &problems {
        assert!(p.message.ends_with('.') && p.remedy.ends_with(['.', '?']), "{p:?}");
        assert!(p.code.starts_with("CASE-") && !p.file.is_empty(), "{p:?}");
        assert!(p.value.as_ref().is_none_or(|v| v.chars().count() <= 80), "{p:?}");
    }
    let places: Vec<_> = problems.iter().map(|p| (&p.file, p.line)).collect();
    assert!(places.is_sorted(), "in the order of files and lines");
}

#[test]
fn every_code_is_in_the_table_of_the_module() {
    let table = include_str!("../src/case/mod.rs");
    let mut code = String::new();
    let mut documented = BTreeSet::new();
    for word in table.lines().filter(|l| l.starts_with("//! | `CASE-")).flat_map(|l| l.split('`')) {
        if word.starts_with("CASE-") {
            code = word.to_owned();
            documented.insert(code.clone());
        } else if word.starts_with('-') && word.len() > 1 {
            let (stem, _) = code.rsplit_once('-').expect("a code has a stem");
            documented.insert(format!("{stem}{word}"));
        }
    }
    let mut used = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/case");
    for entry in std::fs::read_dir(folder).expect("is there") {
        let path = entry.expect("is there").path();
        if path.extension().is_none_or(|e| e != "rs") || path.ends_with("mod.rs") || path.ends_with("error.rs") {
            continue;
        }
        let text = std::fs::read_to_string(path).expect("is text");
        let quoted = text.split('"').filter(|w| w.starts_with("CASE-") && *w != "CASE-X" && !w.contains(' '));
        used.extend(quoted.map(str::to_owned));
    }
    assert_eq!(used, documented);
}

#[test]
fn problems_are_printed_one_a_line() {
    let problems = read_case(&malformed()).expect_err("everything is wrong");
    let printed = problems.to_string();
    assert_eq!(printed.lines().count(), problems.0.len());
    assert!(printed.contains("places.csv:5: within: This place comes to lie in itself"), "{printed}");
}
