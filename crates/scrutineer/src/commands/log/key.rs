//! The log's public key: given, named by the policy, or, for want of another, what the log says of itself.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tlog::VerifierKey;
use tlog::note::NoteError;
use tlog::policy::Policy;

use crate::cli::Trust;
use crate::failure::Failure;
use crate::screen::visible;

/// Bytes of a file that may be a key.
const LONGEST: u64 = 4096;

/// Where a key came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// `--key`.
    Given,
    /// A `log` line of the policy.
    Policy,
    /// Beside the log or the receipt: whoever replaces the one can replace the other.
    Beside,
}

/// A key, and how far it can be believed.
#[derive(Clone, Debug)]
pub struct Believed {
    /// The key.
    pub key: VerifierKey,
    /// Where it came from.
    pub from: From,
    /// The file or address where it stands, where it came from beside the log.
    place: String,
}

impl Believed {
    /// A sentence of warning, where one is due.
    pub fn warning(&self) -> Option<String> {
        let Self { key, place, .. } = self;
        (self.from == From::Beside).then(|| {
            format!(
                "The key came from {place}, not from you: a log that was swapped together with its key would not be noticed. Compare the \
                 key with its owner's, or give it with `--key`: {key}"
            )
        })
    }

    /// For JSON.
    pub fn json(&self) -> Value {
        let from = match self.from {
            From::Given => "given",
            From::Policy => "policy",
            From::Beside => "log",
        };
        json!({"text": self.key.to_string(), "from": from, "independent": self.from != From::Beside, "warning": self.warning()})
    }
}

/// The key to verify with: the one given, else the policy's for the log of that name, else the one that `beside` finds with the place
/// where it stands.
pub fn find(
    trust: &Trust,
    policy: &Policy,
    origin: Option<&str>,
    beside: impl FnOnce() -> Result<Option<(String, Vec<u8>)>, Failure>,
) -> Result<Believed, Failure> {
    if let Some(given) = &trust.key {
        return Ok(Believed { key: read(given)?, from: From::Given, place: String::new() });
    }
    if let Some(log) = policy.logs().iter().find(|log| Some(log.key.name()) == origin) {
        return Ok(Believed { key: log.key.clone(), from: From::Policy, place: String::new() });
    }
    let Some((place, bytes)) = beside()? else {
        let remedy = "Give the log's public key with `--key`; its owner publishes it.";
        return Err(Failure::usage("LOG-KEY-NONE", "there is no public key to verify with", remedy));
    };
    let key = VerifierKey::parse(String::from_utf8_lossy(&bytes).trim());
    let key = key.map_err(|e| Failure::refused(e.code(), visible(&format!("{place}: {e}")), e.remedy()))?;
    Ok(Believed { key, from: From::Beside, place: visible(&place) })
}

/// A key from its text, or from a file that has it.
pub fn read(given: &str) -> Result<VerifierKey, Failure> {
    let failed = |e: &NoteError| (e.code(), visible(&format!("the key: {e}")), e.remedy());
    let error = match VerifierKey::parse(given.trim()) {
        Ok(key) => return Ok(key),
        Err(error) => error,
    };
    let path = Path::new(given);
    let Ok(about) = fs::metadata(path) else {
        let (code, message, remedy) = failed(&error);
        return Err(Failure::usage(code, message, remedy));
    };
    let text = if about.is_file() && about.len() <= LONGEST { fs::read_to_string(path).unwrap_or_default() } else { String::new() };
    VerifierKey::parse(text.trim()).map_err(|error| {
        let (code, message, remedy) = failed(&error);
        Failure::refused(code, format!("{given}: {message}"), remedy)
    })
}
