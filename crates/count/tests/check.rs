//! Controls over releases: what is reported, what is not applicable, what is not checked.

mod common;

use common::{X, release};
use count::check::{Line, LineLeftOut, NotApplicable, PublishedTotal, Status};
use count::{Checked, ControlSet, Params, check};
use domain::{Column, Field, OptionId, PlaceId, Release};
use proptest::prelude::*;

fn standard(release: &Release) -> Checked {
    check(release, &ControlSet::standard(), &Params::default())
}

/// Stations at which a control of the standard set fails.
fn failing(release: &Release, id: &str) -> Vec<u32> {
    let checked = standard(release);
    let result = checked.get(id).expect(id);
    assert_eq!(result.status, Status::Applied, "{id}");
    result.violations.iter().map(|v| v.station).collect()
}

fn described(release: &Release, id: &str) -> Vec<String> {
    let checked = standard(release);
    let result = checked.get(id).expect(id);
    result.violations.iter().map(|v| result.describe(v)).collect()
}

fn one(rule: &str) -> ControlSet {
    let toml =
        format!("[[control]]\nid = \"T\"\nlevel = \"hard\"\nrule = \"{rule}\"\nmessage = \"m\"\nexplanation = \"e\"\norigin = \"o\"\n");
    ControlSet::parse(&toml, "test").expect("is well formed")
}

#[test]
fn a_violation_carries_the_figures_of_the_comparison() {
    let r = release(&[(Field::Registered, &[500, 500]), (Field::IssuedStation, &[512, 500])], &[]);
    assert_eq!(described(&r, "C10"), ["issued_total (512) > registered (500)"]);
    assert_eq!(described(&r, "C15"), ["issued_total (512) > x * registered (450)", "issued_total (500) > x * registered (450)"]);
}

#[test]
fn percentages_compare_exactly_at_the_threshold() {
    let r = release(&[(Field::Registered, &[1200, 1200, 1200, 30]), (Field::AddedOnDay, &[60, 61, 180, 1])], &[]);
    assert_eq!(failing(&r, "C40"), [1, 2]);
    assert_eq!(described(&r, "C40")[1], "added_on_day (180) > x * registered (60)");
}

#[test]
fn the_published_vectors_of_w203_hold() {
    let r = release(&[(Field::Admitted, &[101, 102, 1014, 1015, 20, 0]), (Field::Cast, &[100, 100, 1000, 1000, 0, 0])], &[]);
    let checked = standard(&r);
    let c33 = checked.get("C33").expect("is there");
    assert_eq!(c33.violations.iter().map(|v| v.station).collect::<Vec<_>>(), [1, 3, 4]);
    assert_eq!(c33.describe(&c33.violations[0]), "abs(admitted - cast) / cast (0.02) >= x (0.02)");
    assert_eq!(c33.describe(&c33.violations[1]), "abs(admitted - cast) (15) >= n (15)");
    // With nothing cast there is no share; the size decides where it can.
    assert_eq!(c33.not_checked_stations, [5]);
}

#[test]
fn a_control_whose_lines_are_missing_names_them_all() {
    let r = release(&[(Field::Registered, &[500])], &[]);
    let checked = standard(&r);
    let lines = |id: &str| match &checked.get(id).expect(id).status {
        Status::NotApplicable(NotApplicable::LinesMissing { lines }) => lines.join(" "),
        other => panic!("{id}: {other:?}"),
    };
    assert_eq!(lines("C01"), "issued_early issued_outside issued_station");
    assert_eq!(lines("C07"), "in_stationary issued_station");
    assert_eq!(lines("C25"), "chair_signed deputy_signed");
    assert_eq!(lines("C38"), "turnout_h");
    // All lines of the left side are optional, and none is there.
    let optional_only = one("absentee? + proxies? <= registered");
    let result = check(&r, &optional_only, &Params::default());
    assert_eq!(
        result.controls[0].status,
        Status::NotApplicable(NotApplicable::LinesMissing { lines: vec!["absentee".into(), "proxies".into()] })
    );
    assert!(!checked.get("C43").expect("is there").applies());
}

#[test]
fn an_optional_line_is_left_out_and_said_whether_it_could_excuse() {
    let r = release(&[(Field::IssuedStation, &[100]), (Field::InStationary, &[101]), (Field::Registered, &[90])], &[]);
    let checked = standard(&r);
    let left_out = |id: &str| checked.get(id).expect(id).left_out.clone();
    let line = |name: &str, may_excuse| LineLeftOut { name: name.into(), may_excuse };
    assert_eq!(left_out("C07"), [line("in_mobile", false), line("issued_early", true), line("issued_outside", true)]);
    assert_eq!(left_out("C10"), [line("issued_early", false), line("issued_outside", false)]);
    assert_eq!(checked.get("C07").expect("is there").violations.len(), 1);
    assert_eq!(checked.get("C07").expect("is there").definitions["in_box"], "in_mobile? + in_stationary");
}

#[test]
fn an_empty_cell_leaves_the_station_unchecked_unless_the_rest_decides() {
    let r = release(&[(Field::Registered, &[100, X, 100]), (Field::IssuedStation, &[50, 50, X])], &[]);
    let checked = standard(&r);
    let c10 = checked.get("C10").expect("is there");
    assert_eq!((c10.checked, c10.not_checked, c10.violations.len()), (1, 2, 0));
    assert_eq!(c10.not_checked_stations, [1, 2]);
    let both = check(&r, &one("registered > 200 and issued_station > 0"), &Params::default());
    // 100 > 200 fails whatever was issued.
    assert_eq!(both.controls[0].violations.iter().map(|v| v.station).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(both.controls[0].not_checked_stations, [1]);
    let zero = check(&r, &one("or_zero(issued_station) > 0"), &Params::default());
    assert_eq!(zero.controls[0].violations.len(), 1);
}

#[test]
fn votes_must_add_up_only_where_every_option_is_named() {
    let mut r = release(&[(Field::Valid, &[59, 60])], &[&[30, 30], &[29, 29]]);
    assert_eq!(described(&r, "C04"), ["valid (60) != sum(votes) + against_all? (59)"]);
    r.election.options_complete = false;
    let checked = standard(&r);
    assert_eq!(checked.get("C04").expect("is there").status, Status::NotApplicable(NotApplicable::SomeOptionsOnly));
}

#[test]
fn turnout_that_falls_is_described_by_the_fall() {
    let mut r = release(&[(Field::Registered, &[100, 100, 100, 100])], &[]);
    let at = |cells: [u32; 4]| Column::from_raw(cells.to_vec());
    r.stations.turnout_h = vec![(600, at([10, 10, X, X])), (720, at([20, X, X, 120])), (840, at([15, 30, X, 130]))];
    assert_eq!(described(&r, "C38"), ["turnout_h: 20 is followed by 15", "last(turnout_h) (130) > registered (100)"]);
    assert_eq!(standard(&r).get("C38").expect("is there").not_checked_stations, [2]);
}

#[test]
fn signatures_times_and_definitions_are_checked() {
    let r = release(
        &[
            (Field::ChairSigned, &[0, 0, 1, 7]),
            (Field::DeputySigned, &[0, 1, 0, 0]),
            (Field::OpenTime, &[420, 425, 420, 420]),
            (Field::CloseTime, &[1200, 420, 1200, 1200]),
            (Field::Members, &[5, 6, 7, 9]),
            (Field::SignedMembers, &[3, 3, 3, 4]),
        ],
        &[],
    );
    assert_eq!(described(&r, "C25"), ["chair_signed: no"]);
    assert_eq!(described(&r, "C21"), ["open_time (07:05) > close_time (07:00)"]);
    assert_eq!(described(&r, "C24"), ["signed_members (3) < ceil(q * members) (4)", "signed_members (4) < ceil(q * members) (5)"]);
    assert_eq!(standard(&r).get("C25").expect("is there").not_checked_stations, [3]);
}

#[test]
fn a_clause_that_holds_under_not_keeps_its_sign() {
    let r = release(&[(Field::Valid, &[5, 6])], &[]);
    let checked = check(&r, &one("not valid = 5"), &Params::default());
    let result = &checked.controls[0];
    assert_eq!(result.describe(&result.violations[0]), "valid (5) = 5");
}

#[test]
fn declared_differences_may_stay_empty() {
    let r = release(
        &[
            (Field::Cast, &[100, 103, 98, 103]),
            (Field::Admitted, &[100, 100, 100, 100]),
            (Field::MoreCounted, &[X, 3, X, 2]),
            (Field::FewerCounted, &[X, X, 2, X]),
        ],
        &[],
    );
    assert_eq!(failing(&r, "C30"), [3]);
    let capacity = release(
        &[
            (Field::IssuedStation, &[1000, 2000]),
            (Field::Desks, &[1, 1]),
            (Field::OpenTime, &[420, 420]),
            (Field::CloseTime, &[1200, 1200]),
        ],
        &[],
    );
    // 120 an hour over 13 hours are 1,560; no line of booths, so only desks count.
    assert_eq!(described(&capacity, "C42"), ["issued_station (2000) > desks? * per_desk_hour * (close_time - open_time) / 60 (1560)"]);
}

#[test]
fn violations_of_a_place_are_a_slice() {
    let r = release(&[(Field::Registered, &[10, 10, 10, 10, 10, X]), (Field::IssuedStation, &[11, 9, 11, 11, 9, 9])], &[]);
    let checked = standard(&r);
    let c10 = checked.get("C10").expect("is there");
    let counts = |path: &str| {
        let place = r.places.find(path).expect(path);
        (c10.violations_in(&r.places, place).len(), c10.checked_in(&r.places, place))
    };
    assert_eq!((counts("A"), counts("A/1"), counts("B"), counts("all")), ((3, 4), (1, 2), (0, 1), (3, 5)));
    assert_eq!(c10.violations_in(&r.places, PlaceId::ALL), c10.violations);
    assert_eq!(checked.stations_with(|c| c.id == "C10" || c.id == "C18"), [0, 2, 3]);
}

#[test]
fn published_totals_are_compared_with_their_stations() {
    let r = release(&[(Field::Registered, &[10, 20, 30, 40, 50, X])], &[&[1, 2, 3, 4, 5, 6]]);
    let total = |place: &str, line, value| PublishedTotal { place: place.into(), line, value };
    let votes = Line::Votes(OptionId(0));
    let published = vec![
        total("A", Line::Field(Field::Registered), 100),
        total("A", votes, 11),
        total("all", Line::Field(Field::Registered), 150),
        total("C", votes, 1),
    ];
    let params = Params::default().with_published(published);
    let checked = check(&r, &ControlSet::standard(), &params);
    let c43 = checked.get("C43").expect("is there");
    assert_eq!((c43.checked, c43.not_checked, c43.totals.len()), (2, 2, 1));
    let wrong = &c43.totals[0];
    assert_eq!((wrong.line.as_str(), wrong.published, wrong.sum, wrong.stations), ("votes for Option 0", 11, 10, 4));
}

#[test]
fn percentages_of_the_file_are_recomputed_from_the_total_that_explains_them() {
    let mut r = release(&[(Field::Valid, &[3, 8, 8, X]), (Field::Invalid, &[1, 0, 0, 0])], &[&[1, 1, 1, 1], &[2, 7, 7, 1]]);
    r.stations.published_share.insert(0, Column::from_raw(vec![33_300, 12_500, 12_600, 12_500]));
    let checked = standard(&r);
    let c44 = checked.get("C44").expect("is there");
    assert_eq!((c44.checked, c44.not_checked, c44.definitions["total"].as_str()), (3, 1, "valid"));
    assert_eq!(
        c44.violations.iter().map(|v| c44.describe(v)).collect::<Vec<_>>(),
        ["published % of Option 0 (12.6) != votes for Option 0 / valid * 100 (12.5)"]
    );
}

#[test]
fn the_law_of_one_country_is_applied_to_its_elections_only() {
    let r = release(&[(Field::Registered, &[1000, 1000]), (Field::BallotsReceived, &[1010, 1011])], &[]);
    let elsewhere = standard(&r);
    assert_eq!(elsewhere.get("C37").expect("is there").status, Status::NotApplicable(NotApplicable::OtherCountry { country: "kz".into() }));
    let params = Params::default().in_country("kz");
    let checked = check(&r, &ControlSet::standard(), &params);
    assert_eq!(checked.get("C37").expect("is there").violations.iter().map(|v| v.station).collect::<Vec<_>>(), [1]);
}

#[test]
fn parameters_change_the_threshold() {
    let r = release(&[(Field::Registered, &[100]), (Field::IssuedStation, &[95])], &[]);
    let set = ControlSet::standard();
    let mut params = Params::default();
    assert_eq!(check(&r, &set, &params).get("C15").expect("is there").violations.len(), 1);
    params.set(&set, "C15.x", "95%").expect("is a parameter");
    let checked = check(&r, &set, &params);
    let c15 = checked.get("C15").expect("is there");
    assert_eq!((c15.violations.len(), c15.params["x"].to_string().as_str()), (0, "0.95"));
}

#[test]
fn the_result_is_readable_json() {
    let r = release(&[(Field::Registered, &[500]), (Field::IssuedStation, &[512])], &[]);
    let checked = standard(&r);
    insta::assert_json_snapshot!(checked.get("C10").expect("is there"));
}

proptest! {
    #[test]
    fn no_cell_makes_a_check_panic(cells in prop::collection::vec(prop::sample::select(vec![0, 1, 5, X - 1, X]), 60..120)) {
        let columns: Vec<[u32; 1]> = cells.iter().map(|&c| [c]).collect();
        let cell = |i: usize| &columns[i % columns.len()][..];
        let fields: Vec<(Field, &[u32])> = Field::ALL.iter().enumerate().map(|(i, &f)| (f, cell(i))).collect();
        let mut r = release(&fields, &[cell(51), cell(52), cell(53)]);
        r.stations.turnout_h = vec![(1, Column::from_raw(vec![cells[54]])), (2, Column::from_raw(vec![cells[55]]))];
        r.stations.published_share.insert(0, Column::from_raw(vec![cells[56]]));
        for result in standard(&r).controls {
            prop_assert!(result.violations.iter().all(|v| !result.describe(v).is_empty()), "{}", result.id);
            prop_assert_eq!(result.checked + result.not_checked, u32::from(result.applies()));
        }
    }
}
