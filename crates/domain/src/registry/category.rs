//! The categories of incidents, as data.

use std::sync::LazyLock;

use serde::Serialize;
use utoipa::ToSchema;

const TABLE: &str = include_str!("../../data/incidents.csv");

/// A category of incidents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Category {
    /// Its code, such as `STF-01`.
    pub code: &'static str,
    /// What it is, in English.
    pub name: &'static str,
    /// From 0 (a good practice) to 5.
    pub severity: u8,
    /// When it happens.
    pub phase: Phase,
}

macro_rules! phases {
    ($($variant:ident $word:literal $meaning:literal;)*) => {
        /// When something happens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Phase { $(#[doc = $meaning] $variant,)* }

        impl Phase {
            /// Every phase, in the order of time.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word for it.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word,)* } }
        }
    };
}

phases! {
    Roll "roll" "While the roll is made and shown.";
    Opening "opening" "Before and while the station opens.";
    Voting "voting" "While people vote.";
    Counting "counting" "While ballots are counted, and the protocol is signed.";
    Tabulation "tabulation" "While protocols are added up and published.";
    Post "post" "Afterwards.";
    Any "any" "At any time.";
}

/// Every category, in the order of the list.
#[must_use]
pub fn categories() -> &'static [Category] {
    // A line that is none is passed over; a test counts them.
    static ALL: LazyLock<Vec<Category>> = LazyLock::new(|| TABLE.lines().filter_map(read).collect());
    &ALL
}

/// The category of a code.
#[must_use]
pub fn category(code: &str) -> Option<&'static Category> {
    categories().iter().find(|category| category.code == code)
}

fn read(line: &'static str) -> Option<Category> {
    let [code, severity, phase, name] = line.splitn(4, ';').collect::<Vec<_>>().try_into().ok()?;
    let phase = Phase::ALL.iter().copied().find(|p| p.word() == phase)?;
    Some(Category { code, name, severity: severity.parse().ok().filter(|severity| *severity <= 5)?, phase })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_is_one_category_of_its_own() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        let codes: BTreeSet<&str> = categories().iter().map(|c| c.code).collect();
        assert_eq!((lines, categories().len(), codes.len()), (71, 71, 71));
        let stuffing = category("STF-01").unwrap();
        assert_eq!((stuffing.name, stuffing.severity, stuffing.phase), ("Box stuffing", 5, Phase::Voting));
        assert_eq!(category("POS-01").unwrap().severity, 0);
        assert!(category("STF-1").is_none());
    }
}
