//! Cosignatures: a witness says that it saw a checkpoint, when, and that it continues what it saw before
//! (`c2sp.org/tlog-cosignature`, the Ed25519 type `cosignature/v1`).

use serde::Serialize;

use crate::checkpoint::Checkpoint;
use crate::note::{Algorithm, Note, NoteError, NoteSignature, SignerKey, VerifierKey};

/// A cosignature that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cosignature {
    /// The witness's key name.
    pub witness: String,
    /// When it signed: seconds since 1970, as the witness says.
    pub time: u64,
}

/// A sentence on who cosigned, with a space before it; nothing where nobody did.
pub(crate) fn sentence(cosignatures: &[Cosignature]) -> String {
    let names: Vec<&str> = cosignatures.iter().map(|cosignature| cosignature.witness.as_str()).collect();
    if names.is_empty() { String::new() } else { format!(" Cosigned by {}.", names.join(", ")) }
}

/// What is signed: two header lines, then the checkpoint's text (tlog-cosignature, "Ed25519 signed message").
#[must_use]
pub fn message(time: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// Time and plain signature of a `timestamped_signature` (tlog-cosignature, "Format").
pub(crate) fn split(signature: &[u8]) -> Option<(u64, &[u8])> {
    let (time, bytes) = signature.split_first_chunk::<8>()?;
    let time = u64::from_be_bytes(*time);
    (i64::try_from(time).is_ok() && bytes.len() == 64).then_some((time, bytes))
}

/// Cosigns a checkpoint at a time in seconds since 1970. This checks nothing: [`crate::witness`] does, before it signs.
///
/// # Errors
/// [`NoteError::Algorithm`] where the key is not a witness's, [`NoteError::Time`] for a time of 0 or of 2^63 and more.
pub fn sign(key: &SignerKey, checkpoint: &Checkpoint, time: u64) -> Result<NoteSignature, NoteError> {
    if key.algorithm() != Algorithm::CosignatureV1 {
        return Err(NoteError::Algorithm(key.algorithm().byte()));
    }
    if time == 0 || i64::try_from(time).is_err() {
        return Err(NoteError::Time(time));
    }
    let signature = key.sign_bytes(message(time, &checkpoint.to_string()).as_bytes());
    Ok(NoteSignature::new(key.name(), key.id(), [time.to_be_bytes().as_slice(), &signature].concat()))
}

/// The witness's cosignature of the note; where it signed more than once, the latest. Nothing where it did not sign.
///
/// # Errors
/// [`NoteError::BadSignature`] where a signature under its name and key id does not verify, [`NoteError::Algorithm`] where the key
/// is not a witness's.
pub(crate) fn verify(note: &Note, witness: &VerifierKey) -> Result<Option<Cosignature>, NoteError> {
    if witness.algorithm() != Algorithm::CosignatureV1 {
        return Err(NoteError::Algorithm(witness.algorithm().byte()));
    }
    let mut latest = None;
    for signature in note.signatures().iter().filter(|signature| signature.is_by(witness)) {
        if !witness.verify(note.text(), signature) {
            return Err(NoteError::BadSignature(witness.name().to_owned()));
        }
        latest = latest.max(split(signature.signature()).map(|(time, _)| time));
    }
    Ok(latest.map(|time| Cosignature { witness: witness.name().to_owned(), time }))
}
