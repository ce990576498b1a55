//! After wrong attempts: the account takes none for a while, twice as long each time.

use serde::{Deserialize, Serialize};

/// Wrong attempts that are free.
const FREE: u32 = 5;

/// Seconds of the first pause.
const FIRST: u64 = 60;

/// Seconds of the longest: somebody who knows a name must not keep its owner out for ever.
const LONGEST: u64 = 15 * 60;

/// Wrong attempts in a row, and until when no more are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Wrong attempts since the last right one.
    pub wrong: u32,
    /// Until when none is taken: seconds since 1970.
    pub until: u64,
}

impl Lock {
    /// Seconds until the next attempt is taken; nothing where it is taken now.
    #[must_use]
    pub fn wait(&self, now: u64) -> Option<u64> {
        // A clock that was set back must not lock anybody out for longer than a pause.
        self.until.checked_sub(now).filter(|seconds| *seconds > 0).map(|seconds| seconds.min(LONGEST))
    }

    /// Notes a wrong attempt.
    pub fn fail(&mut self, now: u64) {
        self.wrong = self.wrong.saturating_add(1);
        if let Some(over) = self.wrong.checked_sub(FREE) {
            self.until = now + (FIRST << over.min(8)).min(LONGEST);
        }
    }

    /// Forgets the wrong ones after a right one.
    pub fn succeed(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_quarter_of_an_hour() {
        let mut lock = Lock::default();
        let mut pauses = Vec::new();
        for _ in 0..12 {
            lock.fail(1000);
            pauses.push(lock.wait(1000).unwrap_or(0));
        }
        assert_eq!(pauses, [0, 0, 0, 0, 60, 120, 240, 480, 900, 900, 900, 900]);
        assert_eq!(lock.wait(1900), None);
        lock.succeed();
        assert_eq!(lock.wait(0), None);
    }
}
