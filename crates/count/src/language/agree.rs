//! The columnar evaluator against the one that walks station by station, over random rules and cells.

use std::collections::BTreeMap;

use domain::{Column, Field, Stations};
use proptest::prelude::*;

use super::plan::Truth;
use super::scalar::truth;
use super::{Scope, Source, bind, check_rule, holds, parse};

/// A rule of numbers.
fn number() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "registered",
        "valid",
        "invalid",
        "blank?",
        "lost?",
        "0",
        "3",
        "0.5",
        "5%",
        "sum(votes)",
        "max(votes)",
        "last(turnout_h)",
        "or_zero(invalid)",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/"]), inner.clone()).prop_map(|(a, op, b)| format!("({a} {op} {b})")),
            inner.clone().prop_map(|a| format!("abs({a})")),
            inner.clone().prop_map(|a| format!("ceil(-{a})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("max({a}, min({b}, 7))")),
        ]
    })
}

fn rule() -> impl Strategy<Value = String> {
    let compare =
        (number(), prop::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]), number()).prop_map(|(a, op, b)| format!("{a} {op} {b}"));
    let leaf = prop_oneof![4 => compare, 1 => Just("monotone(turnout_h)".to_owned()), 1 => Just("chair_signed".to_owned()), 1 => Just("open_time <= 07:00".to_owned())];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["and", "or", "implies"]), inner.clone())
                .prop_map(|(a, op, b)| format!("({a}) {op} ({b})")),
            inner.prop_map(|a| format!("not ({a})")),
        ]
    })
}

fn stations(cells: &[[u32; 9]]) -> Stations {
    let column = |i: usize| Column::from_raw(cells.iter().map(|c| c[i]).collect());
    let fields = [Field::Registered, Field::Valid, Field::Invalid, Field::ChairSigned, Field::OpenTime];
    Stations {
        codes: cells.iter().map(|_| "1".into()).collect(),
        lines: vec![1; cells.len()],
        fields: fields.into_iter().zip(0..).map(|(f, i)| (f, column(i))).collect(),
        votes: vec![column(5), column(6)],
        turnout_h: vec![(600, column(7)), (700, column(8))],
        ..Stations::default()
    }
}

/// The two evaluators' answers for every station; `None` where the rule is not applicable.
fn both(rule: &str, stations: &Stations) -> Option<(Vec<Truth>, Vec<Truth>)> {
    let tree = parse(rule).expect(rule);
    assert_eq!(check_rule(&tree, &Scope::default()), Ok(()), "{rule}");
    let params = BTreeMap::new();
    let source = Source { stations, options_complete: true, params: &params, given: &[] };
    let bound = bind(&tree, &Scope::default(), source).ok()?;
    let all = 0..stations.len();
    for (station, t) in all.clone().zip(holds(&bound.plan, &all)) {
        assert_eq!(t == Truth::False, super::explain(&bound.plan, station).is_some(), "{rule}");
    }
    Some((holds(&bound.plan, &all), all.map(|s| truth(&bound.plan, s)).collect()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn columns_and_stations_give_the_same_truth(
        rule in rule(),
        cells in prop::collection::vec(prop::array::uniform9(prop_oneof![8 => 0u32..40, 1 => Just(Column::MISSING)]), 1..20),
    ) {
        if let Some((columns, single)) = both(&rule, &stations(&cells)) {
            prop_assert_eq!(columns, single, "{}", rule);
        }
    }

    #[test]
    fn the_largest_cells_never_panic_and_give_the_same_truth(
        rule in rule(),
        cells in prop::collection::vec(prop::array::uniform9(prop::sample::select(vec![0, 1, u32::MAX - 1, u32::MAX])), 1..6),
    ) {
        if let Some((columns, single)) = both(&rule, &stations(&cells)) {
            prop_assert_eq!(columns, single, "{}", rule);
        }
    }
}

#[test]
fn powers_of_the_largest_count_are_unknown_once_they_outgrow_128_bits() {
    let s = stations(&[[u32::MAX - 1; 9]]);
    let power = |n: usize| vec!["registered"; n].join(" * ") + " > 0";
    let truths = |n| both(&power(n), &s).map(|(c, _)| c[0]);
    assert_eq!((truths(3), truths(4), truths(80)), (Some(Truth::True), Some(Truth::Unknown), Some(Truth::Unknown)));
}
