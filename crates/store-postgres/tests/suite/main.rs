//! The record in PostgreSQL, each test on a cluster of its own; SKIPPED where PostgreSQL is not installed.

mod crashing;
mod erasing;
mod making;
mod opening;
mod storing;
mod writing;
