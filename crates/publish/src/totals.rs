//! The totals of an election, as far as the file gives them.

use domain::{Column, OptionId, Release};
use serde::Serialize;

/// What an option's share is a percentage of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareOf {
    /// Valid ballots.
    Valid,
    /// Ballots found, valid and invalid.
    Found,
}

/// One option's result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionTotal<'a> {
    /// Name as published.
    pub name: &'a str,
    /// Votes.
    pub votes: u64,
    /// Percentage; none where the file tells neither valid ballots nor ballots found.
    pub share: Option<f64>,
    /// Which option it is.
    #[serde(skip)]
    pub id: OptionId,
}

/// Totals over all stations used.
#[derive(Clone, Debug, PartialEq)]
pub struct Totals<'a> {
    /// Stations.
    pub stations: usize,
    /// Voters on the roll.
    pub registered: Option<u64>,
    /// Ballots issued.
    pub issued: Option<u64>,
    /// Ballots found.
    pub found: Option<u64>,
    /// Valid ballots.
    pub valid: Option<u64>,
    /// Ballots issued as a percentage of voters on the roll.
    pub turnout: Option<f64>,
    /// What shares are percentages of.
    pub share_of: ShareOf,
    /// The options in the order of the ballot.
    pub options: Vec<OptionTotal<'a>>,
}

impl<'a> Totals<'a> {
    /// Adds up a release.
    #[must_use]
    pub fn of(release: &'a Release) -> Self {
        let accounts = &release.accounts;
        let known = |c: &Column| (c.present() > 0).then(|| c.total());
        let (registered, issued) = (known(&accounts.registered), known(&accounts.issued));
        let (found, valid) = (known(&accounts.found), known(&accounts.valid));
        let share_of = if valid.is_some() { ShareOf::Valid } else { ShareOf::Found };
        let option = |id: OptionId| {
            let votes = release.stations.votes(id).total();
            OptionTotal { name: release.election.option_name(id), votes, share: percent(Some(votes), valid.or(found)), id }
        };
        Self {
            stations: release.stations.len(),
            registered,
            issued,
            found,
            valid,
            turnout: percent(issued, registered),
            share_of,
            options: release.election.option_ids().map(option).collect(),
        }
    }

    /// The options by votes, most first; the order of the ballot among equals.
    #[must_use]
    pub fn by_votes(&self) -> Vec<&OptionTotal<'a>> {
        let mut sorted: Vec<_> = self.options.iter().collect();
        sorted.sort_by_key(|o| std::cmp::Reverse(o.votes));
        sorted
    }
}

/// 100 part / whole.
fn percent(part: Option<u64>, whole: Option<u64>) -> Option<f64> {
    match (part, whole) {
        (Some(part), Some(whole)) if whole > 0 => Some(100.0 * part as f64 / whole as f64),
        _ => None,
    }
}
