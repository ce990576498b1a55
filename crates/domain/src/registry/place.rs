//! Places: administrative areas of any level, with the names they have had.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::{self, Coordinates};
use super::error::{Fault, ObjectError};
use super::names::{Names, is_language};
use super::noun::Noun;
use super::object::Kept;
use super::when::Day;

/// An administrative area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// What it is called today.
    pub names: Names,
    /// What kind of area it is, in the country's own terms: `country`, `region`, `district`, `city`.
    pub level: String,
    /// The place that it lies in; none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Other names and spellings, former ones with their years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// First day it existed, where that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// First day it existed no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Places that took its area over when it was split, joined or renamed by law.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub succeeded_by: Vec<String>,
    /// A point in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<Coordinates>,
}

/// Another name of a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The name.
    pub name: String,
    /// Its language as a tag, such as `ru`, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// First day it was the name; without it, from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// First day it was the name no more; without it, still in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl Place {
    /// A place with a name and nothing else.
    #[must_use]
    pub fn new(names: Names, level: &str, parent: Option<String>) -> Self {
        let level = level.to_owned();
        Self { names, level, parent, variants: Vec::new(), since: None, until: None, succeeded_by: Vec::new(), centre: None }
    }
}

impl Kept for Place {
    fn references(&self) -> Vec<(Noun, &str)> {
        self.parent.iter().chain(&self.succeeded_by).map(|id| (Noun::Place, id.as_str())).collect()
    }

    fn check(&self) -> Result<(), ObjectError> {
        self.names.check("names")?;
        check::line("level", &self.level, 40)?;
        check::optional_id("parent", Noun::Place, self.parent.as_deref())?;
        check::members("variants", self.variants.len(), 0, 100)?;
        for (at, variant) in self.variants.iter().enumerate() {
            variant.check(&format!("variants[{at}]"))?;
        }
        check::days("until", self.since, "since", self.until)?;
        check::ids("succeeded_by", Noun::Place, &self.succeeded_by, (0, 100))?;
        self.centre.as_ref().map_or(Ok(()), |centre| centre.check("centre"))
    }
}

impl Variant {
    fn check(&self, field: &str) -> Result<(), ObjectError> {
        check::line(&format!("{field}.name"), &self.name, check::NAME)?;
        if self.language.as_ref().is_some_and(|tag| !is_language(tag)) {
            return Err(ObjectError::field(format!("{field}.language"), Fault::Not("a language tag, such as kk")));
        }
        check::days(&format!("{field}.until"), self.since, "since", self.until)
    }
}
