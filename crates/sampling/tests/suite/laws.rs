//! What holds of any lists.

use proptest::prelude::*;
use sampling::lists::{ListsError, Overlap, all_models, estimate, log_linear};

fn cells(lists: u32, most: u64) -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(0..=most, (1 << lists) - 1)
}

fn overlap(lists: usize, cells: &[u64]) -> Overlap {
    Overlap::new(lists, (1..).zip(cells.iter().copied())).unwrap()
}

/// The pattern after list i has become list `order[i]`.
fn renamed(pattern: u32, order: &[u32]) -> u32 {
    (0..).zip(order).filter(|&(list, _)| pattern >> list & 1 == 1).map(|(_, to)| 1 << to).sum()
}

proptest! {
    #[test]
    fn the_order_of_lists_does_not_matter(cells in cells(3, 200), order in Just(vec![0_u32, 1, 2]).prop_shuffle()) {
        let given = overlap(3, &cells);
        let moved = Overlap::new(3, given.cells().map(|(pattern, count)| (renamed(pattern, &order), count))).unwrap();
        let (given, moved) = (all_models(&given), all_models(&moved));
        prop_assert_eq!(given.fitted.len(), moved.fitted.len());
        for fit in &given.fitted {
            let mut model: Vec<u32> = fit.model.iter().map(|&term| renamed(term, &order)).collect();
            model.sort_unstable();
            let same = moved.fitted.iter().find(|other| other.model == model).unwrap();
            prop_assert!((fit.estimate - same.estimate).abs() <= 1e-6 * fit.estimate);
            prop_assert!((fit.aic - same.aic).abs() <= 1e-6);
            prop_assert!((fit.se - same.se).abs() <= 1e-5 * (1.0 + fit.se));
        }
    }

    #[test]
    fn an_estimate_is_at_least_what_was_seen(cells in cells(3, 60)) {
        match estimate(&overlap(3, &cells)) {
            Ok(found) => {
                prop_assert!(found.all.lowest.estimate >= found.distinct as f64);
                prop_assert!(found.all.highest.estimate.is_finite() && found.all.highest.se.is_finite());
                prop_assert!(found.all.lowest.estimate <= found.supported.lowest.estimate);
                prop_assert!(found.supported.lowest.estimate <= found.best.estimate);
                prop_assert!(found.best.estimate <= found.supported.highest.estimate);
                prop_assert!(found.supported.highest.estimate <= found.all.highest.estimate);
                if let Some((low, high)) = found.best.interval {
                    prop_assert!(found.distinct as f64 <= low && low <= high && high.is_finite());
                    // The interval is about the multinomial maximum, a little below the estimate.
                    prop_assert!(low <= found.best.estimate && found.best.estimate <= high + 2.0);
                }
                prop_assert!(!serde_json::to_string(&found).unwrap().contains("null,null"));
            }
            Err(error) => prop_assert!(error.code().starts_with("LISTS-")),
        }
    }

    #[test]
    fn two_lists_give_lincoln_and_petersen(a in 1_u64..5000, b in 1_u64..5000, both in 1_u64..5000) {
        let fit = log_linear(&overlap(2, &[a, b, both]), &[]).unwrap();
        let expected = (a + both) as f64 * (b + both) as f64 / both as f64;
        prop_assert!((fit.estimate / expected - 1.0).abs() < 1e-9);
        prop_assert!(fit.deviance.abs() < 1e-9 && fit.df == 0);
    }

    #[test]
    fn sparse_tables_of_four_lists_end(cells in prop::collection::vec(prop_oneof![3 => Just(0_u64), 1 => 0..30_u64], 15)) {
        let models = all_models(&overlap(4, &cells));
        prop_assert_eq!(models.fitted.len() + models.refused.len(), 113);
        for fit in &models.fitted {
            prop_assert!(fit.estimate >= fit.distinct as f64 && fit.estimate.is_finite() && fit.se.is_finite());
        }
        let settled = models.refused.iter().all(|refused| !matches!(refused.reason, ListsError::NotConverged { .. }));
        prop_assert!(settled, "{:?}", models.refused);
    }

    #[test]
    fn huge_counts_stay_finite(cells in cells(3, (1 << 53) / 7)) {
        let overlap = overlap(3, &cells);
        if let Ok(fit) = log_linear(&overlap, &[]) {
            prop_assert!(fit.estimate.is_finite() && fit.se.is_finite() && fit.aic.is_finite());
        }
        prop_assert!(overlap.received() >= overlap.distinct());
    }

    #[test]
    fn a_hundred_times_the_counts_give_a_hundred_times_the_events(cells in prop::collection::vec(5_u64..100, 7)) {
        let hundred: Vec<u64> = cells.iter().map(|count| count * 100).collect();
        for model in [&[][..], &[3], &[3, 5], &[3, 5, 6]] {
            let (one, many) = (log_linear(&overlap(3, &cells), model).unwrap(), log_linear(&overlap(3, &hundred), model).unwrap());
            prop_assert!((many.estimate / (100.0 * one.estimate) - 1.0).abs() < 1e-7);
            prop_assert!((many.deviance - 100.0 * one.deviance).abs() <= 1e-6 * (1.0 + many.deviance));
        }
    }
}
