//! What is particular to SQLite, and random walks through everything that can happen to a record.

#[path = "../common/mod.rs"]
mod common;
mod disk;
mod erasure;
mod ids;
mod model;
mod opening;
