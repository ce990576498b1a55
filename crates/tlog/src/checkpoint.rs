//! Checkpoints: a log's name, size and root, signed (`c2sp.org/tlog-checkpoint`).

use std::fmt;

use crate::cosign::{self, Cosignature};
use crate::hash::{self, Hash};
use crate::lines;
use crate::note::{Algorithm, Note, NoteError, NoteSignature, SignerKey, VerifierKey};

/// What a checkpoint says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

/// Why a checkpoint was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Fewer than three lines, or an empty one.
    #[error("a checkpoint has a line each for origin, size and root, none of them empty")]
    Lines,
    /// The second line is no size.
    #[error("`{0}` is not the size of a tree: digits without leading zeroes are expected")]
    Size(String),
    /// The third line is no root.
    #[error(transparent)]
    Root(#[from] hash::HashError),
    /// An empty tree has only one root.
    #[error("a tree of no entries cannot have the root {0}")]
    EmptyRoot(Hash),
    /// Another log's.
    #[error("the checkpoint is of the log `{got}`, the key of `{want}`")]
    Origin {
        /// The log that the key belongs to.
        want: String,
        /// The log that the checkpoint names.
        got: String,
    },
    /// The note around it.
    #[error(transparent)]
    Note(#[from] NoteError),
}

impl CheckpointError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lines => "TLOG-CHECKPOINT-LINES",
            Self::Size(_) => "TLOG-CHECKPOINT-SIZE",
            Self::Root(error) => error.code(),
            Self::EmptyRoot(_) => "TLOG-CHECKPOINT-EMPTY-ROOT",
            Self::Origin { .. } => "TLOG-CHECKPOINT-ORIGIN",
            Self::Note(error) => error.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Lines | Self::Size(_) => "Fetch the checkpoint again, without changing line ends or encoding.",
            Self::Root(error) => error.remedy(),
            Self::EmptyRoot(_) => "Keep the checkpoint: a log that signs this is broken.",
            Self::Origin { .. } => "Give the key of the log that the checkpoint is of.",
            Self::Note(error) => error.remedy(),
        }
    }
}

impl Checkpoint {
    /// A checkpoint without extension lines, which the specification does not recommend.
    ///
    /// # Errors
    /// [`CheckpointError::Lines`] where the origin is empty or has control characters, [`CheckpointError::EmptyRoot`].
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, CheckpointError> {
        // A newline in the origin would shift the lines.
        if origin.contains('\n') {
            return Err(CheckpointError::Lines);
        }
        Self::parse(&format!("{origin}\n{size}\n{root}\n"))
    }

    /// Reads the text of a note (tlog-checkpoint, "Note text").
    ///
    /// # Errors
    /// [`CheckpointError`] that says which line is wrong.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let body = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        let mut rows = body.split('\n');
        let (Some(origin), Some(size), Some(root)) = (rows.next(), rows.next(), rows.next()) else { return Err(CheckpointError::Lines) };
        let extensions: Vec<String> = rows.map(str::to_owned).collect();
        let controls = text.bytes().any(|byte| byte < 0x20 && byte != b'\n');
        if origin.is_empty() || controls || extensions.iter().any(String::is_empty) {
            return Err(CheckpointError::Lines);
        }
        let size = lines::decimal(size).ok_or_else(|| CheckpointError::Size(size.chars().take(40).collect()))?;
        let root: Hash = root.parse()?;
        if size == 0 && root != hash::EMPTY_ROOT {
            return Err(CheckpointError::EmptyRoot(root));
        }
        Ok(Self { origin: origin.to_owned(), size, root, extensions })
    }

    /// The log's name.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of entries.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree of that many entries.
    #[must_use]
    pub fn root(&self) -> &Hash {
        &self.root
    }

    /// Further lines, which nobody vouches for but the log.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// Signs it as the log of that name.
    ///
    /// # Errors
    /// [`CheckpointError::Origin`] where the key is another log's, [`CheckpointError::Note`] where it is no Ed25519 key.
    pub fn sign(self, key: &SignerKey) -> Result<SignedCheckpoint, CheckpointError> {
        if key.name() != self.origin {
            return Err(CheckpointError::Origin { want: key.name().to_owned(), got: self.origin });
        }
        let mut note = Note::new(self.to_string())?;
        note.sign(key)?;
        Ok(SignedCheckpoint { checkpoint: self, note })
    }
}

impl fmt::Display for Checkpoint {
    /// The note's text: what is signed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, self.root)?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A checkpoint with its signatures. A parsed one is written again byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl SignedCheckpoint {
    /// Reads a checkpoint as it is served; signatures are not checked here.
    ///
    /// # Errors
    /// [`CheckpointError`] that says what is wrong with its form.
    pub fn parse(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let note = Note::parse(bytes)?;
        Ok(Self { checkpoint: Checkpoint::parse(note.text())?, note })
    }

    /// What it says. Do not rely on it before [`SignedCheckpoint::verify`].
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note around it.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Checks that the log of this key signed it: the key's name is the checkpoint's origin (tlog-checkpoint, "Signatures";
    /// tlog-policy, "Defining a log"), and its signature verifies.
    ///
    /// # Errors
    /// [`CheckpointError::Origin`], or [`CheckpointError::Note`] where the signature is missing or bad.
    pub fn verify(&self, key: &VerifierKey) -> Result<(), CheckpointError> {
        if key.algorithm() != Algorithm::Ed25519 {
            return Err(NoteError::Algorithm(key.algorithm().byte()).into());
        }
        if key.name() != self.checkpoint.origin {
            return Err(CheckpointError::Origin { want: key.name().to_owned(), got: self.checkpoint.origin.clone() });
        }
        self.note.verify(&[key])?;
        Ok(())
    }

    /// The witness's cosignature: nothing where it did not sign, an error where its signature is bad.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`].
    pub fn cosignature(&self, witness: &VerifierKey) -> Result<Option<Cosignature>, NoteError> {
        cosign::verify(&self.note, witness)
    }

    /// Adds a cosignature, or another signature of the same text, in place of an earlier one by the same key.
    pub fn add(&mut self, signature: NoteSignature) {
        self.note.add(signature);
    }
}

impl fmt::Display for SignedCheckpoint {
    /// The checkpoint as it is served.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}
