//! Why a witness's cosignature was not got.

use std::error::Error;

use tlog::note::NoteError;

/// What went wrong; every sentence names the witness.
#[derive(Debug, thiserror::Error)]
#[error("the witness `{witness}` at {url}: {fault}")]
pub struct ClientError {
    /// Its key's name.
    pub witness: String,
    /// Where it was asked.
    pub url: String,
    /// What went wrong.
    pub fault: ClientFault,
}

/// What went wrong with a request to a witness.
#[derive(Debug, thiserror::Error)]
pub enum ClientFault {
    /// Not an address of a witness.
    #[error("this is not an address that begins with http:// or https://")]
    Address,
    /// The key is not a witness's.
    #[error("the key: {0}")]
    Key(NoteError),
    /// No answer.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// The log itself could not make the proof.
    #[error("the log cannot prove that {new} entries continue {old}: {source}")]
    Proof {
        /// The size that the witness knows.
        old: u64,
        /// The checkpoint's size.
        new: u64,
        /// Why not.
        source: Box<dyn Error + Send + Sync>,
    },
    /// It does not watch this log.
    #[error("it does not watch this log")]
    UnknownLog,
    /// It knows the log under another key.
    #[error("it does not take the log's signature for the log's")]
    Unsigned,
    /// It has cosigned more than the checkpoint has.
    #[error("it has cosigned {known} entries already, the checkpoint has {size}")]
    Ahead {
        /// Entries it has cosigned.
        known: u64,
        /// Entries of the checkpoint.
        size: u64,
    },
    /// It says that the log does not continue what it cosigned.
    #[error("it refuses (status {status}): the log does not continue what it cosigned: {says}")]
    Fork {
        /// The status: 409 or 422.
        status: u16,
        /// Its own words.
        says: String,
    },
    /// It answered another size each time.
    #[error("it cosigned another checkpoint in between ({known} entries)")]
    Unsettled {
        /// The size it answered last.
        known: u64,
    },
    /// Another answer.
    #[error("it answers with status {status}: {says}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// Its own words.
        says: String,
    },
    /// An answer that cannot be read.
    #[error("its answer cannot be read: {0}")]
    Answer(String),
    /// It answered, and did not sign with the key it should have.
    #[error("its answer has no cosignature by the key given")]
    NoCosignature,
    /// Its cosignature is not of this checkpoint.
    #[error("its cosignature does not verify: {0}")]
    BadCosignature(NoteError),
}

impl ClientError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.fault {
            ClientFault::Address => "WITNESS-ADDRESS",
            ClientFault::Key(_) => "WITNESS-KEY",
            ClientFault::Unreachable(_) => "WITNESS-UNREACHABLE",
            ClientFault::Proof { .. } => "WITNESS-PROOF",
            ClientFault::UnknownLog => "WITNESS-LOG-UNKNOWN",
            ClientFault::Unsigned => "WITNESS-LOG-UNSIGNED",
            ClientFault::Ahead { .. } => "WITNESS-AHEAD",
            ClientFault::Fork { .. } => "WITNESS-FORK",
            ClientFault::Unsettled { .. } => "WITNESS-UNSETTLED",
            ClientFault::Status { .. } => "WITNESS-STATUS",
            ClientFault::Answer(_) => "WITNESS-ANSWER",
            ClientFault::NoCosignature => "WITNESS-COSIGNATURE-NONE",
            ClientFault::BadCosignature(_) => "WITNESS-COSIGNATURE-BAD",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match &self.fault {
            ClientFault::Address => "Give the witness's address as its operator publishes it, such as `https://witness.example/`.",
            ClientFault::Key(error) => error.remedy(),
            ClientFault::Unreachable(_) => "Ask again later; if it stays so, ask the witness's operator whether it runs at this address.",
            ClientFault::Proof { .. } => "Verify the log: tiles that the proof needs are missing or damaged.",
            ClientFault::UnknownLog => "Give the log's public key to the witness's operator and ask for it to be watched.",
            ClientFault::Unsigned => "Give the witness's operator the log's present public key; it may have an old one.",
            ClientFault::Ahead { .. } => {
                "Ask with a newer checkpoint. If the log has none, it was set back, for example to an old backup: stop it and find out, \
                 because this witness will not cosign it again."
            }
            ClientFault::Fork { .. } => {
                "Stop publishing and verify the log: what the witness cosigned earlier is not what the log has now. Both checkpoints are \
                 with the witness's operator."
            }
            ClientFault::Unsettled { .. } => "Ask again; if it stays so, two servers publish one log.",
            ClientFault::Status { .. } | ClientFault::Answer(_) => {
                "Ask again later; if it stays so, show this to the witness's operator, and check that the address is a witness's."
            }
            ClientFault::NoCosignature | ClientFault::BadCosignature(_) => {
                "Check the witness's key with its operator; its cosignature was not used."
            }
        }
    }
}
