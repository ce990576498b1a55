//! What holds of any text.

use names::{LONGEST, Match, NEAR, compare, fold, script};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Texts dense in what the rules are about.
fn spelled() -> impl Strategy<Value = String> {
    let letters = "abcdefghijklmnopqrstuvwxyzšžčşğäöüñıəé'’- .АбвгДеёжзийкЛмнопрстуфхцчшщъыьэюяәғқңөұүһі1";
    let groups = "sh zh ch kh shch tch dzh ye yo iev ov off ija ij tja ou au eu ts ck ay sch";
    let pieces: Vec<String> = letters.chars().map(String::from).chain(groups.split(' ').map(String::from)).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![spelled(), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_key_is_its_own_key(text in text()) {
        let key = fold(&text);
        // A letter may become two, and what is beyond the limit is not read.
        prop_assume!(key.to_string().chars().count() < LONGEST);
        prop_assert_eq!(fold(&key.to_string()), key);
    }

    #[test]
    fn case_does_not_matter(text in spelled()) {
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
    }

    #[test]
    fn composition_does_not_matter(text in text()) {
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text));
        prop_assert_eq!(fold(&text.nfc().collect::<String>()), fold(&text));
    }

    #[test]
    fn comparing_is_symmetric(a in text(), b in text()) {
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        if let (Match::Near(there), Match::Near(back)) = (there, back) {
            prop_assert!((there - back).abs() < 1e-9 && (NEAR..=1.0).contains(&there));
        } else {
            prop_assert_eq!(there, back);
        }
        let _ = (script(&a), script(&b));
    }

    #[test]
    fn a_name_is_itself(text in text()) {
        let expected = if fold(&text).is_empty() { Match::Different } else { Match::Same };
        prop_assert_eq!(compare(&text, &text), expected);
    }
}

#[test]
fn marks_that_an_apostrophe_parted_are_put_in_order() {
    let key = fold("\u{b4d}`\u{cbc}");
    assert_eq!(fold(&key.to_string()), key);
}

#[test]
fn long_texts_are_read_to_the_limit() {
    let long = "ж".repeat(10) + &"ab".repeat(1_000_000);
    let key = fold(&long);
    assert!(key.joined().chars().count() <= LONGEST);
    assert_eq!(key, fold(&(long.clone() + "more")));
    for piece in ["iev", "yo", "ai", "\u{301}", "čov", "aou"] {
        let _ = fold(&piece.repeat(100_000));
    }
}
