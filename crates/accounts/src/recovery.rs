//! Somebody lost password and second factor: two administrators together let the person in again, never one alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Administrators who must agree.
pub const NEEDED: usize = 2;

/// How long a recovery waits for the second: seconds.
pub const LASTS: u64 = 24 * 3600;

/// A recovery under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// Who is let in again.
    pub account: Uuid,
    /// Who agreed.
    pub approved: BTreeSet<Uuid>,
    /// Until when it waits: seconds since 1970.
    pub expires_at: u64,
}

/// Why an administrator's word does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// For oneself.
    #[error("nobody agrees to the recovery of an account of their own")]
    Own,
    /// Twice.
    #[error("you agreed already; another administrator must agree too")]
    Twice,
    /// Too late.
    #[error("the recovery waited too long")]
    Late,
}

impl RecoveryError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "RECOVERY-OWN",
            Self::Twice => "RECOVERY-TWICE",
            Self::Late => "RECOVERY-LATE",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Own => "Ask two other administrators. Where there are none, `scrutineer account link` on the server makes a new link.",
            Self::Twice => "Ask another administrator of the organisation to agree on the same page.",
            Self::Late => "Begin it again.",
        }
    }
}

impl Recovery {
    /// Begins one.
    #[must_use]
    pub fn new(account: Uuid, now: u64) -> Self {
        Self { account, approved: BTreeSet::new(), expires_at: now + LASTS }
    }

    /// An administrator agrees; says whether enough have.
    ///
    /// # Errors
    /// [`RecoveryError`].
    pub fn approve(&mut self, by: Uuid, now: u64) -> Result<bool, RecoveryError> {
        if now >= self.expires_at {
            return Err(RecoveryError::Late);
        }
        if by == self.account {
            return Err(RecoveryError::Own);
        }
        if !self.approved.insert(by) {
            return Err(RecoveryError::Twice);
        }
        Ok(self.approved.len() >= NEEDED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_takes_two_others() {
        let id = |n| Uuid::from_u128(n);
        let mut recovery = Recovery::new(id(1), 100);
        assert_eq!(recovery.approve(id(1), 101), Err(RecoveryError::Own));
        assert_eq!(recovery.approve(id(2), 101), Ok(false));
        assert_eq!(recovery.approve(id(2), 102), Err(RecoveryError::Twice));
        assert_eq!(recovery.approve(id(3), 100 + LASTS), Err(RecoveryError::Late));
        assert_eq!(recovery.approve(id(3), 103), Ok(true));
    }
}
