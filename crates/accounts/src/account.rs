//! What is kept about a person who signs in. It is no part of the record: the log names an account by its id, which says nothing.

use std::fmt;

use domain::access::Role;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::lock::Lock;
use crate::second::Second;

/// Characters of a sign-in name at most.
const LONGEST_NAME: usize = 64;

/// A person who signs in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// What the record knows the person by.
    pub id: Uuid,
    /// The name to sign in with.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The part in it.
    pub role: Role,
    /// Whether the person looks after the server itself.
    #[serde(default)]
    pub host: bool,
    /// The observer that the person is, where the role is observer.
    #[serde(default)]
    pub observer: Option<String>,
    /// The language chosen, as `kk`.
    #[serde(default)]
    pub language: Option<String>,
    /// The password's hash (PHC string of Argon2id); nothing until one was chosen.
    #[serde(default)]
    pub password: Option<String>,
    /// The second factor.
    #[serde(default)]
    pub second: Option<Second>,
    /// Wrong attempts, and until when no more are taken.
    #[serde(default)]
    pub lock: Lock,
    /// When it was made: seconds since 1970.
    pub created_at: u64,
    /// Sessions that began before this moment are over: seconds since 1970.
    #[serde(default)]
    pub sessions_from: u64,
    /// Whether it may not sign in any more.
    #[serde(default)]
    pub disabled: bool,
}

/// Neither the name nor any secret.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

/// Why an account cannot be made so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// The name.
    #[error("the name is empty, longer than {LONGEST_NAME} characters, or has spaces or control characters in it")]
    Name,
    /// The password is short.
    #[error("the password has fewer than {} characters", crate::password::SHORTEST)]
    Short,
    /// The password is long.
    #[error("the password has more than {} bytes", crate::password::LONGEST)]
    Long,
    /// The password is easily guessed.
    #[error("the password is one that is guessed first")]
    Guessed,
    /// The two passwords differ.
    #[error("the password was not typed the same way twice")]
    Differs,
    /// An observer's account without the observer.
    #[error("an account with the role of observer names the observer")]
    Observer,
    /// The one-time code.
    #[error("the code is not the one of this moment")]
    Code,
    /// Hashing failed.
    #[error("the password cannot be hashed")]
    Hash,
}

impl AccountError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "ACCOUNT-NAME",
            Self::Short => "PASSWORD-SHORT",
            Self::Long => "PASSWORD-LONG",
            Self::Guessed => "PASSWORD-GUESSED",
            Self::Differs => "PASSWORD-DIFFERS",
            Self::Observer => "ACCOUNT-OBSERVER",
            Self::Code => "CODE-WRONG",
            Self::Hash => "PASSWORD-HASH",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Name => "Choose a short name without spaces; it need not be the person's own.",
            Self::Short | Self::Guessed => "Take four or five words that have nothing to do with each other.",
            Self::Long => "Take a shorter one.",
            Self::Differs => "Type it again, slowly.",
            Self::Observer => "Choose the observer whose account it is.",
            Self::Code => "Wait for the next code and type that; look whether the telephone's clock is right.",
            Self::Hash => "Try again; if it stays so, look at the machine's memory.",
        }
    }
}

impl Account {
    /// A new account without a password.
    ///
    /// # Errors
    /// [`AccountError::Name`], [`AccountError::Observer`].
    pub fn new(id: Uuid, name: &str, organisation: &str, role: Role, observer: Option<String>, now: u64) -> Result<Self, AccountError> {
        let name = name.trim();
        let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(|c| c.is_whitespace() || c.is_control());
        if !fits {
            return Err(AccountError::Name);
        }
        if (role == Role::Observer) != observer.is_some() {
            return Err(AccountError::Observer);
        }
        Ok(Self {
            id,
            name: name.to_owned(),
            organisation: organisation.to_owned(),
            role,
            host: false,
            observer,
            language: None,
            password: None,
            second: None,
            lock: Lock::default(),
            created_at: now,
            sessions_from: now,
            disabled: false,
        })
    }

    /// Under what the account is looked up: one name whatever the case.
    #[must_use]
    pub fn lookup(name: &str) -> String {
        name.trim().to_lowercase()
    }

    /// Ends every session of the account that began before now.
    pub fn end_sessions(&mut self, now: u64) {
        self.sessions_from = now;
    }

    /// Sets a new password and ends every session.
    ///
    /// # Errors
    /// [`AccountError`] about the password.
    pub fn set_password(&mut self, password: &str, again: &str, salt: [u8; 16], now: u64) -> Result<(), AccountError> {
        if password != again {
            return Err(AccountError::Differs);
        }
        crate::password::check(password, &self.name)?;
        self.password = Some(crate::password::hash(password, &salt)?);
        self.lock = Lock::default();
        self.end_sessions(now);
        Ok(())
    }
}
