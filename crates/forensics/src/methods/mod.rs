//! The methods, one file each.

pub mod arithmetic;
pub mod fingerprint;
pub mod homogeneity;
pub mod integer_percentages;
pub mod last_digit;
pub mod log_vote_rate;
pub mod second_digit;
pub mod shpilkin;
pub mod slopes;
