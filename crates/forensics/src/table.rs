//! The one table of methods.

use crate::method::Method;
use crate::methods::{
    arithmetic::Arithmetic, fingerprint::Fingerprint, homogeneity::Homogeneity, integer_percentages::IntegerPercentages,
    last_digit::LastDigit, log_vote_rate::LogVoteRate, second_digit::SecondDigit, shpilkin::Shpilkin, slopes::Slopes,
};

/// Every method, in the order of the report.
pub static METHODS: &[&dyn Method] =
    &[&Arithmetic, &IntegerPercentages, &Homogeneity, &Shpilkin, &Slopes, &LastDigit, &LogVoteRate, &Fingerprint, &SecondDigit];

/// The method of that name.
#[must_use]
pub fn method(name: &str) -> Option<&'static dyn Method> {
    METHODS.iter().copied().find(|m| m.about().name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_single_words_and_lead_back() {
        for m in METHODS {
            let name = m.about().name;
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}");
            assert!(method(name).is_some_and(|found| std::ptr::eq(found.about(), m.about())));
            assert!(!m.about().sources.is_empty() && !m.about().statistics.is_empty(), "{name}");
        }
    }
}
