//! Where a place lies: today, or on a day in the past. Regions split, merge and change their names.

use jiff::civil::Date;
use serde::Serialize;

use crate::case::{Case, Name};

/// Most ways up from one place that are followed. More than one is rare, more than these a fault of the record.
const MOST_PATHS: usize = 64;

/// The ways from a place up to the country on a day: ids, the place itself first. Ordered; one way unless the record has it in two places at once.
///
/// Empty where none of its names holds on that day: there was no such place then, or no such place is in the case. A place whose names say
/// nothing about where it lies is its own way.
#[must_use]
pub fn within_on<'a>(case: &'a Case, id: &str, on: Date) -> Vec<Vec<&'a str>> {
    let Some(start) = holding(case, id, on).next() else { return Vec::new() };
    let (mut open, mut done) = (vec![vec![start.id.as_str()]], Vec::new());
    while let Some(path) = open.pop() {
        let parents = parents(case, &path, on);
        if parents.is_empty() || open.len() + done.len() + parents.len() > MOST_PATHS {
            done.push(path);
            continue;
        }
        open.extend(parents.into_iter().map(|parent| [path.as_slice(), &[parent]].concat()));
    }
    done.sort_unstable();
    done.dedup();
    done
}

/// The clock of a place on a day: its own, else that of the nearest place around it that has one; none where the record names none.
#[must_use]
pub fn zone_on<'a>(case: &'a Case, id: &str, on: Date) -> Option<&'a str> {
    let own = |id: &str| {
        let zoned = |n: &&Name| n.id == id && n.zone.is_some();
        let holding = case.places.iter().filter(zoned).find(|n| n.holds_on(on));
        holding.or_else(|| case.places.iter().find(zoned)).and_then(|n| n.zone.as_deref())
    };
    let paths = within_on(case, id, on);
    paths.iter().find_map(|path| path.iter().find_map(|id| own(id))).or_else(|| own(id))
}

/// What a place lies in during some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Belonging<'a> {
    /// First day; none where it always did as far as the record goes.
    pub from: Option<Date>,
    /// Last day; none where it still does.
    pub until: Option<Date>,
    /// The place around it: id; none for the outermost, or where the record does not say.
    pub within: Option<&'a str>,
}

/// What a place lies in, over all its names, earliest first.
#[must_use]
pub fn belongings<'a>(case: &'a Case, id: &str) -> Vec<Belonging<'a>> {
    let names = case.places.iter().filter(|n| n.id == id);
    let mut found: Vec<Belonging<'a>> = names.map(|n| Belonging { from: n.from, until: n.until, within: n.within.as_deref() }).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn holding<'a>(case: &'a Case, id: &str, on: Date) -> impl Iterator<Item = &'a Name> {
    case.places.iter().filter(move |n| n.id == id && n.holds_on(on))
}

/// What the last place of a way lies in, without going round in a circle.
fn parents<'a>(case: &'a Case, path: &[&'a str], on: Date) -> Vec<&'a str> {
    let Some(last) = path.last() else { return Vec::new() };
    let mut parents: Vec<&str> = holding(case, last, on).filter_map(|n| n.within.as_deref()).filter(|p| !path.contains(p)).collect();
    parents.sort_unstable();
    parents.dedup();
    parents
}
