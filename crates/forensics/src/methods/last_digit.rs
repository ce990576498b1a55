//! Last digits: people who invent counts do not use the ten digits alike.
//!
//! Last digits of honest counts above 100 are close to uniform [Beber and Scacco 2012], but only close: where counts are small the falling
//! density alone shows (clean Canada and Bolivia fail the plain test). So the expected number of each digit is computed, station by
//! station, from the count's own binomial law given that it is at least 100; the plain uniform chi-square stands beside it.

use domain::{Finding, OptionId, Outcome, PlaceId, Reason};
use rayon::prelude::*;
use stats::binomial;
use stats::goodness::{chi2_expected, chi2_uniform};

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};

/// Smallest count whose last digit is used.
pub const LEAST_COUNT: u32 = 100;

/// The method.
pub struct LastDigit;

static ABOUT: About = About {
    name: "last_digit",
    role: Role::Test,
    sources: &["Beber and Scacco 2012, What the numbers say: a digit-based test for election fraud, Political Analysis 20(2):211-234"],
    statistics: &[
        stat("chi2", Unit::One),
        stat("chi2_uniform", Unit::One),
        stat("zero_observed", Unit::Stations),
        stat("zero_expected", Unit::Stations),
        stat("five_observed", Unit::Stations),
        stat("five_expected", Unit::Stations),
    ],
    caveats: &["small_counts", "independent_counts"],
    least_stations: 100,
};

impl Method for LastDigit {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        let mut subjects: Vec<Option<OptionId>> = vec![None];
        subjects.extend(cx.options.iter().copied().map(Some));
        subjects
            .into_par_iter()
            .flat_map_iter(|subject| {
                let digits = digits(cx, subject);
                cx.areas.iter().map(|&area| finding(cx, subject, area, &digits)).collect::<Vec<_>>()
            })
            .collect()
    }
}

/// Last digit of one station's count and the probability of every digit.
#[derive(Clone, Copy)]
struct Digit {
    observed: u8,
    expected: Expected,
}

#[derive(Clone, Copy)]
enum Expected {
    /// Each digit alike, to within 1e-6.
    Uniform,
    /// One probability a digit; in 4 bytes each, because there is one table a station and option.
    Table([f32; 10]),
}

fn digits(cx: &Context<'_>, subject: Option<OptionId>) -> Vec<Option<Digit>> {
    let s = cx.sample;
    let count = |i: usize| match subject {
        Some(option) => s.share(option, i),
        None => s.turnout(i),
    };
    (0..s.len()).map(|i| count(i).filter(|&(k, _)| k >= LEAST_COUNT && s.large(i)).map(|(k, n)| digit(k, n))).collect()
}

fn digit(k: u32, n: u32) -> Digit {
    let observed = u8::try_from(k % 10).unwrap_or(0);
    Digit { observed, expected: expected(k, n) }
}

/// P(X mod 10 = d | X >= 100) for X ~ Bin(n, k/n).
///
/// The amplitude of the first harmonic of X mod 10 is at most exp(-2 (pi sd / 10)^2): below 1e-6 from sd 8.4 on, when the law also lies
/// five standard deviations above the cut.
fn expected(k: u32, n: u32) -> Expected {
    let p = f64::from(k) / f64::from(n);
    let sd = (f64::from(n) * p * (1.0 - p)).sqrt();
    if sd > 8.4 && f64::from(k) - 5.0 * sd > f64::from(LEAST_COUNT) {
        return Expected::Uniform;
    }
    let mut by_digit = [0.0f64; 10];
    let mode_mass = binomial::pmf(u64::from(k), u64::from(n), p);
    by_digit[(k % 10) as usize] += mode_mass;
    walk(k, n, p, mode_mass, &mut by_digit);
    let total: f64 = by_digit.iter().sum();
    #[allow(clippy::cast_possible_truncation)] // a probability kept to 7 digits
    Expected::Table(by_digit.map(|x| (x / total) as f32))
}

/// Adds the mass on both sides of k down to 1e-9 of it, by the ratio of neighbouring terms, leaving out counts below the cut.
fn walk(k: u32, n: u32, p: f64, mode_mass: f64, by_digit: &mut [f64; 10]) {
    let odds = p / (1.0 - p);
    let mut mass = mode_mass;
    for x in k + 1..=n {
        mass *= f64::from(n - x + 1) / f64::from(x) * odds;
        if mass < mode_mass * 1e-9 {
            break;
        }
        by_digit[(x % 10) as usize] += mass;
    }
    mass = mode_mass;
    for x in (LEAST_COUNT..k).rev() {
        mass *= f64::from(x + 1) / (f64::from(n - x) * odds);
        if mass < mode_mass * 1e-9 {
            break;
        }
        by_digit[(x % 10) as usize] += mass;
    }
}

fn finding(cx: &Context<'_>, subject: Option<OptionId>, area: PlaceId, digits: &[Option<Digit>]) -> Finding {
    let (mut observed, mut expected, mut n) = ([0u64; 10], [0.0f64; 10], 0usize);
    let mut uniform = 0.0;
    for digit in digits[cx.places().stations(area)].iter().flatten() {
        observed[usize::from(digit.observed)] += 1;
        n += 1;
        match &digit.expected {
            Expected::Uniform => uniform += 0.1,
            Expected::Table(table) => expected.iter_mut().zip(table).for_each(|(e, &p)| *e += f64::from(p)),
        }
    }
    let new = |outcome| Finding::new(ABOUT.name, area, subject, n, outcome);
    if subject.is_none() && !cx.sample.has_turnout() {
        return new(Outcome::CannotTell(Reason::NoTurnout));
    }
    if n < ABOUT.least_stations {
        return new(Outcome::CannotTell(Reason::TooFewStations));
    }
    // Each station's table is kept in single precision, so the sum is n only to seven digits.
    let total = expected.iter().sum::<f64>() + 10.0 * uniform;
    let probabilities = expected.map(|e| (e + uniform) / total);
    let Ok(fit) = chi2_expected(&observed, &probabilities) else {
        return new(Outcome::CannotTell(Reason::NoVariation));
    };
    new(Outcome::Tested)
        .number("chi2", fit.statistic)
        .number("chi2_uniform", chi2_uniform(&observed).statistic)
        .count("zero_observed", observed[0])
        .number("zero_expected", probabilities[0] * n as f64)
        .count("five_observed", observed[5])
        .number("five_expected", probabilities[5] * n as f64)
        .p(fit.p)
}

/// How often each last digit stands in a place: observed and expected, for the picture.
#[must_use]
pub fn table(cx: &Context<'_>, subject: Option<OptionId>, area: PlaceId) -> [(u64, f64); 10] {
    let mut table = [(0, 0.0); 10];
    for digit in digits(cx, subject)[cx.places().stations(area)].iter().flatten() {
        table[usize::from(digit.observed)].0 += 1;
        for (d, cell) in table.iter_mut().enumerate() {
            cell.1 += match &digit.expected {
                Expected::Uniform => 0.1,
                Expected::Table(p) => f64::from(p[d]),
            };
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_counts_are_uniform_and_small_ones_lean_to_the_side_of_the_cut() {
        assert!(matches!(expected(500, 1000), Expected::Uniform));
        let Expected::Table(t) = expected(103, 200) else { panic!("a count near the cut is computed") };
        assert!((t.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(t[5] > t[9], "{t:?}");
    }

    #[test]
    fn a_turnout_of_all_voters_says_nothing_about_digits() {
        let Expected::Table(t) = expected(250, 250) else { panic!("no spread at all") };
        assert!((t[0] - 1.0).abs() < 1e-6);
    }

    #[test]
    fn uniform_agrees_with_the_table_where_both_are_possible() {
        let (k, n) = (1000u32, 1090u32); // sd 9.1
        let p = f64::from(k) / f64::from(n);
        let mut by_digit = [0.0; 10];
        let mass = binomial::pmf(u64::from(k), u64::from(n), p);
        by_digit[0] = mass;
        walk(k, n, p, mass, &mut by_digit);
        assert!(matches!(expected(k, n), Expected::Uniform));
        assert!(by_digit.iter().all(|x| (x - 0.1).abs() < 1e-6), "{by_digit:?}");
    }
}
