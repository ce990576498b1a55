//! One batch: works become entries and rows. Nothing is written here, and nothing changes but the batch and the tree given.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::{Envelope, Kind};
use tlog::writer::TileWriter;
use tlog::{Hash, hash};
use uuid::Uuid;

use crate::prepare::{NewAttachment, NewSubmission, Salted};
use crate::rows::{AttachmentRow, Batch, FormRow, KnownSubmission, PayloadRow, SealedRow, SubmissionRow};

use super::objects::{Latest, Past};
use super::work::{NotReplaced, Work};

/// What is in the record about the submissions and objects of a batch.
#[derive(Debug, Default)]
pub struct Known {
    /// By id.
    pub submissions: HashMap<Uuid, KnownSubmission>,
    /// Attachments by the submission's entry, where they matter.
    pub attachments: HashMap<u64, Vec<AttachmentRow>>,
    /// Current versions of the objects that are changed.
    pub objects: Latest,
    /// Entries of the object that is erased or opened: one at most.
    pub past: Vec<Past>,
}

/// What a work became, before it is durable.
#[derive(Debug)]
pub enum Outcome {
    /// New entries.
    Created { index: u64, leaf: Hash, attachments: Vec<(u64, Hash)> },
    /// The same as before; attachments old and new.
    Repeated { index: u64, leaf: Hash, attachments: Vec<(u64, Option<Hash>)> },
    /// Another content under the same id.
    Conflict,
    /// Erased before.
    Erased,
    /// Not there.
    Unknown,
    /// What it corrects cannot be.
    NotReplaced(NotReplaced),
    /// New versions of objects.
    Changed { index: u64, leaf: Hash, last: u64, versions: Vec<u64> },
    /// Another version is there.
    Stale { noun: String, id: String, version: Option<u64> },
    /// Others stand in the same entry.
    Shared,
    /// To be erased by this batch.
    Gone { index: u64, leaf: Hash, attachments: Vec<AttachmentRow> },
}

/// The batch as it grows.
pub struct Assembly<'a> {
    pub(super) batch: Batch,
    tree: &'a mut TileWriter,
    pub(super) time: u64,
    pub(super) known: &'a Known,
    /// Versions that this batch makes.
    pub(super) made: Latest,
}

impl<'a> Assembly<'a> {
    /// An empty batch on top of a tree.
    pub fn new(tree: &'a mut TileWriter, time: u64, known: &'a Known) -> Self {
        Self { batch: Batch { first: tree.size(), ..Batch::default() }, tree, time, known, made: Latest::default() }
    }

    /// Adds a work.
    pub fn add(&mut self, work: Work) -> Outcome {
        let created = |(index, leaf)| Outcome::Created { index, leaf, attachments: Vec::new() };
        match work {
            Work::Submit(new, files) => self.submit(*new, files),
            Work::Attach(id, files) => self.attach(id, files),
            Work::Form(form, payload) => {
                let (index, leaf) = self.enter(Kind::Form, payload, None);
                self.batch.forms.push(FormRow { index, form });
                created((index, leaf))
            }
            Work::Change(changes) => self.change(changes),
            Work::Forget { payload, .. } => self.forget(&payload),
            Work::OpenObject { payload, .. } => self.open_object(payload),
            Work::Erase(id, payload) => self.erase(id, payload),
            Work::Open(id, payload) => match self.known.submissions.get(&id) {
                None => Outcome::Unknown,
                Some(known) if known.content.is_none() => Outcome::Erased,
                Some(known) => created(self.enter(Kind::Opening, payload, Some(known.index))),
            },
        }
    }

    /// The batch with its tiles; the checkpoint is the signer's.
    pub fn finish(mut self) -> Batch {
        self.batch.tiles = self.tree.take().into_iter().map(|(tile, bytes)| (tile.level, tile.index, bytes)).collect();
        self.batch
    }

    /// Appends an entry and keeps what it commits to.
    pub(super) fn enter(&mut self, kind: Kind, payload: Salted, of: Option<u64>) -> (u64, Hash) {
        let entry = Envelope { kind, time: self.time, commitment: payload.commitment, of }.to_bytes();
        let (index, leaf) = (self.tree.size(), hash::leaf(&entry));
        self.tree.push(leaf);
        self.batch.entries.push(entry);
        self.batch.payloads.push(PayloadRow { index, salt: payload.salt, body: payload.body });
        (index, leaf)
    }

    fn submit(&mut self, new: NewSubmission, files: Vec<NewAttachment>) -> Outcome {
        if let Some(known) = self.known.submissions.get(&new.submission.id) {
            return match known.content {
                None => Outcome::Erased,
                Some((salt, fingerprint)) if new.is(&salt, &fingerprint) => self.again(known, files),
                Some(_) => Outcome::Conflict,
            };
        }
        if let Err(why) = self.correctable(&new) {
            return Outcome::NotReplaced(why);
        }
        let fingerprint = new.fingerprint();
        let NewSubmission { submission, payload, sealed, token, organisation, .. } = new;
        let (index, leaf) = self.enter(Kind::Submission, payload, None);
        let corrected = submission.replaces.and_then(|id| self.known.submissions.get(&id));
        self.batch.replaced.extend(corrected.map(|known| (known.index, index)));
        self.batch.submissions.push(SubmissionRow {
            index,
            id: submission.id,
            form: submission.form,
            station: submission.station,
            captured_at: submission.captured_at,
            organisation,
            observer: submission.observer,
            replaces: submission.replaces,
            replaced_by: None,
            received_at: self.time,
            token,
            fingerprint,
            leaf,
            private: sealed.is_some(),
            erased_by: None,
        });
        self.batch.sealed.extend(sealed.map(|body| SealedRow { index, body }));
        let attachments = self.files(index, &[], files).into_iter().filter_map(|(index, leaf)| Some((index, leaf?))).collect();
        Outcome::Created { index, leaf, attachments }
    }

    /// Whether what it corrects, if anything, can be: a submission of the same organisation that nothing corrects yet.
    fn correctable(&self, new: &NewSubmission) -> Result<(), NotReplaced> {
        let Some(id) = new.submission.replaces else { return Ok(()) };
        match self.known.submissions.get(&id).filter(|known| known.organisation == new.organisation) {
            None => Err(NotReplaced::Unknown),
            Some(known) if known.content.is_none() => Err(NotReplaced::Erased),
            Some(known) if known.replaced_by.is_some() => Err(NotReplaced::Already),
            Some(_) => Ok(()),
        }
    }

    fn attach(&mut self, id: Uuid, files: Vec<NewAttachment>) -> Outcome {
        match self.known.submissions.get(&id) {
            None => Outcome::Unknown,
            Some(known) if known.content.is_none() => Outcome::Erased,
            Some(known) => self.again(known, files),
        }
    }

    /// A submission that is there: adds the files that are not.
    fn again(&mut self, known: &KnownSubmission, files: Vec<NewAttachment>) -> Outcome {
        let there = self.known.attachments.get(&known.index).map(Vec::as_slice).unwrap_or_default();
        Outcome::Repeated { index: known.index, leaf: known.leaf, attachments: self.files(known.index, there, files) }
    }

    /// Adds the files that are not there, and answers for each where it is; with a leaf hash where it is new. A file is known by name
    /// and content, so one that comes twice is one.
    fn files(&mut self, submission: u64, there: &[AttachmentRow], files: Vec<NewAttachment>) -> Vec<(u64, Option<Hash>)> {
        let mut known: HashMap<(String, [u8; 32]), (u64, Option<Hash>)> =
            there.iter().rev().map(|row| ((row.name.clone(), row.sha256), (row.index, None))).collect();
        let place = |file: NewAttachment| match known.entry((file.file.name.clone(), file.file.sha256)) {
            Entry::Occupied(there) => *there.get(),
            Entry::Vacant(free) => {
                let (index, leaf) = self.file(submission, file);
                *free.insert((index, Some(leaf)))
            }
        };
        files.into_iter().map(place).collect()
    }

    fn file(&mut self, submission: u64, file: NewAttachment) -> (u64, Hash) {
        let NewAttachment { file, payload } = file;
        let (index, leaf) = self.enter(Kind::Attachment, payload, Some(submission));
        self.batch.attachments.push(AttachmentRow {
            index,
            submission,
            name: file.name,
            media: file.media,
            length: file.length,
            sha256: file.sha256,
            working: file.working,
            sealed: file.sealed,
            erased_by: None,
        });
        (index, leaf)
    }

    fn erase(&mut self, id: Uuid, payload: Salted) -> Outcome {
        let Some(known) = self.known.submissions.get(&id) else { return Outcome::Unknown };
        if known.content.is_none() {
            return Outcome::Erased;
        }
        let (index, leaf) = self.enter(Kind::Erasure, payload, Some(known.index));
        let attachments = self.known.attachments.get(&known.index).cloned().unwrap_or_default();
        self.batch.erased.push((known.index, index));
        self.batch.erased.extend(attachments.iter().map(|row| (row.index, index)));
        Outcome::Gone { index, leaf, attachments }
    }
}
