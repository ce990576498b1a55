//! What stands around every page: who reads it, in which language, and where they are.

use crate::assets;
use crate::texts::{Locale, Texts, Value, count};

words! {
    /// Light or dark.
    pub enum Theme {
        /// As the device has it.
        Auto = "theme-auto",
        /// Dark letters on light paper.
        Light = "theme-light",
        /// Light letters on dark paper.
        Dark = "theme-dark",
    }

    /// The part of the office that a page belongs to.
    pub enum Section {
        /// Counts, the checklist, elections.
        Overview = "nav-overview",
        /// Stations and their import.
        Stations = "nav-stations",
        /// Organisations, accounts and observers.
        People = "nav-people",
        /// Deployments and visits.
        Deployments = "nav-deployments",
        /// What came in.
        Submissions = "nav-submissions",
        /// The log and the audit trail.
        Log = "nav-log",
        /// Settings, tokens, webhooks, backup.
        Settings = "nav-settings",
        /// None: signing in, help, errors.
        Elsewhere = "nav-help",
    }

    /// What an account may do.
    pub enum Role {
        /// Looks at what comes in.
        Viewer = "role-viewer",
        /// Sends, and sees what it sent.
        Observer = "role-observer",
        /// Enters what comes on paper or by telephone.
        DataClerk = "role-data-clerk",
        /// Decides about incidents and differences.
        Verifier = "role-verifier",
        /// Reads and exports.
        Analyst = "role-analyst",
        /// Plans, imports, decides.
        Coordinator = "role-coordinator",
        /// Everything, accounts and settings included.
        Administrator = "role-administrator",
    }
}

data! {
    /// Who is signed in.
    pub struct User {
        /// The account's name.
        pub name: String,
        /// What the account may do.
        pub role: Role,
    }

    /// What the last action led to; shown once.
    pub struct Flash {
        /// Whether it failed.
        pub failed: bool,
        /// One sentence in the reader's language.
        pub text: String,
        /// After a failure: what to do.
        pub remedy: Option<String>,
        /// After a failure: the stable code.
        pub code: Option<String>,
    }

    /// Everything around a page.
    pub struct Shell {
        /// The reader's language.
        pub locale: Locale,
        /// The reader's theme.
        pub theme: Theme,
        /// The organisation's name in the reader's language; empty before the set-up.
        pub organisation: String,
        /// Where the page belongs.
        pub section: Section,
        /// The page's path and query, to come back to after a choice of language or theme.
        pub path: String,
        /// What stands in the search box.
        pub query: String,
        /// Who is signed in.
        pub user: Option<User>,
        /// Put into every form as `csrf`; left out when empty.
        pub csrf: String,
        /// Whether the election is simulated: every page then says so.
        pub simulated: bool,
        /// What the last action led to.
        pub flash: Option<Flash>,
        /// Size of the latest checkpoint.
        pub checkpoint: Option<u64>,
        /// The product's version.
        pub version: String,
        /// Whether buttons that change stations, observers, deployments and elections are shown.
        pub may_edit: bool,
        /// Whether buttons that change accounts, agreements, tokens and settings are shown.
        pub may_administer: bool,
    }
}

/// A link of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Where it leads.
    pub href: &'static str,
    /// Name of its text.
    pub key: &'static str,
    /// Whether it is the part the reader is in.
    pub here: bool,
    /// Links within the part, shown while the reader is in it.
    pub inner: Vec<NavLink>,
}

/// Address, name of the text, links within.
type Part = (Section, &'static str, &'static [(&'static str, &'static str)]);

const NAVIGATION: &[Part] = &[
    (Section::Overview, "/", &[("/", "nav-today"), ("/elections", "nav-elections")]),
    (
        Section::Stations,
        "/stations",
        &[("/stations", "nav-list"), ("/import/stations", "nav-import"), ("/import/boundaries", "nav-boundaries")],
    ),
    (
        Section::People,
        "/observers",
        &[
            ("/observers", "nav-observers"),
            ("/organisations", "nav-organisations"),
            ("/import/observers", "nav-import"),
            ("/import/staff", "nav-staff"),
        ],
    ),
    (Section::Deployments, "/deployments", &[("/deployments", "nav-plan"), ("/visits", "nav-visits")]),
    (Section::Submissions, "/submissions", &[]),
    (Section::Log, "/log", &[("/log", "nav-checkpoint"), ("/changes", "nav-changes")]),
    (
        Section::Settings,
        "/settings",
        &[
            ("/settings", "nav-organisation"),
            ("/settings/tokens", "nav-tokens"),
            ("/settings/webhooks", "nav-webhooks"),
            ("/settings/server", "nav-server"),
            ("/settings/backup", "nav-backup"),
        ],
    ),
];

impl Shell {
    /// The text of that name.
    #[must_use]
    pub fn t(&self, id: &str) -> String {
        Texts::of(self.locale).get(id, &[])
    }

    /// The text of that name with one value.
    #[must_use]
    pub fn t1(&self, id: &str, name: &str, value: impl Value) -> String {
        Texts::of(self.locale).get(id, &[(name, value.arg())])
    }

    /// The text of that name with two values.
    #[must_use]
    pub fn t2(&self, id: &str, name: &str, value: impl Value, other: &str, second: impl Value) -> String {
        Texts::of(self.locale).get(id, &[(name, value.arg()), (other, second.arg())])
    }

    /// The text of a word that comes from data, such as a station's kind; the word itself where there is no text for it.
    #[must_use]
    pub fn word(&self, family: &str, word: &str) -> String {
        let id = format!("{family}-{}", word.replace('_', "-"));
        Texts::of(self.locale).find(&id, &[]).unwrap_or_else(|| word.to_owned())
    }

    /// A count, grouped as the language does.
    #[must_use]
    pub fn n(&self, n: &u64) -> String {
        count(self.locale, i64::try_from(*n).unwrap_or(i64::MAX))
    }

    /// The `lang` attribute.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.locale.tag()
    }

    /// The languages of the menu.
    #[must_use]
    pub fn languages(&self) -> [Locale; 3] {
        Locale::ALL
    }

    /// The themes of the menu.
    #[must_use]
    pub fn themes(&self) -> [Theme; 3] {
        [Theme::Auto, Theme::Light, Theme::Dark]
    }

    /// The value of a theme in its form and in the attribute `data-theme`.
    #[must_use]
    pub fn theme_word(&self, theme: &Theme) -> &'static str {
        match theme {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Whether it is the reader's theme.
    #[must_use]
    pub fn is_theme(&self, theme: &Theme) -> bool {
        self.theme == *theme
    }

    /// The address of an embedded file.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The navigation as it looks from this page.
    #[must_use]
    pub fn navigation(&self) -> Vec<NavLink> {
        NAVIGATION.iter().map(|part| self.nav_link(part)).collect()
    }

    fn nav_link(&self, &(section, href, inner): &Part) -> NavLink {
        let here = section == self.section;
        let path = self.path.split('?').next().unwrap_or_default();
        let link = |&(href, key): &(&'static str, &'static str)| NavLink { href, key, here: path == href, inner: Vec::new() };
        let inner = if here { inner.iter().map(link).collect() } else { Vec::new() };
        NavLink { href, key: section.key(), here, inner }
    }

    /// Whether the part itself is this page: it has no links within, or the page is one further down.
    #[must_use]
    pub fn is_current(&self, link: &NavLink) -> bool {
        link.here && !link.inner.iter().any(|l| l.here)
    }
}
