//! Tests across methods: reference values on real elections, behaviour on honest and dishonest simulated ones.

mod data;
mod honest;
mod invariants;
mod real;
