//! What several pages show.

data! {
    /// A moment, as it is read and as machines read it.
    pub struct Moment {
        /// In the reader's language and time zone: `24 Nov, 19:44`.
        pub shown: String,
        /// RFC 3339.
        pub at: String,
    }

    /// A link.
    pub struct Link {
        /// What is read.
        pub text: String,
        /// Where it leads, from the root: `/stations/KZ-17`.
        pub href: String,
    }

    /// One field that changed.
    pub struct Change {
        /// The field, in the reader's language.
        pub field: String,
        /// What stood there; none when nothing did.
        pub from: Option<String>,
        /// What stands there now; none when nothing does.
        pub to: Option<String>,
    }

    /// One version of something that is kept.
    pub struct Version {
        /// 1, 2, ...
        pub number: u64,
        /// The account that made it.
        pub by: String,
        /// When.
        pub moment: Moment,
        /// The entry of the log.
        pub entry: u64,
        /// What changed; empty for the first version.
        pub changes: Vec<Change>,
    }

    /// Where a list stands among all its rows.
    pub struct Paging {
        /// Rows shown on this page.
        pub shown: u64,
        /// All rows, where counting them is cheap.
        pub total: Option<u64>,
        /// Address of the first page, unless this is it.
        pub first: Option<String>,
        /// Address of the next page, unless this is the last.
        pub next: Option<String>,
    }

    /// A submission in a list.
    pub struct SubmissionRow {
        /// Its UUID.
        pub id: String,
        /// The form's id: `OPEN`.
        pub form: String,
        /// The form's title, where it is defined.
        pub title: String,
        /// The station's code as it was sent.
        pub station: String,
        /// The station's name, where it is defined.
        pub station_name: Option<String>,
        /// The observer's pseudonymous id.
        pub observer: Option<String>,
        /// When it arrived.
        pub arrived: Moment,
        /// Words of its marks: `station-unknown`.
        pub marks: Vec<String>,
        /// How often it was edited.
        pub edits: u64,
        /// Whether it is kept, replaced or erased.
        pub state: State,
    }
}

words! {
    /// What became of a submission.
    pub enum State {
        /// It is there.
        Kept = "state-kept",
        /// A later version took its place.
        Replaced = "state-replaced",
        /// Its content is gone; its entry stays.
        Erased = "state-erased",
    }
}
