//! How large a finding is, in stations and votes, for those who never read a p-value.

use domain::Finding;

/// Size of what a finding calls attention to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Effect {
    /// Stations concerned. None where the test speaks of all stations it examined.
    pub stations: Option<f64>,
    /// Votes or ballots concerned. None where the test gives no number of votes.
    pub votes: Option<f64>,
}

impl Effect {
    /// The size of a finding. A method that is not known here gives neither: its own statistics then stand for it.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let get = |name| finding.get(name);
        match finding.test {
            "arithmetic" => Self { stations: get("hard_stations"), votes: None },
            "integer_percentages" if finding.option.is_some() => Self::of_share(get("share_anomaly_truncated"), get("anomaly_votes")),
            "integer_percentages" => Self { stations: get("anomaly_truncated"), votes: get("anomaly_issued") },
            "homogeneity" => Self { stations: Some(f64::from(finding.n)), votes: get("votes") },
            "shpilkin" => Self { stations: None, votes: get("anomalous_votes") },
            _ => Self::default(),
        }
    }

    /// Stations with a whole share beyond chance; the votes there only where both are an excess.
    fn of_share(stations: Option<f64>, votes: Option<f64>) -> Self {
        let positive = |x: &f64| *x > 0.0;
        Self { stations, votes: votes.filter(positive).filter(|_| stations.as_ref().is_some_and(positive)) }
    }

    /// The size as a part of the election, to put findings in order: votes of all valid ballots where the test gives votes, else
    /// stations of all stations (halved, for not every vote there is in doubt), else nothing.
    #[must_use]
    pub fn weight(self, stations: usize, valid: Option<u64>) -> f64 {
        match (self.votes, valid, self.stations) {
            (Some(votes), Some(valid), _) if valid > 0 => votes.max(0.0) / valid as f64,
            (_, _, Some(affected)) if stations > 0 => 0.5 * affected.max(0.0) / stations as f64,
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Outcome, PlaceId};

    #[test]
    fn votes_count_before_stations_and_what_has_neither_weighs_nothing() {
        let f = |test| Finding::new(test, PlaceId::ALL, None, 100, Outcome::Tested);
        let homogeneity = Effect::of(&f("homogeneity").count("votes", 50));
        assert_eq!(homogeneity, Effect { stations: Some(100.0), votes: Some(50.0) });
        assert!((homogeneity.weight(1000, Some(1000)) - 0.05).abs() < 1e-12);
        assert!((Effect::of(&f("arithmetic").count("hard_stations", 10)).weight(1000, Some(1000)) - 0.005).abs() < 1e-12);
        let share = |stations, votes| Effect::of_share(Some(stations), Some(votes)).votes;
        assert_eq!([share(5.0, 700.0), share(-5.0, 700.0), share(5.0, -700.0)], [Some(700.0), None, None]);
        assert!(Effect::of(&f("slopes")).weight(1000, Some(1000)).abs() < f64::EPSILON);
    }
}
