//! What people of an organisation do, and the powers that go with it.

use serde::{Deserialize, Serialize};

use super::{Act, Area, Powers};

/// A person's part in an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything of the organisation, accounts and agreements among it.
    Administrator,
    /// Observers, teams, deployments, and what they report.
    Coordinator,
    /// Enters what comes on paper or by telephone.
    DataClerk,
    /// Decides about incidents, resolves differences of protocols.
    Verifier,
    /// Reads and exports everything but identities.
    Analyst,
    /// Looks at what comes in.
    Viewer,
    /// Sends, and sees what it sent.
    Observer,
}

/// What everybody who signs in may read.
const COMMON: Powers = Powers::NONE.and(&[Act::Read], &[Area::Registry, Area::Organisations]);

/// What comes in from the field.
const REPORTS: [Area; 3] = [Area::Submissions, Area::Incidents, Area::Protocols];

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] =
        [Self::Administrator, Self::Coordinator, Self::DataClerk, Self::Verifier, Self::Analyst, Self::Viewer, Self::Observer];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Coordinator => "coordinator",
            Self::DataClerk => "data_clerk",
            Self::Verifier => "verifier",
            Self::Analyst => "analyst",
            Self::Viewer => "viewer",
            Self::Observer => "observer",
        }
    }

    /// The role of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Its powers, over what its organisation owns.
    #[must_use]
    pub const fn powers(self) -> Powers {
        use Act::{Add, Change, Read, Verify};
        use Area::{Agreements, Deployments, Incidents, People, Protocols, Submissions};
        match self {
            Self::Administrator => Powers::ALL,
            Self::Coordinator => COMMON
                .and(&[Read], &[Agreements, People, Deployments])
                .and(&[Add, Change], &[People, Deployments])
                .and(&[Read, Add, Change], &REPORTS),
            Self::DataClerk => COMMON.and(&[Read], &[People, Deployments]).and(&[Read, Add], &REPORTS).and(&[Add], &[Deployments]),
            Self::Verifier => COMMON.and(&[Read], &[People, Deployments]).and(&[Read, Verify], &REPORTS).and(&[Change], &[Incidents]),
            Self::Analyst => COMMON.and(&[Read], &[Agreements, People, Deployments, Submissions, Incidents, Protocols]),
            Self::Viewer => COMMON.and(&[Read], &[Deployments, Submissions, Incidents, Protocols]),
            Self::Observer => COMMON.and(&[Read, Add], &[Deployments, Submissions, Incidents]),
        }
    }
}
