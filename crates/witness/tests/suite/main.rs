//! The witness, its client and logs behind a URL, over real sockets and on a real disk.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod client;
mod common;
mod folder;
mod remote;
mod service;
