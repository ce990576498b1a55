//! Commitments: what an entry of the log says about a payload that stands elsewhere.
//!
//! The log keeps SHA-256 over a random salt and the payload. Whoever has both can show what was committed to; once salt and payload
//! are erased, the hash that stays says nothing, not even to somebody who guesses the payload.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What keeps commitments apart from every other use of SHA-256.
const DOMAIN: &[u8] = b"scrutineer commitment 1\n";

/// 32 random bytes, drawn anew for each payload and erased with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 32]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// SHA-256(`"scrutineer commitment 1\n"` || salt || payload). Written in base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Commitment(pub [u8; 32]);

impl Commitment {
    /// Commits to a payload.
    #[must_use]
    pub fn of(salt: &Salt, payload: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update(salt.0);
        hash.update(payload);
        Self(hash.finalize().into())
    }

    /// Reads the base64 form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_sha256_of_domain_salt_and_payload() {
        // printf 'scrutineer commitment 1\n' and 32 bytes of 7 and 'abc' through sha256sum, in base64.
        let mut all = DOMAIN.to_vec();
        all.extend([7; 32]);
        all.extend(b"abc");
        let plain: [u8; 32] = Sha256::digest(&all).into();
        let made = Commitment::of(&Salt([7; 32]), b"abc");
        assert_eq!(made.0, plain);
        assert_eq!(Commitment::parse(&made.to_string()), Some(made));
    }

    #[test]
    fn another_salt_gives_another_commitment_and_no_salt_is_printed() {
        assert_ne!(Commitment::of(&Salt([1; 32]), b"abc"), Commitment::of(&Salt([2; 32]), b"abc"));
        assert_eq!(format!("{:?}", Salt([9; 32])), "Salt(..)");
    }
}
