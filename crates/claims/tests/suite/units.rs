//! No claim is ever scored on figures of another unit.

use claims::case::Relation;
use claims::unit::{Noun, Unit};
use claims::verdict::Verdict;
use claims::weigh::weigh;
use proptest::prelude::*;

use crate::made::{Votes, claim, measures, rich, with_claim};

fn unit() -> impl Strategy<Value = Unit> {
    let nouns: Vec<Noun> = Noun::all().collect();
    (proptest::sample::select(nouns), 0..4_u8).prop_map(|(noun, kind)| match kind {
        0 => Unit::Number(noun),
        1 => Unit::Percent(noun),
        2 => Unit::Points(noun),
        _ => Unit::Date,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn a_verdict_stands_on_figures_of_its_unit(
        measure in proptest::sample::select(measures()),
        relation in proptest::sample::select(Relation::ALL.to_vec()),
        quantity in "[0-9]{1,6}(\\.[0-9]{1,2})?",
        unit in unit(),
    ) {
        let case = with_claim(rich(Votes { red: 6_000, blue: 4_000, registered: 16_000 }), claim(measure, relation, &quantity, unit));
        let weighed = &weigh(&case)[0];
        if weighed.verdict == Some(Verdict::NotTestable) {
            prop_assert!(weighed.evidence.missing.is_some());
        } else {
            prop_assert_eq!(weighed.evidence.unit, Some(unit));
            prop_assert!(weighed.evidence.computed.is_some());
            prop_assert!(weighed.evidence.missing.is_none());
        }
    }
}

#[test]
fn every_measure_gets_a_verdict_in_some_unit() {
    let nouns: Vec<Noun> = Noun::all().collect();
    let units = nouns.iter().flat_map(|n| [Unit::Number(*n), Unit::Percent(*n), Unit::Points(*n)]).chain([Unit::Date]);
    let units: Vec<Unit> = units.collect();
    for measure in measures() {
        let scored = units.iter().filter(|unit| {
            let case = with_claim(
                rich(Votes { red: 6_000, blue: 4_000, registered: 16_000 }),
                claim(measure.clone(), Relation::AtLeast, "1", **unit),
            );
            weigh(&case)[0].verdict != Some(Verdict::NotTestable)
        });
        assert!(scored.count() >= 1, "{measure:?}");
    }
}
