//! The record: what comes in becomes an entry of the log, in one order, in one transaction, and is acknowledged after that.
//!
//! A database implements [`Store`], [`Reader`] and [`Writer`] (`store-sqlite`, `store-postgres`); everything else is here and is the
//! same for both. One [`Sequencer`] writes; any number of readers read.
//!
//! | question | module |
//! |---|---|
//! | what does a database have to do? | [`mod@store`] |
//! | what is stored? | [`rows`] |
//! | how does something become an entry, and when is it acknowledged? | [`sequencer`] |
//! | which salts, commitments and sealed blocks does it get? | [`prepare`] |
//! | how is the log read out of the database? | [`log`] |
//! | does everything stored belong to the log? | [`check`] |
//! | how does a record get from one database to another? | [`mod@copy`] |
//! | what time is it, and did the clock jump? | [`clock`] |
//! | what can go wrong? | [`StoreError`] |
//! | what must hold on every database? | `story`, with the feature of that name |

pub mod check;
pub mod clock;
pub mod copy;
mod error;
pub mod log;
pub mod prepare;
mod read_through;
pub mod rows;
pub mod sequencer;
pub mod store;
#[cfg(feature = "story")]
pub mod story;

pub use error::StoreError;
pub use rows::Batch;
pub use sequencer::{Sequencer, SequencerError};
pub use store::{Reader, Store, Writer};
