//! Polling stations.

use super::common::{Link, Paging, SubmissionRow, Version};
use super::pages;
use crate::form::Form;

data! {
    /// Stations. Fields of the filter: `q` (any script), `place`, `kind`.
    pub struct StationsView {
        /// What is asked for.
        pub filter: Form,
        /// The rows of this page.
        pub stations: Vec<StationRow>,
        /// Where the page stands.
        pub paging: Paging,
        /// The same rows as CSV.
        pub csv: String,
    }

    /// A station in the list.
    pub struct StationRow {
        /// Its code.
        pub code: String,
        /// Its name in the reader's language.
        pub name: String,
        /// Its place, from the region down.
        pub place: String,
        /// Its kind: `ordinary`, `hospital`, ...
        pub kind: String,
        /// Registered voters.
        pub registered: Option<u64>,
        /// Submissions about it.
        pub submissions: u64,
    }

    /// A name in one language.
    pub struct NameRow {
        /// Language tag.
        pub language: String,
        /// The language's own name.
        pub language_name: String,
        /// The name.
        pub text: String,
    }

    /// One station.
    pub struct StationView {
        /// Its code.
        pub code: String,
        /// Its name in the reader's language.
        pub name: String,
        /// All its names.
        pub names: Vec<NameRow>,
        /// Its places, from the region down.
        pub places: Vec<Link>,
        /// Its address.
        pub address: Option<String>,
        /// Its kind.
        pub kind: String,
        /// Degrees north, as it is read and as `geo:` writes it: `42.8997`.
        pub latitude: Option<String>,
        /// Degrees east.
        pub longitude: Option<String>,
        /// Registered voters.
        pub registered: Option<u64>,
        /// Tags.
        pub tags: Vec<String>,
        /// What came in about it, newest first.
        pub submissions: Vec<SubmissionRow>,
        /// Newest first.
        pub versions: Vec<Version>,
    }

    /// The form of a station. Fields: `code` (a new one), `name-en`, `name-ru`, `name-kk`, `place`, `address`, `kind`, `latitude`, `longitude`,
    /// `registered`.
    pub struct StationFormView {
        /// Its code; none for a new one.
        pub code: Option<String>,
        /// What stands in the fields.
        pub form: Form,
        /// The expected version, so that two people do not overwrite each other.
        pub version: u64,
    }
}

pages! {
    /// `/stations`
    stations(StationsView) = "stations/list.html";
    /// `/stations/{code}`
    station(StationView) = "stations/one.html";
    /// `/stations/new`, `/stations/{code}/edit`
    station_form(StationFormView) = "stations/form.html";
}
