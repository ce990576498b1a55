//! Places (administrative areas of any level) as a tree over contiguous ranges of stations.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

/// A place of one [`PlaceTree`]. The whole election is [`PlaceId::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct PlaceId(pub u32);

impl PlaceId {
    /// The whole election.
    pub const ALL: PlaceId = PlaceId(0);

    /// Position in the tree's own lists.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One level of the tree below the whole election.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// What such a place is called, such as `region`.
    pub name: String,
    /// Whether the tests run for every place of this level. Buildings and villages are levels too, but hold too few stations.
    pub analysed: bool,
}

#[derive(Clone, Debug)]
struct Place {
    name: Box<str>,
    parent: u32,
    level: u8,
    stations: Range<u32>,
    children: Range<u32>,
}

/// The whole election (level 0), its regions (level 1), their districts (level 2) and so on.
///
/// Places are numbered level by level, children of one place side by side, and stations are ordered so that every place covers one
/// contiguous range of them: a test over a place is a loop over a slice.
#[derive(Clone, Debug)]
pub struct PlaceTree {
    levels: Vec<Level>,
    places: Vec<Place>,
}

impl PlaceTree {
    /// A tree with no level below the whole election.
    #[must_use]
    pub fn flat(stations: u32) -> Self {
        let root = Place { name: "all".into(), parent: 0, level: 0, stations: 0..stations, children: 1..1 };
        Self { levels: Vec::new(), places: vec![root] }
    }

    /// Levels below the whole election, from the top; level `k` of a place is `levels()[k - 1]`.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Number of places, the whole election included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Never true: the whole election is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Every place, the whole election first, parents before children.
    pub fn all(&self) -> impl ExactSizeIterator<Item = PlaceId> + use<> {
        (0..u32::try_from(self.places.len()).unwrap_or(u32::MAX)).map(PlaceId)
    }

    /// The places the tests run for: the whole election and every place of an analysed level.
    pub fn analysed(&self) -> impl Iterator<Item = PlaceId> + '_ {
        self.all().filter(|&p| self.is_analysed(p))
    }

    /// Whether the tests run for this place.
    #[must_use]
    pub fn is_analysed(&self, place: PlaceId) -> bool {
        let level = self.level(place);
        level == 0 || self.levels[level - 1].analysed
    }

    /// The places of one level; 0 is the whole election.
    pub fn of_level(&self, level: usize) -> impl Iterator<Item = PlaceId> + '_ {
        self.all().filter(move |&p| self.level(p) == level)
    }

    /// The deepest analysed level: the districts whose stations a test compares. 0 when there is none.
    #[must_use]
    pub fn district_level(&self) -> usize {
        self.levels.iter().rposition(|l| l.analysed).map_or(0, |i| i + 1)
    }

    /// Name of the place, such as `Taraz`; `all` for the whole election.
    #[must_use]
    pub fn name(&self, place: PlaceId) -> &str {
        &self.places[place.index()].name
    }

    /// Level of the place; 0 is the whole election.
    #[must_use]
    pub fn level(&self, place: PlaceId) -> usize {
        usize::from(self.places[place.index()].level)
    }

    /// The stations of the place, as a range of station numbers.
    #[must_use]
    pub fn stations(&self, place: PlaceId) -> Range<usize> {
        let r = &self.places[place.index()].stations;
        r.start as usize..r.end as usize
    }

    /// The place that holds this one; `None` for the whole election.
    #[must_use]
    pub fn parent(&self, place: PlaceId) -> Option<PlaceId> {
        (place != PlaceId::ALL).then(|| PlaceId(self.places[place.index()].parent))
    }

    /// The places directly inside.
    pub fn children(&self, place: PlaceId) -> impl ExactSizeIterator<Item = PlaceId> + use<> {
        self.places[place.index()].children.clone().map(PlaceId)
    }

    /// Names from the region down, joined by `/`; `all` for the whole election.
    #[must_use]
    pub fn path(&self, place: PlaceId) -> String {
        let mut names = Vec::new();
        let mut at = place;
        while let Some(up) = self.parent(at) {
            names.push(path_name(self.name(at)));
            at = up;
        }
        if names.is_empty() {
            return "all".to_owned();
        }
        names.reverse();
        // A region may be called "all"; only the whole election has that path.
        if names == ["all"] { "all (place)".to_owned() } else { names.join("/") }
    }

    /// The place of that path, as [`PlaceTree::path`] writes it.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<PlaceId> {
        self.all().find(|&p| self.path(p) == path)
    }
}

/// A name inside a path: a slash of its own becomes the division slash, lest it look like a step down.
fn path_name(name: &str) -> std::borrow::Cow<'_, str> {
    if name.contains('/') { name.replace('/', "\u{2215}").into() } else { name.into() }
}

/// Collects the path of every station in file order, then gives the tree and the order of stations.
#[derive(Debug)]
pub struct PlaceTreeBuilder {
    levels: Vec<Level>,
    names: Vec<Box<str>>,
    parents: Vec<u32>,
    depths: Vec<u8>,
    seen: HashMap<(u32, Box<str>), u32>,
    leaves: Vec<u32>,
}

impl PlaceTreeBuilder {
    /// Starts with the levels below the whole election, from the top.
    #[must_use]
    pub fn new(levels: Vec<Level>) -> Self {
        Self { levels, names: vec!["all".into()], parents: vec![0], depths: vec![0], seen: HashMap::new(), leaves: Vec::new() }
    }

    /// Adds the next station; `path` holds one name a level, from the top.
    ///
    /// # Panics
    /// Panics when the path has more names than there are levels, or beyond four billion places: both are errors of the caller.
    pub fn push(&mut self, path: &[&str]) {
        assert!(path.len() <= self.levels.len(), "a path has at most one name a level");
        let mut at = 0;
        for name in path {
            at = self.child(at, name);
        }
        self.leaves.push(at);
    }

    fn child(&mut self, parent: u32, name: &str) -> u32 {
        // Files list the stations of one place together, so the last place is nearly always the next one too.
        if let Some(&last) = self.leaves.last() {
            let mut at = last;
            while at != 0 {
                if self.parents[at as usize] == parent && &*self.names[at as usize] == name {
                    return at;
                }
                at = self.parents[at as usize];
            }
        }
        let fresh = u32::try_from(self.names.len()).expect("fewer than 2^32 places");
        let id = *self.seen.entry((parent, name.into())).or_insert(fresh);
        if id == fresh {
            self.names.push(name.into());
            self.parents.push(parent);
            self.depths.push(self.depths[parent as usize].saturating_add(1));
        }
        id
    }

    /// The tree, and the order of stations it needs: station `i` of the release is the `order[i]`-th that was pushed.
    ///
    /// Places and stations keep the order in which the file first names them.
    ///
    /// # Panics
    /// Panics beyond four billion stations.
    #[must_use]
    pub fn finish(self) -> (PlaceTree, Vec<u32>) {
        let children = children_of(&self.parents);
        let at_leaf = stations_by_leaf(&self.leaves, self.names.len());
        let (ranges, order) = depth_first(&children, &at_leaf);
        let mut places: Vec<Place> = Vec::with_capacity(self.names.len());
        let mut level: Vec<(u32, u32)> = vec![(0, 0)]; // (old id, new id of the parent), level by level
        while !level.is_empty() {
            let first_child = count(places.len() + level.len());
            let mut below = Vec::new();
            for (old, parent) in level {
                let new = count(places.len());
                let start = first_child + count(below.len());
                below.extend(children[old as usize].iter().map(|&c| (c, new)));
                places.push(Place {
                    name: self.names[old as usize].clone(),
                    parent,
                    level: self.depths[old as usize],
                    stations: ranges[old as usize].clone(),
                    children: start..first_child + count(below.len()),
                });
            }
            level = below;
        }
        (PlaceTree { levels: self.levels, places }, order)
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("fewer than 2^32 places and stations")
}

fn children_of(parents: &[u32]) -> Vec<Vec<u32>> {
    let mut children = vec![Vec::new(); parents.len()];
    for (id, &parent) in parents.iter().enumerate().skip(1) {
        children[parent as usize].push(count(id));
    }
    children
}

fn stations_by_leaf(leaves: &[u32], places: usize) -> Vec<Vec<u32>> {
    let mut at = vec![Vec::new(); places];
    for (station, &leaf) in leaves.iter().enumerate() {
        at[leaf as usize].push(count(station));
    }
    at
}

fn depth_first(children: &[Vec<u32>], at_leaf: &[Vec<u32>]) -> (Vec<Range<u32>>, Vec<u32>) {
    enum Step {
        Enter(u32),
        Leave(u32),
    }
    let mut ranges = vec![0..0; children.len()];
    let mut order = Vec::new();
    let mut todo = vec![Step::Enter(0)];
    while let Some(step) = todo.pop() {
        match step {
            Step::Enter(id) => {
                ranges[id as usize].start = count(order.len());
                order.extend(&at_leaf[id as usize]);
                todo.push(Step::Leave(id));
                todo.extend(children[id as usize].iter().rev().map(|&c| Step::Enter(c)));
            }
            Step::Leave(id) => ranges[id as usize].end = count(order.len()),
        }
    }
    (ranges, order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn levels() -> Vec<Level> {
        ["region", "district"].map(|n| Level { name: n.to_owned(), analysed: true }).to_vec()
    }

    #[test]
    fn stations_of_a_place_stand_together_even_when_the_file_scatters_them() {
        let mut b = PlaceTreeBuilder::new(levels());
        for path in [["North", "A"], ["South", "A"], ["North", "B"], ["North", "A"]] {
            b.push(&path);
        }
        let (tree, order) = b.finish();
        assert_eq!(order, [0, 3, 2, 1]);
        let north = tree.find("North").expect("is there");
        assert_eq!(tree.stations(north), 0..3);
        assert_eq!(tree.stations(PlaceId::ALL), 0..4);
        let below: Vec<_> = tree.children(north).map(|p| tree.path(p)).collect();
        assert_eq!(below, ["North/A", "North/B"]);
        // Two districts of one name in two regions are two places.
        assert_ne!(tree.find("North/A"), tree.find("South/A"));
    }

    #[test]
    fn no_two_places_share_a_path() {
        let mut b = PlaceTreeBuilder::new(levels());
        for path in [["all", "x"], ["A/B", "C"], ["A", "B/C"]] {
            b.push(&path);
        }
        let (tree, _) = b.finish();
        let mut paths: Vec<String> = tree.all().map(|p| tree.path(p)).collect();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), tree.len());
        assert_eq!(tree.path(PlaceId::ALL), "all");
    }

    proptest! {
        #[test]
        fn every_place_is_the_union_of_its_children(paths in proptest::collection::vec((0u8..4, 0u8..4), 0..60)) {
            let mut b = PlaceTreeBuilder::new(levels());
            for (r, d) in &paths {
                b.push(&[&format!("r{r}"), &format!("d{d}")]);
            }
            let (tree, order) = b.finish();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert!(sorted.iter().enumerate().all(|(i, &s)| i == s as usize));
            for p in tree.all().filter(|&p| tree.level(p) < 2) {
                let mut at = tree.stations(p).start;
                for c in tree.children(p) {
                    prop_assert_eq!(tree.parent(c), Some(p));
                    prop_assert_eq!(tree.stations(c).start, at);
                    at = tree.stations(c).end;
                }
                prop_assert_eq!(at, tree.stations(p).end);
            }
            for p in tree.of_level(2) {
                for s in tree.stations(p) {
                    let (r, d) = paths[order[s] as usize];
                    prop_assert_eq!(tree.path(p), format!("r{r}/d{d}"));
                }
            }
        }
    }
}
