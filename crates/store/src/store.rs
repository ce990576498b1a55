//! What a database has to do for the record. It knows rows and transactions; it computes and decides nothing.

use std::collections::HashMap;
use std::ops::Range;

use async_trait::async_trait;
use uuid::Uuid;

use crate::StoreError;
use crate::rows::{
    AttachmentRow, Batch, CosignatureRow, DocumentRow, FormRow, Head, KnownObject, KnownSubmission, ObjectPage, ObjectRow, Page,
    PayloadRow, SealedRow, SubmissionRow, TokenRow,
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

    /// Keeps a document. Where nothing is expected, it must be new, its lookup too, and gets version 1; otherwise the one there must
    /// have the version expected, and gets the next. Says whether it was so; where it was not, nothing changes.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn put_document(&self, document: &DocumentRow, expected: Option<u64>) -> Result<bool, StoreError>;

    /// Keeps a document of another record with the version that it has there; says whether it was new here.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn copy_document(&self, document: &DocumentRow) -> Result<bool, StoreError>;

    /// Removes a document; says whether there was one.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn remove_document(&self, kind: &str, id: &str) -> Result<bool, StoreError>;

    /// Removes the documents that expired at `now` (seconds since 1970) or before; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn remove_expired(&self, now: u64) -> Result<u64, StoreError>;

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

    /// Ends in order, once nobody writes any more: what a database keeps beside its file goes into it. Nothing is asked of the store
    /// after that.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is lost then, and the next start finds everything.
    async fn close(&self) -> Result<(), StoreError> {
        Ok(())
    }
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
    /// The current version of an object, withdrawn and erased ones too.
    async fn object(&self, noun: &str, id: &str) -> Result<Option<ObjectRow>, StoreError>;
    /// All versions of an object, oldest first.
    async fn object_history(&self, noun: &str, id: &str) -> Result<Vec<ObjectRow>, StoreError>;
    /// Current objects, by id.
    async fn objects(&self, page: &ObjectPage) -> Result<Vec<ObjectRow>, StoreError>;
    /// Versions of objects in a range of entries, by entry and place in it.
    async fn objects_in(&self, range: Range<u64>) -> Result<Vec<ObjectRow>, StoreError>;
    /// A document, expired or not.
    async fn document(&self, kind: &str, id: &str) -> Result<Option<DocumentRow>, StoreError>;
    /// A document by its other name, expired or not.
    async fn document_by(&self, kind: &str, lookup: &str) -> Result<Option<DocumentRow>, StoreError>;
    /// Documents of a kind by id, those after this one, expired or not.
    async fn documents(&self, kind: &str, after: Option<&str>, limit: u32) -> Result<Vec<DocumentRow>, StoreError>;
    /// The kinds of which there are documents, in order.
    async fn document_kinds(&self) -> Result<Vec<String>, StoreError>;
    /// How many submissions there are, erased and corrected ones too, by the organisation that they came with.
    async fn submission_counts(&self) -> Result<Vec<(Option<String>, u64)>, StoreError>;
    /// Every token, revoked ones too.
    async fn tokens(&self) -> Result<Vec<TokenRow>, StoreError>;
    /// A token by its hash.
    async fn token(&self, hash: &[u8; 32]) -> Result<Option<TokenRow>, StoreError>;

    /// A submission with all that it corrects and all that correct it, oldest first; nothing where there is none of this id.
    async fn submission_history(&self, id: Uuid) -> Result<Vec<SubmissionRow>, StoreError> {
        let Some(found) = self.submission(id).await? else { return Ok(Vec::new()) };
        // Each is earlier than the one before it, whatever somebody wrote into the database: the chain ends.
        let mut chain = vec![found];
        while let Some(row) = chain.last() {
            let Some(id) = row.replaces else { break };
            let before = self.submission(id).await?.filter(|before| before.index < row.index);
            let Some(before) = before else { break };
            chain.push(before);
        }
        chain.reverse();
        while let Some(row) = chain.last() {
            let Some(by) = row.replaced_by.filter(|by| *by > row.index) else { break };
            let Some(after) = self.submissions_in(by..by.saturating_add(1)).await?.pop() else { break };
            chain.push(after);
        }
        Ok(chain)
    }
}

/// The one that writes entries.
#[async_trait]
pub trait Writer: Send {
    /// What is known of these ids.
    async fn known(&mut self, ids: &[Uuid]) -> Result<HashMap<Uuid, KnownSubmission>, StoreError>;

    /// The current versions of these objects, by noun and id, as far as there are any; in any order.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn known_objects(&mut self, objects: &[(&str, &str)]) -> Result<Vec<KnownObject>, StoreError>;

    /// Writes the batch in one transaction, durable when this returns. The batch must begin where the record ends.
    ///
    /// # Errors
    /// [`StoreError`]. Whether anything was written is then not known where the connection was lost, and nothing was otherwise:
    /// the caller reads the head again.
    async fn commit(&mut self, batch: &Batch) -> Result<(), StoreError>;

    /// Whether the lock is still held.
    async fn holds(&mut self) -> bool;
}
