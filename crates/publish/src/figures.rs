//! How the statistics of a finding look: decimals by unit, probabilities, intervals.

use domain::{Finding, Value};
use forensics::about::{About, Unit};

use crate::numbers::{self, NONE};
use crate::texts::{Arg, Texts};

/// Decimals that say what the number says and no more.
#[must_use]
pub fn decimals(unit: Unit, x: f64) -> usize {
    match unit {
        Unit::Votes | Unit::Voters => 0,
        Unit::Stations => usize::from(x.abs() < 100.0),
        Unit::Percent => 2,
        Unit::One => match x.abs() {
            large if large >= 1000.0 => 0,
            large if large >= 10.0 => 1,
            large if large >= 1.0 => 2,
            _ => 3,
        },
    }
}

/// A value in the unit of its statistic, without the name of the unit.
#[must_use]
pub fn value(value: &Value, unit: Unit) -> String {
    match value {
        Value::Count(n) => numbers::count(*n),
        Value::Number(x) => numbers::number(*x, decimals(unit, *x)),
        Value::Text(text) => text.to_string(),
    }
}

/// The unit of a statistic of a method; a pure number when the method does not list it.
#[must_use]
pub fn unit(about: &About, name: &str) -> Unit {
    about.statistics.iter().find(|s| s.name == name).map_or(Unit::One, |s| s.unit)
}

/// Name of a unit in data files and texts.
#[must_use]
pub fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Stations => "stations",
        Unit::Voters => "voters",
        Unit::Votes => "votes",
        Unit::Percent => "percent",
        Unit::One => "one",
    }
}

/// A statistic of a finding as text; a dash where the finding has none of that name.
#[must_use]
pub fn statistic(finding: &Finding, about: &About, name: &str) -> String {
    let found = finding.statistic.iter().find(|(n, _)| n == name);
    found.map_or_else(|| NONE.to_owned(), |(_, v)| value(v, unit(about, name)))
}

/// A probability to read: `0.0312`, `< 0.0001`.
#[must_use]
pub fn probability(p: f64) -> String {
    if p < 1e-4 { "< 0.0001".to_owned() } else { numbers::number(p, 4) }
}

/// A probability with its letter: `q = 0.0312`, `q < 0.0001`.
#[must_use]
pub fn equation(letter: char, p: f64) -> String {
    if p < 1e-4 { format!("{letter} < 0.0001") } else { format!("{letter} = {}", numbers::number(p, 4)) }
}

/// The interval of a finding in words, or the words for none.
#[must_use]
pub fn interval(finding: &Finding, about: &About, texts: &Texts) -> String {
    let Some(i) = finding.interval else { return texts.plain("interval-none") };
    let (lo, hi) = interval_ends(&i, about);
    texts.get("interval-of", &[("level", Arg::Number(100.0 * i.level, 0)), ("lo", Arg::Text(&lo)), ("hi", Arg::Text(&hi))])
}

/// Both ends of an interval, with the same decimals.
#[must_use]
pub fn interval_ends(interval: &domain::Interval, about: &About) -> (String, String) {
    let unit = unit(about, interval.of);
    let decimals = decimals(unit, interval.lo.abs().max(interval.hi.abs()));
    (numbers::number(interval.lo, decimals), numbers::number(interval.hi, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_probabilities_are_bounds_and_pure_numbers_keep_three_digits() {
        assert_eq!([probability(0.031_249), probability(3e-9), equation('q', 0.0)], ["0.0312", "< 0.0001", "q < 0.0001"]);
        let shown = |x| value(&Value::Number(x), Unit::One);
        assert_eq!([shown(0.0004), shown(1.1666), shown(-12.34), shown(3100.2)], ["0.000", "1.17", "−12.3", "3,100"]);
    }
}
