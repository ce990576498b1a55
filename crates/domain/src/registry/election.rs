//! Elections, their contests and options.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::error::{Fault, ObjectError};
use super::names::Names;
use super::noun::Noun;
use super::object::Kept;
use super::when::Day;

/// What is elected, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Election {
    /// What it is called.
    pub names: Names,
    /// Polling day.
    pub day: Day,
    /// Country as two capital letters (ISO 3166-1), such as `KZ`: some controls are one country's law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 2, max_length = 2, example = "KZ")]
    pub country: Option<String>,
    /// True for a simulation or an exercise: every page, plot and file then says SIMULATED.
    #[serde(default)]
    pub simulated: bool,
    /// What is elected in it; may be filled in later.
    #[serde(default)]
    pub contests: Vec<Contest>,
}

/// One thing that is elected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Contest {
    /// Its id, unique in the election.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// The place whose voters decide it; the whole country where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How many are elected: 0 in a referendum.
    #[serde(default = "one")]
    pub seats: u32,
    /// What a voter can choose, in the order of the ballot.
    #[serde(default)]
    pub options: Vec<ContestOption>,
}

/// A candidate, party or answer a voter can choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestOption {
    /// Its id, unique in the contest; figures of protocols stand under it.
    pub id: String,
    /// What it is called on the ballot.
    pub names: Names,
}

fn one() -> u32 {
    1
}

/// Contests of an election at most; there are local elections with thousands, which then stand in several objects.
const MOST_CONTESTS: usize = 500;
/// Options of a contest at most.
const MOST_OPTIONS: usize = 1000;
/// The largest assemblies have about 3,000 seats.
const MOST_SEATS: u32 = 10_000;

impl Election {
    /// The contest of an id.
    #[must_use]
    pub fn contest(&self, id: &str) -> Option<&Contest> {
        self.contests.iter().find(|contest| contest.id == id)
    }
}

impl Kept for Election {
    fn references(&self) -> Vec<(Noun, &str)> {
        self.contests.iter().filter_map(|contest| Some((Noun::Place, contest.place.as_deref()?))).collect()
    }

    fn check(&self) -> Result<(), ObjectError> {
        self.names.check("names")?;
        if self.country.as_ref().is_some_and(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err(ObjectError::field("country", Fault::Not("two capital letters (ISO 3166-1), such as KZ")));
        }
        check::members("contests", self.contests.len(), 0, MOST_CONTESTS)?;
        let mut seen = BTreeSet::new();
        for (at, contest) in self.contests.iter().enumerate() {
            let field = format!("contests[{at}]");
            unique(&mut seen, &format!("{field}.id"), &contest.id, "contest")?;
            contest.check(&field)?;
        }
        Ok(())
    }
}

impl Contest {
    fn check(&self, field: &str) -> Result<(), ObjectError> {
        self.names.check(&format!("{field}.names"))?;
        check::optional_id(&format!("{field}.place"), Noun::Place, self.place.as_deref())?;
        if self.seats > MOST_SEATS {
            return Err(ObjectError::field(format!("{field}.seats"), Fault::Range("from 0 to 10000")));
        }
        check::members(&format!("{field}.options"), self.options.len(), 0, MOST_OPTIONS)?;
        let mut seen = BTreeSet::new();
        for (at, option) in self.options.iter().enumerate() {
            let field = format!("{field}.options[{at}]");
            unique(&mut seen, &format!("{field}.id"), &option.id, "option")?;
            option.names.check(&format!("{field}.names"))?;
        }
        Ok(())
    }
}

fn unique<'a>(seen: &mut BTreeSet<&'a str>, field: &str, id: &'a str, of: &'static str) -> Result<(), ObjectError> {
    match () {
        () if !check::is_id(id) => Err(ObjectError::field(field, Fault::Id(of))),
        () if !seen.insert(id) => Err(ObjectError::field(field, Fault::Twice)),
        () => Ok(()),
    }
}
