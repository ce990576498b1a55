//! Who or what is meant by a name, in any script; and where a place lies.
//!
//! [`find`] answers once, a [`Finder`] keeps its index of names for many questions. [`within_on`] says where a place lay on a day.

mod places;

pub use places::{Belonging, belongings, within_on, zone_on};

use std::collections::BTreeSet;

use names::{Index, Match};
use serde::Serialize;

use crate::case::{Case, Name};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// A person.
    Person,
    /// A candidate, party or answer on a ballot.
    Option,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
}

/// Someone or something that a name may mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit<'a> {
    /// What it is.
    pub kind: HitKind,
    /// Its id.
    pub id: &'a str,
    /// The name it is shown by.
    pub shown: &'a str,
    /// The spelling that matched, as the record has it.
    pub spelling: &'a str,
    /// How the spelling relates to what was asked for.
    pub matched: Match,
    /// Every name of the person or place, with language and dates; of an option those of its person. Organisations have one name, the shown one.
    pub names: Vec<&'a Name>,
    /// What a place lies in, and from when to when.
    pub lies_in: Vec<Belonging<'a>>,
}

/// The names of a case, folded once.
#[derive(Clone, Debug)]
pub struct Finder<'a> {
    case: &'a Case,
    /// Kind, id and the spelling itself, which the index keeps only a copy of.
    index: Index<(HitKind, &'a str, &'a str)>,
}

/// Everybody and everything that a name may mean: the same names first, then initials, then near ones; ties by kind and id.
///
/// Alphabet, romanisation, case, accents and the order of words do not matter; see the crate `names`.
#[must_use]
pub fn find<'a>(case: &'a Case, query: &str) -> Vec<Hit<'a>> {
    Finder::new(case).find(query)
}

impl<'a> Finder<'a> {
    /// Folds every name of a case: people, places, organisations, options; and speakers as statements spell them.
    #[must_use]
    pub fn new(case: &'a Case) -> Self {
        let mut index = Index::new();
        let mut add = |kind, id: &'a str, spelling: &'a str| index.add(spelling, (kind, id, spelling));
        for name in &case.people {
            add(HitKind::Person, &name.id, &name.name);
        }
        for said in case.statements.iter().filter(|s| !s.speaker.is_empty()) {
            if let Some(person) = &said.person {
                add(HitKind::Person, person, &said.speaker);
            }
        }
        for option in case.election.contests.iter().flat_map(|c| &c.options) {
            add(HitKind::Option, &option.id, &option.name);
            for name in case.people.iter().filter(|n| Some(&n.id) == option.person.as_ref()) {
                add(HitKind::Option, &option.id, &name.name);
            }
        }
        for organisation in &case.organisations {
            add(HitKind::Organisation, &organisation.id, &organisation.name);
        }
        for name in &case.places {
            add(HitKind::Place, &name.id, &name.name);
        }
        Self { case, index }
    }

    /// As [`find`].
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Hit<'a>> {
        let (mut seen, mut hits) = (BTreeSet::new(), Vec::new());
        // Best spellings come first, so the first of an id is its best.
        for found in self.index.find(query) {
            let (kind, id, spelling) = *found.value;
            if seen.insert((kind, id)) {
                hits.push(self.hit(kind, id, spelling, found.matching));
            }
        }
        hits.sort_by(|a, b| rank(b.matched).total_cmp(&rank(a.matched)).then((a.kind, a.id).cmp(&(b.kind, b.id))));
        hits
    }

    fn hit(&self, kind: HitKind, id: &'a str, spelling: &'a str, matched: Match) -> Hit<'a> {
        let case = self.case;
        let of = |names: &'a [Name], id: &str| names.iter().filter(|n| n.id == id).collect::<Vec<_>>();
        let option = case.option(id);
        let (shown, names) = match kind {
            HitKind::Person => (Case::shown(&case.people, id), of(&case.people, id)),
            HitKind::Place => (Case::shown(&case.places, id), of(&case.places, id)),
            HitKind::Organisation => (case.organisation(id).map_or(id, |o| o.name.as_str()), Vec::new()),
            HitKind::Option => {
                let person = option.and_then(|o| o.person.as_deref());
                (option.map_or(id, |o| o.name.as_str()), person.map(|p| of(&case.people, p)).unwrap_or_default())
            }
        };
        let lies_in = if kind == HitKind::Place { belongings(case, id) } else { Vec::new() };
        Hit { kind, id, shown, spelling, matched, names, lies_in }
    }
}

/// A larger number for a better match.
fn rank(matched: Match) -> f64 {
    match matched {
        Match::Same => 3.0,
        Match::Initials => 2.0,
        Match::Near(alike) => alike,
        Match::Different => -1.0,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::case::{Organisation, OrganisationKind};
    use crate::law::sample::{self, name};

    fn case() -> Case {
        let mut case = sample::kazakhstan();
        case.people = vec![
            name("tuyakbay", "Zharmakhan Tuyakbay", "candidate", None),
            name("tuyakbay", "Жармахан Туякбай", "candidate", None),
            name("tuyakbay", "Жармақан Тұяқбай", "candidate", None),
            name("zhumabekov", "Onalsyn Zhumabekov", "chair", None),
            name("nazarbayev", "Nursultan Nazarbayev", "candidate", None),
        ];
        case.organisations =
            vec![Organisation { id: "cec".into(), name: "Central Election Commission".into(), kind: OrganisationKind::Commission }];
        let dated = |id: &str, shown: &str, kind: &str, within, from, until| Name { from, until, ..name(id, shown, kind, within) };
        let split = date(2022, 6, 8);
        case.places.extend([
            name("vko", "East Kazakhstan", "region", Some("kz")),
            dated("abai", "Abai", "region", Some("kz"), Some(split), None),
            dated("semey", "Semipalatinsk", "city", Some("vko"), None, Some(date(2007, 6, 20))),
            dated("semey", "Semey", "city", Some("vko"), Some(date(2007, 6, 21)), Some(date(2022, 6, 7))),
            dated("semey", "Semey", "city", Some("abai"), Some(split), None),
        ]);
        case
    }

    fn ids<'a>(case: &'a Case, query: &str) -> Vec<(HitKind, &'a str, Match)> {
        find(case, query).into_iter().map(|h| (h.kind, h.id, h.matched)).collect()
    }

    #[test]
    fn every_spelling_finds_the_same_person() {
        let case = case();
        for spelling in ["Zharmakhan Tuyakbay", "TUYAKBAY, Zharmakhan", "Жармахан Туякбай", "Жармақан Тұяқбай", "Zharmakhan Tuyakbai"]
        {
            assert_eq!(ids(&case, spelling).first(), Some(&(HitKind::Person, "tuyakbay", Match::Same)), "{spelling}");
        }
        for spelling in ["Onalsyn Jumabekov", "Оналсын Жумабеков", "Оңалсын Жұмабеков"] {
            assert_eq!(ids(&case, spelling).first().map(|h| (h.1, h.2)), Some(("zhumabekov", Match::Same)), "{spelling}");
        }
    }

    #[test]
    fn a_surname_finds_the_person_and_the_option() {
        let case = case();
        let hits = find(&case, "Назарбаев");
        assert_eq!(
            hits.iter().map(|h| (h.kind, h.id)).collect::<Vec<_>>()[..2],
            [(HitKind::Option, "nazarbayev"), (HitKind::Person, "nazarbayev")]
        );
        assert_eq!((hits[1].spelling, hits[1].shown, hits[1].names.len()), ("Nursultan Nazarbayev", "Nursultan Nazarbayev", 1));
        assert_eq!(find(&case, "central election commission")[0].kind, HitKind::Organisation);
        assert!(find(&case, "").is_empty() && find(&case, "Qwertz").is_empty());
    }

    #[test]
    fn an_old_name_finds_the_place_and_its_history() {
        let case = case();
        let hits = find(&case, "Семипалатинск");
        assert_eq!((hits[0].id, hits[0].shown, hits[0].spelling), ("semey", "Semipalatinsk", "Semipalatinsk"));
        let history: Vec<_> = hits[0].lies_in.iter().map(|b| (b.within, b.until)).collect();
        assert_eq!(history, [(Some("vko"), Some(date(2007, 6, 20))), (Some("vko"), Some(date(2022, 6, 7))), (Some("abai"), None)]);
    }

    #[test]
    fn a_region_that_split_lies_elsewhere_before() {
        let case = case();
        assert_eq!(within_on(&case, "semey", date(2005, 12, 4)), [["semey", "vko", "kz"]]);
        assert_eq!(within_on(&case, "semey", date(2024, 1, 1)), [["semey", "abai", "kz"]]);
        assert!(within_on(&case, "abai", date(2005, 12, 4)).is_empty());
        assert!(within_on(&case, "nowhere", date(2005, 12, 4)).is_empty());
    }

    #[test]
    fn a_place_inside_itself_and_one_in_two_end() {
        let mut case = case();
        case.places.extend([name("a", "A", "", Some("b")), name("b", "B", "", Some("a")), name("b", "B", "", Some("kz"))]);
        assert_eq!(within_on(&case, "a", date(2005, 12, 4)), [vec!["a", "b", "kz"]]);
        for i in 0..40 {
            let (below, above) = (format!("p{i}"), [format!("p{}", i + 1), format!("q{}", i + 1)]);
            case.places.extend(above.iter().map(|up| name(&below, "P", "", Some(up))));
            case.places.extend(above.iter().map(|up| name(&format!("q{i}"), "Q", "", Some(up))));
        }
        assert!(within_on(&case, "p0", date(2005, 12, 4)).len() <= 64);
    }

    #[test]
    fn the_clock_of_a_city_is_that_of_its_region() {
        let case = case();
        assert_eq!(zone_on(&case, "aktau", date(2005, 12, 4)), Some("Asia/Aqtau"));
        assert_eq!(zone_on(&case, "semey", date(2005, 12, 4)), None);
    }
}
