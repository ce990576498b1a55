//! The plan of a day: which team goes to which stations.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

/// A team to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTeam {
    /// Its id.
    pub id: String,
    /// The region it stays in; without one it goes where stations are left.
    pub region: Option<String>,
}

/// A station that can be visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStation {
    /// Its id.
    pub id: String,
    /// The region it lies in.
    pub region: String,
}

/// What is wanted of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanOptions {
    /// Stations a team can visit in a day; about ten is usual.
    pub stations: usize,
    /// Whether stations may be given to a second team once every one of the region has its first.
    pub double_visits: bool,
}

impl Default for PlanOptions {
    fn default() -> Self {
        Self { stations: 10, double_visits: false }
    }
}

/// Which team goes where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Plan {
    /// The stations of every team that has some, in the order of the visits.
    pub teams: Vec<TeamPlan>,
    /// Teams for which no station is left.
    pub idle: Vec<String>,
    /// Stations that nobody visits.
    pub unvisited: usize,
}

/// One team's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TeamPlan {
    /// The team's id.
    pub team: String,
    /// The region.
    pub region: String,
    /// The stations, in the order of the visits.
    pub stations: Vec<String>,
}

/// Gives every team a run of neighbouring stations of one region. The order of `stations` is kept: by district and number for short
/// ways, or as a draw ordered them where the design is random. Teams without a region go where most stations a team are left.
#[must_use]
pub fn plan_day(teams: &[PlanTeam], stations: &[PlanStation], options: PlanOptions) -> Plan {
    let mut regions: BTreeMap<&str, Region<'_>> = BTreeMap::new();
    for station in stations {
        regions.entry(&station.region).or_default().stations.push(&station.id);
    }
    let mut plan = Plan::default();
    for team in teams.iter().filter(|team| team.region.is_some()) {
        match team.region.as_deref().and_then(|region| regions.get_mut(region)) {
            Some(region) => region.teams.push(&team.id),
            None => plan.idle.push(team.id.clone()),
        }
    }
    for team in teams.iter().filter(|team| team.region.is_none()) {
        // Of equally needy regions the first by name: the same input gives the same plan.
        let neediest = regions.values_mut().rev().max_by_key(|region| region.left(options.stations));
        match neediest {
            Some(region) if options.double_visits || region.left(options.stations) > 0 => region.teams.push(&team.id),
            _ => plan.idle.push(team.id.clone()),
        }
    }
    for (name, region) in regions {
        region.share_out(name, options, &mut plan);
    }
    plan
}

/// A region's stations and the teams that go there.
#[derive(Default)]
struct Region<'a> {
    stations: Vec<&'a str>,
    teams: Vec<&'a str>,
}

impl Region<'_> {
    /// Stations that its teams will not get to.
    fn left(&self, each: usize) -> usize {
        self.stations.len().saturating_sub(self.teams.len().saturating_mul(each))
    }

    fn share_out(&self, name: &str, options: PlanOptions, plan: &mut Plan) {
        let has = self.stations.len();
        let mut next = 0;
        for &team in &self.teams {
            let from = if options.double_visits { next % has } else { next };
            // Nobody visits a station twice, so a team gets no more than there are.
            let many = if options.double_visits { options.stations.min(has) } else { options.stations.min(has.saturating_sub(next)) };
            let stations: Vec<String> = self.stations.iter().cycle().skip(from).take(many).map(|&id| id.to_owned()).collect();
            next += many;
            if stations.is_empty() {
                plan.idle.push(team.to_owned());
            } else {
                plan.teams.push(TeamPlan { team: team.to_owned(), region: name.to_owned(), stations });
            }
        }
        plan.unvisited += has.saturating_sub(next);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn input(teams: &[Option<u8>], stations: &[u8]) -> (Vec<PlanTeam>, Vec<PlanStation>) {
        let teams = teams.iter().enumerate().map(|(n, region)| PlanTeam { id: format!("t{n}"), region: region.map(|r| r.to_string()) });
        let stations = stations.iter().enumerate().map(|(n, region)| PlanStation { id: format!("s{n}"), region: region.to_string() });
        (teams.collect(), stations.collect())
    }

    #[test]
    fn double_visits_only_when_asked() {
        let (teams, stations) = input(&[Some(1), Some(1), None, Some(9)], &[1, 1, 1]);
        let options = PlanOptions { stations: 2, double_visits: false };
        let plan = plan_day(&teams, &stations, options);
        assert_eq!(plan.teams.iter().map(|t| t.stations.len()).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((plan.idle, plan.unvisited), (vec!["t3".to_owned(), "t2".to_owned()], 0));
        let plan = plan_day(&teams, &stations, PlanOptions { double_visits: true, ..options });
        assert_eq!(plan.teams.iter().map(|t| t.stations.join(" ")).collect::<Vec<_>>(), ["s0 s1", "s2 s0", "s1 s2"]);
    }

    proptest! {
        #[test]
        fn nobody_is_lost_and_no_station_visited_twice(
            teams in proptest::collection::vec(proptest::option::of(0..4_u8), 0..30),
            stations in proptest::collection::vec(0..4_u8, 0..80),
            each in 0..12_usize,
            double_visits: bool,
        ) {
            let (teams, stations) = input(&teams, &stations);
            let plan = plan_day(&teams, &stations, PlanOptions { stations: each, double_visits });
            prop_assert_eq!(plan.teams.len() + plan.idle.len(), teams.len());
            let visits: Vec<&String> = plan.teams.iter().flat_map(|t| &t.stations).collect();
            let visited: BTreeSet<&String> = visits.iter().copied().collect();
            prop_assert_eq!(visited.len() + plan.unvisited, stations.len());
            prop_assert!(double_visits || visited.len() == visits.len());
            for team in &plan.teams {
                prop_assert!(team.stations.len() <= each && team.stations.iter().collect::<BTreeSet<_>>().len() == team.stations.len());
                prop_assert!(team.stations.iter().all(|id| stations.iter().any(|s| s.id == *id && s.region == team.region)));
            }
        }
    }
}
