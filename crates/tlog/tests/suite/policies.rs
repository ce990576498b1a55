//! Policies: reading them, and what meets them.

use proptest::prelude::*;
use tlog::policy::{Policy, Unmet};
use tlog::{Hash, cosign};

use crate::common::{log_key, sign, witness_key};

/// The specification's example, with keys: at least two of X1-X3 and one of Y1-Y3.
fn example() -> String {
    let witness = |name: &str, number| format!("witness {name} {}\n", witness_key(number).verifier());
    let mut text = format!("# An example\n\nlog {}\t https://example.org/log \n", log_key().verifier());
    for (name, number) in [("X1", 1), ("X2", 2), ("X3", 3)] {
        text += &witness(name, number);
    }
    text += "group X-witnesses 2 X1 X2 X3\n";
    for (name, number) in [("Y1", 4), ("Y2", 5), ("Y3", 6)] {
        text += &witness(name, number);
    }
    text + "  group Y-witnesses any Y1 Y2 Y3\n\t\ngroup X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n"
}

#[test]
fn the_example_of_the_specification() {
    let policy = Policy::parse(example().as_bytes()).unwrap();
    assert_eq!((policy.logs().len(), policy.witnesses().len()), (1, 6));
    assert_eq!(policy.logs()[0].url.as_deref(), Some(&b"https://example.org/log"[..]));
    for set in 0_u32..64 {
        let cosigned: Vec<bool> = (0..6).map(|number| set >> number & 1 == 1).collect();
        let expected = (set & 0b111).count_ones() >= 2 && set >> 3 != 0;
        assert_eq!(policy.reached(&cosigned), expected, "{set:06b}");
        let mut signed = sign(5, Hash([1; 32]));
        for (number, _) in (1_u8..).zip(&cosigned).filter(|(_, signed)| **signed) {
            signed.add(cosign::sign(&witness_key(number), signed.checkpoint(), 10 + u64::from(number)).unwrap());
        }
        match policy.check(&signed) {
            Ok(met) => assert!(expected && met.cosignatures.len() == set.count_ones() as usize),
            Err(Unmet::Quorum { quorum, cosigned, missing }) => {
                assert!(!expected && cosigned.len() + missing.len() == 6);
                assert_eq!(quorum, "X-and-Y");
            }
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn the_simplest_policies() {
    let signed = sign(5, Hash([1; 32]));
    assert!(Policy::none().check(&signed).is_ok());
    assert!(Policy::parse(b"quorum none\n").unwrap().check(&signed).is_ok());
    let one = format!("witness w {}\nquorum w\n", witness_key(1).verifier());
    let policy = Policy::parse(one.as_bytes()).unwrap();
    let unmet = policy.check(&signed).unwrap_err();
    assert_eq!(unmet.code(), "TLOG-POLICY-QUORUM");
    assert_eq!(unmet.to_string(), "the quorum `w` is not reached: 0 cosigned, 1 did not (w)");
}

#[test]
fn another_log_or_a_bad_cosignature_is_refused() {
    let policy = Policy::parse(example().as_bytes()).unwrap();
    let other = tlog::SignerKey::from_seed("example.org/other", tlog::note::Algorithm::Ed25519, &[4; 32]).unwrap();
    let foreign = tlog::Checkpoint::new("example.org/other", 5, Hash([1; 32])).unwrap().sign(&other).unwrap();
    assert_eq!(policy.check(&foreign).unwrap_err().code(), "TLOG-POLICY-LOG");
    let mut signed = sign(5, Hash([1; 32]));
    signed.add(cosign::sign(&witness_key(1), sign(6, Hash([1; 32])).checkpoint(), 1).unwrap());
    assert_eq!(policy.check(&signed).unwrap_err().code(), "TLOG-SIGNATURE-BAD");
}

#[test]
fn mistakes_are_named_with_their_line() {
    let (log, w1, w2) = (log_key().verifier().to_string(), witness_key(1).verifier().to_string(), witness_key(2).verifier().to_string());
    for (text, line, code) in [
        (String::new(), 1, "TLOG-POLICY-NO-QUORUM"),
        ("quorum none".to_owned(), 1, "TLOG-POLICY-UNFINISHED"),
        ("quorum none\r\n".to_owned(), 1, "TLOG-POLICY-CONTROL"),
        ("quorum none\nquorum none\n".to_owned(), 2, "TLOG-POLICY-SECOND-QUORUM"),
        ("quorum w\n".to_owned(), 1, "TLOG-POLICY-UNDEFINED"),
        ("quorum\n".to_owned(), 1, "TLOG-POLICY-WORDS"),
        ("quorum a b\n".to_owned(), 1, "TLOG-POLICY-WORDS"),
        ("Quorum none\n".to_owned(), 1, "TLOG-POLICY-KEYWORD"),
        (format!("log {log} a b\n"), 1, "TLOG-POLICY-WORDS"),
        (format!("log {w1}\n"), 1, "TLOG-POLICY-KEY"),
        (format!("witness w {log}\n"), 1, "TLOG-POLICY-KEY"),
        (format!("log {log}\nlog {log}\n"), 2, "TLOG-POLICY-DUPLICATE-KEY"),
        (format!("witness a {w1}\nwitness b {w1}\n"), 2, "TLOG-POLICY-DUPLICATE-KEY"),
        (format!("witness a {w1}\nwitness a {w2}\n"), 2, "TLOG-POLICY-TAKEN"),
        (format!("witness none {w1}\n"), 1, "TLOG-POLICY-TAKEN"),
        (format!("witness a {w1}\ngroup a any a\n"), 2, "TLOG-POLICY-TAKEN"),
        (format!("witness a {w1}\ngroup g any a a\n"), 2, "TLOG-POLICY-MEMBER"),
        (format!("witness a {w1}\ngroup g any a\ngroup h any a\n"), 3, "TLOG-POLICY-MEMBER"),
        ("group g any none\n".to_owned(), 1, "TLOG-POLICY-UNDEFINED"),
        ("group g any g\n".to_owned(), 1, "TLOG-POLICY-UNDEFINED"),
        (format!("witness a {w1}\ngroup g any\n"), 2, "TLOG-POLICY-WORDS"),
        (format!("witness a {w1}\ngroup g 0 a\n"), 2, "TLOG-POLICY-THRESHOLD"),
        (format!("witness a {w1}\ngroup g 2 a\n"), 2, "TLOG-POLICY-THRESHOLD"),
        (format!("witness a {w1}\ngroup g +1 a\n"), 2, "TLOG-POLICY-THRESHOLD"),
        (format!("witness a {w1}\ngroup g some a\n"), 2, "TLOG-POLICY-THRESHOLD"),
    ] {
        let error = Policy::parse(text.as_bytes()).unwrap_err();
        assert_eq!((error.line, error.code()), (line, code), "{text:?}: {error}");
        assert!(!error.remedy().is_empty());
    }
}

#[test]
fn names_are_bytes() {
    let (w1, w2) = (witness_key(1).verifier().to_string(), witness_key(2).verifier().to_string());
    let text =
        [format!("witness K {w1}\nwitness ").as_bytes(), b"\xe2\x84\xaa ", w2.as_bytes(), b"\ngroup g all K \xe2\x84\xaa\nquorum g\n"]
            .concat();
    let policy = Policy::parse(&text).unwrap();
    assert!(!policy.reached(&[true, false]) && policy.reached(&[true, true]));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_with_a_line(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Err(error) = Policy::parse(&bytes) {
            prop_assert!(error.line >= 1 && error.line <= bytes.split(|byte| *byte == b'\n').count());
        }
    }
}
