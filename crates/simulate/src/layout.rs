//! From the country's numbers to its districts, each with a run of stations.

use std::ops::Range;

use crate::country::{Country, Region};
use crate::draw::{Draw, Seed};

/// Below this a district is too small for a test inside it; fewer districts are made instead.
const FEWEST_STATIONS: u32 = 15;

/// A district and the stations it holds, numbered over the whole country.
#[derive(Clone, Debug)]
pub(crate) struct District {
    /// Position of its region in [`Country::regions`].
    pub region: usize,
    /// Its name.
    pub name: String,
    /// Whether its stations are those of a town.
    pub town: bool,
    /// Its stations.
    pub stations: Range<u32>,
}

/// Every district, region by region, stations numbered in that order.
pub(crate) fn districts(country: &Country, seed: Seed) -> Vec<District> {
    let weights: Vec<f64> = country.regions.iter().map(|r| r.weight).collect();
    let mut start = 0;
    let mut all = Vec::new();
    for (number, stations) in shared_out(country.stations, &weights).into_iter().enumerate() {
        let mut draw = Draw::of(seed, "simulate/layout", number);
        for district in of_region(&country.regions[number], stations, &mut draw) {
            let stations = start..start + district.stations;
            start = stations.end;
            all.push(District { region: number, name: district.name, town: district.town, stations });
        }
    }
    all
}

struct Part {
    name: String,
    town: bool,
    stations: u32,
}

fn of_region(region: &Region, stations: u32, draw: &mut Draw) -> Vec<Part> {
    let count = region.districts.min((stations / FEWEST_STATIONS).max(1));
    let towns = crate::draw::whole(f64::from(count) * region.town);
    let weights: Vec<f64> = (0..count).map(|_| draw.log_normal(1.0, 0.35)).collect();
    let name =
        |i: u32| if i < towns { format!("{} town {}", region.name, i + 1) } else { format!("{} rural {}", region.name, i + 1 - towns) };
    let sizes = shared_out(stations, &weights);
    (0..count).zip(sizes).map(|(i, stations)| Part { name: name(i), town: i < towns, stations }).collect()
}

/// Splits `total` by weight: at least one to each, the rest by largest remainder, the first among equals.
/// `total` must be at least the number of weights.
fn shared_out(total: u32, weights: &[f64]) -> Vec<u32> {
    let rest = total - u32::try_from(weights.len()).unwrap_or(total);
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|w| f64::from(rest) * w / sum).collect();
    let mut parts: Vec<u32> = exact.iter().map(|e| crate::draw::whole(e.floor())).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()));
    let left = rest.saturating_sub(parts.iter().sum());
    order.iter().take(left as usize).for_each(|&i| parts[i] += 1);
    parts.iter().map(|p| p + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_station_lies_in_one_district_whatever_their_number() {
        for stations in [16, 17, 100, 999, 9_580, 50_001] {
            let country = Country::aralia().with_stations(stations);
            let all = districts(&country, Seed(3));
            let mut at = 0;
            for d in &all {
                assert_eq!(d.stations.start, at, "{}", d.name);
                assert!(!d.stations.is_empty(), "{}", d.name);
                at = d.stations.end;
            }
            assert_eq!(at, stations);
            assert_eq!(all.last().map(|d| d.region), Some(15));
        }
    }

    #[test]
    fn the_full_country_has_some_two_hundred_districts_of_both_kinds() {
        let all = districts(&Country::aralia(), Seed(3));
        assert!((195..=205).contains(&all.len()));
        let towns = all.iter().filter(|d| d.town).count();
        assert!((80..=130).contains(&towns), "{towns} towns");
    }
}
