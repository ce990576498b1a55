//! Settings of the organisation and the server.

use super::common::Moment;
use super::pages;
use crate::form::Form;

data! {
    /// The organisation. Fields: `name-en`, `name-ru`, `name-kk`, `kind`, `contact`.
    pub struct SettingsView {
        /// What stands in the fields.
        pub form: Form,
    }

    /// Tokens. Fields of the form: `label`, and one `scope-WORD` for each of `scopes`.
    pub struct TokensView {
        /// Newest first.
        pub tokens: Vec<TokenRow>,
        /// A new one.
        pub form: Form,
        /// Words of what a token may do: `submit`, `read`, ...
        pub scopes: Vec<String>,
        /// A token that was just made; shown once.
        pub fresh: Option<String>,
    }

    /// A token in the list.
    pub struct TokenRow {
        /// Its id, for the button that revokes it.
        pub id: String,
        /// What it is called.
        pub label: String,
        /// Words of what it may do.
        pub scopes: Vec<String>,
        /// When it was made.
        pub made: Moment,
        /// When it was revoked.
        pub revoked: Option<Moment>,
    }

    /// Webhooks. Fields of the form: `url`, and one `event-WORD` for each of `events`.
    pub struct WebhooksView {
        /// In the order they were made.
        pub webhooks: Vec<WebhookRow>,
        /// A new one.
        pub form: Form,
        /// Words of what can be told: `submission`, `incident`, ...
        pub events: Vec<String>,
        /// The secret of a webhook that was just made; shown once.
        pub fresh: Option<String>,
    }

    /// A webhook.
    pub struct WebhookRow {
        /// Its id.
        pub id: String,
        /// Where it is sent.
        pub url: String,
        /// Words of what is told.
        pub events: Vec<String>,
        /// Whether it is sent.
        pub active: bool,
        /// The last deliveries, newest first.
        pub deliveries: Vec<DeliveryRow>,
    }

    /// A delivery of a webhook.
    pub struct DeliveryRow {
        /// When.
        pub moment: Moment,
        /// What was told.
        pub event: String,
        /// The answer's status, or why there was none.
        pub answer: String,
        /// Whether it was taken.
        pub taken: bool,
    }

    /// Facts about the server.
    pub struct ServerView {
        /// The product's version.
        pub version: String,
        /// `SQLite` or `PostgreSQL`, with its version.
        pub database: String,
        /// Whether the page came over TLS.
        pub tls: bool,
        /// The address people type.
        pub address: String,
        /// Since when it runs.
        pub since: Moment,
        /// Room left on the disk, as it is read.
        pub room: Option<String>,
        /// Custodians who have to agree.
        pub need: u64,
        /// Names of the custodians; empty when there are none yet.
        pub custodians: Vec<String>,
    }

    /// Backups.
    pub struct BackupView {
        /// One that is being made.
        pub running: Option<Progress>,
        /// Past ones, newest first.
        pub backups: Vec<BackupRow>,
    }

    /// How far something is.
    pub struct Progress {
        /// Done.
        pub done: u64,
        /// Of so many.
        pub total: u64,
    }

    /// A past backup.
    pub struct BackupRow {
        /// The folder's name.
        pub name: String,
        /// When it was made.
        pub moment: Moment,
        /// Its size as it is read.
        pub size: String,
        /// Entries of the log in it.
        pub entries: u64,
        /// Whether it was verified.
        pub verified: bool,
    }
}

impl Progress {
    /// Whole percents done.
    #[must_use]
    pub fn percent(&self) -> u64 {
        self.done.saturating_mul(100).checked_div(self.total).unwrap_or(0).min(100)
    }
}

pages! {
    /// `/settings`
    settings(SettingsView) = "settings/organisation.html";
    /// `/settings/tokens`
    tokens(TokensView) = "settings/tokens.html";
    /// `/settings/webhooks`
    webhooks(WebhooksView) = "settings/webhooks.html";
    /// `/settings/server`
    server(ServerView) = "settings/server.html";
    /// `/settings/backup`
    backup(BackupView) = "settings/backup.html";
}
