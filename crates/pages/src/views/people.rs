//! Organisations, accounts, agreements, observers.

use super::common::{Link, Moment, Paging, SubmissionRow, Version};
use super::pages;
use crate::form::Form;
use crate::shell::Role;

words! {
    /// What is kept of who an observer is.
    pub enum Identity {
        /// Nothing.
        None = "identity-none",
        /// Sealed to the custodians.
        Sealed = "identity-sealed",
        /// It was there and is gone.
        Erased = "identity-erased",
    }
}

data! {
    /// All organisations. Fields of the form: `id`, `name-en`, `name-ru`, `name-kk`, `kind`.
    pub struct OrganisationsView {
        /// By name.
        pub organisations: Vec<OrganisationRow>,
        /// A new one.
        pub form: Form,
    }

    /// An organisation in the list.
    pub struct OrganisationRow {
        /// Its id.
        pub id: String,
        /// Its name in the reader's language.
        pub name: String,
        /// Its kind: `citizen`, `mission`, `party`, ...
        pub kind: String,
        /// Accounts.
        pub members: u64,
        /// Observers.
        pub observers: u64,
        /// Whether the reader belongs to it.
        pub own: bool,
    }

    /// One organisation. Fields of `invite`: `name`, `role`. Fields of `agreement`: `to`, `until`, and one `area-WORD` for each of `areas`.
    pub struct OrganisationView {
        /// Its id.
        pub id: String,
        /// Its name in the reader's language.
        pub name: String,
        /// Its kind.
        pub kind: String,
        /// Accounts.
        pub members: Vec<Member>,
        /// An invitation.
        pub invite: Form,
        /// The link of an invitation that was just made; shown once.
        pub link: Option<String>,
        /// What it shares with others.
        pub given: Vec<AgreementRow>,
        /// What others share with it.
        pub received: Vec<AgreementRow>,
        /// A new agreement.
        pub agreement: Form,
        /// Words of what can be shared: `submissions`, `incidents`, ...
        pub areas: Vec<String>,
    }

    /// An account of an organisation.
    pub struct Member {
        /// The account's id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// What it may do.
        pub role: Role,
        /// Whether a second factor is asked for.
        pub two_factor: bool,
        /// When it last signed in.
        pub used: Option<Moment>,
        /// Whether it may sign in.
        pub active: bool,
    }

    /// An agreement to share.
    pub struct AgreementRow {
        /// Its id.
        pub id: String,
        /// The other organisation.
        pub organisation: Link,
        /// Words of what is shared.
        pub areas: Vec<String>,
        /// From when, as it is read.
        pub since: String,
        /// Until when.
        pub until: Option<String>,
    }

    /// Observers. Fields of the filter: `q`, `role`, `active`.
    pub struct ObserversView {
        /// What is asked for.
        pub filter: Form,
        /// The rows of this page.
        pub observers: Vec<ObserverRow>,
        /// Where the page stands.
        pub paging: Paging,
    }

    /// An observer in a list; no name.
    pub struct ObserverRow {
        /// The pseudonymous id.
        pub id: String,
        /// Role: `short_term`, ...
        pub role: String,
        /// The place's name.
        pub place: Option<String>,
        /// The team's id.
        pub team: Option<String>,
        /// The supervisor's pseudonymous id.
        pub supervisor: Option<String>,
        /// Whether submissions are expected.
        pub active: bool,
        /// What is kept of who it is.
        pub identity: Identity,
    }

    /// One observer.
    pub struct ObserverView {
        /// As in the list.
        pub observer: ObserverRow,
        /// The organisation.
        pub organisation: Link,
        /// The id in the organisation's own list.
        pub external: Option<String>,
        /// Languages, as they are read.
        pub languages: Vec<String>,
        /// The station of a static observer.
        pub station: Option<Link>,
        /// Custodians who have to agree to open the identity.
        pub need: u64,
        /// Custodians.
        pub of: u64,
        /// What came in lately.
        pub submissions: Vec<SubmissionRow>,
        /// Newest first.
        pub versions: Vec<Version>,
    }
}

pages! {
    /// `/organisations`
    organisations(OrganisationsView) = "people/organisations.html";
    /// `/organisations/{id}`
    organisation(OrganisationView) = "people/organisation.html";
    /// `/observers`
    observers(ObserversView) = "people/observers.html";
    /// `/observers/{id}`
    observer(ObserverView) = "people/observer.html";
}
