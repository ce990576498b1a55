//! Elections with a known truth: honest ones, and ones with misconduct planted on purpose and written into a ledger.
//!
//! A test of results is worth what it finds where something is known to be there, and what it leaves alone where nothing is.
//! Real elections give neither answer; these do. Every release says SIMULATED, and no name in it belongs to a real place or party.
//!
//! ```
//! use simulate::{Country, Plan, Seed, simulate};
//! let election = simulate(Seed(7), &Country::aralia().with_stations(500), &Plan::demo()).unwrap();
//! assert!(election.release.election.simulated);
//! let stuffed: i64 = election.planted.iter().map(|p| p.leader).sum();
//! assert!(stuffed > 0);
//! ```
//!
//! | question | module |
//! |---|---|
//! | who votes where, and how much do places differ? | [`country`] |
//! | which districts and stations follow from it? | `layout` |
//! | what does an honest station report? | `honest` |
//! | which lines has its protocol, which moves keep them consistent? | `protocol` |
//! | which misconduct is planted where? | [`plan`] |
//! | which stations does that hit? | `targets` |
//! | what does each kind of misconduct do to a protocol? | `misdeeds` |
//! | what was planted, in votes and stations? | [`ledger`] |
//! | how does it all become a release? | [`election`] |
//! | what can be wrong with a country or a plan? | [`error`] |
//! | where do the random draws come from? | `draw` |

pub mod country;
mod draw;
pub mod election;
pub mod error;
mod honest;
mod layout;
pub mod ledger;
mod misdeeds;
pub mod plan;
mod protocol;
mod targets;

pub use country::{Country, Region, Rival, Sizes, Variation};
pub use draw::Seed;
pub use election::{Simulated, Truth, simulate};
pub use error::Error;
pub use ledger::{Planted, Totals, Touched};
pub use plan::{Deed, Misconduct, Percentage, Plan, Target};
