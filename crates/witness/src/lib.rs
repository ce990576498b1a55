//! Witnesses at work: the service that cosigns other logs' checkpoints and refuses forks, the client with which a log gathers
//! cosignatures, and a log behind a URL that can be verified as if it stood in a folder.
//!
//! What is decided stands in [`tlog::witness`]; here are its disk and its network.
//!
//! | question | module |
//! |---|---|
//! | how does a witness answer? | [`service`] |
//! | what does it keep, and how does that survive a power cut? | [`folder`] |
//! | how does a log ask for cosignatures? | [`client`] |
//! | how is a log on another machine verified? | [`remote`] |

pub mod client;
pub mod folder;
pub mod remote;
pub mod service;

use std::error::Error;

/// An error and its causes in one line: libraries of the network say "error sending request" and leave the reason to the cause.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.ends_with(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}
