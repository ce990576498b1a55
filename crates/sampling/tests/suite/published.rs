//! Values printed elsewhere, to the printed digit.

use sampling::lists::{Fitted, all_models, chao, chao_of_counts, chapman, estimate, log_linear};
use serde_json::Value;

use crate::vectors::{assert_printed, overlap, pattern, section, table, texts};

#[test]
fn log_linear_models() {
    for given in section("tables") {
        let overlap = overlap(&given);
        assert_eq!(overlap.distinct(), given["distinct"].as_u64().unwrap());
        for expected in given["models"].as_array().unwrap() {
            let what = format!("{} {}", given["name"], expected["terms"]);
            let terms: Vec<u32> = texts(&expected["terms"]).into_iter().map(pattern).collect();
            let found = log_linear(&overlap, &terms);
            if let Some(code) = expected["refused"].as_str() {
                assert_eq!(found.unwrap_err().code(), code, "{what}");
                continue;
            }
            assert_model(&found.unwrap(), expected, &texts(&given["lists"]), &what);
        }
    }
}

#[track_caller]
fn assert_model(found: &Fitted, expected: &Value, lists: &[&str], what: &str) {
    assert_printed(found.estimate, &expected["estimate"], what);
    assert_printed(found.se, &expected["se"], what);
    assert_printed(found.deviance.abs(), &expected["deviance"], what);
    assert_printed(found.aic, &expected["aic"], what);
    if let Some(df) = expected["df"].as_u64() {
        assert_eq!(u64::try_from(found.df).unwrap(), df, "{what}");
    }
    if let Some(name) = expected["name"].as_str() {
        assert_eq!(found.name(lists), name);
    }
    let (low, high) = found.interval.unwrap_or((f64::NAN, f64::NAN));
    assert_printed(low, &expected["interval"][0], what);
    assert_printed(high, &expected["interval"][1], what);
    assert_printed(low, &expected["interval_low"], what);
}

#[test]
fn two_lists() {
    for row in section("chapman") {
        let count = |name: &str| row[name].as_u64().unwrap();
        let found = chapman(count("n1"), count("n2"), count("shared")).unwrap();
        assert_printed(found.estimate, &row["estimate"], "estimate");
        assert_printed(found.se, &row["se"], "se");
        assert_eq!(found.lincoln_petersen.is_none(), row["lincoln_petersen"].is_null());
        assert_printed(found.lincoln_petersen.unwrap_or_default(), &row["lincoln_petersen"], "ratio");
        assert_eq!(found.warn_few, row["few"].as_bool().unwrap());
    }
}

#[test]
fn lower_bound() {
    for row in section("chao") {
        let count = |name: &str| row[name].as_u64().unwrap();
        let lists = usize::try_from(count("lists")).unwrap();
        let found = chao_of_counts(count("distinct"), count("once"), count("twice"), lists).unwrap();
        assert_printed(found.estimate, &row["estimate"], "chao");
    }
    let three = chao(&table("three lists (OSCE, HQ, NGO)"));
    assert_eq!((three.distinct, three.once, three.twice), (505, 418, 75));
    assert!((three.estimate - (505.0 + 2.0 / 3.0 * 418.0 * 417.0 / 152.0)).abs() < 1e-9);
}

#[test]
fn the_range_over_models_is_shown() {
    let found = estimate(&table("three lists (OSCE, HQ, NGO)")).unwrap();
    let lists = ["OSCE", "HQ", "NGO"];
    assert_eq!((found.received, found.distinct), (604, 505));
    assert_eq!(found.best.name(&lists), "OSCE:HQ + OSCE:NGO + HQ:NGO");
    assert_eq!((found.supported.models, found.all.models, found.refused.len()), (4, 8, 0));
    assert_eq!(found.supported.lowest.name(&lists), "OSCE:HQ");
    assert_eq!(found.all.lowest.name(&lists), "OSCE:NGO + HQ:NGO");
    assert_eq!(found.all.highest, found.best);
    let codes: Vec<String> = found.warnings.iter().map(|warning| format!("{warning:?}")).collect();
    let expected = ["Dependence", "Dependence", "Dependence", "ModelsDisagree", "NothingLeftToCheck"];
    assert!(codes.len() == expected.len() && codes.iter().zip(expected).all(|(code, name)| code.starts_with(name)), "{codes:?}");
}

#[test]
fn every_model_is_fitted_or_refused() {
    let sparse = all_models(&table("deaths (4 lists, sparse)"));
    assert_eq!(sparse.fitted.len() + sparse.refused.len(), 113);
    assert!(!sparse.refused.is_empty());
    assert!(sparse.fitted.iter().all(|fit| fit.estimate.is_finite() && fit.se.is_finite() && fit.estimate < 10_000.0));
    assert!(sparse.fitted.is_sorted_by(|a, b| a.aic <= b.aic));
    assert!(serde_json::to_string(&sparse).unwrap().contains("NoMaximum"));
}
