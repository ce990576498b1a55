//! Tests of the crate `sampling`: against values computed elsewhere, against what must hold of any lists, and at the edges.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::float_cmp, reason = "where tests compare exactly, exactness is the claim")]

mod edges;
mod laws;
mod published;
mod vectors;
