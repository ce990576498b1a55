//! A witness as a state machine: what it knows of a log and a request go in, what it then knows and a cosignature come out
//! (`c2sp.org/tlog-witness`, "add-checkpoint").
//!
//! Whoever runs it must compare and store what it knows in one step, and store it before answering: between two requests for one
//! log the second must see what the first left.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::checkpoint::{CheckpointError, SignedCheckpoint};
use crate::cosign;
use crate::hash::{self, Hash};
use crate::lines;
use crate::note::{Algorithm, NoteError, NoteSignature, SignerKey, VerifierKey};
use crate::tree::{ProofError, verify_consistency};

/// Hashes that a consistency proof may have at most.
pub const MOST_HASHES: usize = 63;

/// The latest checkpoint of a log that the witness cosigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Number of entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Default for Known {
    /// A log never seen: the empty tree.
    fn default() -> Self {
        Self { size: 0, root: hash::EMPTY_ROOT }
    }
}

/// A request to cosign a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size of the checkpoint that the client believes the witness to know.
    pub old: u64,
    /// The consistency proof from there.
    pub proof: Vec<Hash>,
    /// The checkpoint to cosign.
    pub checkpoint: SignedCheckpoint,
}

impl AddCheckpoint {
    /// Reads the body of a request: `old <size>`, the proof line by line, an empty line, the checkpoint.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] or [`Refusal::Checkpoint`].
    pub fn parse(body: &[u8]) -> Result<Self, Refusal> {
        let end = body.windows(2).position(|pair| pair == b"\n\n").ok_or(Refusal::Malformed("there is no empty line after the proof"))?;
        let head = std::str::from_utf8(&body[..end]).map_err(|_| Refusal::Malformed("it is not UTF-8 text"))?;
        let mut rows = head.split('\n');
        let old = rows.next().and_then(|row| row.strip_prefix("old ")).and_then(lines::decimal);
        let old = old.ok_or(Refusal::Malformed("the first line is not `old` and a size"))?;
        let proof: Option<Vec<Hash>> = rows.map(|row| row.parse().ok()).collect();
        let proof = proof.ok_or(Refusal::Malformed("a line of the proof is not a hash"))?;
        if proof.len() > MOST_HASHES {
            return Err(Refusal::Malformed("the proof has more than 63 hashes"));
        }
        Ok(Self { old, proof, checkpoint: SignedCheckpoint::parse(&body[end + 2..])? })
    }

    /// The log it is about: the key under which to look for what is known.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.checkpoint.checkpoint().origin()
    }
}

impl fmt::Display for AddCheckpoint {
    /// The body of the request.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

/// Why a witness does not cosign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The request cannot be read.
    #[error("the request cannot be read: {0}")]
    Malformed(&'static str),
    /// The checkpoint in it cannot be read.
    #[error("the request's checkpoint cannot be read: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The old size is above the checkpoint's.
    #[error("the old size {old} is above the checkpoint's {new}")]
    Backwards {
        /// The old size given.
        old: u64,
        /// The checkpoint's size.
        new: u64,
    },
    /// A log that is not witnessed here.
    #[error("the log `{0}` is not witnessed here")]
    UnknownLog(String),
    /// No trusted key signed, or its signature is bad.
    #[error("the checkpoint is not signed by its log: {0}")]
    Unsigned(NoteError),
    /// The client's old size is not the one known. An ordinary event: it asks again from the known size.
    #[error("the latest checkpoint cosigned here has {known} entries, not {old}")]
    Conflict {
        /// The size known.
        known: u64,
        /// The old size given.
        old: u64,
    },
    /// Two trees of one size: the log shows different histories.
    #[error("at {size} entries the root {known} was cosigned here, and now the log shows {shown}")]
    Fork {
        /// The size of both.
        size: u64,
        /// The root cosigned.
        known: Hash,
        /// The root shown now.
        shown: Hash,
    },
    /// The proof does not show that the tree continues the known one: it is a wrong proof, or a fork.
    #[error("it is not shown that the log continues what was cosigned here: {0}")]
    Inconsistent(ProofError),
    /// The time cannot stand in a cosignature.
    #[error("the witness's clock: {0}")]
    Clock(NoteError),
}

impl Refusal {
    /// The HTTP status that the specification asks for.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            // An empty tree with another root than that of nothing is answered like a proof that does not hold.
            Self::Checkpoint(CheckpointError::EmptyRoot(_)) | Self::Inconsistent(_) => 422,
            Self::Malformed(_) | Self::Checkpoint(_) | Self::Backwards { .. } => 400,
            Self::UnknownLog(_) => 404,
            Self::Unsigned(_) => 403,
            Self::Conflict { .. } | Self::Fork { .. } => 409,
            Self::Clock(_) => 500,
        }
    }

    /// The body and content type that the specification asks for, where it asks for one: the known size after a conflict.
    #[must_use]
    pub fn body(&self) -> Option<(String, &'static str)> {
        let Self::Conflict { known, .. } = self else { return None };
        Some((format!("{known}\n"), "text/x.tlog.size"))
    }

    /// Whether it may prove that the log misbehaves, so that the request should be kept.
    #[must_use]
    pub fn is_evidence(&self) -> bool {
        matches!(self, Self::Fork { .. } | Self::Inconsistent(_))
    }

    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "TLOG-WITNESS-MALFORMED",
            Self::Checkpoint(error) => error.code(),
            Self::Backwards { .. } => "TLOG-WITNESS-BACKWARDS",
            Self::UnknownLog(_) => "TLOG-WITNESS-UNKNOWN-LOG",
            Self::Unsigned(_) => "TLOG-WITNESS-UNSIGNED",
            Self::Conflict { .. } => "TLOG-WITNESS-CONFLICT",
            Self::Fork { .. } => "TLOG-WITNESS-FORK",
            Self::Inconsistent(_) => "TLOG-WITNESS-INCONSISTENT",
            Self::Clock(error) => error.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "Send `old <size>`, the consistency proof one hash a line, an empty line and the checkpoint.",
            Self::Checkpoint(error) => error.remedy(),
            Self::Backwards { .. } => "Send the newer checkpoint, with the size that the witness knows as the old one.",
            Self::UnknownLog(_) => "Ask the witness's operator to add the log's key.",
            Self::Unsigned(_) => "Sign the checkpoint with the key that the witness's operator was given.",
            Self::Conflict { .. } => "Ask again with the known size as the old one and a proof from there.",
            Self::Fork { .. } => "Keep both checkpoints and tell the log's users: the log showed two histories.",
            Self::Inconsistent(_) => {
                "Make the proof from the known size again; if it still fails, keep both checkpoints: the log was rewritten."
            }
            Self::Clock(_) => "Set the witness's clock.",
        }
    }
}

/// What a witness answers when it cosigns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What it knows from now on. Store it before answering.
    pub known: Known,
    /// The cosignature; with a newline behind it, the body of the answer.
    pub cosignature: NoteSignature,
}

/// A witness: its key, and the keys of the logs it watches.
#[derive(Clone, Debug)]
pub struct Witness {
    key: SignerKey,
    logs: Vec<VerifierKey>,
}

impl Witness {
    /// A witness of these logs, each known by its key's name. One log may have several keys.
    ///
    /// # Errors
    /// [`NoteError::Algorithm`] where the witness's key is not of type 0x04 or a log's not of type 0x01.
    pub fn new(key: SignerKey, logs: Vec<VerifierKey>) -> Result<Self, NoteError> {
        let wrong = |key: &&VerifierKey| key.algorithm() != Algorithm::Ed25519;
        if key.algorithm() != Algorithm::CosignatureV1 {
            return Err(NoteError::Algorithm(key.algorithm().byte()));
        }
        if let Some(log) = logs.iter().find(wrong) {
            return Err(NoteError::Algorithm(log.algorithm().byte()));
        }
        Ok(Self { key, logs })
    }

    /// The witness's public key.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        self.key.verifier()
    }

    /// Decides on a request, given what is known of its log (nothing where it was never cosigned) and the time in seconds since
    /// 1970. The same checkpoint again is cosigned again, and what is known stays the same.
    ///
    /// # Errors
    /// [`Refusal`]; what is known then stays as it is.
    pub fn decide(&self, known: Option<&Known>, request: &AddCheckpoint, time: u64) -> Result<Accepted, Refusal> {
        let known = known.copied().unwrap_or_default();
        let checkpoint = request.checkpoint.checkpoint();
        self.check_signature(request)?;
        let (old, new) = (request.old, checkpoint.size());
        if old > new {
            return Err(Refusal::Backwards { old, new });
        }
        if old != known.size {
            return Err(Refusal::Conflict { known: known.size, old });
        }
        if old == new && known.root != *checkpoint.root() {
            return Err(Refusal::Fork { size: new, known: known.root, shown: *checkpoint.root() });
        }
        verify_consistency(&request.proof, old, &known.root, new, checkpoint.root()).map_err(Refusal::Inconsistent)?;
        let cosignature = cosign::sign(&self.key, checkpoint, time).map_err(Refusal::Clock)?;
        Ok(Accepted { known: Known { size: new, root: *checkpoint.root() }, cosignature })
    }

    /// The log is watched, and one of its keys signed.
    fn check_signature(&self, request: &AddCheckpoint) -> Result<(), Refusal> {
        let keys: Vec<&VerifierKey> = self.logs.iter().filter(|key| key.name() == request.origin()).collect();
        if keys.is_empty() {
            return Err(Refusal::UnknownLog(request.origin().chars().take(120).collect()));
        }
        request.checkpoint.note().verify(&keys).map(drop).map_err(Refusal::Unsigned)
    }
}
