//! Sentences carry the numbers they stand on, as precisely as these are known, and accuse nobody.

#![allow(clippy::unwrap_used)] // helpers of tests

#[path = "common/weighed.rs"]
mod weighed;

use claims::amount::Range;
use claims::case::{Item, Measure, Relation};
use claims::unit::{Noun, Unit};
use count::language::Ratio;
use publish::claims::sentences::Sentences;
use publish::texts::{Locale, Texts};
use weighed::{Report, aralia, kazakhstan};

fn sentence(id: &str) -> String {
    let case = aralia();
    let report = Report::of(&case);
    let words = Sentences::new(&case, &report.texts);
    words.sentence(report.weighed.iter().find(|w| w.claim.is_some_and(|c| c.id == id)).unwrap())
}

#[test]
fn sentences_carry_the_numbers_they_stand_on() {
    let has = |id: &str, parts: &[&str]| {
        let said = sentence(id);
        assert!(parts.iter().all(|p| said.contains(p)), "{id}: {said}");
    };
    has("c-absence", &["10 of 100 such cases", "30 of 120", "8 counts observed"]);
    has("c-violations", &["200,000", "505 distinct incidents", "650 received", "1,056 to 2,620"]);
    has("c-rating-inference-20", &["25.0%", "17.55 to 33.73%", "not supported by this record"]);
    has("c-rating-constituencies", &["The claim speaks of constituencies; the source counted counts observed."]);
    has("c-outcome", &["1,840", "888,889"]);
    has("c-coverage-percent", &["120 of 2,400 counts", "5.00%"]);
}

#[test]
fn the_public_record_is_told_with_its_numbers() {
    let case = kazakhstan();
    let page = Report::of(&case).page();
    for said in [
        "is 1.61% by the votes of “Final result” (108,730 of 6,744,267 valid ballots); 1.65% is the figure of another release",
        "a turnout of 60% would mean 1.50 to 1.55 million ballots fewer than the 6,871,571 reported as cast, depending on which official number of",
        "registered voters is used; other numbers give 1.41 to 1.68 million.",
        "A share of 25% was published without the number of counts observed, so it has no interval.",
        "The claim speaks of constituencies; the source counted counts observed.",
        "Baimenov [remembered]",
        "[guess]",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn a_figure_printed_as_a_bound_is_told_as_one() {
    let mut case = aralia();
    let mut said = |relation: Relation| {
        let claim =
            case.claims.iter().position(|c| matches!(c.measure, Measure::Result { item: Item::Registered | Item::Cast, .. })).unwrap();
        let Measure::Result { item, .. } = case.claims[claim].measure.clone() else { unreachable!() };
        for f in case.figures.iter_mut().filter(|f| f.item == item) {
            f.relation = relation;
        }
        let report = Report::of(&case);
        let words = Sentences::new(&case, &report.texts);
        words.sentence(report.weighed.iter().find(|w| w.claim.is_some_and(|c| c.id == case.claims[claim].id)).unwrap())
    };
    for (relation, words) in [(Relation::MoreThan, "more than"), (Relation::AtLeast, "at least"), (Relation::LessThan, "less than")] {
        let sentence = said(relation);
        assert!(sentence.contains(&format!(": {words} ")), "{sentence}");
    }
}

#[test]
fn numbers_are_written_as_precisely_as_they_are_known() {
    let (case, texts) = (aralia(), Texts::new(Locale::En));
    let words = Sentences::new(&case, &texts);
    let range = |lo: i64, hi: i64| Range { lo: Ratio::whole(lo), hi: Ratio::whole(hi) };
    let ballots = Unit::Number(Noun::Ballots);
    assert_eq!(words.value(range(1_501_834, 1_546_571), ballots, 2), "1.50 to 1.55 million ballots");
    assert_eq!(words.value(range(1, 1), Unit::Number(Noun::Incidents), 2), "1 incident");
    assert_eq!(words.value(range(1234, 1240), ballots, 2), "1,234 to 1,240 ballots");
    let third = Ratio::new(108_730 * 100, 6_744_267).unwrap();
    assert_eq!(words.value(Range::exactly(third), Unit::Percent(Noun::ValidBallots), 2), "1.61%");
    assert_eq!(words.value(range(732_285, 732_285), Unit::Date, 0), "2005-12-06");
}

#[test]
fn no_sentence_calls_anybody_a_liar() {
    let case = aralia();
    let report = Report::of(&case);
    let words = Sentences::new(&case, &report.texts);
    for said in report.weighed.iter().map(|w| words.sentence(w)).chain(report.record.iter().map(|n| words.record(n))) {
        let lower = format!(" {} ", said.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
        for word in ["false", "lie", "lied", "liar", "fraud", "fake", "proves", "proved"] {
            assert!(!lower.contains(&format!(" {word} ")), "{said}");
        }
    }
}
