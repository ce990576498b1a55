//! What the office keeps about an election and those who watch it: twelve nouns, each a plain object that reads from and writes to
//! JSON, and knows whose it is, what it refers to and what is wrong with it.
//!
//! | question | file |
//! |---|---|
//! | which nouns are there? | `noun` |
//! | how is an object read, checked and asked whose it is? | `object`; the checks that several share in `check` |
//! | why is one refused? | `error` |
//! | what is an area, what is in it, is the tree one? | `place`, `hierarchy` |
//! | who observes, under which id, and where is the name? | `observer`, `observer_id` |
//! | what was seen, and when is it verified? | `incident`, `status`, `category` |
//! | how is a protocol entered twice, blindly? | `protocol`, `double_entry` |
//!
//! Objects have no id inside: they are kept under it. References are ids. What refers to what must exist is for the store to see to;
//! [`Object::references`] lists it.

mod category;
mod check;
mod deployment;
mod double_entry;
mod election;
mod error;
pub mod hierarchy;
mod incident;
mod names;
mod noun;
mod object;
mod observer;
mod observer_id;
mod organisation;
mod place;
mod private;
mod protocol;
mod schema;
mod station;
mod status;
#[cfg(test)]
mod tests;
mod when;

pub use category::{Category, Phase, categories, category};
pub use check::Coordinates;
pub use deployment::{Deployment, Design, Team, Visit};
pub use double_entry::{EntryError, ProtocolView, ViewedEntry};
pub use election::{Contest, ContestOption, Election};
pub use error::{Fault, ObjectError};
pub use incident::{Event, Incident, IncidentSource, SourceKind};
pub use names::Names;
pub use noun::Noun;
pub use object::Object;
pub use observer::{Identity, IdentityState, Observer, ObserverRole};
pub use observer_id::{ObserverId, ObserverIdError};
pub use organisation::{Agreement, Organisation, OrganisationKind, SharedArea};
pub use place::{Place, Variant};
pub use private::Private;
pub use protocol::{DoubleEntry, Figures, Protocol, ProtocolCopy, ProtocolState, Resolution};
pub use station::{Settlement, Station, StationKind};
pub use status::{Consent, Evidence, Status, StatusError};
pub use when::{Day, Instant};
