//! Sealing, and the vault key in the hands of several custodians.

use std::str::FromStr;

use evidence::vault::{Custodian, Envelope, ExposeSecret, MOST_ENVELOPES, VaultError, unwrap, wrap};
use evidence::{VaultKey, VaultRecipient};
use proptest::prelude::*;

fn custodians(count: usize) -> (Vec<VaultKey>, Vec<Custodian>) {
    let keys: Vec<VaultKey> = (0..count).map(|_| VaultKey::generate()).collect();
    let named = |(at, key): (usize, &VaultKey)| Custodian { name: format!("custodian {at}"), recipient: key.recipient() };
    let custodians = keys.iter().enumerate().map(named).collect();
    (keys, custodians)
}

#[test]
fn what_is_sealed_opens_with_its_key_alone() {
    let key = VaultKey::generate();
    let sealed = key.recipient().seal(b"evidence").unwrap();
    assert_eq!(key.open(&sealed).unwrap(), b"evidence");
    assert!(matches!(VaultKey::generate().open(&sealed), Err(VaultError::OtherKey)));
    assert!(matches!(key.open(b"evidence"), Err(VaultError::NotSealed)));
    assert!(matches!(key.open(b""), Err(VaultError::NotSealed)));
    for length in 0..sealed.len() {
        assert!(key.open(&sealed[..length]).is_err(), "{length} bytes");
    }
    for at in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        assert!(key.open(&altered).is_err(), "byte {at}");
    }
}

#[test]
fn keys_have_texts() {
    let key = VaultKey::generate();
    let text = key.secret().expose_secret().to_owned();
    let recipient = key.recipient().to_string();
    assert!(text.starts_with("AGE-SECRET-KEY-1") && recipient.starts_with("age1"));
    let file = format!("# created: today\n# public key: {recipient}\n{text}\n");
    for text in [&text, &file] {
        assert_eq!(VaultKey::parse(text).unwrap().recipient(), key.recipient());
    }
    assert_eq!(VaultRecipient::from_str(&format!(" {recipient}\n")).unwrap(), key.recipient());
    assert!(!format!("{key:?}").contains(&text[16..]));
    for wrong in ["", "AGE-SECRET-KEY-1", &recipient, &format!("{text}\n{text}")] {
        let error = VaultKey::parse(wrong).unwrap_err();
        assert!(matches!(error, VaultError::Key) && !error.to_string().contains(&text));
    }
    for wrong in ["", "age1", &text, &recipient[..recipient.len() - 1]] {
        assert!(matches!(VaultRecipient::from_str(wrong), Err(VaultError::Recipient)));
    }
}

/// The points of small order, whose shared secrets are zero; the last is zero with the bit that is not looked at.
#[test]
fn a_recipient_that_everybody_could_open_is_refused() {
    for weak in [
        "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
        "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
        "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
        "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz9ts6wm9s8",
        "age1anlllllllllllllllllllllllllllllllllllllllllllllllals4n2t7m",
        "age1ahlllllllllllllllllllllllllllllllllllllllllllllllalsn46ayy",
        "age1amlllllllllllllllllllllllllllllllllllllllllllllllalselrwrv",
        "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqzqqsuwj9m",
    ] {
        assert!(matches!(VaultRecipient::from_str(weak), Err(VaultError::WeakRecipient)), "{weak}");
    }
}

/// Nothing of ours is in the format: the age crate alone opens what is sealed here, and the other way round.
#[test]
fn the_age_crate_opens_what_is_sealed_here() {
    let identity = age::x25519::Identity::generate();
    let recipient: VaultRecipient = identity.to_public().to_string().parse().unwrap();
    assert_eq!(age::decrypt(&identity, &recipient.seal(b"evidence").unwrap()).unwrap(), b"evidence");
    let key = VaultKey::parse(identity.to_string().expose_secret()).unwrap();
    assert_eq!(key.open(&age::encrypt(&identity.to_public(), b"evidence").unwrap()).unwrap(), b"evidence");
}

#[test]
fn an_envelope_opens_with_age_alone() {
    let (keys, custodians) = custodians(2);
    let vault = VaultKey::generate();
    let envelopes = wrap(&vault, &custodians, 2).unwrap();
    assert_eq!(envelopes[0].holders, ["custodian 0", "custodian 1"]);
    let mut layer = envelopes[0].sealed.clone().into_bytes();
    for key in keys {
        let identity: age::x25519::Identity = key.secret().expose_secret().parse().unwrap();
        layer = age::decrypt(&identity, &layer).unwrap();
    }
    assert_eq!(layer, vault.secret().expose_secret().as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Content in pieces gives an age file that opens to the same content, whatever the pieces.
    #[test]
    fn pieces_seal_like_the_whole(content in prop::collection::vec(any::<u8>(), 0..200_000), piece in 1usize..100_000) {
        let key = VaultKey::generate();
        let mut sealer = key.recipient().sealer().unwrap();
        let mut sealed = Vec::new();
        for piece in content.chunks(piece) {
            sealed.extend_from_slice(&sealer.push(piece).unwrap());
        }
        prop_assert!(key.open(&sealed).is_err());
        sealed.extend_from_slice(&sealer.finish().unwrap());
        prop_assert_eq!(key.open(&sealed).unwrap(), content);
    }

    /// Whatever stands in envelopes, they are refused and nothing worse.
    #[test]
    fn any_text_is_refused_as_an_envelope(sealed in any::<String>(), holders in 0usize..4, cut in 0usize..600) {
        let (keys, custodians) = custodians(3);
        let mut envelopes = wrap(&VaultKey::generate(), &custodians, 2).unwrap();
        envelopes.truncate(1);
        envelopes[0].sealed.truncate(cut);
        envelopes.push(Envelope { holders: vec!["somebody".to_owned(); holders], sealed });
        prop_assert!(unwrap(&envelopes, &keys).is_err());
    }
}

/// Every set of custodians, for up to four of them: enough open the vault key, fewer do not.
#[test]
fn enough_custodians_open_and_fewer_do_not() {
    for of in 1..=4 {
        let (keys, custodians) = custodians(of);
        for need in 1..=of {
            let vault = VaultKey::generate();
            let envelopes = wrap(&vault, &custodians, need).unwrap();
            let stored = serde_json::to_string(&envelopes).unwrap();
            let envelopes: Vec<Envelope> = serde_json::from_str(&stored).unwrap();
            for set in 0u32..1 << of {
                // Last first: the order in which keys are given does not matter.
                let mut given: Vec<VaultKey> = (0..of).rev().filter(|at| set >> at & 1 == 1).map(|at| keys[at].clone()).collect();
                let come = given.len();
                given.extend(given.first().cloned());
                match unwrap(&envelopes, &given) {
                    Ok(opened) => assert!(come >= need && opened.recipient() == vault.recipient()),
                    Err(VaultError::TooFew { need: needed, given }) => assert_eq!((needed, given), (need, come)),
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }
}

#[test]
fn too_few_and_strangers_are_told_apart() {
    let (keys, custodians) = custodians(3);
    let vault = VaultKey::generate();
    let envelopes = wrap(&vault, &custodians, 2).unwrap();
    let error = unwrap(&envelopes, &keys[..1]).unwrap_err();
    assert_eq!(error.to_string(), "2 custodians are needed, keys of 1 were given");
    assert!(matches!(unwrap(&envelopes, &[]), Err(VaultError::TooFew { need: 2, given: 0 })));
    let strange = [keys[0].clone(), VaultKey::generate()];
    assert!(matches!(unwrap(&envelopes, &strange), Err(VaultError::Strangers { need: 2, given: 2 })));
    let with_stranger = [VaultKey::generate(), keys[2].clone(), keys[1].clone()];
    assert_eq!(unwrap(&envelopes, &with_stranger).unwrap().recipient(), vault.recipient());
    assert!(matches!(unwrap(&[], &keys), Err(VaultError::Envelope)));
}

#[test]
fn a_damaged_envelope_does_not_spoil_the_others() {
    let (keys, custodians) = custodians(3);
    let vault = VaultKey::generate();
    let mut envelopes = wrap(&vault, &custodians, 2).unwrap();
    envelopes[0].sealed.truncate(100);
    assert_eq!(unwrap(&envelopes, &keys).unwrap().recipient(), vault.recipient());
    assert!(matches!(unwrap(&envelopes[..1], &keys), Err(VaultError::Envelope)));
    // An envelope around something else than a key.
    let key = keys[0].recipient();
    let recipient: age::x25519::Recipient = key.to_string().parse().unwrap();
    let sealed = age::encrypt_and_armor(&recipient, b"no key").unwrap();
    let envelope = Envelope { holders: vec!["custodian 0".to_owned()], sealed };
    assert!(matches!(unwrap(&[envelope], &keys), Err(VaultError::Envelope)));
}

#[test]
fn impossible_custodians_are_refused() {
    let vault = VaultKey::generate();
    let (_, mut three) = custodians(3);
    assert!(matches!(wrap(&vault, &three, 0), Err(VaultError::Need { need: 0, of: 3 })));
    assert!(matches!(wrap(&vault, &three, 4), Err(VaultError::Need { need: 4, of: 3 })));
    three[2].recipient = three[0].recipient.clone();
    assert!(matches!(wrap(&vault, &three, 2), Err(VaultError::SameKey(one, other)) if one == "custodian 0" && other == "custodian 2"));
    let (_, mut three) = custodians(3);
    three[2].name = three[1].name.clone();
    assert!(matches!(wrap(&vault, &three, 2), Err(VaultError::SameName(_))));
    let (_, six) = custodians(6);
    assert!(matches!(wrap(&vault, &six, 2), Err(VaultError::TooManyEnvelopes { need: 2, of: 6 })));
    assert!(matches!(wrap(&vault, &six, 4), Err(VaultError::TooManyEnvelopes { .. })));
    assert_eq!(wrap(&vault, &six, 5).unwrap().len(), 6);
    assert_eq!(wrap(&vault, &six[..5], 3).unwrap().len(), MOST_ENVELOPES);
}
