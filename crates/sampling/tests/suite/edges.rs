//! What must be refused or warned about, and how the numbers of models come out.

use sampling::lists::{
    Cut, ListsError, MOST_EVENTS, Overlap, OverlapError, Warning, all_models, chao_of_counts, chapman, estimate, log_linear,
};

fn three(cells: [u64; 7]) -> Overlap {
    Overlap::new(3, (1..).zip(cells)).unwrap()
}

#[test]
fn tables_that_do_not_exist() {
    assert_eq!(Overlap::new(1, [(1, 5)]), Err(OverlapError::Lists { lists: 1 }));
    assert_eq!(Overlap::new(7, []), Err(OverlapError::Lists { lists: 7 }));
    assert_eq!(Overlap::new(2, [(0, 5)]), Err(OverlapError::Pattern { pattern: 0, lists: 2 }));
    assert_eq!(Overlap::new(2, [(4, 5)]), Err(OverlapError::Pattern { pattern: 4, lists: 2 }));
    assert_eq!(Overlap::new(2, [(1, 5), (1, 5)]), Err(OverlapError::Twice { pattern: 1 }));
    assert_eq!(Overlap::new(2, [(1, u64::MAX), (2, 1)]), Err(OverlapError::TooMany));
    assert_eq!(Overlap::new(2, [(1, MOST_EVENTS), (2, 1)]), Err(OverlapError::TooMany));
}

#[test]
fn counting() {
    let overlap = three([1, 2, 3, 4, 5, 6, 7]);
    assert_eq!((overlap.distinct(), overlap.received()), (28, 1 + 2 + 4 + 2 * (3 + 5 + 6) + 3 * 7));
    assert_eq!([0, 1, 2].map(|list| overlap.listed(list)), [16, 18, 22]);
    assert_eq!((overlap.shared(0, 1), overlap.shared(2, 0), overlap.shared(1, 2)), (10, 12, 13));
    assert_eq!((overlap.cell(7), overlap.cell(0), overlap.cell(8), overlap.listed(3), overlap.shared(0, 99)), (7, 0, 0, 0, 0));
    assert_eq!([1, 2, 3].map(|k| overlap.in_exactly(k)), [7, 14, 7]);
}

#[test]
fn nothing_shared_is_refused_not_infinite() {
    assert_eq!(estimate(&three([10, 20, 0, 30, 0, 0, 0])), Err(ListsError::NothingShared));
    assert_eq!(estimate(&three([0; 7])), Err(ListsError::Empty));
    // Lists 0 and 1 are the same, list 2 stands apart: it has no ground to say how many more there are.
    let apart = estimate(&three([0, 0, 10, 30, 0, 0, 0]));
    assert!(apart.is_err() || apart.is_ok_and(|found| !found.warnings.is_empty() && found.best.estimate.is_finite()));
}

#[test]
fn few_and_none_shared_warn() {
    let found = estimate(&three([50, 60, 20, 70, 3, 0, 0])).unwrap();
    assert!(found.warnings.contains(&Warning::FewShared { a: 0, b: 2, shared: 3 }));
    assert!(found.warnings.contains(&Warning::FewShared { a: 1, b: 2, shared: 0 }));
    // An interaction of lists that share nothing is settled, not lost.
    let separate = log_linear(&three([50, 60, 20, 70, 3, 0, 0]), &[0b110]).unwrap();
    assert_eq!(separate.without_events, [0b110]);
    assert!(separate.estimate.is_finite() && separate.se.is_finite());
}

#[test]
fn an_empty_list_takes_no_part() {
    let two = estimate(&Overlap::new(2, [(1, 100), (2, 80), (3, 20)]).unwrap()).unwrap();
    let three = estimate(&three([100, 80, 20, 0, 0, 0, 0])).unwrap();
    assert!(three.warnings.contains(&Warning::EmptyList { list: 2 }));
    assert!((two.best.estimate - three.best.estimate).abs() < 1e-6);
    // Two lists: the estimate of Lincoln and Petersen.
    assert!((two.best.estimate - 120.0 * 100.0 / 20.0).abs() < 1e-6);
}

#[test]
fn models_that_do_not_exist() {
    let overlap = three([10, 20, 12, 30, 15, 16, 9]);
    assert_eq!(log_linear(&overlap, &[7]), Err(ListsError::TopInteraction));
    assert_eq!(log_linear(&overlap, &[4]), Err(ListsError::Term { term: 4, lists: 3 }));
    assert_eq!(log_linear(&overlap, &[9]), Err(ListsError::Term { term: 9, lists: 3 }));
    let four = Overlap::new(4, (1..16).map(|pattern| (pattern, 10))).unwrap();
    assert_eq!(log_linear(&four, &[7, 3, 5]), Err(ListsError::NotHierarchical { term: 7, missing: 6 }));
    // Order and repetition of terms do not matter.
    assert_eq!(log_linear(&four, &[3, 5, 3]), log_linear(&four, &[5, 3]));
}

#[test]
fn all_models_are_counted() {
    for (lists, expected, cut) in
        [(2, 1, Cut::Nothing), (3, 8, Cut::Nothing), (4, 113, Cut::Nothing), (5, 1024, Cut::AbovePairs), (6, 32_768, Cut::AbovePairs)]
    {
        let overlap = Overlap::new(lists, (1..1 << lists).map(|pattern: u32| (pattern, u64::from(7 + 13 * pattern % 17)))).unwrap();
        let models = all_models(&overlap);
        assert_eq!((models.fitted.len() + models.refused.len(), models.cut), (expected, cut));
    }
}

#[test]
fn impossible_counts() {
    assert_eq!(chapman(5, 10, 6), Err(ListsError::SharedExceedsListed { shared: 6, listed: 5 }));
    assert_eq!(chao_of_counts(5, 4, 2, 3), Err(ListsError::CountsExceedDistinct { once: 4, twice: 2, distinct: 5 }));
    assert!(chao_of_counts(5, u64::MAX, u64::MAX, 3).is_err() && chao_of_counts(0, 0, 0, 0).is_err());
    assert_eq!(chao_of_counts(5, 0, 0, 3).unwrap().estimate, 5.0);
    let most = chapman(u64::MAX, u64::MAX, 0).unwrap();
    assert!(most.estimate.is_finite() && most.se.is_finite());
}

#[test]
fn errors_say_what_to_do() {
    for error in [ListsError::Empty, ListsError::NothingShared, ListsError::NotIdentified, ListsError::NoModel { models: 3 }] {
        assert!(error.code().starts_with("LISTS-") && error.remedy().ends_with('.') && !error.to_string().is_empty());
    }
    assert!(OverlapError::TooMany.code().starts_with("LISTS-") && OverlapError::TooMany.remedy().ends_with('.'));
}
