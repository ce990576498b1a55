//! Numbers with their units.

use claims::amount::{Amount, Range};
use claims::unit::{Noun, Unit};
use count::language::Ratio;
use jiff::civil::Date;

use super::Sentences;
use crate::numbers;
use crate::texts::Arg;

/// Decimals of a share where nothing asks for more or fewer.
pub(crate) const SHARE: usize = 2;
/// From here on a rounded count is told in millions.
const MILLION: f64 = 1e6;
/// Decimals beyond which two numbers are not told apart.
const MOST_DECIMALS: usize = 6;

/// Decimals of a printed number.
pub(crate) fn decimals(number: &Amount) -> usize {
    let digits = number.text().split(' ').next().unwrap_or_default();
    digits.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// The decimals, `at_least` so many, that keep a value apart from the number it is held against.
pub(crate) fn telling(value: Range, against: Range, at_least: usize) -> usize {
    let same = |a: Ratio, b: Ratio, d: usize| a != b && numbers::number(a.to_f64(), d) == numbers::number(b.to_f64(), d);
    let alike = |d: &usize| same(value.lo, against.lo, *d) || same(value.hi, against.hi, *d);
    (at_least..MOST_DECIMALS).find(|d| !alike(d)).unwrap_or(MOST_DECIMALS)
}

/// The day of a day number.
pub(crate) fn day(number: Ratio) -> Option<Date> {
    let days = i64::try_from(number.num()).ok().filter(|_| number.is_whole())?;
    jiff::civil::date(1, 1, 1).checked_add(jiff::SignedDuration::from_hours(24 * days)).ok()
}

/// The words with a capital in front.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Sentences<'_> {
    /// A value with its unit: `91.15%`, `505 distinct incidents`, `1.50 to 1.55 million ballots`.
    #[must_use]
    pub fn value(&self, range: Range, unit: Unit, decimals: usize) -> String {
        match unit {
            Unit::Date => self.between(range, &|r| day(r).map_or_else(|| numbers::NONE.to_owned(), |d| d.to_string())),
            Unit::Percent(_) => self.percent(&self.between(range, &|r| numbers::number(r.to_f64(), decimals))),
            Unit::Points(_) => {
                let number = self.between(range, &|r| numbers::number(r.to_f64(), decimals));
                self.say("claims-points", &[("number", number.as_str().into())])
            }
            Unit::Number(noun) => self.counted(range, noun),
        }
    }

    /// A count with its noun.
    fn counted(&self, range: Range, noun: Noun) -> String {
        let whole = |r: Ratio| r.is_whole().then(|| i64::try_from(r.num()).ok()).flatten();
        if let Some(n) = whole(range.lo).filter(|_| range.is_exact()) {
            return self.count_of(n, noun);
        }
        self.some(&self.number_of(range), noun)
    }

    /// A count without its noun: `505`, or `1.50 to 1.55 million`.
    pub(crate) fn number_of(&self, range: Range) -> String {
        if !range.is_exact() && range.lo.to_f64() >= MILLION {
            let number = self.between(range, &|r| numbers::number(r.to_f64() / MILLION, 2));
            return self.say("claims-million", &[("number", number.as_str().into())]);
        }
        // A part of a ballot among thousands tells nothing.
        let decimals = usize::from(range.is_exact() && !range.lo.is_whole() && range.lo < Ratio::whole(1000));
        self.between(range, &|r| numbers::number(r.to_f64(), decimals))
    }

    fn between(&self, range: Range, text: &dyn Fn(Ratio) -> String) -> String {
        let (lo, hi) = (text(range.lo), text(range.hi));
        if lo == hi { lo } else { self.say("claims-between", &[("lo", lo.as_str().into()), ("hi", hi.as_str().into())]) }
    }

    /// A number as it was printed, with its unit.
    #[must_use]
    pub fn quantity(&self, number: &Amount, unit: Unit) -> String {
        let value = number.value();
        let text = if value.is_whole() && number.text().bytes().all(|b| b.is_ascii_digit()) {
            numbers::count(i64::try_from(value.num()).unwrap_or(i64::MAX))
        } else {
            number.text().to_owned()
        };
        match unit {
            Unit::Percent(_) => self.percent(&text),
            Unit::Points(_) => self.say("claims-points", &[("number", text.as_str().into())]),
            Unit::Number(noun) if value == Ratio::whole(1) => self.count_of(1, noun),
            Unit::Number(noun) => self.some(&text, noun),
            Unit::Date => text,
        }
    }

    /// A number already written, in per cent.
    pub(crate) fn percent(&self, number: &str) -> String {
        self.say("claims-percent", &[("number", number.into())])
    }

    /// So many of something: `1 incident`, `505 incidents`.
    pub(crate) fn count_of(&self, n: impl TryInto<i64>, noun: Noun) -> String {
        self.say(&format!("claims-count-{}", slug(noun)), &[("n", Arg::Count(n.try_into().unwrap_or(i64::MAX)))])
    }

    fn some(&self, number: &str, noun: Noun) -> String {
        let noun = self.noun(noun);
        self.say("claims-some", &[("number", number.into()), ("noun", noun.as_str().into())])
    }

    /// What is counted, in the plural.
    #[must_use]
    pub fn noun(&self, noun: Noun) -> String {
        self.plain(&format!("claims-noun-{}", slug(noun)))
    }

    /// A unit in words: `percent of counts observed`.
    #[must_use]
    pub fn unit(&self, unit: Unit) -> String {
        let of = |id: &str, noun: Noun| self.say(id, &[("noun", self.noun(noun).as_str().into())]);
        match unit {
            Unit::Number(noun) => self.noun(noun),
            Unit::Percent(noun) => of("claims-unit-percent", noun),
            Unit::Points(noun) => of("claims-unit-points", noun),
            Unit::Date => self.plain("claims-unit-date"),
        }
    }

    /// Both ends of an interval in per cent.
    pub(crate) fn ends(&self, (lo, hi): (f64, f64), decimals: usize) -> String {
        let (lo, hi) = (numbers::number(lo, decimals), numbers::number(hi, decimals));
        self.say("claims-between", &[("lo", lo.as_str().into()), ("hi", hi.as_str().into())])
    }
}

fn slug(noun: Noun) -> String {
    noun.words().replace(' ', "-")
}
