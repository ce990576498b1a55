//! The law of a sum of unequal events.

use crate::vectors::{count, number, numbers, section, table};
use crate::{assert_close, assert_relative};
use proptest::prelude::*;
use stats::binomial;
use stats::poisson_binomial::Pmf;

#[test]
fn matches_reference() {
    let expected = section("poisson_binomial");
    let p = numbers(&expected["p"]);
    let law = Pmf::of(&p);
    assert_relative(law.mean(), number(&expected["mean"]), 1e-13);
    assert_relative(law.sd(), number(&expected["sd"]), 1e-13);
    let of = |name: &str| (0_u64..).zip(numbers(&expected[name]));
    // What is dropped lies at 1e-40 of the peak; above 1e-30 nothing of it shows.
    let large = |value: f64| value > 1e-30;
    for (k, value) in of("pmf").filter(|&(_, v)| large(v)) {
        assert_relative(law.probability(k), value, 1e-13);
    }
    for (k, value) in of("upper_tail").filter(|&(_, v)| large(v)) {
        assert_relative(law.upper_tail(k), value, 1e-13);
    }
    for (k, value) in of("lower_tail").filter(|&(_, v)| large(v)) {
        assert_relative(law.lower_tail(k), value, 1e-13);
    }
}

/// Equal probabilities give a binomial law, grouped as stations in districts.
#[test]
fn a_nation_keeps_its_tails() {
    let district = Pmf::of(&[0.2; 36]);
    let mut districts = vec![district; 2694];
    districts.push(Pmf::of(&[0.2; 16]));
    let nation = Pmf::sum(&districts);
    assert_relative(nation.mean(), 97_000.0 * 0.2, 1e-12);
    assert_relative(nation.sd(), (97_000.0_f64 * 0.16).sqrt(), 1e-12);
    for row in table("national_tails") {
        let tolerance = if row[1] > 1e-24 { 1e-11 } else { 1e-8 };
        assert_relative(nation.upper_tail(count(row[0])), row[1], tolerance);
    }
}

#[test]
fn equal_probabilities_are_binomial() {
    let law = Pmf::of(&[0.3; 200]);
    for k in 0..=200 {
        let expected = binomial::pmf(k, 200, 0.3);
        if expected > 1e-35 {
            assert_relative(law.probability(k), expected, 1e-12);
        }
    }
}

#[test]
fn edges() {
    assert_eq!(Pmf::of(&[]), Pmf::certain(0));
    assert_eq!(Pmf::sum([]), Pmf::certain(0));
    assert_eq!(Pmf::of(&[0.0; 30]), Pmf::certain(0));
    assert_eq!(Pmf::of(&[1.0; 30]), Pmf::certain(30));
    assert_eq!(Pmf::of(&[1.0 + 1e-16, -1e-17]), Pmf::certain(1));
    let certain = Pmf::certain(5);
    assert_eq!((certain.mean(), certain.sd()), (5.0, 0.0));
    assert_eq!((certain.upper_tail(5), certain.upper_tail(6)), (1.0, 0.0));
    assert_eq!((certain.lower_tail(5), certain.lower_tail(4)), (1.0, 0.0));
    assert_eq!((certain.quantile(0.0), certain.quantile(1.0)), (5, 5));
    assert_eq!((certain.probability(4), certain.probability(6)), (0.0, 0.0));
    assert!(Pmf::of(&[0.5, f64::NAN]).mean().is_nan());
    assert!(Pmf::of(&[f64::NAN; 50]).upper_tail(3).is_nan());
}

fn shares() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..=1.0_f64, 0..120)
}

proptest! {
    #[test]
    fn mass_mean_and_variance(p in shares()) {
        let law = Pmf::of(&p);
        let mean: f64 = p.iter().sum();
        let variance: f64 = p.iter().map(|p| p * (1.0 - p)).sum();
        let mass: f64 = law.support().map(|k| law.probability(k)).sum();
        prop_assert!((mass - 1.0).abs() < 1e-12);
        prop_assert!((law.mean() - mean).abs() < 1e-10);
        prop_assert!((law.sd() * law.sd() - variance).abs() < 1e-9);
    }

    #[test]
    fn means_and_variances_add(a in shares(), b in shares()) {
        let (a, b) = (Pmf::of(&a), Pmf::of(&b));
        let sum = a.convolve(&b);
        prop_assert!((sum.mean() - a.mean() - b.mean()).abs() < 1e-10);
        let variance = a.sd().powi(2) + b.sd().powi(2);
        prop_assert!((sum.sd().powi(2) - variance).abs() < 1e-9);
    }

    #[test]
    fn grouping_does_not_matter(p in shares(), cut in 0.0..=1.0_f64) {
        let at = usize::try_from(count((cut * p.len() as f64).floor())).unwrap();
        let (left, right) = p.split_at(at);
        let (whole, parts) = (Pmf::of(&p), Pmf::sum(&[Pmf::of(left), Pmf::of(right)]));
        for k in 0..=p.len() as u64 {
            let (a, b) = (whole.upper_tail(k), parts.upper_tail(k));
            prop_assert!((a - b).abs() <= 1e-12 * a + 1e-36);
        }
    }

    #[test]
    fn tails_and_quantiles_fit(p in shares(), level in 0.001..0.999_f64) {
        let law = Pmf::of(&p);
        let k = law.quantile(level);
        prop_assert!(law.lower_tail(k) >= level - 1e-12);
        prop_assert!(k == 0 || law.lower_tail(k - 1) < level + 1e-12);
        assert_close(law.lower_tail(k) + law.upper_tail(k + 1), 1.0, 1e-12);
    }
}
