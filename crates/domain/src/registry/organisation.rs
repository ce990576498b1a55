//! Organisations, and what they show each other.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::error::{Fault, ObjectError};
use super::names::Names;
use super::noun::Noun;
use super::object::Kept;
use super::private::Private;
use super::when::Instant;

/// Who observes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// What it is called.
    pub names: Names,
    /// What kind of organisation it is.
    pub kind: OrganisationKind,
    /// How to reach it: an office's address, not a person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub contact: Option<Private>,
}

/// What kind of organisation observes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// A citizen group or coalition.
    Citizen,
    /// An international mission.
    Mission,
    /// A party.
    Party,
    /// A candidate's team.
    Candidate,
    /// A newspaper, agency or channel.
    Media,
    /// An election commission.
    Commission,
    /// Something else.
    Other,
}

/// One organisation shows some of its records to another. It belongs to the one that shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The organisation whose records are shown.
    pub from: String,
    /// The organisation that may read them.
    pub to: String,
    /// Which records.
    pub areas: BTreeSet<SharedArea>,
    /// From when on.
    pub since: Instant,
    /// Until when; without it until it is revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

/// Records that can be shown to another organisation. Identities cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SharedArea {
    /// Submissions and their attachments.
    Submissions,
    /// Incidents.
    Incidents,
    /// Protocols.
    Protocols,
    /// Deployments and visits.
    Deployments,
}

impl SharedArea {
    /// Every area.
    pub const ALL: [Self; 4] = [Self::Submissions, Self::Incidents, Self::Protocols, Self::Deployments];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Submissions => "submissions",
            Self::Incidents => "incidents",
            Self::Protocols => "protocols",
            Self::Deployments => "deployments",
        }
    }
}

impl Agreement {
    /// Whether it holds at a moment: from `since` on, and before `until`.
    #[must_use]
    pub fn holds_at(&self, seconds: i64) -> bool {
        self.since.seconds() <= seconds && self.until.as_ref().is_none_or(|until| seconds < until.seconds())
    }
}

impl Kept for Organisation {
    fn check(&self) -> Result<(), ObjectError> {
        self.names.check("names")?;
        check::optional_line("contact", self.contact.as_ref().map(Private::as_str), check::LINE)
    }
}

impl Kept for Agreement {
    fn owner(&self) -> Option<&str> {
        Some(&self.from)
    }

    fn references(&self) -> Vec<(Noun, &str)> {
        vec![(Noun::Organisation, &self.from), (Noun::Organisation, &self.to)]
    }

    fn check(&self) -> Result<(), ObjectError> {
        check::id("from", Noun::Organisation, &self.from)?;
        check::id("to", Noun::Organisation, &self.to)?;
        if self.from == self.to {
            return Err(ObjectError::field("to", Fault::Twice));
        }
        check::members("areas", self.areas.len(), 1, SharedArea::ALL.len())?;
        check::moments("until", Some(&self.since), "since", self.until.as_ref())
    }
}
