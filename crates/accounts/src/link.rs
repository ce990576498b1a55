//! One-time links: for the first administrator, and for a new password. Known to the database by a hash.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What a link is good for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum Purpose {
    /// To make the first account of the server.
    FirstAdministrator,
    /// To choose a new password; a lost second factor is taken off.
    NewPassword {
        /// Whose.
        account: Uuid,
        /// Whether it is the first one, for somebody new.
        first: bool,
    },
}

/// A link as it is kept, under the hash of its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is good for.
    pub purpose: Purpose,
    /// The account that made it; nothing for the command line.
    pub by: Option<Uuid>,
    /// Until when: seconds since 1970.
    pub expires_at: u64,
}

impl Link {
    /// How long a link is good: seconds.
    #[must_use]
    pub fn lasts(purpose: &Purpose) -> u64 {
        match purpose {
            Purpose::FirstAdministrator => 24 * 3600,
            Purpose::NewPassword { first: true, .. } => 7 * 24 * 3600,
            Purpose::NewPassword { first: false, .. } => 3600,
        }
    }

    /// A link from now on.
    #[must_use]
    pub fn new(purpose: Purpose, by: Option<Uuid>, now: u64) -> Self {
        let expires_at = now + Self::lasts(&purpose);
        Self { purpose, by, expires_at }
    }

    /// Whether it is still good.
    #[must_use]
    pub fn is_good(&self, now: u64) -> bool {
        now < self.expires_at
    }
}

/// 256 random bits that are shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Draws one.
    pub fn draw(random: &mut impl Rng) -> Self {
        let mut bytes = [0; 32];
        random.fill_bytes(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The text to show.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Under what the database knows a text that may be one.
    #[must_use]
    pub fn hash(text: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
