//! The arithmetic of protocols and of the ledger.

use domain::{Field, Stations};
use proptest::prelude::*;
use simulate::{Country, Misconduct, Percentage, Plan, Seed, Simulated, Target, Totals, simulate};

fn run(seed: u64, stations: u32, plan: &Plan) -> Simulated {
    simulate(Seed(seed), &Country::aralia().with_stations(stations), plan).expect("the country and the plan are sound")
}

/// The hard controls of `reference/controls.csv` that one station breaks; C01 and C10 are one rule here.
fn broken(s: &Stations, i: usize) -> Vec<&'static str> {
    let line = |f: Field| i64::from(s.field(f).and_then(|c| c.get(i)).expect("every simulated protocol has every line"));
    let issued = line(Field::IssuedEarly) + line(Field::IssuedStation) + line(Field::IssuedOutside);
    let votes: i64 = s.votes.iter().map(|c| i64::from(c.get(i).expect("votes"))).sum();
    let rules = [
        ("C01", issued <= line(Field::Registered)),
        ("C02", line(Field::BallotsReceived) == issued + line(Field::CancelledUnused) + line(Field::Lost) - line(Field::Unaccounted)),
        ("C03", line(Field::InMobile) + line(Field::InStationary) == line(Field::Invalid) + line(Field::Valid)),
        ("C04", line(Field::Valid) == votes),
    ];
    rules.into_iter().filter(|&(_, holds)| !holds).map(|(id, _)| id).collect()
}

/// The soft controls that apply and one station breaks.
fn doubtful(s: &Stations, i: usize) -> Vec<&'static str> {
    let line = |f: Field| f64::from(s.field(f).and_then(|c| c.get(i)).expect("every simulated protocol has every line"));
    let issued = line(Field::IssuedEarly) + line(Field::IssuedStation) + line(Field::IssuedOutside);
    let in_box = line(Field::InMobile) + line(Field::InStationary);
    let rules = [
        ("C05", line(Field::InMobile) <= line(Field::IssuedOutside)),
        ("C06", line(Field::InStationary) <= line(Field::IssuedEarly) + line(Field::IssuedStation)),
        ("C07", in_box <= issued),
        ("C08", in_box >= 0.95 * issued),
        ("C13", issued + line(Field::CancelledUnused) >= line(Field::BallotsReceived)),
        ("C14", issued + line(Field::CancelledUnused) <= line(Field::BallotsReceived)),
        ("C15", issued <= 0.9 * line(Field::Registered)),
        ("C18", [line(Field::Registered), issued, in_box, line(Field::Valid)].iter().all(|&n| n > 0.0)),
        ("C32", line(Field::Invalid) < 0.03 * in_box),
        ("C37", line(Field::BallotsReceived) <= (1.01 * line(Field::Registered)).ceil()),
    ];
    rules.into_iter().filter(|&(_, holds)| !holds).map(|(id, _)| id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_honest_election_passes_every_control(seed: u64, stations in 16u32..1_500) {
        let e = run(seed, stations, &Plan::honest());
        prop_assert_eq!(e.release.stations.len(), stations as usize);
        for i in 0..stations as usize {
            prop_assert_eq!(broken(&e.release.stations, i), Vec::<&str>::new());
            prop_assert_eq!(doubtful(&e.release.stations, i), Vec::<&str>::new());
        }
        prop_assert_eq!(Totals::of(&e.release.stations), e.truth.totals);
        prop_assert!(e.planted.is_empty());
    }

    #[test]
    fn the_ledger_accounts_for_every_vote(seed: u64, stations in 300u32..1_500) {
        let e = run(seed, stations, &Plan::demo());
        let reported = Totals::of(&e.release.stations);
        let mut rebuilt = e.truth.totals.clone();
        for p in &e.planted {
            rebuilt += &p.change;
        }
        prop_assert_eq!(&rebuilt, &reported);
        // The deeds' own counts of what they did agree with the difference of all protocols before and after.
        let difference = reported.change_from(&e.truth.totals);
        let leader = Country::aralia().leader_position;
        prop_assert_eq!(e.planted.iter().map(|p| p.leader).sum::<i64>(), difference.votes[leader]);
        prop_assert_eq!(e.planted.iter().map(|p| p.leader + p.others).sum::<i64>(), difference.votes.iter().sum::<i64>());
        let found = difference.field(Field::Valid) + difference.field(Field::Invalid);
        prop_assert_eq!(e.planted.iter().map(|p| p.ballots).sum::<i64>(), found);
    }

    #[test]
    fn only_stations_in_the_ledger_differ_from_the_truth(seed: u64) {
        let e = run(seed, 800, &Plan::demo());
        let mut listed: Vec<usize> = e.planted.iter().flat_map(|p| p.stations.iter().map(|t| t.station)).collect();
        listed.sort_unstable();
        listed.dedup();
        let (told, true_) = (&e.release.stations, &e.truth.stations);
        let differs = |i: usize| told.fields.keys().any(|&f| told.field(f).map(|c| c.get(i)) != true_.field(f).map(|c| c.get(i)))
            || told.votes.iter().zip(&true_.votes).any(|(a, b)| a.get(i) != b.get(i));
        prop_assert!((0..told.len()).filter(|&i| differs(i)).all(|i| listed.binary_search(&i).is_ok()));
    }

    #[test]
    fn exactly_the_planted_protocols_break_exactly_the_planted_control(seed: u64) {
        let e = run(seed, 800, &Plan::demo());
        let mut planted: Vec<(usize, Vec<&str>)> =
            e.planted.iter().flat_map(|p| &p.stations).filter_map(|t| t.control.map(|c| (t.station, vec![c]))).collect();
        planted.sort();
        let found: Vec<(usize, Vec<&str>)> =
            (0..800).map(|i| (i, broken(&e.release.stations, i))).filter(|(_, b)| !b.is_empty()).collect();
        prop_assert!(!planted.is_empty());
        prop_assert_eq!(found, planted);
    }
}

#[test]
fn misconduct_other_than_broken_arithmetic_keeps_every_hard_control() {
    let everywhere = |misconduct| (0..16).fold(Plan::honest(), |plan, region| plan.with(misconduct, Target::region(region)));
    for misconduct in [
        Misconduct::Stuffing { strength: 5.0 },
        Misconduct::Rounding { of: Percentage::Turnout, step: 50 },
        Misconduct::Rounding { of: Percentage::LeaderShare, step: 50 },
        Misconduct::Transfer { fraction: 1.0 },
        Misconduct::Drawn { gain: 0.3 },
        Misconduct::InventedDigits,
    ] {
        let e = run(11, 900, &everywhere(misconduct));
        let bad: Vec<usize> = (0..900).filter(|&i| !broken(&e.release.stations, i).is_empty()).collect();
        assert!(bad.is_empty(), "{misconduct:?} broke the arithmetic of stations {bad:?}");
        assert!(e.planted.iter().all(|p| !p.stations.is_empty()), "{misconduct:?} did nothing somewhere");
    }
}

#[test]
fn deeds_in_any_order_stay_in_the_ledger() {
    // The demonstration backwards, all of it in the same region: arithmetic is broken first, and everything else happens on top.
    let mut plan = Plan::demo();
    plan.deeds.reverse();
    for deed in &mut plan.deeds {
        deed.target = Target::region(1);
    }
    for seed in 0..20 {
        let e = run(seed, 1_000, &plan);
        let change = Totals::of(&e.release.stations).change_from(&e.truth.totals);
        assert_eq!(e.planted.iter().map(|p| p.leader).sum::<i64>(), change.votes[2]);
        assert_eq!(e.planted.iter().map(|p| p.leader + p.others).sum::<i64>(), change.votes.iter().sum::<i64>());
        assert_eq!(e.planted.iter().map(|p| p.ballots).sum::<i64>(), change.field(Field::Valid) + change.field(Field::Invalid));
    }
}

#[test]
fn the_same_seed_gives_the_same_election_on_any_number_of_threads() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| format!("{:?}", run(7, 700, &Plan::demo())))
    };
    let one = on(1);
    assert!(one == on(2) && one == on(5));
    assert!(one != format!("{:?}", run(8, 700, &Plan::demo())));
}

#[test]
fn the_truth_does_not_depend_on_the_plan_and_all_of_it_is_marked() {
    let (honest, demo) = (run(3, 700, &Plan::honest()), run(3, 700, &Plan::demo()));
    assert_eq!(format!("{:?}", honest.truth), format!("{:?}", demo.truth));
    let election = &demo.release.election;
    assert!(election.simulated && election.title.contains("SIMULATED") && election.source.contains("SIMULATED"));
}

#[test]
fn a_place_in_the_ledger_holds_the_stations_it_lists() {
    let e = run(3, 2_000, &Plan::demo());
    for p in &e.planted {
        let places = &e.release.places;
        assert!(p.districts.iter().all(|&d| places.parent(d) == Some(p.region)));
        let in_district = |s: usize| p.districts.iter().any(|&d| places.stations(d).contains(&s));
        assert!(p.stations.iter().all(|t| in_district(t.station)), "{}", p.misconduct.name());
    }
    assert_eq!(e.release.places.name(e.planted[0].region), "Cindrath");
}
