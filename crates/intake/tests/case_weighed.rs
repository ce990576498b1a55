//! Cases as they stand in folders, read and weighed: every claim of the invented one against what it must give.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use claims::case::{Case, Relation};
use claims::record::RecordFinding;
use claims::unit::{Noun, Unit};
use claims::verdict::Verdict;
use claims::weigh::weigh;
use intake::case::{CaseFiles, read_case};

fn folder(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

fn case(inside: &str) -> Case {
    let files = CaseFiles::from_dir(&folder(inside)).expect("the folder");
    read_case(&files).unwrap_or_else(|problems| panic!("{problems}")).case
}

/// Claims of EXPECTED.md: id and verdict.
fn expected() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder("tests/cases/aralia/EXPECTED.md")).expect("what is expected");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let id = cells.get(1)?.strip_prefix('`')?.strip_suffix('`')?;
        let verdict = match *cells.get(5)? {
            "not supported by this record" => "not_supported",
            "not testable" => "not_testable",
            other => other,
        };
        id.starts_with("c-").then(|| (id.to_owned(), verdict.to_owned()))
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn every_claim_of_the_invented_case_gets_its_verdict() {
    let case = case("tests/cases/aralia");
    let weighed = weigh(&case);
    let found =
        |id: &str| weighed.iter().find(|w| w.claim.is_some_and(|c| c.id == id)).and_then(|w| w.verdict).map(|v| v.word().to_owned());
    let expected = expected();
    assert_eq!(expected.len(), case.claims.len());
    let wrong: Vec<_> =
        expected.iter().filter(|(id, verdict)| found(id).as_ref() != Some(verdict)).map(|(id, v)| (id, v, found(id))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_public_record_reads_and_every_checkable_statement_is_weighed() {
    let case = case("../../cases/kazakhstan-2005");
    let weighed = weigh(&case);
    let shown: Vec<String> =
        weighed.iter().map(|w| format!("{} {:?} {:?}", w.claim.map_or("-", |c| c.id.as_str()), w.verdict, w.evidence.missing)).collect();
    assert!(weighed.iter().filter(|w| w.verdict.is_some()).count() >= 16, "{shown:#?}");
}

#[test]
fn the_preliminary_percentage_beside_final_ones_is_recognised() {
    let case = case("../../cases/kazakhstan-2005");
    let mixed: Vec<_> = claims::record::findings(&case)
        .into_iter()
        .filter_map(|n| match n.finding {
            RecordFinding::MixedReleases { option, value, main, main_value, fits, .. } => Some((option, value, main, main_value, fits)),
            _ => None,
        })
        .collect();
    let expected = ("baimenov", "1.65", "final", "1.61", vec!["preliminary".to_owned()]);
    let (option, value, main, main_value, fits) = expected;
    assert_eq!(mixed, [(option.into(), value.into(), main.into(), main_value.into(), fits)]);
}

#[test]
fn the_invented_case_exercises_every_verdict_relation_measure_and_unit() {
    let case = case("tests/cases/aralia");
    let weighed = weigh(&case);
    for verdict in Verdict::ALL {
        assert!(weighed.iter().any(|w| w.verdict == Some(verdict)), "{verdict:?}");
    }
    for relation in Relation::ALL {
        assert!(case.claims.iter().any(|c| c.relation == relation), "{relation:?}");
    }
    let nouns: BTreeSet<Noun> = case.claims.iter().filter_map(|c| noun(c.unit)).collect();
    assert_eq!(nouns, Noun::all().collect());
    let kinds: BTreeSet<_> = case.claims.iter().map(|c| std::mem::discriminant(&c.unit)).map(|d| format!("{d:?}")).collect();
    assert_eq!(kinds.len(), 4, "numbers, percentages, points and dates");
    let measures: BTreeSet<_> = case.claims.iter().map(|c| format!("{:?}", std::mem::discriminant(&c.measure))).collect();
    assert_eq!(measures.len(), 10);
    let targets: BTreeSet<_> = case.claims.iter().map(|c| format!("{:?}", std::mem::discriminant(&c.target))).collect();
    assert_eq!(targets.len(), 4);
}

fn noun(unit: Unit) -> Option<Noun> {
    match unit {
        Unit::Number(noun) | Unit::Percent(noun) | Unit::Points(noun) => Some(noun),
        Unit::Date => None,
    }
}
