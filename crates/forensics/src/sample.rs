//! The figures of a release in the form the tests read: plain slices, one entry a station, in station order.

use domain::{Column, OptionId, PlaceId, Release};

/// Fewest voters on the roll of a station whose percentages are used (as published for most methods).
pub const LEAST_REGISTERED: u32 = 100;

/// Registered, issued, found and votes of every station, with what is missing or impossible taken out.
#[derive(Debug)]
pub struct Sample<'a> {
    /// The release the figures come from.
    pub release: &'a Release,
    /// N: voters on the roll; 0 where unknown.
    pub registered: Vec<u32>,
    /// G: ballots issued; 0 where unknown, or where more were issued than there are voters (turnout then has no meaning).
    pub issued: Vec<u32>,
    /// R: ballots found; 0 where unknown.
    pub found: Vec<u32>,
    /// District of each station (its place on the deepest analysed level), for clustering.
    pub district: Vec<u32>,
    votes: Vec<Vec<u32>>,
    roll: bool,
}

/// Turnout and votes of one usable station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Station {
    /// N: voters on the roll.
    pub registered: u32,
    /// G: ballots issued.
    pub issued: u32,
    /// R: ballots found.
    pub found: u32,
    /// W: votes for the option.
    pub votes: u32,
}

impl Station {
    /// t = G/N, between 0 and 1.
    #[must_use]
    pub fn turnout(&self) -> f64 {
        f64::from(self.issued) / f64::from(self.registered)
    }

    /// s = W/R, between 0 and 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        f64::from(self.votes) / f64::from(self.found)
    }
}

impl<'a> Sample<'a> {
    /// Reads the accounts of a release.
    #[must_use]
    pub fn of(release: &'a Release) -> Self {
        let accounts = &release.accounts;
        let registered = known(&accounts.registered);
        let mut issued = known(&accounts.issued);
        for (g, &n) in issued.iter_mut().zip(&registered) {
            if *g > n {
                *g = 0;
            }
        }
        let found = known(&accounts.found);
        let votes = release.election.option_ids().map(|o| possible(release.stations.votes(o), &found)).collect();
        let roll = registered.iter().any(|&n| n > 0);
        Self { release, registered, issued, found, district: districts(release), votes, roll }
    }

    /// Number of stations.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether the file has voters on the roll, so that there is a turnout.
    #[must_use]
    pub fn has_turnout(&self) -> bool {
        self.roll
    }

    /// Whether a station is large enough for its percentages to mean something, where the file has the roll.
    #[must_use]
    pub fn large(&self, station: usize) -> bool {
        !self.roll || self.registered[station] >= LEAST_REGISTERED
    }

    /// Votes of an option; [`Column::MISSING`] where unknown or more than the ballots found.
    #[must_use]
    pub fn votes(&self, option: OptionId) -> &[u32] {
        &self.votes[option.index()]
    }

    /// Votes of an option at one station, with ballots found, where both are known and there are ballots: (W, R).
    #[must_use]
    pub fn share(&self, option: OptionId, station: usize) -> Option<(u32, u32)> {
        let (w, r) = (self.votes[option.index()][station], self.found[station]);
        (r > 0 && w != Column::MISSING).then_some((w, r))
    }

    /// Ballots issued and voters on the roll of one station, where both are known: (G, N).
    #[must_use]
    pub fn turnout(&self, station: usize) -> Option<(u32, u32)> {
        let (g, n) = (self.issued[station], self.registered[station]);
        (g > 0 && n > 0).then_some((g, n))
    }

    /// Everything about one station and option, where all of it is known.
    #[must_use]
    pub fn station(&self, option: OptionId, station: usize) -> Option<Station> {
        let (votes, found) = self.share(option, station)?;
        let (issued, registered) = self.turnout(station)?;
        Some(Station { registered, issued, found, votes })
    }

    /// The usable stations of a place for an option: (number, figures).
    pub fn stations(&self, place: PlaceId, option: OptionId) -> impl Iterator<Item = (usize, Station)> + '_ {
        self.release.places.stations(place).filter_map(move |i| self.station(option, i).map(|s| (i, s)))
    }
}

fn known(column: &Column) -> Vec<u32> {
    column.raw().iter().map(|&c| if c == Column::MISSING { 0 } else { c }).collect()
}

fn possible(votes: &Column, found: &[u32]) -> Vec<u32> {
    votes.raw().iter().zip(found).map(|(&w, &r)| if w > r { Column::MISSING } else { w }).collect()
}

fn districts(release: &Release) -> Vec<u32> {
    let places = &release.places;
    let mut of_station = vec![0; release.stations.len()];
    for level in 1..=places.district_level() {
        for place in places.of_level(level) {
            of_station[places.stations(place)].fill(place.0);
        }
    }
    of_station
}
