//! Objects as a whole, and the double entry.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod blind;
mod objects;
