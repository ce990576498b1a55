//! One thing published with several values.

use super::{Noted, RecordFinding, noted, sources_of};
use crate::case::{Case, Figure, Item};
use crate::verdict::Reach;

/// Figures of one thing that cannot all be right, side by side. Votes and shares of two releases differ by their nature and are left out.
pub(super) fn side_by_side(case: &Case) -> Vec<Noted> {
    let mut groups: Vec<Vec<&Figure>> = Vec::new();
    for figure in case.figures.iter().filter(|f| f.item.option().is_none() && !is_result(&f.item)) {
        let same = |g: &&mut Vec<&Figure>| {
            g[0].item == figure.item && g[0].place == figure.place && g[0].contest == figure.contest && g[0].unit == figure.unit
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    groups.into_iter().filter(|g| differ(g)).map(|g| finding(&g)).collect()
}

/// Ballots change as counting goes on.
fn is_result(item: &Item) -> bool {
    matches!(item, Item::Cast | Item::Valid | Item::Invalid)
}

fn differ(group: &[&Figure]) -> bool {
    let reach = |f: &Figure| Reach::of_figure(&f.value, f.relation, f.unit);
    group.iter().enumerate().any(|(i, a)| group[i + 1..].iter().any(|b| reach(a).is_apart(reach(b))))
}

fn finding(group: &[&Figure]) -> Noted {
    let mut figures: Vec<Figure> = group.iter().map(|f| (*f).clone()).collect();
    figures.sort_by_key(|f| std::cmp::Reverse(f.value.value()));
    let (item, place) = (figures[0].item.word().to_owned(), figures[0].place.clone());
    noted(RecordFinding::SideBySide { item, place, figures }, sources_of(group.iter().copied()))
}
