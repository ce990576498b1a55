//! Incidents by part of the election. What came before or after polling day is not in the totals of polling day.

use serde::Serialize;

use crate::case::{Case, IncidentCount, Phase};
use crate::find::within_on;

/// A sum over entries, some of which may have no number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Total {
    /// The sum of the entries that have a number; none where none has (or the sum is beyond 64 bits).
    pub sum: Option<u64>,
    /// Entries added.
    pub entries: usize,
    /// Entries without a number: with any of these the sum is a least.
    pub without: usize,
}

/// The steps from message to proof.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Messages that arrived.
    pub received: Total,
    /// Incidents after linking.
    pub distinct: Total,
    /// Incidents with two independent sources or a document.
    pub verified: Total,
    /// Votes that the verified ones are shown to have touched.
    pub votes_documented: Total,
}

/// One part of the election.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PhaseCount {
    /// The part.
    pub phase: Phase,
    /// Its incidents.
    pub sums: Sums,
}

/// A register of one organisation. Registers are shown beside each other, never added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterTotals<'a> {
    /// The register.
    pub register: &'a str,
    /// Whose it is: id of an organisation.
    pub organisation: &'a str,
    /// Every part of the election that has entries, in order.
    pub phases: Vec<PhaseCount>,
    /// Polling day: opening, voting, counting, adding up. Nothing from before or after.
    pub polling_day: Sums,
    /// All parts.
    pub all: Sums,
}

/// Incidents of every register, by register, then organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PhaseTotals<'a> {
    /// The registers.
    pub registers: Vec<RegisterTotals<'a>>,
}

/// Adds up the incidents of a case by part of the election. An entry about a place inside the place of another entry of the same register and
/// part is taken to be contained in it and not added again.
#[must_use]
pub fn phase_totals(case: &Case) -> PhaseTotals<'_> {
    let mut registers: Vec<(&str, &str)> = case.incidents.iter().map(|i| (i.register.as_str(), i.organisation.as_str())).collect();
    registers.sort_unstable();
    registers.dedup();
    PhaseTotals { registers: registers.into_iter().map(|(register, organisation)| of_register(case, register, organisation)).collect() }
}

fn of_register<'a>(case: &'a Case, register: &'a str, organisation: &'a str) -> RegisterTotals<'a> {
    let all: Vec<&IncidentCount> = case.incidents.iter().filter(|i| i.register == register && i.organisation == organisation).collect();
    let outermost: Vec<&IncidentCount> = all.iter().copied().filter(|i| !all.iter().any(|o| contains(case, o, i))).collect();
    let sums = |wanted: &dyn Fn(Phase) -> bool| add(outermost.iter().copied().filter(|i| wanted(i.phase)));
    let phases = Phase::ALL.into_iter().filter(|p| outermost.iter().any(|i| i.phase == *p));
    RegisterTotals {
        register,
        organisation,
        phases: phases.map(|phase| PhaseCount { phase, sums: sums(&|p| p == phase) }).collect(),
        polling_day: sums(&Phase::on_polling_day),
        all: sums(&|_| true),
    }
}

/// Whether the place of an entry lies inside the place of another of the same part, on election day.
fn contains(case: &Case, outer: &IncidentCount, inner: &IncidentCount) -> bool {
    let inside = |path: &Vec<&str>| path.iter().skip(1).any(|place| *place == outer.place);
    outer.phase == inner.phase && outer.place != inner.place && within_on(case, &inner.place, case.election.date).iter().any(inside)
}

fn add<'a>(entries: impl Iterator<Item = &'a IncidentCount>) -> Sums {
    entries.fold(Sums::default(), |sums, entry| Sums {
        received: sums.received.and(entry.received),
        distinct: sums.distinct.and(entry.distinct()),
        verified: sums.verified.and(entry.verified),
        votes_documented: sums.votes_documented.and(entry.votes_documented),
    })
}

impl Total {
    fn and(self, number: Option<u64>) -> Self {
        let first = self.entries == self.without;
        let sum = match number {
            Some(n) if first => Some(n),
            Some(n) => self.sum.and_then(|sum| sum.checked_add(n)),
            None => self.sum,
        };
        Self { sum, entries: self.entries + 1, without: self.without + usize::from(number.is_none()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::sample;

    fn count(place: &str, phase: Phase, distinct: Option<u64>) -> IncidentCount {
        IncidentCount {
            register: "hotline".into(),
            organisation: "observers".into(),
            place: place.into(),
            phase,
            received: None,
            duplicates: None,
            distinct,
            verified: None,
            votes_documented: None,
            support: sample::support(),
        }
    }

    #[test]
    fn what_came_after_is_kept_and_is_not_polling_day() {
        let mut case = sample::kazakhstan();
        let phases = [(Phase::Before, 7), (Phase::Voting, 100), (Phase::Counting, 20), (Phase::After, 3)];
        case.incidents = phases.map(|(phase, n)| count("kz", phase, Some(n))).to_vec();
        let totals = phase_totals(&case);
        let hotline = &totals.registers[0];
        assert_eq!((hotline.polling_day.distinct.sum, hotline.all.distinct.sum), (Some(120), Some(130)));
        let by_phase: Vec<_> = hotline.phases.iter().map(|p| (p.phase, p.sums.distinct.sum)).collect();
        assert_eq!(by_phase, phases.map(|(phase, n)| (phase, Some(n))));
    }

    #[test]
    fn a_region_inside_the_country_is_not_counted_twice() {
        let mut case = sample::kazakhstan();
        case.incidents =
            vec![count("kz", Phase::Voting, Some(10)), count("mangystau", Phase::Voting, Some(4)), count("aktau", Phase::After, Some(2))];
        let all = phase_totals(&case).registers[0].all.distinct;
        assert_eq!(all, Total { sum: Some(12), entries: 2, without: 0 });
    }

    #[test]
    fn a_number_that_is_missing_is_not_nought() {
        let mut case = sample::kazakhstan();
        case.incidents = vec![count("kz", Phase::Voting, None)];
        assert_eq!(phase_totals(&case).registers[0].polling_day.distinct, Total { sum: None, entries: 1, without: 1 });
        case.incidents.push(count("kz", Phase::Opening, Some(5)));
        assert_eq!(phase_totals(&case).registers[0].polling_day.distinct, Total { sum: Some(5), entries: 2, without: 1 });
    }

    #[test]
    fn registers_are_not_added_up() {
        let mut case = sample::kazakhstan();
        case.incidents = vec![count("kz", Phase::Voting, Some(10)), count("kz", Phase::Voting, Some(4))];
        case.incidents[1].organisation = "party".into();
        let sums: Vec<_> = phase_totals(&case).registers.iter().map(|r| (r.organisation, r.all.distinct.sum)).collect();
        assert_eq!(sums, [("observers", Some(10)), ("party", Some(4))]);
    }
}
