//! Which parameters the cells that are left still determine.

/// A column shorter than this share of itself, once the others are taken out of it, is one of them again.
const DEPENDENT: f64 = 1e-9;

/// The largest set of terms that can be told apart on these patterns, the intercept 0 first; `None` where the intercept
/// itself cannot be told from the others.
///
/// Gram and Schmidt's orthogonalisation of the columns of the design, the intercept last, so that it is kept only if no
/// combination of other terms looks like it.
pub(super) fn determined(patterns: &[u32], terms: &[u32]) -> Option<Vec<u32>> {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let mut keeps = |term: u32| {
        let mut column: Vec<f64> = patterns.iter().map(|pattern| if pattern & term == term { 1.0 } else { 0.0 }).collect();
        let whole = dot(&column, &column);
        for unit in &basis {
            let share = dot(&column, unit);
            for (value, unit) in column.iter_mut().zip(unit) {
                *value -= share * unit;
            }
        }
        let left = dot(&column, &column);
        let independent = left > DEPENDENT * whole;
        if independent {
            for value in &mut column {
                *value /= left.sqrt();
            }
            basis.push(column);
        }
        independent
    };
    let others: Vec<u32> = terms.iter().copied().filter(|&term| term != 0 && keeps(term)).collect();
    keeps(0).then(|| std::iter::once(0).chain(others).collect())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::determined;

    #[test]
    fn the_intercept_must_stand_apart() {
        assert_eq!(determined(&[1, 2, 3], &[0, 1, 2]), Some(vec![0, 1, 2]));
        // Only the second list's events are left: intercept and list cannot be told apart.
        assert_eq!(determined(&[2, 3], &[0, 1, 2]), None);
        // Lists 1 and 2 always go together, so one of the two parameters is enough.
        assert_eq!(determined(&[0, 3], &[0, 1, 2]), Some(vec![0, 1]));
    }
}
