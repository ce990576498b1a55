//! Search, help, and what went wrong.

use super::pages;

words! {
    /// What is looked through.
    pub enum SearchKind {
        /// Stations.
        Stations = "search-stations",
        /// Places.
        Places = "search-places",
        /// Observers.
        Observers = "search-observers",
        /// Submissions.
        Submissions = "search-submissions",
    }

    /// Why there is no page.
    pub enum Failure {
        /// 404
        NotFound = "failure-not-found",
        /// 403
        Forbidden = "failure-forbidden",
        /// 429
        TooMany = "failure-too-many",
        /// 500
        Broken = "failure-broken",
    }
}

impl Failure {
    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden => 403,
            Self::TooMany => 429,
            Self::Broken => 500,
        }
    }
}

data! {
    /// Search results. The query is the shell's.
    pub struct SearchView {
        /// Groups that have something.
        pub groups: Vec<SearchGroup>,
    }

    /// Results of one kind.
    pub struct SearchGroup {
        /// Which.
        pub kind: SearchKind,
        /// All results.
        pub total: u64,
        /// Where all of them are shown.
        pub all: Option<String>,
        /// The first of them.
        pub hits: Vec<Hit>,
    }

    /// One result.
    pub struct Hit {
        /// Where it is shown.
        pub href: String,
        /// Its name, in pieces.
        pub pieces: Vec<Piece>,
        /// One line about it.
        pub about: String,
    }

    /// A piece of text.
    pub struct Piece {
        /// The text.
        pub text: String,
        /// Whether it is what was looked for.
        pub matched: bool,
    }

    /// An error.
    pub struct FailureView {
        /// Which.
        pub kind: Failure,
        /// Stable code of an error, to report.
        pub code: Option<String>,
        /// For 429: seconds to wait.
        pub seconds: u64,
    }

    /// Help; it shows the part of the reader's role first.
    pub struct HelpView {
        /// Whom to ask, as the organisation wrote it.
        pub contact: Option<String>,
    }
}

pages! {
    /// `/search`
    search(SearchView) = "other/search.html";
    /// 403, 404, 429, 500
    failure(FailureView) = "other/failure.html";
    /// `/help`
    help(HelpView) = "other/help.html";
}
