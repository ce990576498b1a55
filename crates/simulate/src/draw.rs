//! The random draws of this crate, all over [`stats::random`].

use rand_chacha::ChaCha8Rng;
use stats::random;
pub use stats::random::Seed;

/// A stream of draws that belongs to one task, so that results do not depend on threads.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream of the task `label` number `index`.
    pub fn of(seed: Seed, label: &str, index: usize) -> Self {
        Self(seed.stream(label, index as u64))
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f64) -> bool {
        random::uniform01(&mut self.0) < p
    }

    /// A fraction, all values in `low..high` equally likely.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * random::uniform01(&mut self.0)
    }

    /// A whole number from 0 up to but not including `n`; 0 for n = 0.
    pub fn below(&mut self, n: u32) -> u32 {
        random::below(&mut self.0, n)
    }

    /// How many of `n` succeed when each does with probability `p`.
    pub fn binomial(&mut self, n: u32, p: f64) -> u32 {
        u32::try_from(random::binomial(&mut self.0, n.into(), p)).unwrap_or(n)
    }

    /// A draw from the normal law.
    pub fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        random::normal(&mut self.0, mean, sd)
    }

    /// A draw from the normal law given that it lies in `low..=high`.
    pub fn truncated(&mut self, mean: f64, sd: f64, (low, high): (f64, f64)) -> f64 {
        random::truncated_normal(&mut self.0, mean, sd, low, high)
    }

    /// A draw from the log-normal law with this median; `spread` is the standard deviation of the logarithm.
    pub fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * self.normal(0.0, spread).exp()
    }

    /// `k` of `items`, every selection equally likely, in the order of `items`. All of them when there are no more than `k`.
    pub fn some_of<T: Clone>(&mut self, items: &[T], k: usize) -> Vec<T> {
        let mut left = items.len();
        let mut wanted = k.min(left);
        // Knuth, TAOCP 2, 3.4.2, algorithm S: each item in turn with the probability that remains to it.
        let mut take = |item: &T| {
            let taken = (self.below(u32::try_from(left).unwrap_or(u32::MAX)) as usize) < wanted;
            left -= 1;
            wanted -= usize::from(taken);
            taken.then(|| item.clone())
        };
        items.iter().filter_map(&mut take).collect()
    }
}

/// The nearest whole number, halves upwards; held to 0..=`u32::MAX`, and 0 for what is not a number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` from a float saturates at both ends, which is the documented behaviour"
)]
pub(crate) fn whole(x: f64) -> u32 {
    (x + 0.5).floor() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_has_the_size_asked_for_and_no_item_twice() {
        let items: Vec<u32> = (0..50).collect();
        let mut draw = Draw::of(Seed(1), "test", 0);
        let mut hits = [0_u32; 50];
        for _ in 0..2_000 {
            let chosen = draw.some_of(&items, 10);
            assert_eq!(chosen.len(), 10);
            assert!(chosen.is_sorted_by(|a, b| a < b));
            for &i in &chosen {
                hits[i as usize] += 1;
            }
        }
        // Each item is expected 400 times with a standard deviation of 18.
        assert!(hits.iter().all(|h| (300..500).contains(h)), "{hits:?}");
        assert_eq!(draw.some_of(&items, 99), items);
    }

    #[test]
    fn rounding_is_to_the_nearest_and_never_wraps() {
        assert_eq!([whole(0.49), whole(0.5), whole(-3.0), whole(f64::NAN), whole(1e12)], [0, 1, 0, 0, u32::MAX]);
    }
}
