//! Files in: read, compared with what is there, shown, and kept whole or not at all.
//!
//! | question | module |
//! |---|---|
//! | what does a file come to? | `prepare` |
//! | how does it become entries? | `keep` |
//! | which uploads wait to be confirmed? | `pending` |

mod keep;
mod pending;
mod prepare;

use std::fmt;
use std::str::FromStr;

use domain::registry::{Identity, Noun, Object};
use intake::registry::{Boundary, Report, StaffMember};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use keep::{keep, refused};
pub use pending::{Outcome, Pending, Uploads};
pub use prepare::prepare;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Stations and their places.
    Stations,
    /// Observers of one's organisation.
    Observers,
    /// Members of station commissions.
    Staff,
    /// Boundaries of places.
    Boundaries,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Stations, Self::Observers, Self::Staff, Self::Boundaries];

    /// The word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Observers => "observers",
            Self::Staff => "staff",
            Self::Boundaries => "boundaries",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| "the kinds are stations, observers, staff, boundaries".to_owned())
    }
}

/// How many rows become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// Not kept yet.
    pub new: u64,
    /// Kept, and different.
    pub changed: u64,
    /// Kept, and the same.
    pub same: u64,
    /// Kept, and not in the file; they stay.
    pub gone: u64,
}

/// An object to be kept, and who it is, to be sealed.
#[derive(Clone, Debug)]
pub struct Ready {
    /// What kind of thing.
    pub noun: Noun,
    /// Its id.
    pub id: String,
    /// What it says from now on.
    pub object: Object,
    /// Who it is.
    pub identity: Option<Identity>,
    /// The fields that change; none where it is new.
    pub fields: Vec<String>,
}

/// What a file comes to.
#[derive(Debug, Default)]
pub struct Prepared {
    /// What was read, and what is wrong with it.
    pub report: Report,
    /// How many rows become what.
    pub counts: Counts,
    /// Objects that are new or change, in an order in which each finds what it refers to.
    pub ready: Vec<Ready>,
    /// Members of commissions.
    pub staff: Vec<StaffMember>,
    /// Boundaries by place.
    pub boundaries: Vec<(String, Boundary)>,
}
