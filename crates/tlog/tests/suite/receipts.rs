//! Receipts.

use proptest::prelude::*;
use tlog::policy::Policy;
use tlog::proof::LogProof;
use tlog::tile::TiledTree;
use tlog::{cosign, hash};

use crate::common::{entry, log, log_key, witness_key};

fn receipt(size: u64, index: u64, extra: Option<Vec<u8>>) -> LogProof {
    let (store, mut signed) = log(size);
    for number in [1, 2] {
        signed.add(cosign::sign(&witness_key(number), signed.checkpoint(), 1_700_000_000).unwrap());
    }
    LogProof::make(&TiledTree::new(&store, size), index, signed, extra).unwrap()
}

fn policy() -> Policy {
    Policy::parse(format!("witness w {}\nquorum w\n", witness_key(1).verifier()).as_bytes()).unwrap()
}

#[test]
fn a_receipt_proves_its_entry() {
    for extra in [None, Some(Vec::new()), Some(entry(345))] {
        let receipt = receipt(700, 345, extra);
        let text = receipt.to_string();
        let again = LogProof::parse(text.as_bytes()).unwrap();
        assert_eq!((&again, again.to_string()), (&receipt, text));
        let proven = again.verify(&entry(345), log_key().verifier(), &policy()).unwrap();
        assert_eq!((proven.index, proven.size, proven.leaf), (345, 700, hash::leaf(&entry(345))));
        assert_eq!(proven.cosignatures.len(), 1);
        assert!(again.verify(&entry(346), log_key().verifier(), &policy()).is_err());
    }
}

#[test]
fn its_form_is_the_specification_s() {
    let text = receipt(3, 2, Some(b"more".to_vec())).to_string();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["c2sp.org/tlog-proof@v1", "extra bW9yZQ==", "index 2"]);
    assert_eq!((lines[3].len(), lines[4], lines[5], lines[6]), (44, "", crate::common::ORIGIN, "3"));
    let one = receipt(1, 0, None).to_string();
    assert!(one.starts_with("c2sp.org/tlog-proof@v1\nindex 0\n\nexample.org/log\n1\n"), "{one}");
}

#[test]
fn another_key_or_too_few_witnesses() {
    let receipt = receipt(5, 2, None);
    let other = tlog::SignerKey::from_seed(crate::common::ORIGIN, tlog::note::Algorithm::Ed25519, &[9; 32]).unwrap();
    let wrong_key = receipt.verify(&entry(2), other.verifier(), &policy()).unwrap_err();
    assert_eq!(wrong_key.code(), "TLOG-SIGNATURE-NONE");
    let more = format!("witness a {}\nwitness b {}\ngroup g all a b\nquorum g\n", witness_key(1).verifier(), witness_key(3).verifier());
    let too_few = receipt.verify(&entry(2), log_key().verifier(), &Policy::parse(more.as_bytes()).unwrap()).unwrap_err();
    assert_eq!(too_few.code(), "TLOG-POLICY-QUORUM");
    assert!(!too_few.remedy().is_empty());
}

#[test]
fn receipts_of_a_wrong_form() {
    let good = receipt(9, 4, Some(b"x".to_vec())).to_string();
    for (wrong, code) in [
        (String::new(), "TLOG-RECEIPT-CHECKPOINT"),
        (good.replacen("@v1", "@v2", 1), "TLOG-RECEIPT-HEADER"),
        (good.replacen("extra eA==", "extra e", 1), "TLOG-RECEIPT-EXTRA"),
        (good.replacen("extra eA==\n", "extra eA==\nextra eA==\n", 1), "TLOG-RECEIPT-INDEX"),
        (good.replacen("index 4", "index 04", 1), "TLOG-RECEIPT-INDEX"),
        (good.replacen("index 4\n", "", 1), "TLOG-RECEIPT-INDEX"),
        (good.replacen("index 4\n", "index 4\nAAAA\n", 1), "TLOG-HASH"),
        (good.replacen("index 4\n", &format!("index 4\n{}", format!("{}\n", hash::EMPTY_ROOT).repeat(65)), 1), "TLOG-RECEIPT-HASHES"),
        (good.replacen("\n9\n", "\n09\n", 1), "TLOG-CHECKPOINT-SIZE"),
    ] {
        let error = LogProof::parse(wrong.as_bytes()).unwrap_err();
        assert_eq!(error.code(), code, "{wrong:?}");
        assert!(!error.remedy().is_empty());
    }
    let moved = good.replacen("index 4", "index 5", 1);
    let error = LogProof::parse(moved.as_bytes()).unwrap().verify(&entry(4), log_key().verifier(), &policy()).unwrap_err();
    assert_eq!(error.code(), "TLOG-PROOF-ROOT");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// One bit anywhere in a receipt: it is refused, or what was altered proves nothing (another's cosignature, the time of none).
    #[test]
    fn any_flipped_bit_is_refused(size in 1_u64..300, index: prop::sample::Index, at: prop::sample::Index, bit in 0..8) {
        let index = index.index(usize::try_from(size).unwrap()) as u64;
        let text = receipt(size, index, None).to_string();
        // The second witness's line is last and not asked for: a change there may be ignored.
        let end = text.rfind('—').unwrap();
        let mut bytes = text.into_bytes();
        let at = at.index(end);
        bytes[at] ^= 1_u8 << bit;
        let judged = LogProof::parse(&bytes).and_then(|proof| proof.verify(&entry(index), log_key().verifier(), &policy()));
        prop_assert!(judged.is_err(), "byte {}", at);
    }
}
