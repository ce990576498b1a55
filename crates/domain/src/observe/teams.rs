//! Teams of two.

use std::collections::BTreeMap;

use crate::registry::{Observer, Team};

/// Puts an organisation's active observers without a team into teams of two: first with somebody of the same place, in the order of
/// ids, then those left over with each other. With an odd number the last one goes alone.
#[must_use]
pub fn teams_of_two<'a>(organisation: &str, observers: impl IntoIterator<Item = (&'a str, &'a Observer)>) -> Vec<Team> {
    let mut places: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    for (id, observer) in observers {
        if observer.organisation == organisation && observer.active && observer.team.is_none() {
            places.entry(observer.place.as_deref()).or_default().push(id);
        }
    }
    let mut teams = Vec::new();
    // Those without a place can go anywhere, so they are left over from the beginning.
    let mut left = places.remove(&None).unwrap_or_default();
    let mut alone: BTreeMap<&str, &str> = BTreeMap::new();
    let team = |members: &[&str], place: Option<&str>| Team {
        organisation: organisation.to_owned(),
        members: members.iter().map(|&id| id.to_owned()).collect(),
        place: place.map(str::to_owned),
    };
    for (place, mut ids) in places {
        ids.sort_unstable();
        let (pairs, rest) = ids.as_chunks::<2>();
        teams.extend(pairs.iter().map(|pair| team(pair, place)));
        for &id in rest {
            left.push(id);
            alone.extend(place.map(|place| (id, place)));
        }
    }
    left.sort_unstable();
    for pair in left.chunks(2) {
        let place = pair.iter().find_map(|id| alone.get(id)).copied();
        teams.push(team(pair, place));
    }
    teams
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::{Object, ObserverId, ObserverRole};

    #[test]
    fn neighbours_go_together_and_the_odd_one_alone() {
        let id = |number| ObserverId::make("M", number).unwrap().as_str().to_owned();
        let at = |place: Option<&str>| Observer { place: place.map(str::to_owned), ..Observer::new("m", ObserverRole::ShortTerm) };
        let all: Vec<(String, Observer)> = [at(Some("a")), at(Some("b")), at(Some("a")), at(Some("a")), at(None)]
            .into_iter()
            .enumerate()
            .map(|(n, o)| (id(n as u64), o))
            .collect();
        let idle = (id(90), Observer { active: false, ..at(None) });
        let teams = teams_of_two("m", all.iter().chain([&idle]).map(|(id, o)| (id.as_str(), o)));
        let members: Vec<Vec<String>> = teams.iter().map(|t| t.members.clone()).collect();
        assert_eq!(members, [vec![id(0), id(2)], vec![id(1), id(3)], vec![id(4)]]);
        assert_eq!(teams.iter().map(|t| t.place.as_deref()).collect::<Vec<_>>(), [Some("a"), Some("b"), None]);
        for team in teams {
            Object::from(team).check().unwrap();
        }
    }
}
