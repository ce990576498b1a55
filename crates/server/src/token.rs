//! Tokens: made on the command line, shown once, known to the database by their hash.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Act, Area, Caller, Powers, Reach};
use sha2::{Digest, Sha256};
use store::rows::TokenRow;
use store::{Store, StoreError};

use crate::app::App;
use crate::caller::Who;

/// How long a look-up is remembered; a revoked token works that long at most.
const REMEMBERED: Duration = Duration::from_secs(5);

/// Tokens remembered at once.
const MOST: usize = 10_000;

/// What a token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Send submissions and attachments.
    Submit,
    /// Read submissions and attachments.
    Read,
    /// Erase submissions, fetch what is sealed, note openings.
    Erase,
    /// Define forms and stations.
    Define,
}

/// What can be read with a token: everything but accounts, identities, tokens and the server's own.
const READABLE: [Area; 8] = [
    Area::Registry,
    Area::Organisations,
    Area::Agreements,
    Area::People,
    Area::Deployments,
    Area::Submissions,
    Area::Incidents,
    Area::Protocols,
];

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 4] = [Self::Submit, Self::Read, Self::Erase, Self::Define];

    /// What may be done with it.
    fn acts(self) -> &'static [Act] {
        match self {
            Self::Submit => &[Act::Add],
            Self::Read => &[Act::Read],
            Self::Erase => &[Act::Erase],
            Self::Define => &[Act::Add, Act::Change],
        }
    }

    /// With what.
    fn areas(self) -> &'static [Area] {
        match self {
            Self::Submit => &[Area::Submissions],
            Self::Read => &READABLE,
            Self::Erase => &[Area::Submissions, Area::Incidents, Area::Identities],
            Self::Define => {
                &[Area::Registry, Area::Organisations, Area::Agreements, Area::People, Area::Deployments, Area::Incidents, Area::Protocols]
            }
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Submit => "submit",
            Self::Read => "read",
            Self::Erase => "erase",
            Self::Define => "define",
        })
    }
}

impl FromStr for Scope {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.to_string() == word)
            .ok_or_else(|| "the scopes are submit, read, erase and define".to_owned())
    }
}

/// The hash under which the database knows a token. A token has 256 random bits, so a plain hash hides it.
#[must_use]
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Makes a token and stores its hash; what is answered is shown once and then known to nobody here. Works while a server runs.
///
/// # Errors
/// [`StoreError`].
pub async fn create(
    store: &dyn Store,
    label: &str,
    scopes: &[Scope],
    organisation: Option<&str>,
    now: u64,
) -> Result<(i64, String), StoreError> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|e| StoreError::Other(e.to_string().into()))?;
    let token = format!("scr_{}", URL_SAFE_NO_PAD.encode(random));
    let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
    let row = TokenRow {
        id: 0,
        label: label.to_owned(),
        hash: hash(&token),
        scopes: scopes.join(","),
        created_at: now,
        revoked_at: None,
        organisation: organisation.map(str::to_owned),
        account: None,
    };
    Ok((store.add_token(&row).await?, token))
}

/// A token as a caller. One that belongs to no organisation was made on the command line, by whoever has the server: it reaches all.
fn caller(app: &App, row: &TokenRow) -> Caller {
    let scopes = Scope::ALL.into_iter().filter(|scope| row.scopes.split(',').any(|word| word == scope.to_string()));
    let host = row.organisation.is_none();
    Caller {
        id: format!("token:{}", row.id),
        reach: row.organisation.clone().map_or(Reach::All, Reach::Organisation),
        powers: scopes.fold(Powers::NONE, |powers, scope| powers.and(scope.acts(), scope.areas())),
        host,
        observer: None,
        shared: row.organisation.as_deref().map(|code| app.registry.shared_with(code)).unwrap_or_default(),
    }
}

/// Tokens looked up lately, so that not every report asks the database.
#[derive(Debug, Default)]
pub struct Tokens(Mutex<HashMap<[u8; 32], Remembered>>);

/// What was found, and when.
type Remembered = (Option<Who>, Instant);

impl Tokens {
    /// Who has this token; nothing where it is unknown or revoked.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn who(&self, app: &App, token: &str) -> Result<Option<Who>, StoreError> {
        let hash = hash(token);
        let now = Instant::now();
        let remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned();
        if let Some((who, _)) = remembered.filter(|(_, at)| now - *at < REMEMBERED) {
            return Ok(who);
        }
        let row = app.store.token(&hash).await?.filter(|row| row.revoked_at.is_none());
        let who = row.map(|row| Who { caller: Arc::new(caller(app, &row)), token: row.id, account: None });
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Guesses are not kept for ever.
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(hash, (who.clone(), now));
        Ok(who)
    }

    /// Looks everybody up anew: an agreement or a token has changed.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
