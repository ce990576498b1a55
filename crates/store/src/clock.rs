//! The time, as an argument. Entries carry what the server's clock says; their order is their index and does not depend on it.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A clock on the wall and a stopwatch.
pub trait Clock: Send + Sync {
    /// Seconds since 1970, by the clock on the wall, which may jump.
    fn wall(&self) -> u64;
    /// Time since some moment, by a stopwatch, which may not.
    fn stopwatch(&self) -> Duration;
}

/// The machine's clocks.
#[derive(Debug)]
pub struct MachineClock(Instant);

impl Default for MachineClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for MachineClock {
    fn wall(&self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
    }

    fn stopwatch(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Seconds by which wall and stopwatch may part before it is called a jump: steps of a time service are smaller.
const TOLERANCE: i64 = 5;

/// Compares the two clocks from one look to the next.
#[derive(Clone, Copy, Debug)]
pub struct JumpWatch {
    wall: u64,
    stopwatch: Duration,
}

impl JumpWatch {
    /// Starts to compare.
    #[must_use]
    pub fn new(clock: &dyn Clock) -> Self {
        Self { wall: clock.wall(), stopwatch: clock.stopwatch() }
    }

    /// The wall's time, and the seconds by which it jumped since the last look, if it did; negative where it went back.
    pub fn look(&mut self, clock: &dyn Clock) -> (u64, Option<i64>) {
        let now = Self::new(clock);
        let passed = i64::try_from(now.stopwatch.saturating_sub(self.stopwatch).as_secs()).unwrap_or(i64::MAX);
        let walled = now.wall.cast_signed().wrapping_sub(self.wall.cast_signed());
        let jump = walled.wrapping_sub(passed);
        *self = now;
        (now.wall, (jump.unsigned_abs() > TOLERANCE.unsigned_abs()).then_some(jump))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    struct Set(AtomicU64, AtomicU64);

    impl Clock for Set {
        fn wall(&self) -> u64 {
            self.0.load(Ordering::Relaxed)
        }
        fn stopwatch(&self) -> Duration {
            Duration::from_secs(self.1.load(Ordering::Relaxed))
        }
    }

    #[test]
    fn a_jump_is_told_from_the_passing_of_time() {
        let clock = Set(AtomicU64::new(1000), AtomicU64::new(0));
        let mut watch = JumpWatch::new(&clock);
        let mut at = |wall, stopwatch| {
            clock.0.store(wall, Ordering::Relaxed);
            clock.1.store(stopwatch, Ordering::Relaxed);
            watch.look(&clock)
        };
        assert_eq!(at(4600, 3600), (4600, None), "an hour in which nothing came");
        assert_eq!(at(1001, 3601), (1001, Some(-3600)), "back by an hour");
        assert_eq!(at(1002, 3602), (1002, None), "told once");
        assert_eq!(at(90_000, 3603), (90_000, Some(88_997)), "forward by a day");
    }
}
