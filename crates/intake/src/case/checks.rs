//! Checks over several rows.

use std::collections::{BTreeMap, BTreeSet};

/// A row that points from one id to another.
pub(super) struct Edge<R> {
    pub from: String,
    pub to: String,
    pub row: R,
}

/// Rows through which an id leads back to itself, one a loop, with the ids on the way.
///
/// Every id is walked through once, however many rows there are.
pub(super) fn loops<R: Copy>(edges: &[Edge<R>]) -> Vec<(R, Vec<String>)> {
    let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, edge) in edges.iter().enumerate() {
        out.entry(&edge.from).or_default().push(i);
    }
    let mut found = Vec::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in out.keys() {
        if !done.contains(start) {
            walk(edges, &out, start, &mut done, &mut found);
        }
    }
    found
}

/// Depth first from an id, without recursion: a chain may be as long as the file.
fn walk<'e, R: Copy>(
    edges: &'e [Edge<R>],
    out: &BTreeMap<&'e str, Vec<usize>>,
    start: &'e str,
    done: &mut BTreeSet<&'e str>,
    found: &mut Vec<(R, Vec<String>)>,
) {
    // Ids on the way, each with how many of its edges were followed.
    let mut way: Vec<(&str, usize)> = vec![(start, 0)];
    let mut on_way: BTreeSet<&str> = BTreeSet::from([start]);
    while let Some((id, next)) = way.last_mut() {
        let edge = out.get(id).and_then(|of| of.get(*next)).and_then(|i| edges.get(*i));
        *next += 1;
        match edge {
            None => {
                done.insert(id);
                on_way.remove(id);
                way.pop();
            }
            Some(edge) if on_way.contains(edge.to.as_str()) => {
                let from = way.iter().position(|(id, _)| *id == edge.to).unwrap_or(0);
                let path = way[from..].iter().map(|(id, _)| (*id).to_owned()).chain([edge.to.clone()]).collect();
                found.push((edge.row, path));
            }
            Some(edge) if done.contains(edge.to.as_str()) => {}
            Some(edge) => {
                on_way.insert(&edge.to);
                way.push((&edge.to, 0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(pairs: &[(&str, &str)]) -> Vec<(usize, String)> {
        let edges = pairs.iter().enumerate().map(|(row, (from, to))| Edge { from: (*from).to_owned(), to: (*to).to_owned(), row });
        loops(&edges.collect::<Vec<_>>()).into_iter().map(|(row, path)| (row, path.join(">"))).collect()
    }

    #[test]
    fn every_loop_is_found_once_and_chains_are_none() {
        assert_eq!(paths(&[("a", "b"), ("b", "c"), ("d", "c")]), []);
        assert_eq!(paths(&[("a", "a")]), [(0, "a>a".to_owned())]);
        assert_eq!(paths(&[("x", "a"), ("a", "b"), ("b", "c"), ("c", "a")]), [(3, "a>b>c>a".to_owned())]);
        assert_eq!(paths(&[("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]).len(), 2);
        let long: Vec<(String, String)> = (0..100_000).map(|i| (format!("p{i}"), format!("p{}", i + 1))).collect();
        assert_eq!(paths(&long.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>()), []);
    }
}
