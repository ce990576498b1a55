//! The tree of places: the way to the top, circles, and places whose parent is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Place;

/// Which place lies in which, by id.
#[derive(Clone, Debug, Default)]
pub struct Hierarchy<'a> {
    parents: BTreeMap<&'a str, Option<&'a str>>,
}

/// Why a place has no way to the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Astray<'a> {
    /// A place on the way is not there; its id.
    Missing(&'a str),
    /// The way comes back to this place.
    Circle(&'a str),
}

impl<'a> Hierarchy<'a> {
    /// The tree of these places, each with its id.
    #[must_use]
    pub fn new(places: impl IntoIterator<Item = (&'a str, &'a Place)>) -> Self {
        Self::of_parents(places.into_iter().map(|(id, place)| (id, place.parent.as_deref())))
    }

    /// The tree of ids and their parents.
    #[must_use]
    pub fn of_parents(parents: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> Self {
        Self { parents: parents.into_iter().collect() }
    }

    /// The ids from the top down to the place, itself included.
    ///
    /// # Errors
    /// Where the way ends or turns back.
    pub fn path(&self, id: &'a str) -> Result<Vec<&'a str>, Astray<'a>> {
        let (mut path, mut seen, mut next) = (Vec::new(), BTreeSet::new(), Some(id));
        while let Some(at) = next {
            if !seen.insert(at) {
                return Err(Astray::Circle(at));
            }
            path.push(at);
            next = *self.parents.get(at).ok_or(Astray::Missing(at))?;
        }
        path.reverse();
        Ok(path)
    }

    /// The place of a level counted from the top (0 is the top) that a place lies in; itself where it stands there.
    #[must_use]
    pub fn ancestor(&self, id: &'a str, level: usize) -> Option<&'a str> {
        self.path(id).ok()?.get(level).copied()
    }

    /// Places whose parent is not among these, with the parent's id, in the order of ids.
    #[must_use]
    pub fn orphans(&self) -> Vec<(&'a str, &'a str)> {
        let pairs = self.parents.iter().filter_map(|(id, parent)| Some((*id, (*parent)?)));
        pairs.filter(|(_, parent)| !self.parents.contains_key(parent)).collect()
    }

    /// Every circle, each once, from its first id in order. Takes time linear in the number of places.
    #[must_use]
    pub fn circles(&self) -> Vec<Vec<&'a str>> {
        let mut done: BTreeSet<&str> = BTreeSet::new();
        let mut circles = Vec::new();
        for &start in self.parents.keys() {
            let mut way: Vec<&str> = Vec::new();
            let mut places: BTreeMap<&str, usize> = BTreeMap::new();
            let mut next = Some(start);
            while let Some(at) = next.filter(|at| !done.contains(at)) {
                if let Some(&from) = places.get(at) {
                    circles.push(from_first(&way[from..]));
                    break;
                }
                places.insert(at, way.len());
                way.push(at);
                next = self.parents.get(at).copied().flatten();
            }
            done.extend(way);
        }
        circles
    }
}

/// A circle has no beginning; the first id in order is taken.
fn from_first<'a>(circle: &[&'a str]) -> Vec<&'a str> {
    let first = circle.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(at, _)| at);
    circle[first..].iter().chain(&circle[..first]).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree<'a>(parents: &[(&'a str, Option<&'a str>)]) -> Hierarchy<'a> {
        Hierarchy::of_parents(parents.iter().copied())
    }

    #[test]
    fn the_way_leads_from_the_top() {
        let t = tree(&[("kz", None), ("zhambyl", Some("kz")), ("taraz", Some("zhambyl")), ("lost", Some("nowhere"))]);
        assert_eq!(t.path("taraz"), Ok(vec!["kz", "zhambyl", "taraz"]));
        assert_eq!((t.ancestor("taraz", 1), t.ancestor("kz", 1)), (Some("zhambyl"), None));
        assert_eq!(t.path("lost"), Err(Astray::Missing("nowhere")));
        assert_eq!(t.orphans(), [("lost", "nowhere")]);
        assert!(t.circles().is_empty());
    }

    #[test]
    fn every_circle_is_found_once() {
        let t = tree(&[("a", Some("c")), ("b", Some("a")), ("c", Some("b")), ("d", Some("a")), ("e", Some("e")), ("f", None)]);
        assert_eq!(t.circles(), [vec!["a", "c", "b"], vec!["e"]]);
        assert_eq!(t.path("d"), Err(Astray::Circle("a")));
    }

    #[test]
    fn a_deep_tree_takes_no_time() {
        let ids: Vec<String> = (0..100_000).map(|i| format!("{i:06}")).collect();
        let parents = ids.iter().enumerate().map(|(i, id)| (id.as_str(), i.checked_sub(1).map(|up| ids[up].as_str())));
        let t = Hierarchy::of_parents(parents);
        assert!(t.circles().is_empty());
        assert_eq!(t.path(&ids[99_999]).map(|path| path.len()), Ok(100_000));
    }
}
