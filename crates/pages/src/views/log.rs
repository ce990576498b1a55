//! The log, and who changed what.

use super::common::{Change, Link, Moment, Paging};
use super::pages;
use crate::form::Form;

data! {
    /// The log. Field of the form: `id`, of a submission whose receipt is looked for.
    pub struct LogView {
        /// The log's name: `example.org/log`.
        pub origin: String,
        /// Where the log is read: `https://example.org/log`.
        pub address: String,
        /// Size of the latest checkpoint, in entries.
        pub size: u64,
        /// Root hash of the latest checkpoint, base64.
        pub root: String,
        /// When it was signed.
        pub signed: Moment,
        /// The log's public key, as verifiers want it.
        pub key: String,
        /// Who cosigned it.
        pub cosignatures: Vec<Cosignature>,
        /// Looking for a receipt.
        pub form: Form,
        /// The receipt that was found.
        pub found: Option<FoundReceipt>,
        /// The latest entries, newest first.
        pub entries: Vec<EntryRow>,
        /// Where the page stands.
        pub paging: Paging,
    }

    /// A witness's cosignature.
    pub struct Cosignature {
        /// The witness's name.
        pub witness: String,
        /// When it cosigned; none when it has not yet.
        pub moment: Option<Moment>,
        /// The size it cosigned.
        pub size: u64,
    }

    /// A receipt.
    pub struct FoundReceipt {
        /// The submission.
        pub submission: Link,
        /// Its entry.
        pub entry: u64,
        /// The receipt's address.
        pub href: String,
    }

    /// An entry of the log.
    pub struct EntryRow {
        /// Its number, from 0.
        pub index: u64,
        /// Its kind: `submission`, `change`, ...
        pub kind: String,
        /// When it came in.
        pub moment: Moment,
        /// The entry it is about, for erasures and openings.
        pub of: Option<u64>,
        /// Where what it commits to is shown.
        pub href: Option<String>,
    }

    /// The audit trail. Fields of the filter: `q` (who or what), `noun`, `since`.
    pub struct ChangesView {
        /// What is asked for.
        pub filter: Form,
        /// Newest first.
        pub changes: Vec<ChangeRow>,
        /// Where the page stands.
        pub paging: Paging,
    }

    /// A change of something that is kept.
    pub struct ChangeRow {
        /// When.
        pub moment: Moment,
        /// The account.
        pub by: String,
        /// The noun: `station`, ...
        pub noun: String,
        /// What was changed.
        pub object: Link,
        /// The version that came of it.
        pub version: u64,
        /// What changed; empty when it was new.
        pub changes: Vec<Change>,
        /// The entry of the log.
        pub entry: u64,
    }
}

pages! {
    /// `/log`
    log(LogView) = "log/log.html";
    /// `/changes`
    changes(ChangesView) = "log/changes.html";
}
