//! Sums, shares and margins of places.

mod common;

use common::{X, release};
use count::tabulate;
use count::tabulate::{Margin, Scope, Total};
use domain::{Field, PlaceId};
use proptest::prelude::*;

#[test]
fn places_are_summed_in_the_order_of_the_tree() {
    let r = release(
        &[
            (Field::Registered, &[100, 100, 100, 100, 100, X]),
            (Field::IssuedStation, &[50, 60, 70, 80, 90, 10]),
            (Field::Valid, &[50, 60, 70, 80, 90, 10]),
        ],
        &[&[30, 30, 30, 30, 30, 5], &[20, 30, 40, 50, 60, 5]],
    );
    let table = tabulate(&r, Scope::Level(2));
    let rows: Vec<_> = table.rows.iter().map(|row| (row.path.as_str(), row.stations, row.issued.sum)).collect();
    assert_eq!(rows, [("A/1", 2, 110), ("A/2", 2, 150), ("B/1", 2, 100)]);
    let last = &table.rows[2];
    assert_eq!(last.registered, Total { sum: 100, stations: 1 });
    // Turnout stands on the one station that has both numbers: 90 of 100, not 100 of 100.
    assert_eq!(last.turnout.map(|t| (t.percent, t.of, t.stations)), Some((90.0, 90, 1)));
    assert_eq!(table.rows[0].margin, Some(Margin { leader: 0, runner_up: 1, votes: 10 }));
    assert_eq!(last.margin, Some(Margin { leader: 1, runner_up: 0, votes: 30 }));
    assert_eq!(last.of_valid[1].map(|s| s.percent), Some(65.0));
    assert_eq!(table.rows[0].fields["issued_station"].sum, 110);
}

#[test]
fn a_place_stands_before_those_inside_it() {
    let r = release(&[(Field::Registered, &[1, 2, 3])], &[]);
    let paths = |scope| tabulate(&r, scope).rows.iter().map(|row| row.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(Scope::Place(PlaceId::ALL)), ["all", "A", "B"]);
    assert_eq!(paths(Scope::Place(r.places.find("A").unwrap())), ["A", "A/1", "A/2"]);
    assert!(paths(Scope::Level(9)).is_empty());
    let row = &tabulate(&r, Scope::Level(0)).rows[0];
    assert_eq!((row.turnout, row.margin, row.valid), (None, None, Total::default()));
}

#[test]
fn kazakhstan_2005_has_its_published_shares_and_margin() {
    let r = release(
        &[(Field::Valid, &[6_744_267]), (Field::Invalid, &[127_304])],
        &[&[6_147_517], &[445_934], &[108_730], &[23_252], &[18_834]],
    );
    let row = &tabulate(&r, Scope::Level(0)).rows[0];
    let of_valid: Vec<String> = row.of_valid.iter().map(|s| format!("{:.2}", s.unwrap().percent)).collect();
    assert_eq!(of_valid, ["91.15", "6.61", "1.61", "0.34", "0.28"]);
    assert_eq!(row.margin.map(|m| m.votes), Some(5_701_583));
    assert_eq!(row.found.sum, 6_871_571);
}

proptest! {
    #[test]
    fn every_level_sums_to_the_whole(cells in prop::collection::vec(prop_oneof![0u32..1000, Just(X), Just(X - 1)], 3..40)) {
        let r = release(&[(Field::Registered, &cells)], &[&cells]);
        let whole = tabulate(&r, Scope::Level(0)).rows[0].registered;
        for level in 1..=2 {
            let rows = tabulate(&r, Scope::Level(level)).rows;
            prop_assert_eq!(rows.iter().map(|row| row.registered.sum).sum::<u64>(), whole.sum);
            prop_assert_eq!(rows.iter().map(|row| row.votes[0].stations).sum::<u32>(), whole.stations);
        }
    }
}
