//! Honest simulated elections must stay quiet; planted misconduct must show.

use domain::Outcome;
use simulate::{Country, Misconduct, Percentage, Plan, Seed, Target, simulate};

use crate::data::run;

#[test]
fn of_a_hundred_honest_elections_at_most_seven_show_any_flag() {
    let country = Country::aralia().with_stations(2000);
    let flagged: Vec<u64> = (0..100)
        .filter(|&seed| {
            let honest = simulate(Seed(seed), &country, &Plan::honest()).expect("the standard plan");
            run(&honest.release, "").findings.iter().any(|f| f.flag)
        })
        .collect();
    assert!(flagged.len() <= 7, "flags in {} of 100 honest elections: seeds {flagged:?}", flagged.len());
}

#[test]
fn honest_elections_never_show_an_excess_of_votes() {
    for seed in 0..5 {
        let honest = simulate(Seed(seed), &Country::aralia(), &Plan::honest()).expect("the standard plan");
        let e = run(&honest.release, "shpilkin");
        for f in e.findings.iter().filter(|f| f.outcome == Outcome::Estimated) {
            assert!(f.caveats.contains(&"within_honest_range"), "seed {seed}: {f:?}");
        }
    }
}

#[test]
fn planted_misconduct_is_found() {
    let demo = simulate(Seed(2005), &Country::aralia(), &Plan::demo()).expect("the demo plan");
    let e = run(&demo.release, "");
    for deed in &demo.planted {
        let places = &demo.release.places;
        let inside = |f: &&domain::Finding| f.flag && (f.area == deed.region || places.parent(f.area) == Some(deed.region));
        let test = match deed.misconduct.name() {
            "rounded-turnout" | "rounded-leader-share" => "integer_percentages",
            "drawn" => "homogeneity",
            "broken-arithmetic" => "arithmetic",
            "invented-digits" => "last_digit",
            _ => continue, // stuffing and transfers are measured by Shpilkin's estimate, not flagged by region
        };
        assert!(e.findings.iter().filter(inside).any(|f| f.test == test), "{}: no {test} flag", deed.misconduct.name());
    }
}

#[test]
fn no_option_is_flagged_for_what_was_done_to_turnout() {
    let rounded = Misconduct::Rounding { of: Percentage::Turnout, step: 1 };
    let plan = Plan::honest().with(rounded, Target::region(3).stations(1.0));
    let election = simulate(Seed(8), &Country::aralia(), &plan).expect("a plan that makes sense");
    let e = run(&election.release, "integer_percentages");
    assert!(e.findings.iter().any(|f| f.flag && f.option.is_none()));
    assert!(e.findings.iter().all(|f| !f.flag || f.option.is_none()), "{:?}", e.findings.iter().find(|f| f.flag && f.option.is_some()));
}
