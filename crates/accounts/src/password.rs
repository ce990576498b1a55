//! Passwords: long ones are taken, hashed with Argon2id, and checked in the same time whether there is one or not.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::AccountError;

/// Characters at least (NIST SP 800-63B asks for 8 where there is a second factor, 15 where there is none; here there may be one).
pub const SHORTEST: usize = 12;

/// Bytes at most: what is hashed must end.
pub const LONGEST: usize = 1024;

/// Kibibytes, passes and lanes: OWASP's first recommendation for Argon2id, 19 MiB, two passes.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Parts of passwords that are guessed first; one that has nothing else is refused.
const GUESSED: [&str; 16] = [
    "password",
    "passwort",
    "parol",
    "пароль",
    "құпиясөз",
    "qwerty",
    "йцукен",
    "admin",
    "welcome",
    "letmein",
    "123456",
    "12345",
    "abc",
    "111",
    "000",
    "scrutineer",
];

fn argon() -> Argon2<'static> {
    // The numbers are constants within the library's limits, so the default is never used.
    let params = Params::new(COST.0, COST.1, COST.2, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Whether a password is taken.
///
/// # Errors
/// [`AccountError`] that says why not.
pub fn check(password: &str, name: &str) -> Result<(), AccountError> {
    if password.chars().count() < SHORTEST {
        return Err(AccountError::Short);
    }
    if password.len() > LONGEST {
        return Err(AccountError::Long);
    }
    let mut rest = password.to_lowercase();
    for part in GUESSED.iter().copied().chain([name.to_lowercase().as_str()]).filter(|part| part.len() > 2) {
        rest = rest.replace(part, "");
    }
    let mut different: Vec<char> = rest.chars().filter(|c| c.is_alphanumeric()).collect();
    different.sort_unstable();
    different.dedup();
    // What is left once the usual parts are gone must be something.
    if different.len() < 4 { Err(AccountError::Guessed) } else { Ok(()) }
}

/// Hashes a password, as a PHC string. Takes some tens of milliseconds and 19 MiB.
///
/// # Errors
/// [`AccountError::Hash`] where there is no memory for it.
pub fn hash(password: &str, salt: &[u8; 16]) -> Result<String, AccountError> {
    let hash: PasswordHash = argon().hash_password_with_salt(password.as_bytes(), salt).map_err(|_| AccountError::Hash)?;
    Ok(hash.to_string())
}

/// A hash that no password has, so that a name that nobody has takes as long as one that somebody has.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hash("nobody has this password", &[7; 16]).unwrap_or_default());

/// Whether it is the password of this hash. Without a hash, or with one that cannot be read, it takes as long and is not.
#[must_use]
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    let long = password.len() > LONGEST;
    let password = if long { "" } else { password };
    let is = |text: &str| PasswordHash::new(text).is_ok_and(|hash| argon().verify_password(password.as_bytes(), &hash).is_ok());
    if let Some(text) = stored.filter(|text| PasswordHash::new(text).is_ok()) {
        is(text) && !long
    } else {
        let _ = is(&NOBODYS);
        false
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test panics where something does not hold")]
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let stored = hash("steppe lamp onion river", &[1; 16]).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("steppe lamp onion river", Some(&stored)));
        assert!(!verify("steppe lamp onion rivers", Some(&stored)));
        assert!(!verify("nobody has this password", None));
        assert!(!verify("anything", Some("no hash at all")));
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for (password, error) in [
            ("short", AccountError::Short),
            ("passwordpassword", AccountError::Guessed),
            ("Qwerty123456!", AccountError::Guessed),
            ("aigerim-aigerim", AccountError::Guessed),
            ("aaaaaaaaaaaaaa", AccountError::Guessed),
        ] {
            assert_eq!(check(password, "Aigerim"), Err(error), "{password}");
        }
        assert_eq!(check("дала шам пияз өзен", "Aigerim"), Ok(()));
        assert_eq!(check(&"é".repeat(600), "x"), Err(AccountError::Long));
    }
}
