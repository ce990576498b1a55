//! Passkeys (`WebAuthn`): a key in a telephone or a stick, bound to the server's address. One stands for password and second factor.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::prelude::{
    CreationChallengeResponse, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    RequestChallengeResponse, Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::Account;

/// Passkeys of one account at most.
pub const MOST: usize = 10;

/// A passkey of an account.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredPasskey {
    /// What its owner calls it.
    pub label: String,
    /// When it was added: seconds since 1970.
    pub added_at: u64,
    /// The public key, its id and counter.
    pub key: Passkey,
}

impl fmt::Debug for StoredPasskey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredPasskey").field("added_at", &self.added_at).finish_non_exhaustive()
    }
}

/// Why a passkey was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The server's address cannot have passkeys: it has no name, or is not https.
    #[error("passkeys need an address with a name, and https")]
    Address,
    /// The account has as many as it may have.
    #[error("the account has {MOST} passkeys already")]
    Many,
    /// What the browser answered does not fit what it was asked.
    #[error("the passkey was not accepted")]
    Refused,
}

impl PasskeyError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address => "PASSKEY-ADDRESS",
            Self::Many => "PASSKEY-MANY",
            Self::Refused => "PASSKEY-REFUSED",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Address => "Start the server with `--public-url https://NAME`.",
            Self::Many => "Remove one first.",
            Self::Refused => "Try again; sign in with the password if it stays so.",
        }
    }
}

/// Passkeys of one server address.
pub struct Passkeys(Webauthn);

impl fmt::Debug for Passkeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passkeys")
    }
}

impl Passkeys {
    /// For the address under which browsers see the server, such as `https://observe.example.org`.
    ///
    /// # Errors
    /// [`PasskeyError::Address`].
    pub fn new(address: &str) -> Result<Self, PasskeyError> {
        let url = Url::parse(address).map_err(|_| PasskeyError::Address)?;
        let name = url.domain().ok_or(PasskeyError::Address)?.to_owned();
        if url.scheme() != "https" && name != "localhost" {
            return Err(PasskeyError::Address);
        }
        let builder = WebauthnBuilder::new(&name, &url).map_err(|_| PasskeyError::Address)?;
        builder.rp_name("Scrutineer").build().map(Self).map_err(|_| PasskeyError::Address)
    }

    /// Begins to add one: what the browser is asked, and what to remember until it answers.
    ///
    /// # Errors
    /// [`PasskeyError`].
    pub fn begin_adding(&self, account: &Account) -> Result<(CreationChallengeResponse, PasskeyRegistration), PasskeyError> {
        if account.passkeys.len() >= MOST {
            return Err(PasskeyError::Many);
        }
        let have = account.passkeys.iter().map(|stored| stored.key.cred_id().clone()).collect();
        self.0.start_passkey_registration(account.id, &account.name, &account.name, Some(have)).map_err(|_| PasskeyError::Refused)
    }

    /// Takes the browser's answer.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`].
    pub fn add(
        &self,
        account: &mut Account,
        label: &str,
        state: &PasskeyRegistration,
        answer: &RegisterPublicKeyCredential,
        now: u64,
    ) -> Result<(), PasskeyError> {
        let key = self.0.finish_passkey_registration(answer, state).map_err(|_| PasskeyError::Refused)?;
        let label: String = label.chars().filter(|c| !c.is_control()).take(60).collect();
        account.passkeys.push(StoredPasskey { label, added_at: now, key });
        Ok(())
    }

    /// Begins to sign in with one of the account's passkeys.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`] where it has none.
    pub fn begin(&self, account: &Account) -> Result<(RequestChallengeResponse, PasskeyAuthentication), PasskeyError> {
        let keys: Vec<Passkey> = account.passkeys.iter().map(|stored| stored.key.clone()).collect();
        self.0.start_passkey_authentication(&keys).map_err(|_| PasskeyError::Refused)
    }

    /// Takes the browser's answer, and notes the key's counter.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`].
    pub fn finish(&self, account: &mut Account, state: &PasskeyAuthentication, answer: &PublicKeyCredential) -> Result<(), PasskeyError> {
        let result = self.0.finish_passkey_authentication(answer, state).map_err(|_| PasskeyError::Refused)?;
        for stored in &mut account.passkeys {
            stored.key.update_credential(&result);
        }
        Ok(())
    }
}

/// The account that an answer says it is of: the handle that was given when the passkey was made.
#[must_use]
pub fn account_of(answer: &PublicKeyCredential) -> Option<Uuid> {
    answer.get_user_unique_id().and_then(|id| Uuid::from_slice(id).ok())
}
