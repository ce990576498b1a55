//! What is stored, row by row, in the words of the record and of no database.

use domain::{FormDefinition, Salt};
use tlog::Hash;
use uuid::Uuid;

/// A signed checkpoint and its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Entries of the tree.
    pub size: u64,
    /// The signed note, without cosignatures.
    pub note: String,
}

/// A witness's line under a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CosignatureRow {
    /// Size of the checkpoint it stands under.
    pub size: u64,
    /// The witness's key name.
    pub witness: String,
    /// The signature line of the note, without line end.
    pub line: String,
}

/// What an entry commits to. The row is gone once it is erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadRow {
    /// The entry.
    pub index: u64,
    /// The salt of the commitment.
    pub salt: Salt,
    /// The bytes committed to.
    pub body: Vec<u8>,
}

/// A private block, encrypted to the custodians.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRow {
    /// The entry it belongs to.
    pub index: u64,
    /// An age file.
    pub body: Vec<u8>,
}

/// A submission as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionRow {
    /// The entry.
    pub index: u64,
    /// The sender's id.
    pub id: Uuid,
    /// The form, as sent; empty once erased.
    pub form: String,
    /// The station, as sent; empty once erased.
    pub station: String,
    /// The time of capture, as sent.
    pub captured_at: Option<String>,
    /// When it arrived, by the server's clock: seconds since 1970.
    pub received_at: u64,
    /// The token it came with.
    pub token: i64,
    /// Tells the same content from another: a salted hash, all zero once erased.
    pub fingerprint: [u8; 32],
    /// The entry's leaf hash.
    pub leaf: Hash,
    /// Whether a sealed block belongs to it.
    pub private: bool,
    /// The entry that erased it.
    pub erased_by: Option<u64>,
}

/// What is known of an id when it comes in again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSubmission {
    /// The entry.
    pub index: u64,
    /// Its leaf hash.
    pub leaf: Hash,
    /// Salt and fingerprint; nothing once erased.
    pub content: Option<(Salt, [u8; 32])>,
}

/// A file that belongs to a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// The entry.
    pub index: u64,
    /// The submission's entry.
    pub submission: u64,
    /// The name the sender gave; empty once erased.
    pub name: String,
    /// Kind of content, as `image/jpeg`.
    pub media: String,
    /// Bytes of the original.
    pub length: u64,
    /// SHA-256 of the original; all zero once erased.
    pub sha256: [u8; 32],
    /// SHA-256 of the working copy, where there is one.
    pub working: Option<[u8; 32]>,
    /// Whether the original is kept, sealed.
    pub sealed: bool,
    /// The entry that erased it.
    pub erased_by: Option<u64>,
}

/// A form's definition; the latest entry of an id counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// The entry.
    pub index: u64,
    /// The definition.
    pub form: FormDefinition,
}

/// A station's definition; the latest entry of a code counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationRow {
    /// The entry.
    pub index: u64,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A key to the interface, known by its hash alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Number, given by the database.
    pub id: i64,
    /// What it is for, in its maker's words.
    pub label: String,
    /// SHA-256 of the token.
    pub hash: [u8; 32],
    /// What it may do, separated by commas.
    pub scopes: String,
    /// When it was made: seconds since 1970.
    pub created_at: u64,
    /// When it was revoked.
    pub revoked_at: Option<u64>,
}

/// Which submissions to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Only entries before this one (newest first); the cursor.
    pub before: Option<u64>,
    /// Only this form.
    pub form: Option<String>,
    /// How many at most.
    pub limit: u32,
}

/// Everything that one commit writes, all of it or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Index of the first new entry: the size of the tree before.
    pub first: u64,
    /// The new entries, in order.
    pub entries: Vec<Vec<u8>>,
    /// Tiles added or replaced: level, index, hashes. Only the widest form of a tile is stored.
    pub tiles: Vec<(u8, u64, Vec<u8>)>,
    /// The signed checkpoints of the batch, the last one of the size after it. A copy has those of its original.
    pub heads: Vec<Head>,
    /// What the entries commit to.
    pub payloads: Vec<PayloadRow>,
    /// Private blocks.
    pub sealed: Vec<SealedRow>,
    /// Rows of submissions.
    pub submissions: Vec<SubmissionRow>,
    /// Rows of attachments.
    pub attachments: Vec<AttachmentRow>,
    /// Definitions of forms.
    pub forms: Vec<FormRow>,
    /// Definitions of stations.
    pub stations: Vec<StationRow>,
    /// Entries whose payloads, private blocks and readable fields go: the entry, and the one that erases it.
    pub erased: Vec<(u64, u64)>,
}

impl Batch {
    /// The size of the tree after it.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.first + self.entries.len() as u64
    }
}
