//! The vault: whoever has the recipient can seal, only the key opens, and the key is shared out among custodians.
//!
//! What is sealed is an ordinary age file (<https://age-encryption.org/v1>, x25519), so the `age` command line tool opens it too.

mod custodians;
mod error;
mod key;
mod sealer;

pub use age::secrecy::{ExposeSecret, SecretString};
pub use custodians::{Custodian, Envelope, MOST_ENVELOPES, unwrap, wrap};
pub use error::VaultError;
pub use key::{VaultKey, VaultRecipient};
pub use sealer::Sealer;

/// The first bytes of every age file.
pub const AGE_START: &[u8] = b"age-encryption.org/v1\n";
