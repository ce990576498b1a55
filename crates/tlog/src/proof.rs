//! Receipts: a file that proves offline that an entry is in a log (`c2sp.org/tlog-proof`, version 1).

use std::fmt;

use serde::Serialize;

use crate::checkpoint::{CheckpointError, SignedCheckpoint};
use crate::cosign::{self, Cosignature};
use crate::hash::{self, Hash, HashError};
use crate::lines;
use crate::note::VerifierKey;
use crate::policy::{Policy, Unmet};
use crate::tree::{self, Nodes, ProofError, TreeError, verify_inclusion};

/// The first line.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Hashes that an inclusion proof may have at most: a tree of fewer than 2^64 entries is not higher.
const MOST_HASHES: usize = 64;

/// A receipt. A parsed one is written again byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogProof {
    /// Whatever the log adds; nothing vouches for it. A receipt of Scrutineer has the entry itself here, which the proof then
    /// vouches for.
    pub extra: Option<Vec<u8>>,
    /// The entry's place, counted from 0.
    pub index: u64,
    /// The inclusion proof, from the leaf's sibling up.
    pub path: Vec<Hash>,
    /// The checkpoint with its cosignatures.
    pub checkpoint: SignedCheckpoint,
}

/// What a receipt that verifies has shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proven {
    /// The log.
    pub origin: String,
    /// The entry's place, counted from 0.
    pub index: u64,
    /// The entry's leaf hash.
    pub leaf: Hash,
    /// Entries of the checkpointed tree.
    pub size: u64,
    /// Witnesses of the policy that cosigned.
    pub cosignatures: Vec<Cosignature>,
}

impl fmt::Display for Proven {
    /// What the entry is: the end of a sentence that begins with it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { origin, index, leaf, size, cosignatures } = self;
        write!(f, "entry {index} of the log `{origin}`, in its signed tree of {size} entries. Its leaf hash is {leaf}.")?;
        f.write_str(&cosign::sentence(cosignatures))
    }
}

/// Why a receipt cannot be read or does not hold.
#[derive(Debug, thiserror::Error)]
pub enum LogProofError {
    /// Not UTF-8 above the checkpoint.
    #[error("the receipt is not UTF-8 text")]
    NotUtf8,
    /// Another first line.
    #[error("the first line is not `{HEADER}`")]
    Header,
    /// The extra data is not base64.
    #[error("the line `extra` is not base64")]
    Extra,
    /// No index line.
    #[error("the line `index` with a number is missing")]
    Index,
    /// A line of the inclusion proof.
    #[error("the inclusion proof: {0}")]
    Hash(#[from] HashError),
    /// More lines than a proof can have.
    #[error("the inclusion proof has more than {MOST_HASHES} hashes")]
    TooManyHashes,
    /// No empty line before the checkpoint.
    #[error("the empty line before the checkpoint is missing")]
    NoCheckpoint,
    /// The checkpoint in it.
    #[error("the receipt's checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// Too few cosignatures, or another log.
    #[error("the receipt's checkpoint: {0}")]
    Policy(#[from] Unmet),
    /// The entry is not where the receipt says.
    #[error("entry {index} is not shown to be in the log: {source}")]
    Inclusion {
        /// The place claimed.
        index: u64,
        /// Why.
        source: ProofError,
    },
}

impl LogProofError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "TLOG-RECEIPT-UTF8",
            Self::Header => "TLOG-RECEIPT-HEADER",
            Self::Extra => "TLOG-RECEIPT-EXTRA",
            Self::Index => "TLOG-RECEIPT-INDEX",
            Self::Hash(error) => error.code(),
            Self::TooManyHashes => "TLOG-RECEIPT-HASHES",
            Self::NoCheckpoint => "TLOG-RECEIPT-CHECKPOINT",
            Self::Checkpoint(error) => error.code(),
            Self::Policy(error) => error.code(),
            Self::Inclusion { source, .. } => source.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Header => "Give a file that ends in `.tlog-proof`.",
            Self::NotUtf8 | Self::Extra | Self::Index | Self::TooManyHashes | Self::NoCheckpoint => {
                "Take the receipt again from where it was first stored, without changing line ends or encoding."
            }
            Self::Hash(error) => error.remedy(),
            Self::Checkpoint(error) => error.remedy(),
            Self::Policy(error) => error.remedy(),
            Self::Inclusion { source, .. } => source.remedy(),
        }
    }
}

impl LogProof {
    /// The receipt of entry `index` under a signed checkpoint.
    ///
    /// # Errors
    /// [`TreeError`] where the checkpoint is older than the entry or a node is missing.
    pub fn make(nodes: &impl Nodes, index: u64, checkpoint: SignedCheckpoint, extra: Option<Vec<u8>>) -> Result<Self, TreeError> {
        let path = tree::prove_inclusion(nodes, index, checkpoint.checkpoint().size())?;
        Ok(Self { extra, index, path, checkpoint })
    }

    /// Reads a receipt (tlog-proof, "Format"); nothing is checked but its form.
    ///
    /// # Errors
    /// [`LogProofError`] that names the line.
    pub fn parse(bytes: &[u8]) -> Result<Self, LogProofError> {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n").ok_or(LogProofError::NoCheckpoint)?;
        let head = std::str::from_utf8(&bytes[..end]).map_err(|_| LogProofError::NotUtf8)?;
        let mut rows = head.split('\n').peekable();
        if rows.next() != Some(HEADER) {
            return Err(LogProofError::Header);
        }
        let extra =
            rows.next_if(|row| row.starts_with("extra ")).map(|row| lines::decode(&row["extra ".len()..]).ok_or(LogProofError::Extra));
        let extra = extra.transpose()?;
        let index = rows.next().and_then(|row| row.strip_prefix("index ")).and_then(lines::decimal).ok_or(LogProofError::Index)?;
        let path: Vec<Hash> = rows.take(MOST_HASHES + 1).map(str::parse).collect::<Result<_, _>>()?;
        if path.len() > MOST_HASHES {
            return Err(LogProofError::TooManyHashes);
        }
        Ok(Self { extra, index, path, checkpoint: SignedCheckpoint::parse(&bytes[end + 2..])? })
    }

    /// Checks that `entry` is in the log at the receipt's index: the log's signature, the policy's cosignatures, the inclusion.
    ///
    /// # Errors
    /// [`LogProofError`].
    pub fn verify(&self, entry: &[u8], key: &VerifierKey, policy: &Policy) -> Result<Proven, LogProofError> {
        self.verify_leaf(hash::leaf(entry), key, policy)
    }

    /// [`LogProof::verify`] for whoever has only the entry's leaf hash.
    ///
    /// # Errors
    /// [`LogProofError`].
    pub fn verify_leaf(&self, leaf: Hash, key: &VerifierKey, policy: &Policy) -> Result<Proven, LogProofError> {
        self.checkpoint.verify(key)?;
        let met = policy.check(&self.checkpoint)?;
        let head = self.checkpoint.checkpoint();
        verify_inclusion(&self.path, self.index, &leaf, head.size(), head.root())
            .map_err(|source| LogProofError::Inclusion { index: self.index, source })?;
        Ok(Proven { origin: head.origin().to_owned(), index: self.index, leaf, size: head.size(), cosignatures: met.cosignatures })
    }
}

impl fmt::Display for LogProof {
    /// The file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", lines::encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
