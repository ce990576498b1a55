//! What came in.

use super::common::{Link, Moment, Paging, State, SubmissionRow, Version};
use super::pages;
use crate::form::Form;

data! {
    /// Submissions, newest first. Fields of the filter: `q` (station or observer), `form`, `marked`, `all` (with what was replaced).
    pub struct SubmissionsView {
        /// What is asked for.
        pub filter: Form,
        /// The rows of this page.
        pub submissions: Vec<SubmissionRow>,
        /// Where the page stands.
        pub paging: Paging,
        /// The same rows as CSV.
        pub csv: String,
    }

    /// One submission.
    pub struct SubmissionView {
        /// Its UUID.
        pub id: String,
        /// The form's id.
        pub form: String,
        /// The form's title, where it is defined.
        pub title: String,
        /// The station; the address is empty when it is not defined.
        pub station: Link,
        /// The station's name.
        pub station_name: Option<String>,
        /// The observer.
        pub observer: Option<Link>,
        /// The organisation.
        pub organisation: Option<Link>,
        /// When it was filled in, by the sender's clock.
        pub captured: Option<Moment>,
        /// When it arrived.
        pub arrived: Moment,
        /// Its entry of the log.
        pub entry: u64,
        /// Words of its marks.
        pub marks: Vec<String>,
        /// What became of it.
        pub state: State,
        /// Why it was erased, and when.
        pub erased: Option<ErasedNote>,
        /// The version that took its place.
        pub replaced_by: Option<Link>,
        /// Whether something of it is sealed to the custodians.
        pub sealed: bool,
        /// Answers, in the form's order.
        pub answers: Vec<AnswerRow>,
        /// Files.
        pub attachments: Vec<AttachmentRow>,
        /// Versions, newest first, when it was edited.
        pub edits: Vec<Version>,
    }

    /// Why and when something was erased.
    pub struct ErasedNote {
        /// The reason that was given.
        pub reason: String,
        /// When.
        pub moment: Moment,
        /// The entry that says so.
        pub entry: u64,
    }

    /// An answer.
    pub struct AnswerRow {
        /// The question's id: `02`.
        pub id: String,
        /// The question, where the form is defined.
        pub question: Option<String>,
        /// The answer as it is read; none when it is sealed.
        pub value: Option<String>,
        /// Whether the form counts this answer as irregular.
        pub irregular: bool,
    }

    /// A file of a submission.
    pub struct AttachmentRow {
        /// Its number, from 0.
        pub index: u64,
        /// Its name as it was sent.
        pub name: String,
        /// Its size as it is read.
        pub size: String,
        /// Whether there is a working copy that can be shown.
        pub picture: bool,
        /// Its entry of the log.
        pub entry: u64,
    }
}

pages! {
    /// `/submissions`
    submissions(SubmissionsView) = "submissions/list.html";
    /// `/submissions/{id}`
    submission(SubmissionView) = "submissions/one.html";
}
