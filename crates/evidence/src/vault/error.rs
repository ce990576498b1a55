//! Why something could not be sealed or opened. No secret and no content is in any of these.

use std::io;

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// Not a public key of age.
    #[error("the text is not an age recipient: `age1` and 58 letters and digits are expected")]
    Recipient,
    /// A public key that everybody can open.
    #[error("the recipient is a key without a secret; what is sealed to it would be open to everybody")]
    WeakRecipient,
    /// Not a private key of age.
    #[error("the text is not one age secret key: a line that begins with `AGE-SECRET-KEY-1` is expected")]
    Key,
    /// Sealing failed.
    #[error("the content could not be sealed")]
    Seal(#[source] io::Error),
    /// No age file at all.
    #[error("the content is not an age file")]
    NotSealed,
    /// Sealed to somebody else.
    #[error("the content is sealed to another key")]
    OtherKey,
    /// Altered or cut off after it was sealed.
    #[error("the sealed content was altered or cut off")]
    Damaged,
    /// A number of custodians that cannot be.
    #[error("{need} of {of} custodians cannot be asked for")]
    Need {
        /// Custodians needed.
        need: usize,
        /// Custodians there are.
        of: usize,
    },
    /// Two custodians of one name.
    #[error("two custodians are named `{0}`")]
    SameName(String),
    /// Two custodians with one key: that one person would count twice.
    #[error("`{0}` and `{1}` have the same key")]
    SameKey(String, String),
    /// Too many subsets.
    #[error("{need} of {of} custodians would need more than {} envelopes", super::MOST_ENVELOPES)]
    TooManyEnvelopes {
        /// Custodians needed.
        need: usize,
        /// Custodians there are.
        of: usize,
    },
    /// Envelopes that hold no key.
    #[error("an envelope of the vault key cannot be read")]
    Envelope,
    /// Too few custodians have come.
    #[error("{need} custodians are needed, keys of {given} were given")]
    TooFew {
        /// Custodians needed.
        need: usize,
        /// Different keys given.
        given: usize,
    },
    /// Enough keys, but not the custodians'.
    #[error("{given} keys were given, but not those of {need} custodians together")]
    Strangers {
        /// Custodians needed.
        need: usize,
        /// Different keys given.
        given: usize,
    },
}

impl VaultError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Recipient => "EVIDENCE-VAULT-RECIPIENT",
            Self::WeakRecipient => "EVIDENCE-VAULT-WEAK-RECIPIENT",
            Self::Key => "EVIDENCE-VAULT-KEY",
            Self::Seal(_) => "EVIDENCE-VAULT-SEAL",
            Self::NotSealed => "EVIDENCE-VAULT-NOT-SEALED",
            Self::OtherKey => "EVIDENCE-VAULT-OTHER-KEY",
            Self::Damaged => "EVIDENCE-VAULT-DAMAGED",
            Self::Need { .. } => "EVIDENCE-VAULT-NEED",
            Self::SameName(_) => "EVIDENCE-VAULT-SAME-NAME",
            Self::SameKey(..) => "EVIDENCE-VAULT-SAME-KEY",
            Self::TooManyEnvelopes { .. } => "EVIDENCE-VAULT-TOO-MANY-ENVELOPES",
            Self::Envelope => "EVIDENCE-VAULT-ENVELOPE",
            Self::TooFew { .. } => "EVIDENCE-VAULT-TOO-FEW",
            Self::Strangers { .. } => "EVIDENCE-VAULT-STRANGERS",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Recipient | Self::WeakRecipient => "Give the public key that `age-keygen` printed beside the secret one.",
            Self::Key => "Give the file that `age-keygen` wrote, unchanged.",
            Self::Seal(_) => "Try again; if it fails again, the machine is out of memory.",
            Self::NotSealed => "Give the sealed file as it was stored, ending in `.age`.",
            Self::OtherKey => "Open it with the vault key that was in use when it was sealed.",
            Self::Damaged => "Take the object from a backup.",
            Self::Need { .. } => "Ask for at least one custodian and for no more than there are.",
            Self::SameName(_) => "Give every custodian a name of their own.",
            Self::SameKey(..) => "Let each custodian make a key of their own with `age-keygen`.",
            Self::TooManyEnvelopes { .. } => "Name fewer custodians: two of three, three of four, two or three of five.",
            Self::Envelope => "Take the envelopes from a backup.",
            Self::TooFew { .. } => "Bring the keys of further custodians.",
            Self::Strangers { .. } => "Bring the keys that the custodians had when the vault key was wrapped.",
        }
    }
}
