//! Honest elections look like real clean ones, and the demonstration like one worth examining.

use domain::{Column, Field, PlaceId};
use simulate::{Country, Plan, Seed, Simulated, simulate};
use stats::{goodness, homogeneity::homogeneity, integer_window, moments::Moments};

fn full(seed: u64, plan: &Plan) -> Simulated {
    simulate(Seed(seed), &Country::aralia(), plan).expect("the country and the plan are sound")
}

/// (successes, totals) of the leader among ballots found, or of ballots issued among the registered, of stations that a test can use.
fn pairs(e: &Simulated, of: &Column, among: &Column, place: PlaceId) -> Vec<(u32, u32)> {
    let both = |i: usize| Some((of.get(i)?, among.get(i)?));
    e.release.places.stations(place).filter_map(both).filter(|&(_, n)| n >= 100).collect()
}

fn leader(e: &Simulated) -> &Column {
    e.release.stations.votes(e.release.leader().expect("there are options"))
}

/// Median over districts of X2/df of the leader's share.
fn median_dispersion(e: &Simulated) -> f64 {
    let of = |d: PlaceId| {
        let (w, n): (Vec<u64>, Vec<u64>) =
            pairs(e, leader(e), &e.release.accounts.found, d).into_iter().map(|(w, n)| (u64::from(w), u64::from(n))).unzip();
        homogeneity(&w, &n).ok().map(|h| h.dispersion)
    };
    let mut all: Vec<f64> = e.release.places.of_level(2).filter_map(of).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// Standard deviations by which integer percentages exceed what a smooth law gives, for one percentage.
fn integer_z(e: &Simulated, of: &Column, among: &Column) -> f64 {
    let (mut excess, mut variance) = (0.0, 0.0);
    for (k, n) in pairs(e, of, among, PlaceId::ALL) {
        let p = integer_window::window_probability(k, n, 99).exact;
        excess += f64::from(u8::from(integer_window::is_integer(k, n))) - p;
        variance += p * (1.0 - p);
    }
    excess / f64::sqrt(variance)
}

fn log_vote_rates(e: &Simulated) -> Vec<f64> {
    let rate = |(w, n): (u32, u32)| (f64::from(n - w) / f64::from(w)).ln();
    pairs(e, leader(e), &e.release.accounts.found, PlaceId::ALL).into_iter().map(rate).collect()
}

#[test]
fn an_honest_country_has_the_promised_shape() {
    let e = full(1, &Plan::honest());
    let a = &e.release.accounts;
    let (n, g, r, w) = (a.registered.total(), a.issued.total(), a.found.total(), leader(&e).total());
    let (turnout, share) = (g as f64 / n as f64, w as f64 / r as f64);
    assert!((9_500_000..10_500_000).contains(&n), "{n} registered");
    assert!((0.585..0.615).contains(&turnout), "turnout {turnout}");
    assert!((0.56..0.59).contains(&share), "share {share}");
    assert_eq!(e.release.election.option_name(e.release.leader().expect("a leader")), "Lantern Union");
    let sizes = e.release.stations.field(Field::Registered).expect("a roll").raw();
    assert!(sizes.iter().all(|s| (15..=3_000).contains(s)));
    let tiny = sizes.iter().filter(|&&s| s < 100).count();
    assert!((100..300).contains(&tiny), "{tiny} tiny stations");
}

#[test]
fn honest_stations_of_a_district_differ_well_beyond_chance() {
    for seed in 1..=3 {
        let d = median_dispersion(&full(seed, &Plan::honest()));
        // Real elections show 6 to 18 with larger stations.
        assert!((3.0..18.0).contains(&d), "median dispersion {d}");
    }
}

#[test]
fn honest_percentages_do_not_prefer_integers() {
    let z: Vec<f64> = (1..=6)
        .flat_map(|seed| {
            let e = full(seed, &Plan::honest());
            let a = &e.release.accounts;
            [integer_z(&e, &a.issued, &a.registered), integer_z(&e, leader(&e), &a.found)]
        })
        .collect();
    let mean = z.iter().sum::<f64>() / z.len() as f64;
    assert!(z.iter().all(|z| z.abs() < 3.5) && mean.abs() < 1.0, "{z:?}");
}

#[test]
fn honest_vote_rates_are_nearly_symmetric() {
    let rates = log_vote_rates(&full(1, &Plan::honest()));
    let skew = Moments::of(&rates).skewness;
    assert!(skew.abs() < 0.5, "skewness {skew}");
}

/// Districts whose shares of the leader differ less than chance makes them (left tail below 1 in 1000), by name.
fn too_homogeneous(e: &Simulated) -> Vec<PlaceId> {
    let too_alike = |&d: &PlaceId| {
        let (w, n): (Vec<u64>, Vec<u64>) =
            pairs(e, leader(e), &e.release.accounts.found, d).into_iter().map(|(w, n)| (u64::from(w), u64::from(n))).unzip();
        homogeneity(&w, &n).is_ok_and(|h| h.p_left < 1e-3)
    };
    e.release.places.of_level(2).filter(too_alike).collect()
}

/// P of the last digits of the leader's votes, where 100 or more, being equally likely in a place.
fn digits_p(e: &Simulated, place: PlaceId) -> f64 {
    let mut counts = [0; 10];
    for votes in e.release.places.stations(place).filter_map(|i| leader(e).get(i)).filter(|&v| v >= 100) {
        counts[votes as usize % 10] += 1;
    }
    goodness::chi2_uniform(&counts).p
}

#[test]
fn the_demonstration_plants_the_part_of_the_vote_its_text_says() {
    for seed in 1..=3 {
        let e = full(seed, &Plan::demo());
        let gained: i64 = e.planted.iter().map(|p| p.leader).sum();
        let part = gained as f64 / e.truth.totals.votes[2] as f64;
        assert!((165_000..=195_000).contains(&gained) && (0.045..0.06).contains(&part), "{gained} votes, {part}");
        let mut touched: Vec<usize> = e.planted.iter().flat_map(|p| p.stations.iter().map(|t| t.station)).collect();
        touched.sort_unstable();
        touched.dedup();
        assert!((2_350..2_650).contains(&touched.len()), "{} stations touched", touched.len());
        let mut regions: Vec<PlaceId> = e.planted.iter().map(|p| p.region).collect();
        regions.sort_unstable();
        regions.dedup();
        assert_eq!(regions.len(), 7);
    }
}

#[test]
fn what_the_demonstration_plants_can_be_found_and_nothing_is_found_where_nothing_is() {
    for seed in 1..=3 {
        let (honest, demo) = (full(seed, &Plan::honest()), full(seed, &Plan::demo()));
        let drawn = demo.planted.iter().find(|p| p.misconduct.name() == "drawn").expect("the plan draws districts");
        assert_eq!(too_homogeneous(&honest), []);
        assert_eq!(too_homogeneous(&demo), drawn.districts);
        let digits = demo.planted.iter().find(|p| p.misconduct.name() == "invented-digits").expect("the plan invents digits");
        assert!(digits_p(&honest, digits.region) > 1e-3 && digits_p(&demo, digits.region) < 1e-3);
        let a = &demo.release.accounts;
        assert!(integer_z(&demo, &a.issued, &a.registered) > 5.0);
    }
}

#[test]
fn a_whole_country_takes_well_under_a_second() {
    let started = std::time::Instant::now();
    let e = full(1, &Plan::demo());
    let took = started.elapsed();
    assert_eq!(e.release.stations.len(), 9_580);
    // Measured 0.03 s on two cores with the optimisation of tests.
    assert!(took.as_secs_f64() < 0.7, "{took:?}");
}
