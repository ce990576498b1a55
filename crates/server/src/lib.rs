//! HTTP: submissions in, the log out.
//!
//! | question | module |
//! |---|---|
//! | where does everything of a server stand? | [`data_dir`] |
//! | how does it start and stop? | [`serve`](mod@serve) |
//! | which addresses are there? | `routes` |
//! | what may stand in an address? | `address` |
//! | who may do what? | `auth`, [`token`] |
//! | how many connections, and how do they end? | [`connections`] |
//! | what if a request does not come whole? | `body` |
//! | how is a form with files read? | `upload` |
//! | may an attachment's content be removed? | `contents` |
//! | when is an erasure finished? | `erasures` |
//! | what is answered when something is refused? | `problem` |
//! | who asks the witnesses? | `cosign` |
//! | how is everything copied, and put back? | [`backup`] |
//! | is everything as it should be? | [`doctor`] |
//! | is an opened block the one that was sealed? | [`opening`] |
//! | how far is it? | [`progress`] |

mod address;
mod app;
mod auth;
pub mod backup;
mod body;
pub mod connections;
mod contents;
mod cosign;
pub mod data_dir;
mod definitions;
pub mod doctor;
mod erasures;
mod metrics;
pub mod opening;
mod problem;
pub mod progress;
mod routes;
pub mod serve;
pub mod token;
mod upload;

pub use data_dir::{DataDir, DataDirError};
pub use serve::{Options, ServeError, Server};
