//! What can be wrong with notes and keys.

use super::{LONGEST, MOST_SIGNATURES};

/// Why a note, a key or a signature was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not UTF-8.
    #[error("the note is not UTF-8 text")]
    NotUtf8,
    /// Longer than the limit.
    #[error("the note has {0} bytes, more than {LONGEST}")]
    TooLong(usize),
    /// No final newline, or control characters.
    #[error("the note's text does not end in a newline or has control characters")]
    Text,
    /// No signature lines below an empty line.
    #[error("the note has no signatures below an empty line")]
    Unsigned,
    /// More than the limit.
    #[error("the note has more than {MOST_SIGNATURES} signatures")]
    TooManySignatures,
    /// A line below the empty line that is no signature.
    #[error("`{0}` is not a signature line")]
    SignatureLine(String),
    /// A key name that is empty or has spaces or a plus.
    #[error("`{0}` is not a key name: it is empty or has a space, a plus or a control character")]
    Name(String),
    /// Not a verifier key.
    #[error("`{0}` is not a verifier key")]
    VerifierKey(String),
    /// Not a signer key. What was given is not repeated: it may be a secret.
    #[error("this is not a signer key")]
    SignerKey,
    /// The id written in a key is not the one that name and key give.
    #[error("the key `{name}` says id {written:08x}, and name and key give {computed:08x}")]
    KeyId {
        /// The key's name.
        name: String,
        /// The id it says.
        written: u32,
        /// The id it has.
        computed: u32,
    },
    /// A type of key that is not known, or not of use here.
    #[error("a key of signature type {0:#04x} cannot be used here")]
    Algorithm(u8),
    /// A signature by a known key that does not verify.
    #[error("the signature of `{0}` does not verify")]
    BadSignature(String),
    /// No signature by any known key.
    #[error("none of the signatures is by a known key")]
    NoKnownSignature,
    /// A time that a cosignature cannot have.
    #[error("{0} cannot be the time of a cosignature")]
    Time(u64),
}

impl NoteError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "TLOG-NOTE-UTF8",
            Self::TooLong(_) => "TLOG-NOTE-TOO-LONG",
            Self::Text => "TLOG-NOTE-TEXT",
            Self::Unsigned => "TLOG-NOTE-UNSIGNED",
            Self::TooManySignatures => "TLOG-NOTE-SIGNATURES",
            Self::SignatureLine(_) => "TLOG-NOTE-SIGNATURE-LINE",
            Self::Name(_) => "TLOG-KEY-NAME",
            Self::VerifierKey(_) => "TLOG-KEY-VERIFIER",
            Self::SignerKey => "TLOG-KEY-SIGNER",
            Self::KeyId { .. } => "TLOG-KEY-ID",
            Self::Algorithm(_) => "TLOG-KEY-TYPE",
            Self::BadSignature(_) => "TLOG-SIGNATURE-BAD",
            Self::NoKnownSignature => "TLOG-SIGNATURE-NONE",
            Self::Time(_) => "TLOG-COSIGN-TIME",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotUtf8 | Self::TooLong(_) | Self::Text | Self::Unsigned | Self::TooManySignatures | Self::SignatureLine(_) => {
                "Fetch the file again, without changing line ends or encoding."
            }
            Self::Name(_) => "Name keys like addresses without a scheme, such as `example.org/log`.",
            Self::VerifierKey(_) => "Give the log's whole key, such as `example.org/log+0a1b2c3d+AV...`, between quotes.",
            Self::SignerKey => "Give the whole key, from `PRIVATE+KEY+` on.",
            Self::KeyId { .. } => "Copy the key again from its owner: a character was changed.",
            Self::Algorithm(_) => "Use an Ed25519 key (0x01) for a log and a cosignature key (0x04) for a witness.",
            Self::BadSignature(_) => "Keep the file: either it was altered after signing, or the key is not the signer's.",
            Self::NoKnownSignature => "Check that the key belongs to this log; ask its owner for the key by another way.",
            Self::Time(_) => "Give the seconds since 1970, more than 0 and below 2^63.",
        }
    }
}
