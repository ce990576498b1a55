//! HTTP: submissions in, the log out.
//!
//! | question | module |
//! |---|---|
//! | where does everything of a server stand? | [`data_dir`] |
//! | how does it start and stop? | [`serve`](mod@serve) |
//! | which addresses are there? | `routes` |
//! | what may stand in an address? | `address` |
//! | who may do what? | `auth`, [`token`] |
//! | how is a form with files read? | `upload` |
//! | may an attachment's content be removed? | `contents` |
//! | what is answered when something is refused? | `problem` |
//! | who asks the witnesses? | `cosign` |
//! | how is everything copied, and put back? | [`backup`] |
//! | is everything as it should be? | [`doctor`] |

mod address;
mod app;
mod auth;
pub mod backup;
mod contents;
mod cosign;
pub mod data_dir;
mod definitions;
pub mod doctor;
mod metrics;
mod problem;
mod routes;
pub mod serve;
pub mod token;
mod upload;

pub use data_dir::{DataDir, DataDirError};
pub use serve::{Options, ServeError, Server};
