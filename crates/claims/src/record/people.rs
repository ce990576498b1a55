//! Spellings that are one person, and entries that may be.

use names::{Key, fold};

use super::{Noted, RecordFinding, noted};
use crate::case::{Case, Name};

/// People who stand in the record under several spellings.
pub(super) fn one_person(case: &Case) -> Vec<Noted> {
    ids(case).into_iter().filter_map(|id| spellings(case, id)).collect()
}

fn ids(case: &Case) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for name in &case.people {
        if !ids.contains(&name.id.as_str()) {
            ids.push(&name.id);
        }
    }
    ids
}

fn names_of<'a>(case: &'a Case, id: &'a str) -> impl Iterator<Item = &'a Name> {
    case.people.iter().filter(move |n| n.id == id)
}

fn spellings(case: &Case, id: &str) -> Option<Noted> {
    let spoken = case.statements.iter().filter(|s| s.person.as_deref() == Some(id)).map(|s| s.speaker.as_str());
    let options = case.election.contests.iter().flat_map(|c| &c.options);
    let stood = options.filter(|o| o.person.as_deref() == Some(id)).map(|o| o.name.as_str());
    let listed = names_of(case, id).map(|n| n.name.as_str());
    let mut all: Vec<&str> = Vec::new();
    for spelling in spoken.chain(stood).chain(listed).filter(|s| !s.is_empty()) {
        if !all.contains(&spelling) {
            all.push(spelling);
        }
    }
    if all.len() < 2 {
        return None;
    }
    let keys: Vec<Key> = all.iter().map(|name| fold(name)).collect();
    let by_folding = keys[1..].iter().all(|key| one_within_the_other(&keys[0], key));
    let statements = case.statements.iter().filter(|s| s.person.as_deref() == Some(id)).flat_map(|s| &s.support.sources);
    let sources = statements.chain(names_of(case, id).flat_map(|n| &n.support.sources)).cloned().collect();
    let spellings = all.into_iter().map(str::to_owned).collect();
    Some(noted(RecordFinding::OnePerson { person: id.to_owned(), spellings, by_folding }, sources))
}

/// Whether every word of the shorter name is a word of the longer one, as with a family name and a full name.
fn one_within_the_other(a: &Key, b: &Key) -> bool {
    let (short, long) = if a.words().len() <= b.words().len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.words().iter().all(|word| long.words().contains(word))
}

/// Entries of different people whose names fold to one.
pub(super) fn perhaps(case: &Case) -> Vec<Noted> {
    let mut found: Vec<Noted> = Vec::new();
    let keys: Vec<_> = case.people.iter().map(|n| fold(&n.name)).collect();
    for (i, a) in case.people.iter().enumerate() {
        for (j, b) in case.people.iter().enumerate().skip(i + 1) {
            let known = |n: &Noted| matches!(&n.finding, RecordFinding::PerhapsOnePerson { person, other, .. } if *person == a.id && *other == b.id);
            if a.id == b.id || keys[i] != keys[j] || found.iter().any(known) {
                continue;
            }
            let names = (a.name.clone(), b.name.clone());
            let sources = a.support.sources.iter().chain(&b.support.sources).cloned().collect();
            found.push(noted(RecordFinding::PerhapsOnePerson { person: a.id.clone(), other: b.id.clone(), names }, sources));
        }
    }
    found
}
