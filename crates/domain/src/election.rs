//! What was elected and who stood.

use serde::Serialize;

use crate::Field;

/// Position of an option on the ballot of one [`Election`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct OptionId(pub u16);

impl OptionId {
    /// Position in [`Election::options`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A candidate, party or answer a voter can choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BallotOption {
    /// Name as it is published.
    pub name: String,
}

/// One contest of one election.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Election {
    /// Short stable name, such as `ru-2018-president`.
    pub id: String,
    /// Full title in English.
    pub title: String,
    /// Polling day, `YYYY-MM-DD`, where known.
    pub date: Option<String>,
    /// Country as two letters (ISO 3166-1), such as `KZ`, where known: some controls are one country's law.
    pub country: Option<String>,
    /// Who published the figures and where.
    pub source: String,
    /// True when the figures come from a simulation: every page, plot and file must say SIMULATED.
    pub simulated: bool,
    /// The options in the order of the ballot.
    pub options: Vec<BallotOption>,
    /// Whether the file names every option, so that votes must add up to valid ballots.
    pub options_complete: bool,
    /// The field that counts ballots found, where the file has one that fits better than valid and invalid together.
    #[serde(skip)]
    pub found: Option<Field>,
}

impl Election {
    /// Every option's id, in the order of the ballot.
    pub fn option_ids(&self) -> impl ExactSizeIterator<Item = OptionId> + use<> {
        (0..u16::try_from(self.options.len()).unwrap_or(u16::MAX)).map(OptionId)
    }

    /// The option's published name.
    #[must_use]
    pub fn option_name(&self, option: OptionId) -> &str {
        &self.options[option.index()].name
    }

    /// The option a user means: its exact name, else the only one whose name contains the text whatever the case.
    ///
    /// # Errors
    /// Gives the names that fit (none, or more than one) when the text does not name exactly one option.
    pub fn find_option(&self, text: &str) -> Result<OptionId, Vec<String>> {
        if let Some(id) = self.option_ids().find(|&id| self.option_name(id) == text) {
            return Ok(id);
        }
        let wanted = text.to_lowercase();
        let fits: Vec<_> = self.option_ids().filter(|&id| self.option_name(id).to_lowercase().contains(&wanted)).collect();
        match fits[..] {
            [id] => Ok(id),
            _ => Err(fits.iter().map(|&id| self.option_name(id).to_owned()).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_found_by_a_part_of_its_name_unless_two_fit() {
        let named = |n: &str| BallotOption { name: n.to_owned() };
        let e = Election { options: vec![named("Green Party"), named("Blue Party")], ..Election::default() };
        assert_eq!(e.find_option("green"), Ok(OptionId(0)));
        assert_eq!(e.find_option("party").map_err(|f| f.len()), Err(2));
        assert_eq!(e.find_option("red").map_err(|f| f.len()), Err(0));
    }
}
