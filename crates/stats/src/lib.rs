//! Distributions, intervals, exact tests and seeded random streams.
//!
//! Everything here is a pure function of its arguments: no clock, no file, no
//! thread, no random seed of its own. A result can therefore be recomputed by
//! anybody who has the same numbers.
//!
//! | question | module |
//! |---|---|
//! | what is this tail of the normal, chi-square or Student law? | [`special`] |
//! | how probable are k successes out of n? | [`binomial`] |
//! | how often does a percentage fall on an integer by chance? | [`integer_window`] |
//! | what is the exact law of a sum of unequal yes/no events? | [`poisson_binomial`] |
//! | how uncertain is a share k/n? | [`interval`] |
//! | which of many tests stay significant together? | [`multiplicity`] |
//! | do counts follow given probabilities (last digits)? | [`goodness`] |
//! | how skewed or heavy-tailed are values? | [`moments`] |
//! | does y rise with x, given that districts differ? | [`regression`] |
//! | are the shares of stations too much alike? | [`homogeneity`] |
//! | where do random numbers come from, reproducibly? | [`random`] |
//! | how to get an interval by resampling? | [`bootstrap`] |
//! | how are percentages binned so that integers stand out? | [`histogram`] |
//!
//! # Conventions
//!
//! * Shares and probabilities are fractions in 0..=1 unless a name says percent.
//! * Tails include the observed value: `sf(k)` of a count is P(X >= k).
//! * A number that does not exist (a tail at `NaN`, a skewness of constant
//!   values) is `NaN`; an input that cannot be analysed at all is an error.
//! * Tails keep *relative* accuracy, so that a p-value of 1e-40 can be compared
//!   with one of 1e-50 after thousands of tests.

pub mod binomial;
pub mod bootstrap;
mod convert;
pub mod goodness;
pub mod histogram;
pub mod homogeneity;
pub mod integer_window;
pub mod interval;
pub mod moments;
pub mod multiplicity;
pub mod poisson_binomial;
pub mod random;
pub mod regression;
pub mod special;
