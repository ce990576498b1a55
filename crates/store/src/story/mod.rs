//! The test story of the record: what must hold on every database, told once.
//!
//! A database's tests implement [`Database`] and call [`run`], or single chapters, each with a database of its own:
//!
//! ```ignore
//! #[tokio::test(flavor = "multi_thread")]
//! async fn the_story() {
//!     store::story::run(&Sqlite::new()).await;
//! }
//! ```
//!
//! The runtime must have several threads: the log is verified on one that waits for the database.
//!
//! | chapter | module |
//! |---|---|
//! | submissions, attachments, definitions, and their receipts | [`receiving`] |
//! | whose a submission is, and what corrects it | [`correcting`] |
//! | objects: versions, expectations, lists, erasure | [`objects`] |
//! | documents beside the record | [`documents`] |
//! | a record of the first format | [`migrating`], told by each database's own tests |
//! | what is erased, and what stays | [`erasing`] |
//! | too much at once, two writers | [`limits`] |
//! | lists, moments, tokens, settings, cosignatures | [`reading`] |
//! | stops, crashes, commits that fail | [`failing`] |
//! | what was altered is found | [`checking`] |
//! | from one database into another | [`copying`] |

// A story is a test. It stands in the library so that each database can run it.
#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test panics where something does not hold")]

pub mod checking;
pub mod copying;
pub mod correcting;
pub mod cost;
pub mod documents;
pub mod erasing;
pub mod failing;
pub mod faulty;
pub mod limits;
pub mod migrating;
pub mod objects;
pub mod reading;
pub mod receiving;
pub mod report;
pub mod running;
pub mod verify;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use crate::Store;

/// A database for one chapter, empty at first.
#[async_trait]
pub trait Database: Send + Sync {
    /// Another one, empty, of the same kind.
    async fn fresh(&self) -> Box<dyn Database>;

    /// Opens it, as a process that starts does.
    async fn open(&self) -> Arc<dyn Store>;

    /// Alters what stands in it behind the record's back. The statements are plain SQL over the tables and columns of
    /// `store-sqlite/migrations`; a database whose names differ has to translate them.
    async fn tamper(&self, sql: &str);
}

/// A chapter: what must hold, and how that is found out.
pub type Chapter = (&'static str, for<'a> fn(&'a dyn Database) -> BoxFuture<'a, ()>);

/// Chapters by their functions' names.
macro_rules! chapters {
    ($($module:ident::$name:ident)*) => {
        &[$((concat!(stringify!($module), "::", stringify!($name)), |database| Box::pin($module::$name(database)))),*]
    };
}

/// The whole story, in order.
pub const CHAPTERS: &[Chapter] = chapters! {
    receiving::a_record_begins_with_a_signed_checkpoint_of_nothing
    receiving::submissions_get_consecutive_entries_and_provable_receipts
    receiving::a_repeat_gets_the_same_receipt
    receiving::other_content_under_the_same_id_is_a_conflict
    receiving::attachments_come_with_a_submission_and_later
    receiving::the_same_file_twice_is_one_attachment
    receiving::definitions_are_entries
    receiving::works_about_one_id_keep_their_order
    receiving::many_at_once_get_one_order
    receiving::awkward_text_comes_back_as_it_was
    receiving::a_log_of_several_tiles_verifies
    correcting::a_correction_leaves_what_it_corrects
    correcting::what_cannot_be_corrected_is_refused
    correcting::corrections_keep_their_order
    correcting::lists_of_organisations_and_of_what_is_latest
    correcting::what_was_altered_is_found
    objects::each_change_is_an_entry_and_a_version
    objects::a_change_finds_the_version_it_expects_or_nothing_is_written
    objects::of_many_who_change_the_same_one_is_first
    objects::works_about_objects_keep_their_order
    objects::objects_are_listed
    objects::what_is_forgotten_is_gone_and_the_log_still_verifies
    objects::an_import_is_taken_whole
    objects::what_was_altered_is_found
    objects::a_record_is_checked_up_to_any_entry
    documents::a_document_is_new_once_and_replaced_by_version
    documents::documents_are_listed_and_expire
    documents::many_write_documents_while_reports_come_in
    documents::a_copy_takes_documents_but_no_passes
    erasing::what_is_erased_is_gone_and_the_log_still_verifies
    erasing::an_opening_is_an_entry
    limits::too_much_at_once_is_busy_and_nothing_is_lost
    limits::a_work_of_nothing_takes_room_too
    limits::a_work_larger_than_all_room_is_taken_alone
    limits::whoever_stops_waiting_makes_no_room
    limits::only_one_writes
    reading::a_snapshot_stays_at_its_moment
    reading::the_list_comes_in_pages
    reading::beyond_the_end_there_is_nothing
    reading::tokens
    reading::settings
    reading::cosignatures
    reading::a_clock_that_jumps_is_told
    failing::a_crash_between_batches_loses_nothing
    failing::a_crash_at_any_moment_loses_nothing_acknowledged
    failing::another_key_is_refused
    failing::a_commit_that_fails_acknowledges_nothing
    failing::a_reading_that_fails_acknowledges_nothing
    failing::a_commit_that_only_seems_to_fail_is_found_again
    failing::a_store_that_ends_earlier_is_not_continued
    failing::a_store_with_another_history_is_not_continued
    checking::what_was_altered_is_found
    checking::an_erasure_without_its_entry_is_found
    copying::a_copy_is_the_same_record
    copying::a_copy_keeps_who_sent_what
    copying::a_place_in_use_is_refused
    copying::what_was_altered_is_not_copied
};

/// How long a chapter may take: each takes a second or two.
const LONGEST: Duration = Duration::from_mins(1);

/// Tells the whole story, each chapter on a database of its own, and says in the end in which ones it broke off.
pub async fn run(database: &dyn Database) {
    let mut broken = Vec::new();
    for (name, chapter) in CHAPTERS {
        let own = database.fresh().await;
        // A chapter that waits for ever is broken too.
        let told = tokio::time::timeout(LONGEST, AssertUnwindSafe(chapter(&*own)).catch_unwind()).await;
        if !matches!(told, Ok(Ok(()))) {
            broken.push(*name);
        }
    }
    assert!(broken.is_empty(), "the story broke off in {broken:#?}");
}
