//! Claims held against small cases: what must hold for every number and every unit.

mod made;
mod numbers;
mod review;
mod units;
