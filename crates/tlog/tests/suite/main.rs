//! Tests of the crate `tlog`: against the specifications' own examples, against other implementations, against the laws that
//! proofs must keep, and with everything altered that can be.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod common;
mod go;
mod logs;
mod mutations;
mod notes;
mod oracles;
mod policies;
mod properties;
mod receipts;
mod tiles;
mod vectors;
mod witnesses;
mod writers;
