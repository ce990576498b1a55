//! What is stored, row by row, in the words of the record and of no database.

use std::fmt;

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
    /// The organisation whose token it came with.
    pub organisation: Option<String>,
    /// Who filled it in, as sent; nothing once erased.
    pub observer: Option<String>,
    /// The submission that it corrects.
    pub replaces: Option<Uuid>,
    /// The entry that corrects it.
    pub replaced_by: Option<u64>,
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
    /// Whose it is.
    pub organisation: Option<String>,
    /// The entry that corrects it.
    pub replaced_by: Option<u64>,
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

/// One version of an object that the office keeps: an election, a station, a deployment, an incident.
///
/// Once erased, `index`, `position`, `noun`, `id`, `version`, `at` and `current` stay, and everything else is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectRow {
    /// The entry.
    pub index: u64,
    /// Its place in the entry, from 0.
    pub position: u32,
    /// What kind of thing it is.
    pub noun: String,
    /// Which one of its kind.
    pub id: String,
    /// From 1; each change is one more.
    pub version: u64,
    /// Whose it is.
    pub organisation: Option<String>,
    /// The station that it is about.
    pub station: Option<String>,
    /// The state it is in, in the words of its kind.
    pub state: Option<String>,
    /// Whether this version withdraws it.
    pub gone: bool,
    /// The account or token that made this version: a pseudonymous id.
    pub by: String,
    /// When, by the server's clock: seconds since 1970.
    pub at: u64,
    /// What it says: JSON.
    pub body: Vec<u8>,
    /// Whether no later version is there.
    pub current: bool,
    /// The entry that erased it.
    pub erased_by: Option<u64>,
}

/// Where the current version of an object stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownObject {
    /// What kind of thing it is.
    pub noun: String,
    /// Which one of its kind.
    pub id: String,
    /// Its version.
    pub version: u64,
    /// The entry.
    pub index: u64,
    /// Its place in the entry.
    pub position: u32,
}

/// Which objects to list: current ones that are neither withdrawn nor erased, ordered by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectPage {
    /// What kind of thing.
    pub noun: String,
    /// Only ids after this one, in the order of their bytes; the cursor.
    pub after: Option<String>,
    /// Only those of these organisations; what belongs to none is then left out.
    pub organisations: Option<Vec<String>>,
    /// Only those about this station.
    pub station: Option<String>,
    /// Only those in this state.
    pub state: Option<String>,
    /// Only those whose latest version is this entry or a later one: with the size of the log at the last look, what changed since.
    pub changed_since: Option<u64>,
    /// How many at most.
    pub limit: u32,
}

/// Something that is kept beside the record: an account, a session, a link, a saved setting.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// What it is.
    pub kind: String,
    /// Which one of its kind.
    pub id: String,
    /// Another name by which one of its kind is found, such as the hash of a token.
    pub lookup: Option<String>,
    /// From 1; each replacement is one more.
    pub version: u64,
    /// When it may be removed: seconds since 1970.
    pub expires_at: Option<u64>,
    /// What it says.
    pub body: Vec<u8>,
}

/// Neither id nor content: they may be a person's, or a secret.
impl fmt::Debug for DocumentRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentRow").field("kind", &self.kind).field("version", &self.version).finish_non_exhaustive()
    }
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
    /// The organisation whose submissions come with it.
    pub organisation: Option<String>,
    /// The account it belongs to.
    pub account: Option<String>,
}

/// Which submissions to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Only entries before this one (newest first); the cursor.
    pub before: Option<u64>,
    /// Only this form.
    pub form: Option<String>,
    /// Only those of these organisations; what belongs to none is then left out.
    pub organisations: Option<Vec<String>>,
    /// Only this station.
    pub station: Option<String>,
    /// Only this observer.
    pub observer: Option<String>,
    /// Only those that no later one corrects.
    pub latest: bool,
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
    /// Versions of objects.
    pub objects: Vec<ObjectRow>,
    /// Versions that were current before: entry and place in it.
    pub outdated: Vec<(u64, u32)>,
    /// Submissions that are corrected: the entry, and the one that corrects it.
    pub replaced: Vec<(u64, u64)>,
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
