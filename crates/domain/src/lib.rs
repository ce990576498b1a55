//! The nouns of an election: fields of a protocol, places, options, releases of results, findings.
//!
//! No input or output, no clock, no randomness: everything here is data that the crates above pass around.
//!
//! | question | module |
//! |---|---|
//! | what can stand on a protocol? | [`field`] |
//! | how are counts of many stations kept? | [`mod@column`] |
//! | which areas are there, which stations lie in one? | [`place`] |
//! | what was elected, who stood? | [`election`] |
//! | what does one version of the official results say? | [`release`] |
//! | which registered/issued/found/valid follow from it? | [`accounts`] |
//! | which rows were used, left out or refused? | [`rows`] |
//! | what did a test find? | [`finding`] |
//! | what does an observer send? | [`submission`] |
//! | what stands in the log, and why is nobody named there? | [`entry`] |
//! | how does an entry vouch for what may be erased? | [`commitment`] |
//! | who may do what with whose? | [`access`] |
//! | what does the office keep: stations, observers, incidents, protocols? | [`registry`] |
//! | who goes where, and how much was seen? | [`observe`] |
//! | which forms ship, and which of their answers are sealed? | [`form`] |

pub mod access;
pub mod accounts;
pub mod column;
pub mod commitment;
pub mod election;
pub mod entry;
pub mod field;
pub mod finding;
pub mod form;
pub mod observe;
pub mod place;
pub mod registry;
pub mod release;
pub mod rows;
pub mod submission;

pub use accounts::Accounts;
pub use column::Column;
pub use commitment::{Commitment, Salt};
pub use election::{BallotOption, Election, OptionId};
pub use entry::{Envelope, EnvelopeError, Kind};
pub use field::{Field, FieldKind};
pub use finding::{Finding, Interval, Outcome, Reason, Value};
pub use form::FormDefinition;
pub use place::{Level, PlaceId, PlaceTree, PlaceTreeBuilder};
pub use release::{Release, SourceFile, Stations};
pub use rows::{LeftOut, Problem, RowAccount};
pub use submission::{Mark, Submission};
