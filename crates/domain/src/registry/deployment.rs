//! Teams, where they are to be, and where they were.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::error::{Fault, ObjectError};
use super::noun::Noun;
use super::object::Kept;
use super::when::Instant;

/// Observers who go together: two, or one alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The organisation it observes for.
    pub organisation: String,
    /// Ids of its one or two observers.
    #[schema(min_items = 1, max_items = 2)]
    pub members: Vec<String>,
    /// The place it works in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Who is to be at which stations, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// The organisation that sends them.
    pub organisation: String,
    /// The team that goes; this or `observer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The observer that goes alone; this or `team`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observer: Option<String>,
    /// The stations in the order of the visits.
    pub stations: Vec<String>,
    /// When it begins.
    pub from: Instant,
    /// When it ends.
    pub until: Instant,
    /// How the stations were chosen: what can be inferred from the visits depends on it.
    pub design: Design,
}

/// How stations were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Drawn at random from a frame.
    Random,
    /// As it was convenient.
    Convenience,
    /// All stations of an area.
    Saturation,
}

/// Who was at a station, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The organisation whose visit it was.
    pub organisation: String,
    /// Ids of the observers who were there.
    #[schema(min_items = 1)]
    pub observers: Vec<String>,
    /// The station.
    pub station: String,
    /// When they arrived.
    pub arrived: Instant,
    /// When they left; without it, they are there still or nobody wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departed: Option<Instant>,
    /// The deployment that it was part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployment: Option<String>,
}

/// Stations of a deployment at most: more is a list, not a day's way.
const MOST_STATIONS: usize = 500;

impl Kept for Team {
    fn owner(&self) -> Option<&str> {
        Some(&self.organisation)
    }

    fn references(&self) -> Vec<(Noun, &str)> {
        let mut all = vec![(Noun::Organisation, self.organisation.as_str())];
        all.extend(self.members.iter().map(|id| (Noun::Observer, id.as_str())));
        all.extend(self.place.as_deref().map(|id| (Noun::Place, id)));
        all
    }

    fn check(&self) -> Result<(), ObjectError> {
        check::id("organisation", Noun::Organisation, &self.organisation)?;
        check::ids("members", Noun::Observer, &self.members, (1, 2))?;
        check::optional_id("place", Noun::Place, self.place.as_deref())
    }
}

impl Kept for Deployment {
    fn owner(&self) -> Option<&str> {
        Some(&self.organisation)
    }

    fn references(&self) -> Vec<(Noun, &str)> {
        let mut all = vec![(Noun::Organisation, self.organisation.as_str())];
        all.extend(self.team.as_deref().map(|id| (Noun::Team, id)));
        all.extend(self.observer.as_deref().map(|id| (Noun::Observer, id)));
        all.extend(self.stations.iter().map(|id| (Noun::Station, id.as_str())));
        all
    }

    fn check(&self) -> Result<(), ObjectError> {
        check::id("organisation", Noun::Organisation, &self.organisation)?;
        check::optional_id("team", Noun::Team, self.team.as_deref())?;
        check::optional_id("observer", Noun::Observer, self.observer.as_deref())?;
        match (&self.team, &self.observer) {
            (None, None) => return Err(ObjectError::field("team", Fault::Missing)),
            (Some(_), Some(_)) => return Err(ObjectError::field("team", Fault::Beside("observer"))),
            _ => {}
        }
        // A station may be visited twice: at the opening and at the count.
        check::members("stations", self.stations.len(), 1, MOST_STATIONS)?;
        for (at, station) in self.stations.iter().enumerate() {
            check::id(&format!("stations[{at}]"), Noun::Station, station)?;
        }
        check::moments("until", Some(&self.from), "from", Some(&self.until))
    }
}

impl Kept for Visit {
    fn owner(&self) -> Option<&str> {
        Some(&self.organisation)
    }

    fn station(&self) -> Option<&str> {
        Some(&self.station)
    }

    fn references(&self) -> Vec<(Noun, &str)> {
        let mut all = vec![(Noun::Organisation, self.organisation.as_str()), (Noun::Station, self.station.as_str())];
        all.extend(self.observers.iter().map(|id| (Noun::Observer, id.as_str())));
        all.extend(self.deployment.as_deref().map(|id| (Noun::Deployment, id)));
        all
    }

    fn check(&self) -> Result<(), ObjectError> {
        check::id("organisation", Noun::Organisation, &self.organisation)?;
        check::ids("observers", Noun::Observer, &self.observers, (1, 20))?;
        check::id("station", Noun::Station, &self.station)?;
        check::moments("departed", Some(&self.arrived), "arrived", self.departed.as_ref())?;
        check::optional_id("deployment", Noun::Deployment, self.deployment.as_deref())
    }
}
