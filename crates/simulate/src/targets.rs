//! Which stations a deed hits, chosen by lot from a stream of its own.

use crate::draw::{Draw, Seed, whole};
use crate::layout::District;
use crate::plan::Target;

/// The stations deed number `deed` hits, ascending, numbered over the whole country.
pub(crate) fn stations(seed: Seed, deed: usize, target: &Target, districts: &[District]) -> Vec<u32> {
    let mut draw = Draw::of(seed, "simulate/targets", deed);
    let there: Vec<&District> = districts.iter().filter(|d| d.region == target.region).collect();
    let hit = draw.some_of(&there, target.districts.unwrap_or(there.len()));
    let all: Vec<u32> = hit.iter().flat_map(|d| d.stations.clone()).collect();
    let wanted = whole(all.len() as f64 * target.stations) as usize;
    draw.some_of(&all, wanted)
}

/// The part of ascending `stations` that lies in a district, as positions within it.
pub(crate) fn within(stations: &[u32], district: &District) -> Vec<usize> {
    let from = stations.partition_point(|&s| s < district.stations.start);
    let to = stations.partition_point(|&s| s < district.stations.end);
    stations[from..to].iter().map(|s| (s - district.stations.start) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::Country;

    #[test]
    fn a_deed_hits_as_many_districts_and_stations_as_asked() {
        let all = crate::layout::districts(&Country::aralia(), Seed(5));
        let hit = stations(Seed(5), 0, &Target::region(4).districts(3).stations(0.5), &all);
        let parts: Vec<usize> = all.iter().map(|d| within(&hit, d).len()).collect();
        assert_eq!(parts.iter().sum::<usize>(), hit.len());
        let touched: Vec<&District> = all.iter().zip(&parts).filter(|&(_, &n)| n > 0).map(|(d, _)| d).collect();
        assert!(touched.iter().all(|d| d.region == 4) && touched.len() == 3);
        let there: usize = touched.iter().map(|d| d.stations.len()).sum();
        assert_eq!(hit.len(), there.div_ceil(2));
    }
}
