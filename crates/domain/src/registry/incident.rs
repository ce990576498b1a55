//! Incidents, and events: incidents of several organisations that are one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::category::{Category, category};
use super::check::{self, Coordinates};
use super::error::{Fault, ObjectError};
use super::names::Names;
use super::noun::Noun;
use super::object::Kept;
use super::private::Private;
use super::status::{Consent, Evidence, Status};
use super::when::Instant;

/// Something irregular (or good) that was seen or told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// The organisation that keeps it.
    pub organisation: String,
    /// Code of its category, such as `STF-01`.
    pub category: String,
    /// How the first source knows.
    pub source: SourceKind,
    /// What the source allows to be done with it.
    #[serde(default)]
    pub consent: Consent,
    /// How far it has come.
    #[serde(default = "received")]
    pub status: Status,
    /// The election it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub election: Option<String>,
    /// The station, where it was at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// The place, where it was at no station or at none that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where exactly; rounded before anything is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
    /// Ids of the submissions that report it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    pub reports: Vec<Uuid>,
    /// Who or what says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<IncidentSource>,
    /// What happened, in a few sentences without names of people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub summary: Option<Private>,
}

fn received() -> Status {
    Status::Received
}

/// How a source knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// It saw or heard it itself.
    FirstHand,
    /// It happened to it.
    Victim,
    /// It was told.
    Hearsay,
    /// It is a photograph, a film or a paper.
    Document,
}

/// Who or what says that it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentSource {
    /// How it knows.
    pub kind: SourceKind,
    /// The observer, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observer: Option<String>,
    /// A word that tells sources apart who are no observers, such as `voter-2`; never a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The submission it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub report: Option<Uuid>,
}

/// Incidents of one or several organisations that are one and the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The organisation that linked them.
    pub organisation: String,
    /// What it is called.
    pub names: Names,
    /// Ids of the incidents; each stays its own organisation's.
    #[schema(min_items = 1)]
    pub incidents: Vec<String>,
}

/// Reports, sources of an incident and incidents of an event at most.
const MOST: usize = 500;

impl Incident {
    /// What stands behind it. Hearsay is no source; sources that neither name an observer nor have a label count as one together,
    /// because nothing tells them apart.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        let there = self.sources.iter().filter(|s| matches!(s.kind, SourceKind::FirstHand | SourceKind::Victim));
        let different: BTreeSet<(Option<&str>, Option<&str>)> = there
            .map(|source| match &source.observer {
                Some(observer) => (Some(observer.as_str()), None),
                None => (None, source.label.as_deref()),
            })
            .collect();
        let document = self.sources.iter().any(|s| s.kind == SourceKind::Document);
        Evidence { independent_sources: different.len(), document, consent: self.consent }
    }

    /// Its category, as shipped.
    #[must_use]
    pub fn category(&self) -> Option<&'static Category> {
        category(&self.category)
    }
}

impl Kept for Incident {
    fn owner(&self) -> Option<&str> {
        Some(&self.organisation)
    }

    fn station(&self) -> Option<&str> {
        self.station.as_deref()
    }

    fn state(&self) -> Option<&'static str> {
        Some(self.status.word())
    }

    fn references(&self) -> Vec<(Noun, &str)> {
        let mut all = vec![(Noun::Organisation, self.organisation.as_str())];
        all.extend(self.election.as_deref().map(|id| (Noun::Election, id)));
        all.extend(self.station.as_deref().map(|id| (Noun::Station, id)));
        all.extend(self.place.as_deref().map(|id| (Noun::Place, id)));
        all.extend(self.sources.iter().filter_map(|source| Some((Noun::Observer, source.observer.as_deref()?))));
        all
    }

    fn check(&self) -> Result<(), ObjectError> {
        check::id("organisation", Noun::Organisation, &self.organisation)?;
        if self.category().is_none() {
            return Err(ObjectError::field("category", Fault::Category));
        }
        check::optional_id("election", Noun::Election, self.election.as_deref())?;
        check::optional_id("station", Noun::Station, self.station.as_deref())?;
        check::optional_id("place", Noun::Place, self.place.as_deref())?;
        self.coordinates.as_ref().map_or(Ok(()), |at| at.check("coordinates"))?;
        check::members("reports", self.reports.len(), 0, MOST)?;
        if self.reports.iter().collect::<BTreeSet<_>>().len() < self.reports.len() {
            return Err(ObjectError::field("reports", Fault::Twice));
        }
        check::members("sources", self.sources.len(), 0, MOST)?;
        for (at, source) in self.sources.iter().enumerate() {
            check::optional_id(&format!("sources[{at}].observer"), Noun::Observer, source.observer.as_deref())?;
            check::optional_line(&format!("sources[{at}].label"), source.label.as_deref(), 64)?;
        }
        check::optional_text("summary", self.summary.as_ref().map(Private::as_str))
    }
}

impl Kept for Event {
    fn owner(&self) -> Option<&str> {
        Some(&self.organisation)
    }

    fn references(&self) -> Vec<(Noun, &str)> {
        let mut all = vec![(Noun::Organisation, self.organisation.as_str())];
        all.extend(self.incidents.iter().map(|id| (Noun::Incident, id.as_str())));
        all
    }

    fn check(&self) -> Result<(), ObjectError> {
        check::id("organisation", Noun::Organisation, &self.organisation)?;
        self.names.check("names")?;
        check::ids("incidents", Noun::Incident, &self.incidents, (1, MOST))
    }
}
