//! What a database has to do for the record. It knows rows and transactions; it computes and decides nothing.

use std::collections::HashMap;
use std::ops::Range;

use async_trait::async_trait;
use uuid::Uuid;

use crate::StoreError;
use crate::rows::{
    AttachmentRow, Batch, CosignatureRow, FormRow, Head, KnownSubmission, Page, PayloadRow, SealedRow, StationRow, SubmissionRow, TokenRow,
};

/// A database that holds one record. Making one migrates it forward, never back.
#[async_trait]
pub trait Store: Reader {
    /// Its name, for people.
    fn name(&self) -> &'static str;

    /// Takes the lock under which alone entries are written. It is held until the writer is dropped or its connection is lost.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process has it.
    async fn writer(&self) -> Result<Box<dyn Writer>, StoreError>;

    /// One moment of the record, however long it is read.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError>;

    /// Adds a token and answers its number.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn add_token(&self, token: &TokenRow) -> Result<i64, StoreError>;

    /// Marks a token as revoked; says whether there was one.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn revoke_token(&self, id: i64, at: u64) -> Result<bool, StoreError>;

    /// Keeps a cosignature; one of the same witness and size is kept as it is.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn add_cosignature(&self, cosignature: &CosignatureRow) -> Result<(), StoreError>;

    /// Sets a value by name.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn set(&self, name: &str, value: &str) -> Result<(), StoreError>;

    /// Makes sure that what was erased stands in no file of the database any more, as far as the database can.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn scrub(&self) -> Result<(), StoreError>;

    /// The database's own check of its files and the settings on which durability stands.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] that says what is wrong.
    async fn self_check(&self) -> Result<(), StoreError>;
}

/// Reading. Rows come ordered by entry.
#[async_trait]
pub trait Reader: Send + Sync {
    /// A value by name.
    async fn get(&self, name: &str) -> Result<Option<String>, StoreError>;
    /// The latest checkpoint.
    async fn head(&self) -> Result<Option<Head>, StoreError>;
    /// The first checkpoint that covers an entry: the one of its receipt.
    async fn head_covering(&self, index: u64) -> Result<Option<Head>, StoreError>;
    /// Checkpoints from a size on, in order.
    async fn heads(&self, from: u64, limit: u32) -> Result<Vec<Head>, StoreError>;
    /// Cosignatures under checkpoints of sizes in a range.
    async fn cosignatures(&self, sizes: Range<u64>) -> Result<Vec<CosignatureRow>, StoreError>;
    /// The size of at least `size` whose checkpoint most witnesses cosigned, the first of several; of the next 10,000 cosignatures.
    async fn cosigned_size(&self, size: u64) -> Result<Option<u64>, StoreError>;
    /// The size whose checkpoint most witnesses cosigned, the latest of several; of the last 1,000 cosignatures.
    async fn latest_cosigned(&self) -> Result<Option<u64>, StoreError>;
    /// Entries of a range, as far as they exist.
    async fn entries(&self, range: Range<u64>) -> Result<Vec<Vec<u8>>, StoreError>;
    /// The widest form of a tile.
    async fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError>;
    /// Payloads of a range of entries; erased ones are missing.
    async fn payloads(&self, range: Range<u64>) -> Result<Vec<PayloadRow>, StoreError>;
    /// Private blocks of a range of entries.
    async fn sealed(&self, range: Range<u64>) -> Result<Vec<SealedRow>, StoreError>;
    /// A submission by its id.
    async fn submission(&self, id: Uuid) -> Result<Option<SubmissionRow>, StoreError>;
    /// Submissions, newest first.
    async fn submissions(&self, page: &Page) -> Result<Vec<SubmissionRow>, StoreError>;
    /// Submissions of a range of entries.
    async fn submissions_in(&self, range: Range<u64>) -> Result<Vec<SubmissionRow>, StoreError>;
    /// Attachments of a submission.
    async fn attachments_of(&self, submission: u64) -> Result<Vec<AttachmentRow>, StoreError>;
    /// Attachments of a range of entries.
    async fn attachments_in(&self, range: Range<u64>) -> Result<Vec<AttachmentRow>, StoreError>;
    /// How many attachments that are not erased have this original or this working copy.
    async fn uses_of(&self, sha256: &[u8; 32], working: Option<&[u8; 32]>) -> Result<(u64, u64), StoreError>;
    /// Definitions of forms in a range of entries.
    async fn forms_in(&self, range: Range<u64>) -> Result<Vec<FormRow>, StoreError>;
    /// Definitions of stations in a range of entries.
    async fn stations_in(&self, range: Range<u64>) -> Result<Vec<StationRow>, StoreError>;
    /// Every token, revoked ones too.
    async fn tokens(&self) -> Result<Vec<TokenRow>, StoreError>;
    /// A token by its hash.
    async fn token(&self, hash: &[u8; 32]) -> Result<Option<TokenRow>, StoreError>;
}

/// The one that writes entries.
#[async_trait]
pub trait Writer: Send {
    /// What is known of these ids.
    async fn known(&mut self, ids: &[Uuid]) -> Result<HashMap<Uuid, KnownSubmission>, StoreError>;

    /// Writes the batch in one transaction, durable when this returns. The batch must begin where the record ends.
    ///
    /// # Errors
    /// [`StoreError`]. Whether anything was written is then not known where the connection was lost, and nothing was otherwise:
    /// the caller reads the head again.
    async fn commit(&mut self, batch: &Batch) -> Result<(), StoreError>;

    /// Whether the lock is still held.
    async fn holds(&mut self) -> bool;
}
