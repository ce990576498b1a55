//! Several custodians hold the vault key together: any `need` of them open it, fewer cannot.
//!
//! Nothing but age is used. For every set of `need` custodians there is one envelope: the vault key sealed to the last of them,
//! that sealed to the one before, and so on; the first opens the outermost layer. For two of three that is three envelopes. An
//! envelope opens without this program too: `age -d -i first.key envelope.age | age -d -i second.key`.
//!
//! The price of doing without secret sharing: the number of envelopes grows with the number of sets, so it is bounded.

use age::armor::ArmoredReader;
use age::secrecy::{ExposeSecret, SecretSlice};
use age::{Decryptor, encrypt_and_armor};
use serde::{Deserialize, Serialize};

use super::key::read_all;
use super::{VaultError, VaultKey, VaultRecipient};

/// Envelopes that there may be: three of five custodians still fit.
pub const MOST_ENVELOPES: usize = 10;

/// Somebody who holds a part in the vault key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custodian {
    /// What the organisation calls this custodian; it stands readable in the envelopes.
    pub name: String,
    /// This custodian's own public key, made with `age-keygen`. It is not the vault's.
    pub recipient: VaultRecipient,
}

/// The vault key for one set of custodians.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Names, in the order in which they open it.
    pub holders: Vec<String>,
    /// The outermost layer, as an armoured age file.
    pub sealed: String,
}

/// Wraps the vault key so that any `need` of the custodians can open it together.
///
/// # Errors
/// [`VaultError::Need`], [`VaultError::SameName`], [`VaultError::SameKey`], [`VaultError::TooManyEnvelopes`], [`VaultError::Seal`].
pub fn wrap(key: &VaultKey, custodians: &[Custodian], need: usize) -> Result<Vec<Envelope>, VaultError> {
    let of = custodians.len();
    if need == 0 || need > of {
        return Err(VaultError::Need { need, of });
    }
    check_different(custodians)?;
    if too_many_subsets(of, need) {
        return Err(VaultError::TooManyEnvelopes { need, of });
    }
    subsets(of, need).iter().map(|members| seal_for(key, members.iter().map(|at| &custodians[*at]))).collect()
}

/// Opens the vault key with the custodians' own keys, in any order. Keys of others among them do no harm.
///
/// Anybody could have written envelopes around a key of theirs: hold the result's [`VaultKey::recipient`] against the recipient
/// that the originals were sealed to.
///
/// # Errors
/// [`VaultError::TooFew`] or [`VaultError::Strangers`] where no envelope opens with these keys; [`VaultError::Envelope`] where
/// there is none or those that could open are damaged.
pub fn unwrap(envelopes: &[Envelope], keys: &[VaultKey]) -> Result<VaultKey, VaultError> {
    let need = envelopes.iter().map(|envelope| envelope.holders.len()).min().unwrap_or_default();
    if need == 0 {
        return Err(VaultError::Envelope);
    }
    let mut damaged = false;
    for envelope in envelopes {
        match open(envelope, keys) {
            Ok(key) => return Ok(key),
            Err(VaultError::OtherKey) => {}
            // Another envelope may still be whole.
            Err(_) => damaged = true,
        }
    }
    let mut different: Vec<String> = keys.iter().map(|key| key.recipient().to_string()).collect();
    different.sort_unstable();
    different.dedup();
    let given = different.len();
    Err(match (given < need, damaged) {
        (true, _) => VaultError::TooFew { need, given },
        (false, true) => VaultError::Envelope,
        (false, false) => VaultError::Strangers { need, given },
    })
}

/// No name and no key twice.
fn check_different(custodians: &[Custodian]) -> Result<(), VaultError> {
    for (at, one) in custodians.iter().enumerate() {
        for other in &custodians[..at] {
            if one.name == other.name {
                return Err(VaultError::SameName(one.name.clone()));
            }
            if one.recipient == other.recipient {
                return Err(VaultError::SameKey(other.name.clone(), one.name.clone()));
            }
        }
    }
    Ok(())
}

/// One envelope: sealed to the last holder first, armoured for the first.
fn seal_for<'a>(key: &VaultKey, members: impl DoubleEndedIterator<Item = &'a Custodian> + Clone) -> Result<Envelope, VaultError> {
    let mut inward = members.clone();
    let Some(first) = inward.next() else { return Err(VaultError::Envelope) };
    let secret = key.secret();
    let mut layer: SecretSlice<u8> = secret.expose_secret().as_bytes().to_vec().into();
    for member in inward.rev() {
        layer = member.recipient.seal(layer.expose_secret())?.into();
    }
    let sealed = encrypt_and_armor(&first.recipient.0, layer.expose_secret());
    let sealed = sealed.map_err(|error| VaultError::Seal(std::io::Error::other(error.to_string())))?;
    Ok(Envelope { holders: members.map(|member| member.name.clone()).collect(), sealed })
}

/// Opens all layers, or says which kind of failure stopped it: [`VaultError::OtherKey`] where a holder's key is missing.
fn open(envelope: &Envelope, keys: &[VaultKey]) -> Result<VaultKey, VaultError> {
    let outer = Decryptor::new_buffered(ArmoredReader::new(envelope.sealed.as_bytes()));
    let mut layer: SecretSlice<u8> = read_all(outer, keys)?.into();
    for _ in 1..envelope.holders.len() {
        layer = read_all(Decryptor::new_buffered(layer.expose_secret()), keys)?.into();
    }
    let text = std::str::from_utf8(layer.expose_secret()).map_err(|_| VaultError::Envelope)?;
    VaultKey::parse(text).map_err(|_| VaultError::Envelope)
}

/// Whether there are more than [`MOST_ENVELOPES`] sets of `need` out of `of`.
fn too_many_subsets(of: usize, need: usize) -> bool {
    // With the smaller of `need` and its complement the product only grows, so it can stop early and never overflows.
    let steps = need.min(of - need);
    let mut sets = 1usize;
    for step in 0..steps {
        sets = sets.saturating_mul(of - step) / (step + 1);
        if sets > MOST_ENVELOPES {
            return true;
        }
    }
    false
}

/// All sets of `need` places out of `0..of`, each in rising order.
fn subsets(of: usize, need: usize) -> Vec<Vec<usize>> {
    let mut sets = vec![Vec::new()];
    for size in 0..need {
        let longer = |set: Vec<usize>| {
            let from = set.last().map_or(0, |last| last + 1);
            // Leave room for the members still to come.
            (from..=of + size - need).map(move |next| set.iter().copied().chain([next]).collect())
        };
        sets = sets.into_iter().flat_map(longer).collect();
    }
    sets
}
