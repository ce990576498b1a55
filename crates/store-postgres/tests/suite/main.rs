//! The record in PostgreSQL, each test on a cluster of its own; SKIPPED where PostgreSQL is not installed.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod crashing;
mod erasing;
mod making;
mod opening;
mod storing;
mod story;
mod writing;
