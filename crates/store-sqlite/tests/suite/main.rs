//! What is particular to SQLite, and random walks through everything that can happen to a record.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../common/mod.rs"]
mod common;
mod disk;
mod erasure;
mod ids;
mod model;
mod opening;
