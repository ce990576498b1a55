//! What must hold whatever the data: same answers on any number of threads, every option and area answered, nothing out of range.

use domain::{Outcome, PlaceId, Release};
use forensics::examine::Examination;
use forensics::table::METHODS;
use simulate::{Country, Plan, Seed, simulate};

use crate::data::run;

fn demo(stations: u32) -> Release {
    simulate(Seed(3), &Country::aralia().with_stations(stations), &Plan::demo()).expect("the demo plan").release
}

fn on_threads(release: &Release, threads: usize) -> Examination {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| run(release, ""))
}

#[test]
fn findings_do_not_depend_on_the_number_of_threads() {
    let release = demo(1500);
    let one = on_threads(&release, 1);
    for threads in [2, 5] {
        let many = on_threads(&release, threads);
        assert_eq!(one.findings, many.findings);
        assert_eq!(one.not_tested, many.not_tested);
    }
}

#[test]
fn every_method_answers_for_every_option_and_place_or_says_why_not() {
    let release = demo(1500);
    let e = run(&release, "");
    let districts = release.places.of_level(2).count();
    let regions = release.places.of_level(1).count();
    for method in METHODS {
        let name = method.about().name;
        for option in release.election.option_ids() {
            let listed = |level| {
                e.findings.iter().filter(|f| f.test == name && f.option == Some(option) && release.places.level(f.area) == level).count()
            };
            if name == "arithmetic" {
                continue; // it is about protocols, not options
            }
            let aside: usize =
                e.not_tested.iter().filter(|t| t.test == name && t.option == Some(option) && t.level == 2).map(|t| t.areas).sum();
            assert_eq!((listed(0), listed(1), listed(2) + aside), (1, regions, districts), "{name}");
        }
    }
}

#[test]
fn p_and_q_belong_to_tested_findings_only_and_lie_within_bounds() {
    let e = run(&demo(1500), "");
    for f in &e.findings {
        assert_eq!(f.p.is_some(), f.outcome == Outcome::Tested, "{f:?}");
        assert_eq!(f.q.is_some(), f.p.is_some());
        assert!(f.p.is_none_or(|p| (0.0..=1.0).contains(&p)) && f.q.is_none_or(|q| f.p.is_some_and(|p| q >= p && q <= 1.0)), "{f:?}");
        assert!(f.interval.is_none_or(|i| i.lo <= i.hi), "{f:?}");
    }
    assert_eq!(e.family.tests, e.findings.iter().filter(|f| f.p.is_some()).count());
}

#[test]
fn displays_never_flag() {
    let e = run(&demo(1500), "");
    for method in METHODS.iter().filter(|m| !matches!(m.about().role, forensics::about::Role::Test | forensics::about::Role::Check)) {
        assert!(e.findings.iter().filter(|f| f.test == method.about().name).all(|f| !f.flag));
    }
}

#[test]
fn an_election_of_no_stations_is_answered_too() {
    let release = Release::new(
        domain::Election { options: vec![domain::BallotOption { name: "A".to_owned() }], ..domain::Election::default() },
        domain::SourceFile::default(),
        (domain::PlaceTree::flat(0), Vec::new()),
        domain::Stations { votes: vec![domain::Column::default()], ..domain::Stations::default() },
        domain::RowAccount::default(),
    );
    let e = run(&release, "");
    assert!(e.findings.iter().all(|f| f.area == PlaceId::ALL && !f.flag));
}
