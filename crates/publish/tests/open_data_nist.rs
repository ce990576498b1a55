//! Results as NIST SP 1500-100 has them, held against the minimal report in `vectors/`.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use publish::open_data::nist::model::*;
use publish::open_data::nist::model::{ReportingUnitType as U, VoteVariation as V};
use publish::open_data::{LogAt, OpenDataError, Provenance, nist};
use serde_json::Value;

fn unit(id: &str, r#type: ReportingUnitType) -> ReportingUnit {
    ReportingUnit {
        id: id.into(),
        r#type,
        other_type: None,
        name: None,
        number: None,
        external_identifier: Vec::new(),
        composing_gp_unit_ids: Vec::new(),
        voters_registered: None,
        voters_participated: None,
        count_status: Vec::new(),
    }
}

fn minimal() -> ElectionReport {
    let english = |text| InternationalizedText::of(text, "en");
    let country = ReportingUnit {
        name: Some(english("Kazakhstan")),
        external_identifier: vec![ExternalIdentifier {
            r#type: IdentifierType::OcdId,
            other_type: None,
            value: "ocd-division/country:kz".into(),
        }],
        composing_gp_unit_ids: vec!["ps-001".into()],
        ..unit("gp-kz", ReportingUnitType::Country)
    };
    let station = ReportingUnit {
        number: Some("1".into()),
        voters_registered: Some(2412),
        voters_participated: Some(1850),
        count_status: vec![CountStatus { r#type: CountItemType::Total, status: CountItemStatus::Completed }],
        ..unit("ps-001", ReportingUnitType::PollingPlace)
    };
    let (at, total) = ("ps-001".to_owned(), CountItemType::Total);
    let selection = CandidateSelection {
        id: "sel-1".into(),
        candidate_ids: vec!["cand-1".into()],
        vote_counts: vec![VoteCounts { gp_unit_id: at.clone(), r#type: total, count: 1700 }],
    };
    let contest = CandidateContest {
        id: "con-1".into(),
        name: "President".into(),
        election_district_id: "gp-kz".into(),
        votes_allowed: 1,
        number_elected: Some(1),
        vote_variation: Some(VoteVariation::Majority),
        contest_selection: vec![selection],
        other_counts: vec![OtherCounts { gp_unit_id: at.clone(), overvotes: Some(0), undervotes: Some(138) }],
    };
    let election = Election {
        name: english("Presidential election 2005"),
        r#type: ElectionType::General,
        start_date: "2005-12-04".into(),
        end_date: "2005-12-04".into(),
        election_scope_id: "gp-kz".into(),
        ballot_counts: vec![BallotCounts { gp_unit_id: at, r#type: total, ballots_cast: Some(1850), ballots_rejected: Some(12) }],
        candidate: vec![Candidate { id: "cand-1".into(), ballot_name: english("Candidate One") }],
        contest: vec![contest],
    };
    ElectionReport {
        format: ReportDetailLevel::PrecinctLevel,
        generated_date: "2005-12-06T10:00:00Z".into(),
        issuer: "Example coalition".into(),
        issuer_abbreviation: "EX".into(),
        sequence_start: 1,
        sequence_end: 1,
        status: ResultsStatus::UnofficialPartial,
        vendor_application_id: "scrutineer/0.1".into(),
        is_test: true,
        notes: None,
        external_identifier: Vec::new(),
        gp_unit: vec![country, station],
        election: vec![election],
    }
}

fn written(report: &ElectionReport, provenance: &Provenance) -> Value {
    let mut out = Vec::new();
    nist::write(report, provenance, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn the_minimal_report_is_reproduced() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../vectors/nist_min.json")).unwrap();
    let vector: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written(&minimal(), &Provenance::default()), vector["report"]);
}

/// Required members of the classes written here, and the others that are allowed, from the published schema.
const SCHEMA: [(&str, &str, &str); 13] = [
    (
        "ElectionReport",
        "Format GeneratedDate Issuer IssuerAbbreviation SequenceEnd SequenceStart Status VendorApplicationId",
        "Election ExternalIdentifier GpUnit IsTest Notes",
    ),
    (
        "ReportingUnit",
        "@id Type",
        "ComposingGpUnitIds CountStatus ExternalIdentifier Name Number OtherType VotersParticipated VotersRegistered",
    ),
    ("CountStatus", "Status Type", "OtherType"),
    ("ExternalIdentifier", "Type Value", "Label OtherType"),
    ("InternationalizedText", "Text", "Label"),
    ("LanguageString", "Content Language", ""),
    ("Election", "ElectionScopeId EndDate Name StartDate Type", "BallotCounts Candidate Contest CountStatus ExternalIdentifier OtherType"),
    ("BallotCounts", "GpUnitId Type", "BallotsCast BallotsRejected"),
    ("Candidate", "@id BallotName", "ExternalIdentifier PartyId"),
    ("CandidateContest", "@id ElectionDistrictId Name VotesAllowed", "ContestSelection NumberElected OtherCounts VoteVariation"),
    ("CandidateSelection", "@id", "CandidateIds IsWriteIn VoteCounts"),
    ("VoteCounts", "Count GpUnitId Type", ""),
    ("OtherCounts", "GpUnitId", "Overvotes Undervotes WriteIns"),
];

/// Holds every object against the schema; gives the number of objects.
fn conforms(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(conforms).sum(),
        Value::Object(members) => {
            let class = members["@type"].as_str().unwrap().strip_prefix("ElectionResults.").unwrap();
            let (_, required, allowed) = SCHEMA.iter().find(|(name, ..)| *name == class).unwrap();
            for name in required.split_whitespace() {
                assert!(members.contains_key(name), "{class} without {name}");
            }
            for name in members.keys().filter(|name| *name != "@type") {
                assert!(required.split(' ').chain(allowed.split(' ')).any(|a| a == name), "{class} with {name}");
            }
            1 + members.values().map(conforms).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn a_simulated_report_says_so_and_keeps_to_the_schema() {
    let log = LogAt { origin: "log.example".into(), size: 7, root: "cm9vdA==".into() };
    let report = ElectionReport { is_test: false, notes: Some("Round one".into()), ..minimal() };
    let json = written(&report, &Provenance { log: Some(log), simulated: true });
    assert_eq!((&json["Notes"], &json["IsTest"]), (&"SIMULATED. Round one".into(), &true.into()));
    assert_eq!(json["ExternalIdentifier"][0]["Value"], "log.example 7 cm9vdA==");
    assert_eq!(conforms(&json), 19);
}

#[test]
fn every_word_is_the_standards() {
    let words = |list: Vec<Value>| list.iter().map(|v| v.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ");
    let json = |v: U| serde_json::to_value(v).unwrap();
    let units =
        [U::City, U::Country, U::County, U::Municipality, U::Other, U::PollingPlace, U::Precinct, U::State, U::Town, U::Village, U::Ward];
    assert_eq!(words(units.map(json).to_vec()), "city country county municipality other polling-place precinct state town village ward");
    let json = |v: V| serde_json::to_value(v).unwrap();
    let rules = [V::Approval, V::Cumulative, V::Majority, V::NOfM, V::Other, V::Plurality, V::Proportional, V::Rcv, V::SuperMajority];
    assert_eq!(words(rules.map(json).to_vec()), "approval cumulative majority n-of-m other plurality proportional rcv super-majority");
}

/// What is wrong with a report after one change, and that nothing of it was written.
fn refused(change: impl FnOnce(&mut ElectionReport)) -> String {
    let mut report = minimal();
    change(&mut report);
    let mut out = Vec::new();
    let error: OpenDataError = nist::write(&report, &Provenance::default(), &mut out).unwrap_err();
    assert!(out.is_empty());
    format!("{}: {error}", error.code())
}

#[test]
fn references_that_lead_nowhere_are_refused() {
    let said = [
        refused(|r| r.gp_unit[0].composing_gp_unit_ids[0] = "ps-002".into()),
        refused(|r| r.gp_unit[1].composing_gp_unit_ids = vec!["gp-kz".into()]),
        refused(|r| r.gp_unit[1].id = "gp-kz".into()),
        refused(|r| r.election[0].election_scope_id = "cand-1".into()),
        refused(|r| r.election[0].contest[0].contest_selection[0].candidate_ids[0] = "cand-2".into()),
        refused(|r| r.election[0].contest[0].contest_selection[0].vote_counts[0].gp_unit_id = "ps-9".into()),
        refused(|r| r.election[0].contest[0].other_counts[0].gp_unit_id = "ps-9".into()),
        refused(|r| r.election[0].ballot_counts[0].gp_unit_id = "ps-9".into()),
        refused(|r| r.election[0].end_date = "2005-13-04".into()),
        refused(|r| r.generated_date = "2005-12-06T10:00:00.5Z".into()),
        refused(|r| r.sequence_start = 2),
        refused(|r| r.election[0].name.text.clear()),
    ];
    insta::assert_snapshot!(said.join("\n"));
}
