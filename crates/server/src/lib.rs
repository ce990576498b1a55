//! HTTP: submissions in, the log out.
//!
//! | question | module |
//! |---|---|
//! | where does everything of a server stand? | [`data_dir`] |
//! | how does it start and stop? | [`serve`](mod@serve) |
//! | which addresses are there? | `routes` |
//! | what may stand in an address? | `address` |
//! | who sent it, and may it? | `caller`, [`token`]; the rules are in [`domain::access`] |
//! | what does the office keep, and when may it be changed? | `office` |
//! | what is in memory? | `registry` |
//! | who can sign in? | [`people`] |
//! | what stands around every route? | `protect` |
//! | how many connections, and how do they end? | [`connections`] |
//! | what if a request does not come whole? | `body` |
//! | how is a form with files read? | `upload` |
//! | may an attachment's content be removed? | `contents` |
//! | when is an erasure finished? | `erasures` |
//! | what is answered when something is refused? | `problem` |
//! | who asks the witnesses? | `cosign` |
//! | how is it reached over TLS? | [`tls`] |
//! | how is everything copied, and put back? | [`backup`] |
//! | is everything as it should be? | [`doctor`] |
//! | is an opened block the one that was sealed? | [`opening`] |
//! | how far is it? | [`progress`] |

mod address;
mod app;
pub mod backup;
mod backups;
mod body;
mod caller;
pub mod connections;
mod contents;
mod cosign;
mod counts;
pub mod data_dir;
mod definitions;
pub mod doctor;
mod erasures;
mod events;
pub mod facts;
mod idempotency;
pub mod imports;
pub mod init;
#[cfg(test)]
mod matrix;
mod metrics;
pub mod office;
pub mod opening;
pub mod pages;
pub mod people;
mod problem;
pub mod progress;
mod protect;
mod registry;
mod routes;
pub mod serve;
pub mod tls;
pub mod token;
mod upload;
mod webhooks;

pub use data_dir::{DataDir, DataDirError};
pub use serve::{Options, ServeError, Server};
