//! Which place lies in which.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::Name;

/// The places around every place, put together once for many questions.
#[derive(Clone, Debug)]
pub struct Gazetteer<'a> {
    around: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Gazetteer<'a> {
    /// From the names of a case: those that held on a day, or all.
    #[must_use]
    pub fn new(places: &'a [Name], on: Option<Date>) -> Self {
        let mut around: HashMap<&str, Vec<&str>> = HashMap::new();
        for name in places.iter().filter(|n| on.is_none_or(|day| n.holds_on(day))) {
            if let Some(within) = &name.within {
                around.entry(&name.id).or_default().push(within);
            }
        }
        Self { around }
    }

    /// Whether something is true of a place, or of any place it lies in, the nearest first.
    pub fn any_around(&self, place: &str, is: impl Fn(&str) -> bool) -> bool {
        // Every place is entered once, so that a loop in the data ends too.
        let mut entered = HashSet::from([place]);
        let mut open = vec![place];
        let mut next = 0;
        while let Some(&here) = open.get(next) {
            if is(here) {
                return true;
            }
            next += 1;
            let above = self.around.get(here).into_iter().flatten();
            open.extend(above.copied().filter(|around| entered.insert(around)));
        }
        false
    }

    /// Whether a place is another, or lies in it at any depth.
    #[must_use]
    pub fn lies_in(&self, place: &str, other: &str) -> bool {
        self.any_around(place, |around| around == other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Support;
    use jiff::civil::date;

    fn name(id: &str, within: &str, from: Option<Date>, until: Option<Date>) -> Name {
        Name {
            id: id.into(),
            name: id.into(),
            language: String::new(),
            kind: String::new(),
            within: (!within.is_empty()).then(|| within.into()),
            zone: None,
            from,
            until,
            support: Support::default(),
        }
    }

    #[test]
    fn a_city_that_changed_its_region_lies_where_it_lay_on_the_day() {
        let (old, new) = (date(2018, 6, 18), date(2018, 6, 19));
        let places = [
            name("town", "south", None, Some(old)),
            name("town", "turkistan", Some(new), None),
            name("south", "land", None, None),
            name("turkistan", "land", None, None),
        ];
        let in_2005 = Gazetteer::new(&places, Some(date(2005, 12, 4)));
        assert!(in_2005.lies_in("town", "south") && in_2005.lies_in("town", "land") && !in_2005.lies_in("town", "turkistan"));
        let ever = Gazetteer::new(&places, None);
        assert!(ever.lies_in("town", "south") && ever.lies_in("town", "turkistan"));
    }

    #[test]
    fn a_circle_ends() {
        let places = [name("a", "b", None, None), name("b", "a", None, None)];
        let gazetteer = Gazetteer::new(&places, None);
        assert!(gazetteer.lies_in("a", "b") && !gazetteer.lies_in("a", "c"));
    }
}
