//! An invented country: its regions, its ballot, and how much places differ from each other when nobody cheats.
//!
//! Turnout and the leader's support are drawn at three levels, as truncated normals: a region has its own means, a district departs
//! from its region, a station from its district [the station level is that of Klimek et al. 2012,
//! PNAS 109:16469]. Counts are then binomial. The station level keeps the spread inside a district well above binomial, as in every real honest election.

use crate::error::{Error, within};

/// A region and its honest means.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its name; no real place.
    pub name: String,
    /// Its part of the country's stations, relative to the other regions' weights.
    pub weight: f64,
    /// Number of its districts; fewer are made when they would hold fewer than 15 stations each.
    pub districts: u32,
    /// Fraction of its districts that are towns; the others are rural.
    pub town: f64,
    /// Mean turnout, as a fraction of the registered.
    pub turnout: f64,
    /// Mean share of the leader in valid ballots.
    pub leader: f64,
}

/// An option that is not the leader.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// Its name; no real party.
    pub name: String,
    /// Its part of the votes not cast for the leader, relative to the other rivals' weights.
    pub weight: f64,
}

/// Registered voters a station: a log-normal law cut to a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// Median of the law, in voters.
    pub median: f64,
    /// Standard deviation of the logarithm.
    pub spread: f64,
    /// Smallest and largest station, in voters.
    pub range: (f64, f64),
}

/// How much honest places differ. Standard deviations are fractions, so 0.05 is five percentage points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variation {
    /// Turnout of rural districts less that of towns in the same region.
    pub rural_turnout: f64,
    /// The leader's share in rural districts less that in towns of the same region.
    pub rural_leader: f64,
    /// Standard deviation of a district's turnout around its region's.
    pub district_turnout: f64,
    /// Standard deviation of a district's leader share around its region's.
    pub district_leader: f64,
    /// Correlation of the two departures of a district. Honest elections have some; Shpilkin's method takes it for fraud when large.
    pub correlation: f64,
    /// Standard deviation of a station's turnout around its district's.
    pub station_turnout: f64,
    /// Standard deviation of a station's leader share around its district's.
    pub station_leader: f64,
    /// Standard deviation of the logarithm of a rival's weight, by district and again by station.
    pub rivals: f64,
    /// Mean fraction of invalid ballots among those found.
    pub invalid: f64,
    /// Fraction of tiny stations (hospitals, outposts), of 15 to 100 voters.
    pub tiny: f64,
}

/// Everything an honest election follows from, but the seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// Name of the country; no real one.
    pub name: String,
    /// Number of polling stations.
    pub stations: u32,
    /// The option that wins, and that misconduct helps.
    pub leader: String,
    /// Its position on the ballot, from 0.
    pub leader_position: usize,
    /// The other options, in the order of the ballot.
    pub rivals: Vec<Rival>,
    /// The regions, in the order of the results.
    pub regions: Vec<Region>,
    /// Sizes of stations in town districts.
    pub town_sizes: Sizes,
    /// Sizes of stations in rural districts.
    pub rural_sizes: Sizes,
    /// How much places differ.
    pub variation: Variation,
}

/// Name, weight, districts, town fraction, turnout and leader share of the regions of [`Country::aralia`].
type Row = (&'static str, f64, u32, f64, f64, f64);

const ARALIA: [Row; 16] = [
    ("Abrenka", 10.0, 18, 0.90, 0.585, 0.560),
    ("Belvorra", 8.5, 17, 0.75, 0.600, 0.585),
    ("Cindrath", 6.0, 13, 0.35, 0.615, 0.600),
    ("Dorrimar", 7.5, 15, 0.55, 0.610, 0.590),
    ("Elunveld", 6.0, 12, 0.40, 0.625, 0.605),
    ("Farrowen", 6.5, 13, 0.45, 0.610, 0.615),
    ("Gostrava", 7.0, 14, 0.60, 0.595, 0.580),
    ("Hylmarra", 5.5, 11, 0.35, 0.620, 0.595),
    ("Ivrendal", 6.5, 13, 0.50, 0.605, 0.570),
    ("Jorvenka", 5.5, 12, 0.30, 0.630, 0.610),
    ("Kestrovia", 7.0, 14, 0.65, 0.600, 0.575),
    ("Lumerrin", 5.0, 11, 0.30, 0.620, 0.605),
    ("Mirgavel", 5.5, 11, 0.45, 0.610, 0.590),
    ("Nothvar", 4.5, 9, 0.30, 0.625, 0.620),
    ("Oskelund", 5.0, 10, 0.50, 0.605, 0.585),
    ("Prellinka", 4.0, 8, 0.40, 0.615, 0.595),
];

const RIVALS: [(&str, f64); 4] = [("Blue Kite Movement", 0.44), ("Heron Party", 0.29), ("Mill and Meadow", 0.17), ("Open Orchard", 0.10)];

impl Country {
    /// The Republic of Aralia: 16 regions, about 200 districts, 9,580 stations, some ten million voters, five options;
    /// when nobody cheats, a turnout of about 60% and about 58% for the leader.
    #[must_use]
    pub fn aralia() -> Self {
        let region = |&(name, weight, districts, town, turnout, leader): &Row| Region {
            name: name.to_owned(),
            weight,
            districts,
            town,
            turnout,
            leader,
        };
        Self {
            name: "Republic of Aralia".to_owned(),
            stations: 9_580,
            leader: "Lantern Union".to_owned(),
            leader_position: 2,
            rivals: RIVALS.iter().map(|&(name, weight)| Rival { name: name.to_owned(), weight }).collect(),
            regions: ARALIA.iter().map(region).collect(),
            town_sizes: Sizes { median: 1_500.0, spread: 0.42, range: (100.0, 3_000.0) },
            rural_sizes: Sizes { median: 420.0, spread: 0.70, range: (100.0, 2_200.0) },
            variation: Variation::default(),
        }
    }

    /// The same country with another number of polling stations.
    #[must_use]
    pub fn with_stations(mut self, stations: u32) -> Self {
        self.stations = stations;
        self
    }

    /// Number of options on the ballot.
    #[must_use]
    pub fn options(&self) -> usize {
        self.rivals.len() + 1
    }

    /// Whether an election can be drawn from these numbers.
    ///
    /// # Errors
    /// Names the first number that makes no sense.
    pub fn check(&self) -> Result<(), Error> {
        if self.regions.is_empty() || self.regions.iter().any(|r| r.districts == 0) {
            return Err(Error::NoRegions);
        }
        if let Some((_, r)) = self.regions.iter().enumerate().find(|(i, r)| self.regions[..*i].iter().any(|other| other.name == r.name)) {
            return Err(Error::SameName { name: r.name.clone() });
        }
        if (self.stations as usize) < self.regions.len() {
            return Err(Error::TooFewStations { stations: self.stations, regions: self.regions.len() });
        }
        if self.rivals.is_empty() || self.leader_position > self.rivals.len() {
            return Err(Error::BadBallot);
        }
        self.regions.iter().try_for_each(Region::check)?;
        self.rivals.iter().try_for_each(|r| within(format!("the weight of {}", r.name), r.weight, WEIGHT, "0.001 to 1000"))?;
        self.town_sizes.check("town")?;
        self.rural_sizes.check("rural")?;
        self.variation.check()
    }
}

const WEIGHT: (f64, f64) = (1e-3, 1e3);
const FRACTION: (f64, f64) = (0.0, 1.0);
/// A mean so near to 0 or 1 that a truncated normal around it would be mostly cut away is refused.
const MEAN: (f64, f64) = (0.1, 0.85);

impl Region {
    fn check(&self) -> Result<(), Error> {
        within(format!("the weight of {}", self.name), self.weight, WEIGHT, "0.001 to 1000")?;
        within(format!("the fraction of towns in {}", self.name), self.town, FRACTION, "0 to 1")?;
        within(format!("the turnout of {}", self.name), self.turnout, MEAN, "0.1 to 0.85")?;
        within(format!("the leader's share in {}", self.name), self.leader, MEAN, "0.1 to 0.85")
    }
}

impl Sizes {
    fn check(&self, kind: &str) -> Result<(), Error> {
        let (low, high) = self.range;
        within(format!("the smallest {kind} station"), low, (10.0, high), "10 voters to the largest station")?;
        within(format!("the largest {kind} station"), high, (low, 1e6), "the smallest station to a million voters")?;
        within(format!("the median {kind} station"), self.median, self.range, "the smallest to the largest station")?;
        within(format!("the spread of {kind} stations"), self.spread, (0.0, 2.0), "0 to 2")
    }
}

impl Default for Variation {
    fn default() -> Self {
        Self {
            rural_turnout: 0.03,
            rural_leader: 0.02,
            district_turnout: 0.02,
            district_leader: 0.025,
            correlation: 0.15,
            station_turnout: 0.045,
            station_leader: 0.055,
            rivals: 0.12,
            invalid: 0.009,
            tiny: 0.02,
        }
    }
}

impl Variation {
    fn check(&self) -> Result<(), Error> {
        let spreads = [
            ("the difference of rural and town turnout", self.rural_turnout),
            ("the difference of the leader's rural and town share", self.rural_leader),
            ("the spread of districts' turnout", self.district_turnout),
            ("the spread of districts' leader share", self.district_leader),
            ("the spread of stations' turnout", self.station_turnout),
            ("the spread of stations' leader share", self.station_leader),
        ];
        spreads.into_iter().try_for_each(|(what, value)| within(what, value, (0.0, 0.3), "0 to 0.3"))?;
        within("the correlation of turnout and leader share", self.correlation, (-1.0, 1.0), "-1 to 1")?;
        within("the spread of rivals' weights", self.rivals, (0.0, 1.0), "0 to 1")?;
        within("the fraction of invalid ballots", self.invalid, (0.0, 0.2), "0 to 0.2")?;
        within("the fraction of tiny stations", self.tiny, FRACTION, "0 to 1")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ready_country_is_sound_and_has_the_promised_size() {
        let aralia = Country::aralia();
        assert_eq!(aralia.check(), Ok(()));
        assert_eq!((aralia.regions.len(), aralia.options()), (16, 5));
        let districts: u32 = aralia.regions.iter().map(|r| r.districts).sum();
        assert!((195..=205).contains(&districts), "{districts} districts");
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        let code = |change: fn(&mut Country)| {
            let mut c = Country::aralia();
            change(&mut c);
            c.check().expect_err("must be refused").code()
        };
        assert_eq!(code(|c| c.regions.clear()), "SIMULATE-NO-REGIONS");
        assert_eq!(code(|c| c.regions[3].name = "Abrenka".to_owned()), "SIMULATE-SAME-NAME");
        assert_eq!(code(|c| c.stations = 15), "SIMULATE-TOO-FEW-STATIONS");
        assert_eq!(code(|c| c.leader_position = 5), "SIMULATE-BAD-BALLOT");
        assert_eq!(code(|c| c.regions[3].turnout = f64::NAN), "SIMULATE-OUT-OF-RANGE");
    }
}
