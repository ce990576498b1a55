//! Tests of the crate `names`: spellings of one name, names that are close and yet different, and what holds of any text.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod gazetteer;
mod index;
mod laws;
mod pairs;
