//! Observers under pseudonymous ids, and their identities, which stand apart and sealed.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::error::{Fault, ObjectError};
use super::names::is_language;
use super::noun::Noun;
use super::object::Kept;
use super::private::Private;

/// Somebody who observes. Nothing here says who it is: that is in an [`Identity`], sealed to the custodians.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Observer {
    /// The organisation it observes for.
    pub organisation: String,
    /// What it does.
    pub role: ObserverRole,
    /// The place it works in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The station it stays at, for those who stay at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// Id of the observer it reports to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<String>,
    /// Its team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Languages it speaks, as tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Its id in the organisation's own list; need not be a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub external: Option<Private>,
    /// Whether somebody could find out who it is.
    #[serde(default)]
    pub identity: IdentityState,
    /// Whether it observes at present.
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

/// What an observer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObserverRole {
    /// Stays at one station all day.
    Static,
    /// Goes from station to station.
    Mobile,
    /// A mission's short-term observer.
    ShortTerm,
    /// A mission's long-term observer.
    LongTerm,
    /// Looks after observers of an area.
    Coordinator,
    /// Works at the headquarters.
    CoreTeam,
    /// Stays at a commission that tabulates.
    Tabulation,
    /// Something else.
    Other,
}

impl ObserverRole {
    /// Every role.
    pub const ALL: [Self; 8] =
        [Self::Static, Self::Mobile, Self::ShortTerm, Self::LongTerm, Self::Coordinator, Self::CoreTeam, Self::Tabulation, Self::Other];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Mobile => "mobile",
            Self::ShortTerm => "short_term",
            Self::LongTerm => "long_term",
            Self::Coordinator => "coordinator",
            Self::CoreTeam => "core_team",
            Self::Tabulation => "tabulation",
            Self::Other => "other",
        }
    }
}

/// Whether an observer's identity is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityState {
    /// None was ever given.
    #[default]
    None,
    /// It is sealed to the custodians.
    Sealed,
    /// It was erased.
    Erased,
}

/// Who an observer or a member of a commission is. It is sealed before it is stored, and never printed.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The whole name.
    pub full_name: String,
    /// Telephone numbers, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// As written in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// Number of an accreditation or document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(..)")
    }
}

impl Identity {
    /// Lengths and characters. Mail addresses and numbers are kept as written: they are for people to use.
    ///
    /// # Errors
    /// [`ObjectError::Field`].
    pub fn check(&self) -> Result<(), ObjectError> {
        check::line("full_name", &self.full_name, check::NAME)?;
        check::members("phones", self.phones.len(), 0, 10)?;
        for (at, phone) in self.phones.iter().enumerate() {
            check::line(&format!("phones[{at}]"), phone, 40)?;
        }
        check::optional_line("email", self.email.as_deref(), 254)?;
        check::optional_line("gender", self.gender.as_deref(), 40)?;
        check::optional_line("document", self.document.as_deref(), 100)
    }
}

impl Observer {
    /// An active observer of a role and nothing else.
    #[must_use]
    pub fn new(organisation: &str, role: ObserverRole) -> Self {
        Self {
            organisation: organisation.to_owned(),
            role,
            place: None,
            station: None,
            supervisor: None,
            team: None,
            languages: Vec::new(),
            external: None,
            identity: IdentityState::None,
            active: true,
        }
    }
}

impl Kept for Observer {
    fn owner(&self) -> Option<&str> {
        Some(&self.organisation)
    }

    fn station(&self) -> Option<&str> {
        self.station.as_deref()
    }

    fn state(&self) -> Option<&'static str> {
        Some(if self.active { "active" } else { "inactive" })
    }

    fn references(&self) -> Vec<(Noun, &str)> {
        let mut all = vec![(Noun::Organisation, self.organisation.as_str())];
        all.extend(self.place.as_deref().map(|id| (Noun::Place, id)));
        all.extend(self.station.as_deref().map(|id| (Noun::Station, id)));
        all.extend(self.supervisor.as_deref().map(|id| (Noun::Observer, id)));
        all.extend(self.team.as_deref().map(|id| (Noun::Team, id)));
        all
    }

    fn check(&self) -> Result<(), ObjectError> {
        check::id("organisation", Noun::Organisation, &self.organisation)?;
        check::optional_id("place", Noun::Place, self.place.as_deref())?;
        check::optional_id("station", Noun::Station, self.station.as_deref())?;
        check::optional_id("supervisor", Noun::Observer, self.supervisor.as_deref())?;
        check::optional_id("team", Noun::Team, self.team.as_deref())?;
        check::members("languages", self.languages.len(), 0, 20)?;
        if let Some(at) = self.languages.iter().position(|tag| !is_language(tag)) {
            return Err(ObjectError::field(format!("languages[{at}]"), Fault::Not("a language tag, such as kk")));
        }
        check::optional_line("external", self.external.as_ref().map(Private::as_str), 100)
    }
}
