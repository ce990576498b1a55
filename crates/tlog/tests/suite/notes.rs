//! Notes, keys, checkpoints and cosignatures.

use proptest::prelude::*;
use tlog::checkpoint::CheckpointError;
use tlog::note::{Algorithm, Note, NoteError, parse_signatures};
use tlog::{Checkpoint, Hash, SignedCheckpoint, SignerKey, VerifierKey, cosign, hash};

use crate::common::{ORIGIN, log_key, sign, witness_key};

#[test]
fn keys_are_read_back() {
    for key in [log_key(), witness_key(3)] {
        assert_eq!(VerifierKey::parse(&key.verifier().to_string()).as_ref(), Ok(key.verifier()));
        let again = SignerKey::parse(&key.reveal()).unwrap();
        assert_eq!((again.verifier(), again.reveal()), (key.verifier(), key.reveal()));
        assert!(!format!("{key:?}").contains(&key.reveal()[13..]));
    }
}

#[test]
fn altered_keys_are_refused() {
    let text = log_key().verifier().to_string();
    let (name, rest) = text.split_once('+').unwrap();
    for wrong in [
        String::new(),
        text.replacen(name, "example.org/other", 1),
        text.replacen(name, "", 1),
        text.replacen(name, "a b", 1),
        text.replacen('+', "+0", 1),
        format!("{name}+{}", &rest[..rest.len() - 4]),
        log_key().reveal(),
    ] {
        assert!(VerifierKey::parse(&wrong).is_err(), "{wrong}");
    }
    assert_eq!(SignerKey::parse(&text).unwrap_err(), NoteError::SignerKey);
    // The neutral point: everybody's signature would verify.
    let mut weak = [0; 32];
    weak[0] = 1;
    assert!(VerifierKey::new("weak", Algorithm::Ed25519, &weak).is_err());
}

#[test]
fn a_key_of_another_type_is_refused() {
    let other = "example.org/log+00000000+Bf///////////////////////////////////////////w==";
    assert!(VerifierKey::parse(other).is_err());
    let checkpoint = Checkpoint::new(ORIGIN, 0, hash::EMPTY_ROOT).unwrap();
    assert_eq!(cosign::sign(&log_key(), &checkpoint, 1).unwrap_err(), NoteError::Algorithm(1));
    let mut note = Note::new("text\n").unwrap();
    assert_eq!(note.sign(&witness_key(1)), Err(NoteError::Algorithm(4)));
    let signed = sign(0, hash::EMPTY_ROOT);
    assert_eq!(signed.verify(witness_key(1).verifier()), Err(NoteError::Algorithm(4).into()));
    assert_eq!(signed.cosignature(log_key().verifier()), Err(NoteError::Algorithm(1)));
}

#[test]
fn notes_of_a_wrong_form() {
    let good = sign(5, Hash([9; 32])).to_string();
    let line = good.lines().last().unwrap();
    for wrong in [
        String::new(),
        "text\n".to_owned(),
        "text\n\n".to_owned(),
        good.trim_end().to_owned(),
        good.replacen("— ", "- ", 1),
        good.replacen("— ", "—  ", 1),
        format!("{good}\n"),
        format!("{good}more\n"),
        good.replacen('\n', "\r\n", 1),
        good.replace(line, &format!("{line} x")),
        format!("{good}— name AAAA\n"),
        format!("{good}— name AAAAAA==\n"),
        format!("{good}— na+me AAAAAAA=\n"),
        format!("{good}{}", format!("{line}\n").repeat(100)),
    ] {
        assert!(Note::parse(wrong.as_bytes()).is_err(), "{wrong:?}");
    }
    assert_eq!(Note::parse(b"\xff\n\n"), Err(NoteError::NotUtf8));
    assert_eq!(Note::parse(&vec![b'a'; 1_000_001]), Err(NoteError::TooLong(1_000_001)));
    assert!(Note::parse(format!("{good}{}", format!("{line}\n").repeat(99)).as_bytes()).is_ok());
}

#[test]
fn text_may_have_empty_lines() {
    let mut note = Note::new("one\n\ntwo\n\n").unwrap();
    note.sign(&log_key()).unwrap();
    let again = Note::parse(note.to_string().as_bytes()).unwrap();
    assert_eq!(again, note);
    assert_eq!(again.verify(&[log_key().verifier()]), Ok(vec![0]));
}

#[test]
fn unknown_signatures_are_ignored_and_bad_known_ones_refuse_all() {
    let (a, b) = (log_key(), SignerKey::from_seed("example.org/b", Algorithm::Ed25519, &[2; 32]).unwrap());
    let mut note = Note::new("text\n").unwrap();
    note.sign(&a).unwrap();
    assert_eq!(note.verify(&[b.verifier()]), Err(NoteError::NoKnownSignature));
    note.sign(&b).unwrap();
    assert_eq!(note.verify(&[b.verifier(), a.verifier()]), Ok(vec![1, 0]));
    // b's line under another text: known, and bad.
    let mut other = Note::new("other\n").unwrap();
    other.sign(&a).unwrap();
    other.add(note.signatures()[1].clone());
    assert_eq!(other.verify(&[a.verifier()]), Ok(vec![0]));
    assert_eq!(other.verify(&[a.verifier(), b.verifier()]), Err(NoteError::BadSignature("example.org/b".to_owned())));
}

#[test]
fn checkpoints_of_a_wrong_form() {
    let root = Hash([1; 32]);
    for (text, code) in [
        ("", "TLOG-CHECKPOINT-LINES"),
        ("origin\n5\n", "TLOG-CHECKPOINT-LINES"),
        (&format!("\n5\n{root}\n"), "TLOG-CHECKPOINT-LINES"),
        (&format!("origin\n5\n{root}"), "TLOG-CHECKPOINT-LINES"),
        (&format!("origin\n5\n{root}\n\nmore\n"), "TLOG-CHECKPOINT-LINES"),
        (&format!("origin\n05\n{root}\n"), "TLOG-CHECKPOINT-SIZE"),
        (&format!("origin\n-5\n{root}\n"), "TLOG-CHECKPOINT-SIZE"),
        (&format!("origin\n18446744073709551616\n{root}\n"), "TLOG-CHECKPOINT-SIZE"),
        (&format!("origin\n5\n{}\n", &root.to_string()[1..]), "TLOG-HASH"),
        (&format!("origin\n0\n{root}\n"), "TLOG-CHECKPOINT-EMPTY-ROOT"),
    ] {
        let error = Checkpoint::parse(text).unwrap_err();
        assert_eq!(error.code(), code, "{text:?}");
        assert!(!error.remedy().is_empty());
    }
    let with_more = format!("origin\n5\n{root}\nmore\nand more\n");
    let checkpoint = Checkpoint::parse(&with_more).unwrap();
    assert_eq!(checkpoint.extensions(), ["more", "and more"]);
    assert_eq!(checkpoint.to_string(), with_more);
    assert_eq!(Checkpoint::new("a\n5\nb", 1, root), Err(CheckpointError::Lines));
}

#[test]
fn a_checkpoint_is_its_log_s() {
    let signed = sign(5, Hash([1; 32]));
    assert_eq!(signed.verify(log_key().verifier()), Ok(()));
    let impostor = SignerKey::from_seed(ORIGIN, Algorithm::Ed25519, &[66; 32]).unwrap();
    assert_eq!(signed.verify(impostor.verifier()), Err(NoteError::NoKnownSignature.into()));
    let other = SignerKey::from_seed("example.org/other", Algorithm::Ed25519, &[1; 32]).unwrap();
    assert!(matches!(signed.verify(other.verifier()), Err(CheckpointError::Origin { .. })));
    assert!(matches!(Checkpoint::new(ORIGIN, 5, Hash([1; 32])).unwrap().sign(&other), Err(CheckpointError::Origin { .. })));
}

#[test]
fn cosignatures_say_who_and_when() {
    let mut signed = sign(5, Hash([1; 32]));
    let (key, other) = (witness_key(1), witness_key(2));
    assert_eq!(signed.cosignature(key.verifier()), Ok(None));
    for time in [1_700_000_000, 1_700_000_060, 1_700_000_030] {
        let line = cosign::sign(&key, signed.checkpoint(), time).unwrap();
        assert_eq!(parse_signatures(&format!("{line}\n")).unwrap(), std::slice::from_ref(&line));
        signed.add(line);
    }
    let found = signed.cosignature(key.verifier()).unwrap().unwrap();
    assert_eq!((found.witness.as_str(), found.time), ("witness.example/1", 1_700_000_030));
    assert_eq!(signed.cosignature(other.verifier()), Ok(None));
    assert_eq!(signed.verify(log_key().verifier()), Ok(()));
    for time in [0, 1 << 63, u64::MAX] {
        assert_eq!(cosign::sign(&key, signed.checkpoint(), time), Err(NoteError::Time(time)));
    }
    let moved = cosign::sign(&key, sign(6, Hash([1; 32])).checkpoint(), 5).unwrap();
    signed.add(moved);
    assert_eq!(signed.cosignature(key.verifier()), Err(NoteError::BadSignature("witness.example/1".to_owned())));
}

#[test]
fn a_private_key_given_by_mistake_is_not_repeated() {
    for text in [log_key().reveal(), format!(" {}\n", witness_key(1).reveal())] {
        let error = VerifierKey::parse(&text).unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), ("TLOG-KEY-VERIFIER", "`PRIVATE+KEY+` is not a verifier key"));
    }
}

proptest! {
    #[test]
    fn any_flipped_bit_of_a_checkpoint_is_refused(size: u64, root: [u8; 32], at: prop::sample::Index, bit in 0..8) {
        let signed = if size == 0 { sign(0, hash::EMPTY_ROOT) } else { sign(size, Hash(root)) };
        let mut bytes = signed.to_string().into_bytes();
        let again = SignedCheckpoint::parse(&bytes).unwrap();
        prop_assert_eq!(&again, &signed);
        prop_assert_eq!(again.verify(log_key().verifier()), Ok(()));
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        let judged = SignedCheckpoint::parse(&bytes).and_then(|signed| signed.verify(log_key().verifier()));
        prop_assert!(judged.is_err(), "byte {} of {}", at, signed);
    }

    #[test]
    fn any_flipped_bit_of_a_cosignature_is_refused_or_ignored(at: prop::sample::Index, bit in 0..8, time in 1_u64..1 << 62) {
        let mut signed = sign(77, Hash([1; 32]));
        let key = witness_key(1);
        signed.add(cosign::sign(&key, signed.checkpoint(), time).unwrap());
        let text = signed.to_string();
        let mut bytes = text.clone().into_bytes();
        let start = text.rfind('—').unwrap();
        let at = start + at.index(bytes.len() - start);
        bytes[at] ^= 1_u8 << bit;
        let found = SignedCheckpoint::parse(&bytes).map(|signed| signed.cosignature(key.verifier()));
        prop_assert!(!matches!(found, Ok(Ok(Some(_)))));
    }

    #[test]
    fn notes_are_read_back_byte_for_byte(text in "([ -~éж]{0,12}\n){1,6}", signers in 1_u8..5) {
        let mut note = Note::new(text).unwrap();
        for number in 0..signers {
            note.sign(&SignerKey::from_seed(&format!("key/{number}"), Algorithm::Ed25519, &[number; 32]).unwrap()).unwrap();
        }
        let bytes = note.to_string().into_bytes();
        let again = Note::parse(&bytes).unwrap();
        prop_assert_eq!(&again, &note);
        prop_assert_eq!(again.to_string().into_bytes(), bytes);
    }
}
