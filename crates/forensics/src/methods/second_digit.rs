//! Second digit (2BL): shown because others quote it, never a flag.
//!
//! It rejects clean elections harder than falsified ones; "no better than a coin" [Deckert, Myagkov, Ordeshook 2011].

use domain::{Finding, OptionId, Outcome, PlaceId, Reason};
use rayon::prelude::*;
use stats::goodness::{benford_second_digit, chi2_expected};

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};

/// The method.
pub struct SecondDigit;

static ABOUT: About = About {
    name: "second_digit",
    role: Role::Display,
    sources: &[
        "Mebane 2006, Election forensics: the second-digit Benford's law test and recent American presidential elections",
        "Deckert, Myagkov, Ordeshook 2011, Benford's law and the detection of election fraud, Political Analysis 19(3):245-268",
    ],
    statistics: &[stat("chi2", Unit::One), stat("mean_digit", Unit::One)],
    caveats: &["no_better_than_a_coin"],
    least_stations: 100,
};

impl Method for SecondDigit {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        cx.options.par_iter().flat_map_iter(|&o| cx.areas.iter().map(move |&a| finding(cx, o, a)).collect::<Vec<_>>()).collect()
    }
}

/// The second digit of a count of at least ten.
fn second_digit(mut count: u32) -> Option<usize> {
    if count < 10 {
        return None;
    }
    while count >= 100 {
        count /= 10;
    }
    Some((count % 10) as usize)
}

fn finding(cx: &Context<'_>, option: OptionId, area: PlaceId) -> Finding {
    let mut digits = [0u64; 10];
    for i in cx.places().stations(area) {
        if let Some(digit) = cx.sample.large(i).then(|| cx.sample.share(option, i)).flatten().and_then(|(w, _)| second_digit(w)) {
            digits[digit] += 1;
        }
    }
    let n = digits.iter().sum::<u64>();
    let stations = usize::try_from(n).unwrap_or(usize::MAX);
    if stations < ABOUT.least_stations {
        return Finding::new(ABOUT.name, area, Some(option), stations, Outcome::CannotTell(Reason::TooFewStations));
    }
    let Ok(fit) = chi2_expected(&digits, &benford_second_digit()) else {
        return Finding::new(ABOUT.name, area, Some(option), stations, Outcome::CannotTell(Reason::NoVariation));
    };
    let mean = digits.iter().zip(0u32..).map(|(&c, d)| c as f64 * f64::from(d)).sum::<f64>() / n as f64;
    Finding::new(ABOUT.name, area, Some(option), stations, Outcome::Described).number("chi2", fit.statistic).number("mean_digit", mean)
}

#[cfg(test)]
mod tests {
    use super::second_digit;

    #[test]
    fn second_digits() {
        assert_eq!([9, 10, 99, 123, 4567].map(second_digit), [None, Some(0), Some(9), Some(2), Some(5)]);
    }
}
