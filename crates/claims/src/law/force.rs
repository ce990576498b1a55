//! Which version of an article held on a day.

use std::cmp::Ordering;

use jiff::civil::Date;
use serde::Serialize;

use crate::case::{Article, Case, Law};

/// A version of an article that was in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InForce<'a> {
    /// The law: id.
    pub law: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The version.
    pub article: &'a Article,
}

/// The law in force on a day: every article, or one of that number. Laws in the order of the case, articles by number (9 before 20, 20 before 20-1).
#[must_use]
pub fn in_force<'a>(case: &'a Case, on: Date, article: Option<&str>) -> Vec<InForce<'a>> {
    case.law.iter().flat_map(|law| of_law(law, on, article)).collect()
}

fn of_law<'a>(law: &'a Law, on: Date, article: Option<&str>) -> Vec<InForce<'a>> {
    let asked = |a: &&Article| holds(a.from, a.until, on) && article.is_none_or(|number| number == a.number);
    let mut found: Vec<&Article> = law.articles.iter().filter(asked).collect();
    found.sort_by(|a, b| by_number(&a.number, &b.number).then(a.from.cmp(&b.from)));
    found.into_iter().map(|article| InForce { law: &law.id, title: &law.title, article }).collect()
}

/// Whether a version held on a day; both ends belong to it.
pub(super) fn holds(from: Date, until: Option<Date>, on: Date) -> bool {
    from <= on && until.is_none_or(|u| on <= u)
}

/// Compares runs of digits as numbers, everything else as text.
fn by_number(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (pieces(a), pieces(b));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(l), Some(r)) => {
                let order = match (l.parse::<u64>(), r.parse::<u64>()) {
                    (Ok(l), Ok(r)) => l.cmp(&r),
                    _ => l.cmp(r),
                };
                if order.is_ne() {
                    return order;
                }
            }
        }
    }
}

fn pieces(number: &str) -> impl Iterator<Item = &str> {
    number.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty())
}

/// A complaint and the versions of the article it invokes that held on the day it was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited<'a> {
    /// The complaint: id.
    pub complaint: &'a str,
    /// The article as the complaint has it; empty where it names none.
    pub article: &'a str,
    /// The day it was filed, by the clock it was filed under.
    pub filed: Date,
    /// The versions in force then: one in each law that has an article of this number. Empty where none held.
    pub versions: Vec<InForce<'a>>,
}

/// Every complaint with the version of the article it invokes, by article, then in the order of the case.
#[must_use]
pub fn cited(case: &Case) -> Vec<Cited<'_>> {
    let mut found: Vec<Cited<'_>> = case
        .complaints
        .iter()
        .map(|c| Cited {
            complaint: &c.id,
            article: &c.article,
            filed: c.filed.date,
            versions: in_force(case, c.filed.date, Some(&c.article)),
        })
        .collect();
    found.sort_by(|a, b| by_number(a.article, b.article));
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::law::sample;

    #[test]
    fn the_law_of_the_day_is_shown_and_not_todays() {
        let case = sample::kazakhstan();
        let says = |on| in_force(&case, on, Some("44")).iter().map(|f| f.article.says.as_str()).collect::<Vec<_>>();
        assert_eq!(says(date(2005, 12, 5)), ["meetings are not allowed until the result is published"]);
        assert_eq!(says(date(2004, 12, 5)), ["the result is published"]);
        assert!(says(date(1990, 1, 1)).is_empty());
    }

    #[test]
    fn a_version_holds_on_its_first_and_its_last_day() {
        let case = sample::kazakhstan();
        let count = |on| in_force(&case, on, Some("44")).len();
        assert_eq!([date(1995, 9, 28), date(2004, 12, 31), date(2005, 1, 1)].map(count), [1, 1, 1]);
        assert_eq!(in_force(&case, date(2004, 12, 31), Some("44"))[0].article.until, Some(date(2004, 12, 31)));
    }

    #[test]
    fn articles_come_in_the_order_of_their_numbers() {
        let case = sample::kazakhstan();
        let numbers: Vec<&str> = in_force(&case, date(2005, 12, 5), None).iter().map(|f| f.article.number.as_str()).collect();
        assert_eq!(numbers, ["9", "20", "20-1", "44", "49"]);
    }

    #[test]
    fn a_complaint_cites_the_version_of_its_day() {
        let case = sample::kazakhstan();
        let cited = cited(&case);
        assert_eq!(cited.iter().map(|c| c.article).collect::<Vec<_>>(), ["20-1", "49"]);
        assert!(cited.iter().all(|c| c.versions.len() == 1));
    }
}
