//! Polling stations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::{self, Coordinates};
use super::error::{Fault, ObjectError};
use super::names::Names;
use super::noun::Noun;
use super::object::Kept;

/// A polling station. What it was before a change is in its earlier versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Station {
    /// What it is called, such as its number and the building.
    pub names: Names,
    /// The place it lies in.
    pub place: String,
    /// Street and house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What kind of station it is.
    #[serde(default)]
    pub kind: StationKind,
    /// Whether it lies in a town or in the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<Settlement>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// Voters on its roll, as last published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<u32>,
    /// Its place in lists, where that is not the order of ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// Whatever else a list says of it, such as `building` or `electronic_voting`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
}

macro_rules! kinds {
    ($($(#[$attribute:meta])* $variant:ident $word:literal $meaning:literal;)*) => {
        /// What kind of station it is.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum StationKind { $($(#[$attribute])* #[doc = $meaning] $variant,)* }

        impl StationKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word for it.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word,)* } }
        }
    };
}

kinds! {
    #[default] Ordinary "ordinary" "For the voters of a neighbourhood.";
    Hospital "hospital" "In a hospital or maternity ward.";
    Prison "prison" "In a place of detention.";
    Military "military" "In a military unit.";
    Abroad "abroad" "At an embassy or consulate.";
    Student "student" "In a student dormitory or university.";
    Sanatorium "sanatorium" "In a sanatorium or rest home.";
    Ship "ship" "On a ship.";
    Transport "transport" "At a railway station or airport.";
    Remote "remote" "In a remote or hard to reach place, or a polar station.";
    Electronic "electronic" "For remote electronic voting.";
    Mobile "mobile" "Only a mobile box.";
    Other "other" "Something else.";
}

impl StationKind {
    /// The kind of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

/// Town or country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// In a town.
    Urban,
    /// In a village or outside any.
    Rural,
}

/// Tags of a station at most.
const MOST_TAGS: usize = 50;

impl Station {
    /// The largest number of voters accepted: more than any station's roll, and than the roll of most countries' capitals.
    pub const MOST_REGISTERED: u32 = 10_000_000;

    /// A station with a name and a place and nothing else.
    #[must_use]
    pub fn new(names: Names, place: &str) -> Self {
        Self {
            names,
            place: place.to_owned(),
            address: None,
            kind: StationKind::default(),
            settlement: None,
            coordinates: None,
            registered: None,
            order: None,
            tags: BTreeMap::new(),
        }
    }
}

impl Kept for Station {
    fn references(&self) -> Vec<(Noun, &str)> {
        vec![(Noun::Place, &self.place)]
    }

    fn check(&self) -> Result<(), ObjectError> {
        self.names.check("names")?;
        check::id("place", Noun::Place, &self.place)?;
        check::optional_line("address", self.address.as_deref(), check::LINE)?;
        self.coordinates.as_ref().map_or(Ok(()), |at| at.check("coordinates"))?;
        if self.registered.is_some_and(|voters| voters > Self::MOST_REGISTERED) {
            return Err(ObjectError::field("registered", Fault::Range("from 0 to 10000000")));
        }
        check::members("tags", self.tags.len(), 0, MOST_TAGS)?;
        for (at, (tag, value)) in self.tags.iter().enumerate() {
            check::line(&format!("tags[{at}] (name)"), tag, 64)?;
            check::line(&format!("tags[{at}]"), value, check::LINE)?;
        }
        Ok(())
    }
}
