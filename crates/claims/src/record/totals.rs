//! Totals that do not add up: votes to valid ballots, valid and invalid to ballots cast, places to the place they lie in.

use count::language::Ratio;

use super::{Noted, RecordFinding, noted, sources_of, tables};
use crate::amount::Range;
use crate::case::{Case, Figure, Item, Relation, Where};

/// Every total that its parts do not give.
pub(super) fn differ(case: &Case) -> Vec<Noted> {
    let mut found = Vec::new();
    for (printed, figures) in tables(case) {
        for contest in &case.election.contests {
            let here: Vec<&Figure> = figures.iter().copied().filter(|f| f.contest == contest.id && f.relation == Relation::Equal).collect();
            let mut places: Vec<&str> = here.iter().map(|f| f.place.as_str()).collect();
            places.sort_unstable();
            places.dedup();
            let table = Table { case, printed, figures: here };
            for place in &places {
                let votes: Vec<Item> = contest.options.iter().map(|o| Item::Votes(o.id.clone())).collect();
                found.extend(table.adds_up(place, "votes", &votes, &Item::Valid));
                found.extend(table.adds_up(place, "valid and invalid ballots", &[Item::Valid, Item::Invalid], &Item::Cast));
                found.extend(table.places_add_up(place, &votes));
            }
        }
    }
    found
}

/// Figures of one contest that stand together.
struct Table<'a> {
    case: &'a Case,
    printed: &'a Where,
    figures: Vec<&'a Figure>,
}

impl<'a> Table<'a> {
    fn figure(&self, place: &str, item: &Item) -> Option<&'a Figure> {
        self.figures.iter().copied().find(|f| f.place == place && f.item == *item)
    }

    /// Whether items of one place give their total; silent where any of them is missing.
    fn adds_up(&self, place: &str, parts: &str, items: &[Item], total: &Item) -> Option<Noted> {
        let all: Vec<&Figure> = items.iter().map(|item| self.figure(place, item)).collect::<Option<_>>()?;
        self.compare(place, parts, &all, self.figure(place, total)?)
    }

    /// Whether the places inside a place give its figures; silent where one of them is missing.
    fn places_add_up(&self, place: &str, votes: &[Item]) -> Vec<Noted> {
        let day = self.case.election.date;
        let mut inside: Vec<&str> =
            self.case.places.iter().filter(|n| n.within.as_deref() == Some(place) && n.holds_on(day)).map(|n| n.id.as_str()).collect();
        inside.sort_unstable();
        inside.dedup();
        let items = votes.iter().cloned().chain([Item::Registered, Item::Cast, Item::Valid, Item::Invalid, Item::Stations]);
        let check = |item: Item| {
            let whole = self.figure(place, &item)?;
            let parts: Vec<&Figure> = inside.iter().filter_map(|p| self.figure(p, &item)).collect();
            // Some places may not be in the table: then only a sum that is already too large says something.
            let complete = parts.len() == inside.len() && !inside.is_empty();
            let found = self.compare(place, "places", &parts, whole)?;
            let too_much = matches!(&found.finding, RecordFinding::TotalDiffers { sum, stated, .. } if sum.lo > stated.hi);
            (complete || too_much).then_some(found)
        };
        items.filter_map(check).collect()
    }

    fn compare(&self, place: &str, parts: &str, all: &[&Figure], total: &Figure) -> Option<Noted> {
        let zero = Range::exactly(Ratio::ZERO);
        let add = |sum: Range, f: &&Figure| {
            let part = f.value.range(f.unit);
            Some(Range { lo: sum.lo.plus(part.lo)?, hi: sum.hi.plus(part.hi)? })
        };
        let sum = all.iter().try_fold(zero, add)?;
        let stated = total.value.range(total.unit);
        if sum.overlaps(stated) {
            return None;
        }
        let finding = RecordFinding::TotalDiffers {
            printed: self.printed.clone(),
            place: place.to_owned(),
            parts: parts.to_owned(),
            total: match total.item.option() {
                Some(option) => format!("votes {option}"),
                None => total.item.word().to_owned(),
            },
            sum,
            stated,
        };
        Some(noted(finding, sources_of(all.iter().copied().chain([total]))))
    }
}
