//! Situations of the field, as tests. Everybody in them is invented; the figures are SIMULATED.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use domain::observe::{FrameStation, PlanOptions, PlanStation, PlanTeam, coverage, plan_day, teams_of_two};
use domain::registry::{Object, Observer, ObserverId, ObserverRole, Settlement};

const REGIONS: usize = 16;

fn stations() -> Vec<(String, String, Settlement)> {
    (0..9580)
        .map(|n| {
            let settlement = if n % 5 < 2 { Settlement::Urban } else { Settlement::Rural };
            (format!("{:02}-{n:04}", n * REGIONS / 9580), format!("r{:02}", n * REGIONS / 9580), settlement)
        })
        .collect()
}

/// 460 observers are 230 teams; ten stations a team a day, none twice; coverage by region and by town and country.
#[test]
fn s33_teams_plan_and_coverage() {
    let observers: Vec<(String, Observer)> = (0..460)
        .map(|n| {
            let id = ObserverId::make("M", n as u64).unwrap().as_str().to_owned();
            (id, Observer { place: Some(format!("r{:02}", n % REGIONS)), ..Observer::new("mission", ObserverRole::ShortTerm) })
        })
        .collect();
    let teams = teams_of_two("mission", observers.iter().map(|(id, o)| (id.as_str(), o)));
    assert_eq!(teams.len(), 230);
    let members: BTreeSet<&String> = teams.iter().flat_map(|t| &t.members).collect();
    assert_eq!(members.len(), 460);
    for team in &teams {
        Object::from(team.clone()).check().unwrap();
    }

    let stations = stations();
    let to_plan: Vec<PlanTeam> =
        teams.iter().enumerate().map(|(n, team)| PlanTeam { id: format!("t{n}"), region: team.place.clone() }).collect();
    let all: Vec<PlanStation> = stations.iter().map(|(id, region, _)| PlanStation { id: id.clone(), region: region.clone() }).collect();
    let plan = plan_day(&to_plan, &all, PlanOptions::default());
    assert!(plan.idle.is_empty() && plan.teams.iter().all(|t| t.stations.len() == 10));
    let visits: Vec<&str> = plan.teams.iter().flat_map(|t| t.stations.iter().map(String::as_str)).collect();
    let visited: BTreeSet<&str> = visits.iter().copied().collect();
    assert_eq!((visits.len(), visited.len(), plan.unvisited), (2300, 2300, 9580 - 2300));

    // Few stations and many teams: only on request is one visited by two.
    let few = &all[..100];
    let anywhere: Vec<PlanTeam> = to_plan.iter().map(|t| PlanTeam { region: None, ..t.clone() }).collect();
    assert_eq!(plan_day(&anywhere, few, PlanOptions::default()).idle.len(), 220);
    let twice = plan_day(&anywhere, few, PlanOptions { double_visits: true, ..PlanOptions::default() });
    assert_eq!((twice.idle.len(), twice.teams.len()), (0, 230));

    let frame = stations.iter().map(|(id, region, settlement)| FrameStation { id, region, settlement: Some(*settlement) });
    let coverage = coverage(frame, &visited);
    assert_eq!((coverage.all.n, coverage.all.of, coverage.regions.len()), (2300, 9580, REGIONS));
    // Counted another way: by walking the plan.
    let mut by_region: BTreeMap<&str, u64> = BTreeMap::new();
    for team in &plan.teams {
        *by_region.entry(&team.region).or_default() += team.stations.len() as u64;
    }
    for (region, share) in &coverage.regions {
        assert_eq!(share.n, by_region[region.as_str()], "{region}");
        assert_eq!(share.of, stations.iter().filter(|(_, r, _)| r == region).count() as u64);
    }
    let urban = stations.iter().filter(|(id, _, s)| *s == Settlement::Urban && visited.contains(id.as_str())).count() as u64;
    assert_eq!((coverage.urban.n, coverage.urban.n + coverage.rural.n), (urban, 2300));
    assert_eq!((coverage.unknown.of, coverage.outside.len()), (0, 0));
}
