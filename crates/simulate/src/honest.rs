//! What the stations of a district report when nobody cheats.

use crate::country::{Country, Sizes};
use crate::draw::{Draw, whole};
use crate::layout::District;
use crate::protocol::Protocol;

/// A station's probability to vote or to support the leader stays inside this; beyond it honest protocols would break control C15.
const RATE: (f64, f64) = (0.1, 0.87);
const TINY: (f64, f64) = (15.0, 100.0);

/// Means of a district, after its own departure from the region.
struct Means {
    turnout: f64,
    leader: f64,
    rivals: Vec<f64>,
    sizes: Sizes,
}

/// Honest protocols of every station of a district, in order.
pub(crate) fn district(country: &Country, district: &District, draw: &mut Draw) -> Vec<Protocol> {
    let means = means(country, district, draw);
    district.stations.clone().map(|_| station(country, &means, district.town, draw)).collect()
}

/// `turnout = region + lift * rural + d1`, the leader's share likewise with d2, where (d1, d2) are correlated normals.
fn means(country: &Country, district: &District, draw: &mut Draw) -> Means {
    let (region, v) = (&country.regions[district.region], &country.variation);
    let lift = lift(district.town, region.town);
    let (a, b) = (draw.normal(0.0, 1.0), draw.normal(0.0, 1.0));
    let leaning = v.correlation * a + (1.0 - v.correlation * v.correlation).sqrt() * b;
    Means {
        turnout: (region.turnout + lift * v.rural_turnout + a * v.district_turnout).clamp(RATE.0, RATE.1),
        leader: (region.leader + lift * v.rural_leader + leaning * v.district_leader).clamp(RATE.0, RATE.1),
        rivals: country.rivals.iter().map(|r| draw.log_normal(r.weight, v.rivals)).collect(),
        sizes: if district.town { country.town_sizes } else { country.rural_sizes },
    }
}

/// How much of the difference between rural and town districts falls to this one: their lifts differ by 1, and weighted by the
/// number of districts they add up to 0, so that the region keeps its mean.
fn lift(is_town: bool, towns: f64) -> f64 {
    if is_town { towns - 1.0 } else { towns }
}

fn station(country: &Country, means: &Means, town: bool, draw: &mut Draw) -> Protocol {
    let v = &country.variation;
    let registered = whole(if draw.chance(v.tiny) { draw.between(TINY.0, TINY.1) } else { size(means.sizes, draw) });
    let turnout = draw.truncated(means.turnout, v.station_turnout, RATE);
    let support = draw.truncated(means.leader, v.station_leader, RATE);
    // At least one voter comes (control C18), and no more than 90% (C15): the last only ever touches stations of a few dozen voters.
    let issued = draw.binomial(registered, turnout).clamp(1, (registered / 10 * 9).max(1));
    let mut protocol = ballots(registered, issued, town, draw);
    count(&mut protocol, v.invalid, draw);
    protocol.votes = votes(country, means, protocol.valid, support, draw);
    protocol
}

/// Registered voters of an ordinary station: a truncated normal of the logarithm.
fn size(sizes: Sizes, draw: &mut Draw) -> f64 {
    draw.truncated(sizes.median.ln(), sizes.spread, (sizes.range.0.ln(), sizes.range.1.ln())).exp()
}

/// Where the issued ballots went: `received = early + in station + outside + cancelled`, nothing lost (control C02).
fn ballots(registered: u32, issued: u32, town: bool, draw: &mut Draw) -> Protocol {
    // As many ballots as voters and a reserve of up to 1%, as where ballots are printed by the roll (control C37).
    let received = registered + whole(f64::from(registered) * draw.between(0.0, 0.01));
    let outside_rate = draw.log_normal(if town { 0.025 } else { 0.06 }, 0.4).min(0.3);
    let outside = draw.binomial(issued, outside_rate);
    let early = draw.binomial(issued - outside, 0.005);
    // A few voters take their ballot home; control C08 bears 5%.
    let taken = draw.binomial(issued - outside, 0.000_4).min(issued / 20);
    Protocol {
        registered,
        received,
        early,
        in_station: issued - outside - early,
        outside,
        cancelled: received - issued,
        in_mobile: outside,
        in_stationary: issued - outside - taken,
        ..Protocol::default()
    }
}

/// Splits ballots found into invalid ones, below 3% (control C32), and valid ones (C03).
fn count(protocol: &mut Protocol, invalid: f64, draw: &mut Draw) {
    let found = protocol.in_mobile + protocol.in_stationary;
    let most = (3 * found).div_ceil(100).saturating_sub(1);
    protocol.invalid = draw.binomial(found, invalid).min(most);
    protocol.valid = found - protocol.invalid;
}

/// Splits valid ballots: the leader's are Bin(valid, support), the rivals' multinomial with the station's own weights (control C04).
fn votes(country: &Country, means: &Means, valid: u32, support: f64, draw: &mut Draw) -> Vec<u32> {
    let leader = draw.binomial(valid, support);
    let weights: Vec<f64> = means.rivals.iter().map(|&w| draw.log_normal(w, country.variation.rivals)).collect();
    let (mut left, mut weight_left) = (valid - leader, weights.iter().sum::<f64>());
    let mut votes: Vec<u32> = Vec::with_capacity(country.options());
    for (i, weight) in weights.iter().enumerate() {
        let n = if i + 1 == weights.len() { left } else { draw.binomial(left, weight / weight_left) };
        left -= n;
        weight_left -= weight;
        votes.push(n);
    }
    votes.insert(country.leader_position, leader);
    votes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Seed;

    #[test]
    fn a_region_keeps_its_mean_whatever_its_fraction_of_towns() {
        for towns in [0.0, 0.3, 0.9, 1.0] {
            assert!((towns * lift(true, towns) + (1.0 - towns) * lift(false, towns)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_district_reports_every_station_it_has() {
        let country = Country::aralia();
        let all = crate::layout::districts(&country, Seed(1));
        let protocols = district(&country, &all[0], &mut Draw::of(Seed(1), "test", 0));
        assert_eq!(protocols.len(), all[0].stations.len());
        assert!(protocols.iter().all(|p| p.votes.len() == 5 && p.valid > 0));
    }
}
