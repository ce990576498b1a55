//! One family over all tests, places and options: q-values, flags, and the account of what could not be tested.

use std::collections::BTreeMap;

use domain::{Finding, OptionId, Outcome, PlaceTree, Reason};
use serde::Serialize;
use stats::multiplicity::benjamini_hochberg;

/// The level of the family: of all flagged tests, at most this share is expected to be false.
pub const LEVEL: f64 = 0.05;

/// The one family all p-values belong to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Family {
    /// How many p-values it holds.
    pub tests: usize,
    /// Highest share of false flags among all flags, in expectation [Benjamini and Hochberg 1995].
    pub level: f64,
    /// How many of its tests are flagged.
    pub flagged: usize,
}

/// Districts where a test could not tell, counted by reason; for regions and the whole election such findings stand in the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotTested {
    /// The test.
    pub test: &'static str,
    /// The option it would have been about.
    pub option: Option<OptionId>,
    /// Level of the places.
    pub level: usize,
    /// Why.
    pub reason: Reason,
    /// How many places.
    pub areas: usize,
}

/// Gives every tested finding its q-value and flag.
pub fn settle(findings: &mut [Finding]) -> Family {
    let members: Vec<usize> = (0..findings.len()).filter(|&i| findings[i].outcome == Outcome::Tested && findings[i].p.is_some()).collect();
    let p: Vec<f64> = members.iter().filter_map(|&i| findings[i].p).collect();
    let q = benjamini_hochberg(&p);
    let mut flagged = 0;
    for (&i, q) in members.iter().zip(q) {
        findings[i].q = Some(q);
        findings[i].flag = q <= LEVEL;
        flagged += usize::from(findings[i].flag);
    }
    Family { tests: members.len(), level: LEVEL, flagged }
}

/// Takes out the findings below the regions that cannot tell, and counts them by test, option, level and reason.
#[must_use]
pub fn set_aside(findings: Vec<Finding>, places: &PlaceTree) -> (Vec<Finding>, Vec<NotTested>) {
    let mut kept = Vec::with_capacity(findings.len());
    let mut aside: BTreeMap<_, usize> = BTreeMap::new();
    for finding in findings {
        match finding.outcome {
            Outcome::CannotTell(reason) if places.level(finding.area) > 1 => {
                *aside.entry((finding.test, finding.option, places.level(finding.area), reason)).or_default() += 1;
            }
            _ => kept.push(finding),
        }
    }
    let not_tested =
        aside.into_iter().map(|((test, option, level, reason), areas)| NotTested { test, option, level, reason, areas }).collect();
    (kept, not_tested)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::PlaceId;

    #[test]
    fn q_values_span_all_tests_and_leave_the_others_alone() {
        let finding = |test, outcome, p| Finding::new(test, PlaceId::ALL, None, 10, outcome).p(p);
        let mut all = [
            finding("a", Outcome::Tested, 0.01),
            finding("b", Outcome::Tested, 0.04),
            finding("c", Outcome::Described, 1e-9),
            finding("d", Outcome::Tested, 0.9),
        ];
        let family = settle(&mut all);
        assert_eq!((family.tests, family.flagged), (3, 1));
        assert_eq!((all[0].q, all[0].flag), (Some(0.03), true));
        assert_eq!(all[1].q.map(|q| (q * 1000.0).round()), Some(60.0));
        assert_eq!((all[2].q, all[2].flag), (None, false));
    }
}
