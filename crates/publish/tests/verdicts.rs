//! Verdict sentences and the texts behind them.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::Case;
use domain::{Finding, OptionId, Outcome, PlaceId, Reason};
use forensics::about::{About, Role, Unit};
use forensics::methods::shpilkin::Refusal;
use forensics::table::METHODS;
use publish::places::Names;
use publish::texts::{Locale, Texts};
use publish::verdict::Verdicts;

const REASONS: [Reason; 8] = [
    Reason::TooFewStations,
    Reason::NoTurnout,
    Reason::NoOtherOptions,
    Reason::NoCleanCluster,
    Reason::TooFewDistricts,
    Reason::SmallExpected,
    Reason::NoVariation,
    Reason::NoField,
];

const REFUSALS: [Refusal; 6] = [
    Refusal::NoPeak,
    Refusal::TooHigh,
    Refusal::SeveralClusters,
    Refusal::AnotherCluster,
    Refusal::UnsteadyRatio,
    Refusal::UnsteadyEstimate,
];

/// Does not compile when a reason or refusal is added, so that its text is not forgotten here.
fn every_case_is_listed(reason: Reason, refusal: Refusal) {
    match reason {
        Reason::TooFewStations
        | Reason::NoTurnout
        | Reason::NoOtherOptions
        | Reason::NoCleanCluster
        | Reason::TooFewDistricts
        | Reason::SmallExpected
        | Reason::NoVariation
        | Reason::NoField => {}
    }
    match refusal {
        Refusal::NoPeak
        | Refusal::TooHigh
        | Refusal::SeveralClusters
        | Refusal::AnotherCluster
        | Refusal::UnsteadyRatio
        | Refusal::UnsteadyEstimate => {}
    }
}

/// A finding with every statistic of a method.
fn finding(about: &About, option: Option<OptionId>, outcome: Outcome, flag: bool) -> Finding {
    let mut f = Finding::new(about.name, PlaceId(1), option, 1234, outcome).p(0.000_01);
    for (i, s) in (0u32..).zip(about.statistics) {
        f = match s.unit {
            Unit::Votes | Unit::Voters => f.count(s.name, 12_345 + i),
            Unit::Stations => f.count(s.name, 321 + i),
            _ => f.number(s.name, 1.5 * f64::from(i) - 1.0),
        };
    }
    f = f.between(about.statistics[0].name, -10.0, 2000.5, 0.95);
    f.q = Some(0.012_34);
    f.flag = flag;
    f
}

/// The ways a method can end, each about an option and about none where it has findings of that kind.
fn endings(about: &About) -> Vec<Finding> {
    let none = matches!(about.name, "arithmetic" | "integer_percentages" | "homogeneity" | "last_digit");
    let some = about.name != "arithmetic";
    let subjects = [(some, Some(OptionId(0))), (none, None)].into_iter().filter(|s| s.0).map(|s| s.1);
    let outcomes: &[(Outcome, bool)] = match about.role {
        Role::Test => &[(Outcome::Tested, true), (Outcome::Tested, false)],
        Role::Check => &[(Outcome::Checked, true), (Outcome::Checked, false)],
        Role::Estimate => &[(Outcome::Estimated, false)],
        Role::Display => &[(Outcome::Described, false)],
    };
    subjects.flat_map(|s| outcomes.iter().map(move |&(o, flag)| finding(about, s, o, flag))).collect()
}

/// Findings with fewer than expected.
fn below() -> [Finding; 3] {
    let of = |test, option, outcome, name| {
        let about = METHODS.iter().map(|m| m.about()).find(|a| a.name == test).unwrap();
        let mut f = finding(about, option, outcome, false);
        f.statistic.retain(|(n, _)| n != name);
        f.number(name, -82_674.4)
    };
    [
        of("integer_percentages", Some(OptionId(0)), Outcome::Tested, "share_anomaly_truncated"),
        of("integer_percentages", None, Outcome::Tested, "anomaly_truncated"),
        of("shpilkin", Some(OptionId(0)), Outcome::Estimated, "anomalous_votes"),
    ]
}

#[test]
fn every_test_has_a_sentence_for_every_ending() {
    let case = Case::of(common::release(&["Alder", "Birch"], "North", 6));
    let names = Names::new(&case.release, &case.texts);
    let verdicts = Verdicts::new(&case.texts, &names);
    let mut sentences = Vec::new();
    for method in METHODS {
        sentences.extend(endings(method.about()).iter().map(|f| verdicts.of(f)));
    }
    sentences.extend(below().iter().map(|f| verdicts.of(f)));
    for reason in REASONS {
        sentences.push(verdicts.of(&Finding::new("slopes", PlaceId::ALL, Some(OptionId(1)), 3, Outcome::CannotTell(reason))));
    }
    for refusal in REFUSALS {
        every_case_is_listed(Reason::NoCleanCluster, refusal);
        let refused = Finding::new("shpilkin", PlaceId::ALL, Some(OptionId(0)), 3, Outcome::CannotTell(Reason::NoCleanCluster));
        sentences.push(verdicts.of(&refused.text("refused", refusal.name())));
    }
    sentences.push(verdicts.of(&Finding::new("last_digit", PlaceId(2), None, 3, Outcome::CannotTell(Reason::NoTurnout))));
    insta::assert_snapshot!(sentences.join("\n"));
}

/// Names of all texts with their lines.
fn all_texts() -> Vec<(String, String)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en");
    let mut texts: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        for line in fs::read_to_string(entry.unwrap().path()).unwrap().lines() {
            match line.split_once(" =") {
                Some((id, text)) if id.starts_with(|c: char| c.is_ascii_lowercase()) => texts.push((id.to_owned(), text.to_owned())),
                _ if line.starts_with(' ') => {
                    if let Some(last) = texts.last_mut() {
                        last.1.push_str(line);
                    }
                }
                _ => {}
            }
        }
    }
    texts
}

#[test]
fn every_name_has_its_text() {
    let texts = Texts::new(Locale::En);
    let mut wanted = BTreeSet::new();
    for about in METHODS.iter().map(|m| m.about()) {
        wanted.extend(["title", "about", "null", "reading"].map(|part| format!("test-{}-{part}", about.name)));
        wanted.extend(about.statistics.iter().map(|s| format!("stat-{}", s.name)));
        wanted.extend(about.caveats.iter().map(|c| format!("caveat-{c}")));
    }
    wanted.extend(REASONS.iter().flat_map(|r| [format!("reason-{}", r.name()), format!("why-{}", r.name())]));
    wanted.extend(REFUSALS.iter().map(|r| format!("refused-{}", r.name())));
    wanted.extend(caveats_of_findings().iter().map(|c| format!("caveat-{c}")));
    wanted.extend(simulate::Plan::demo().deeds.iter().map(|d| format!("planted-{}", d.misconduct.name())));
    for id in &wanted {
        assert!(texts.has(id), "{id} has no text");
    }
    // And none is left over.
    for (id, _) in all_texts() {
        let generated = ["test-", "stat-", "caveat-", "reason-", "why-", "refused-", "planted-"].iter().any(|p| id.starts_with(p));
        let page = id.starts_with("planted-") && ["title", "about", "caption", "none", "missed"].iter().any(|p| id.ends_with(p));
        assert!(!generated || page || wanted.contains(&id), "{id} is never asked for");
    }
}

/// Caveats that methods add to single findings.
fn caveats_of_findings() -> BTreeSet<String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forensics/src");
    let sources = sources(&dir);
    sources.split("caveats.push(\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

fn sources(dir: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    all
}

#[test]
fn every_text_is_used() {
    let code = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    // "plot-ranking-{}-title" uses every text of that form.
    let forms: Vec<Vec<&str>> = code
        .split('"')
        .filter(|s| s.len() < 60 && s.contains("-{") && s.starts_with(|c: char| c.is_ascii_lowercase()) && !s.contains(' '))
        .map(|s| s.split('{').flat_map(|p| p.rsplit('}').take(1)).filter(|p| !p.is_empty()).collect())
        .collect();
    let used = |id: &str| code.contains(&format!("\"{id}\"")) || forms.iter().any(|form| fits(id, form));
    let unused: Vec<String> = all_texts().into_iter().map(|(id, _)| id).filter(|id| !used(id)).collect();
    assert_eq!(unused, Vec::<String>::new(), "texts that nothing asks for");
}

/// Whether the pieces of a form stand in the name one after the other, the first at its start.
fn fits(id: &str, form: &[&str]) -> bool {
    let Some(mut rest) = form.first().and_then(|first| id.strip_prefix(first)) else { return false };
    for piece in &form[1..] {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

#[test]
fn no_text_claims_more_than_a_test_can() {
    let forbidden = ["fraud", "proof", "proves", "proven", "falsif", "stole", "rigged", "cheat", "crime", "criminal", "guilt"];
    // Words about methods and their sources, not about the election at hand.
    let allowed = ["test-second_digit-null", "caveat-no_better_than_a_coin"];
    for (id, text) in all_texts().iter().filter(|(id, _)| !allowed.contains(&id.as_str())) {
        let lower = text.to_lowercase();
        for word in forbidden {
            assert!(!lower.contains(word), "{id} says “{word}”");
        }
    }
}
