//! The witness: whom it believes, what it refuses, and that it never signs two histories.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tlog::note::{Algorithm, parse_signatures};
use tlog::tree::{self, MemoryTree};
use tlog::witness::{Accepted, AddCheckpoint, Known, Refusal, Witness};
use tlog::{Checkpoint, Hash, SignerKey, hash};

use crate::common::{ORIGIN, log_key, sign, tree as tree_of, witness_key};

fn witness() -> Witness {
    Witness::new(witness_key(1), vec![log_key().verifier().clone()]).unwrap()
}

fn request(tree: &MemoryTree, old: u64, new: u64) -> AddCheckpoint {
    let proof = tree::prove_consistency(tree, old, new).unwrap();
    AddCheckpoint { old, proof, checkpoint: sign(new, tree::root(tree, new).unwrap()) }
}

/// Two logs that part at `at`.
fn forked(size: u64, at: u64) -> MemoryTree {
    (0..size).map(|n| hash::leaf(format!("{n}{}", if n < at { "" } else { " altered" }).as_bytes())).collect()
}

#[test]
fn a_log_is_followed() {
    let (witness, tree) = (witness(), tree_of(50));
    let mut known = None;
    for (old, new) in [(0, 0), (0, 1), (1, 7), (7, 7), (7, 8), (8, 50)] {
        let request = request(&tree, old, new);
        assert_eq!(AddCheckpoint::parse(request.to_string().as_bytes()).unwrap(), request);
        let Accepted { known: after, cosignature } = witness.decide(known.as_ref(), &request, 1_700_000_000 + new).unwrap();
        assert_eq!(after, Known { size: new, root: tree::root(&tree, new).unwrap() });
        let mut signed = request.checkpoint.clone();
        parse_signatures(&format!("{cosignature}\n")).unwrap().into_iter().for_each(|line| signed.add(line));
        assert_eq!(signed.cosignature(witness.verifier()).unwrap().unwrap().time, 1_700_000_000 + new);
        known = Some(after);
    }
}

#[test]
fn the_same_again_changes_nothing() {
    let (witness, tree) = (witness(), tree_of(9));
    let first = witness.decide(None, &request(&tree, 0, 9), 5).unwrap();
    let again = witness.decide(Some(&first.known), &request(&tree, 9, 9), 5).unwrap();
    assert_eq!(again, first);
    // A client that did not get the answer asks from where it was, learns the size, and asks again.
    let lost = witness.decide(Some(&first.known), &request(&tree, 0, 9), 6).unwrap_err();
    assert_eq!((lost.status(), lost.body()), (409, Some(("9\n".to_owned(), "text/x.tlog.size"))));
}

#[test]
fn every_refusal_has_its_status() {
    let (witness, tree) = (witness(), tree_of(20));
    let known = Known { size: 10, root: tree::root(&tree, 10).unwrap() };
    let judge = |request: &AddCheckpoint| witness.decide(Some(&known), request, 1).unwrap_err();

    let mut unknown = request(&tree, 10, 20);
    let stranger = SignerKey::from_seed("example.org/stranger", Algorithm::Ed25519, &[5; 32]).unwrap();
    unknown.checkpoint = Checkpoint::new("example.org/stranger", 20, Hash([1; 32])).unwrap().sign(&stranger).unwrap();
    let mut unsigned = request(&tree, 10, 20);
    let impostor = SignerKey::from_seed(ORIGIN, Algorithm::Ed25519, &[5; 32]).unwrap();
    unsigned.checkpoint = unsigned.checkpoint.checkpoint().clone().sign(&impostor).unwrap();
    let mut backwards = request(&tree, 10, 10);
    backwards.checkpoint = sign(9, tree::root(&tree, 9).unwrap());
    let mut rollback = request(&tree, 5, 9);
    rollback.old = 9;
    rollback.proof.clear();
    let fork = AddCheckpoint { old: 10, proof: Vec::new(), checkpoint: sign(10, Hash([1; 32])) };
    let rewritten = AddCheckpoint { checkpoint: sign(20, Hash([1; 32])), ..request(&tree, 10, 20) };
    let mut noisy = request(&tree, 10, 10);
    noisy.proof.push(Hash([1; 32]));
    for (request, status, code) in [
        (&unknown, 404, "TLOG-WITNESS-UNKNOWN-LOG"),
        (&unsigned, 403, "TLOG-WITNESS-UNSIGNED"),
        (&backwards, 400, "TLOG-WITNESS-BACKWARDS"),
        (&rollback, 409, "TLOG-WITNESS-CONFLICT"),
        (&request(&tree, 0, 20), 409, "TLOG-WITNESS-CONFLICT"),
        (&request(&tree, 15, 20), 409, "TLOG-WITNESS-CONFLICT"),
        (&fork, 409, "TLOG-WITNESS-FORK"),
        (&rewritten, 422, "TLOG-WITNESS-INCONSISTENT"),
        (&noisy, 422, "TLOG-WITNESS-INCONSISTENT"),
    ] {
        let refusal = judge(request);
        assert_eq!((refusal.status(), refusal.code()), (status, code), "{refusal}");
        assert!(!refusal.remedy().is_empty());
        assert_eq!(refusal.body().is_some(), code == "TLOG-WITNESS-CONFLICT");
    }
    assert!(judge(&fork).is_evidence() && judge(&rewritten).is_evidence());
    assert!(matches!(witness.decide(None, &request(&tree, 0, 20), 0), Err(Refusal::Clock(_))));
}

#[test]
fn requests_of_a_wrong_form() {
    let good = request(&tree_of(20), 10, 20).to_string();
    for wrong in [
        String::new(),
        "old 10\n".to_owned(),
        good.replacen("old 10", "old 010", 1),
        good.replacen("old 10", "OLD 10", 1),
        good.replacen("old 10\n", "", 1),
        good.replacen("old 10\n", "old 10\nAAAA\n", 1),
        good.replacen("old 10\n", &format!("old 10\n{}", format!("{}\n", Hash([0; 32])).repeat(64)), 1),
        good.replacen("\n\n", "\n", 1),
    ] {
        let refusal = AddCheckpoint::parse(wrong.as_bytes()).unwrap_err();
        assert_eq!(refusal.status(), 400, "{wrong:?}");
    }
    let empty = format!("old 0\n\n{ORIGIN}\n0\n{}\n\n— x AAAAAAA=\n", Hash([1; 32]));
    assert_eq!(AddCheckpoint::parse(empty.as_bytes()).unwrap_err().status(), 422);
}

#[test]
fn keys_of_the_wrong_type_make_no_witness() {
    assert!(Witness::new(log_key(), Vec::new()).is_err());
    assert!(Witness::new(witness_key(1), vec![witness_key(2).verifier().clone()]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Whatever is asked in whatever order, of a log that shows two histories: what is cosigned is one history, and only grows.
    #[test]
    fn never_two_histories(part in 0_u64..40, asks in prop::collection::vec((any::<bool>(), 0_u64..40, 0_u64..40, any::<bool>()), 1..40)) {
        let witness = witness();
        let histories = [forked(40, 40), forked(40, part)];
        let mut known: Option<Known> = None;
        let mut signed: BTreeMap<u64, Hash> = BTreeMap::new();
        for (which, a, b, follow) in asks {
            let tree = &histories[usize::from(which)];
            let old = if follow { known.map_or(0, |known| known.size) } else { a };
            let asked = request(tree, old.min(b), b);
            let Ok(accepted) = witness.decide(known.as_ref(), &asked, 9) else { continue };
            prop_assert!(accepted.known.size >= known.map_or(0, |known| known.size));
            let other = signed.insert(accepted.known.size, accepted.known.root);
            prop_assert!(other.is_none_or(|root| root == accepted.known.root));
            known = Some(accepted.known);
        }
        let in_one = histories.iter().any(|tree| signed.iter().all(|(size, root)| tree::root(tree, *size).unwrap() == *root));
        prop_assert!(in_one, "{signed:?}");
    }
}
