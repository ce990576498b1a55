//! Signing in, step by step. Whoever cannot is told the same, whatever the reason.

use serde::{Deserialize, Serialize};

use crate::{Account, password};

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The password was right; the second factor is asked for.
    Second,
    /// Signed in.
    In,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum SignIn {
    /// Go on to this stage.
    Go(Stage),
    /// Not so. It is not said whether the name, the password or the account was wrong.
    No,
    /// No attempt is taken for so many seconds. Said only to whoever knew the password: to others it would tell that the account is
    /// there.
    Wait(u64),
}

/// The first step. Hashing is done in any case, so that the time says nothing. The account's lock is changed, and must be kept.
pub fn with_password(account: Option<&mut Account>, typed: &str, now: u64) -> SignIn {
    let stored = account.as_ref().and_then(|account| account.password.clone());
    let right = password::verify(typed, stored.as_deref());
    let Some(account) = account else { return SignIn::No };
    if let Some(seconds) = account.lock.wait(now) {
        return if right { SignIn::Wait(seconds) } else { SignIn::No };
    }
    if !right || account.disabled {
        account.lock.fail(now);
        return SignIn::No;
    }
    if account.second.is_some() {
        return SignIn::Go(Stage::Second);
    }
    account.lock.succeed();
    SignIn::Go(Stage::In)
}

/// The second step.
pub fn with_code(account: &mut Account, code: &str, now: u64) -> SignIn {
    if let Some(seconds) = account.lock.wait(now) {
        return SignIn::Wait(seconds);
    }
    let right = account.second.as_mut().is_some_and(|second| second.take(code, now));
    if !right || account.disabled {
        account.lock.fail(now);
        return SignIn::No;
    }
    account.lock.succeed();
    SignIn::Go(Stage::In)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test panics where something does not hold")]
    use super::*;
    use domain::access::Role;
    use uuid::Uuid;

    const RIGHT: &str = "steppe lamp onion river";

    fn account() -> Account {
        let mut account = Account::new(Uuid::from_u128(1), "aigerim", "one", Role::Viewer, None, 0).unwrap();
        account.set_password(RIGHT, RIGHT, [1; 16], 0).unwrap();
        account
    }

    #[test]
    fn wrong_passwords_lock_and_say_nothing() {
        let mut one = account();
        for _ in 0..5 {
            assert_eq!(with_password(Some(&mut one), "wrong", 10), SignIn::No);
        }
        assert_eq!(with_password(Some(&mut one), "wrong", 10), SignIn::No, "who guesses is not told that it is locked");
        assert_eq!(with_password(Some(&mut one), RIGHT, 10), SignIn::Wait(60));
        assert_eq!(with_password(Some(&mut one), RIGHT, 70), SignIn::Go(Stage::In));
        assert_eq!(one.lock.wrong, 0);
        assert_eq!(with_password(None, RIGHT, 10), SignIn::No);
    }

    #[test]
    fn who_is_disabled_is_told_nothing_else() {
        let mut one = account();
        one.disabled = true;
        assert_eq!(with_password(Some(&mut one), RIGHT, 10), SignIn::No);
    }

    #[test]
    fn codes_are_guessed_as_seldom_as_passwords() {
        let mut one = account();
        for _ in 0..5 {
            assert_eq!(with_code(&mut one, "123456", 10), SignIn::No);
        }
        assert_eq!(with_code(&mut one, "123456", 10), SignIn::Wait(60));
    }
}
