//! Signed notes: a text and the signatures of one or more keys below it (`c2sp.org/signed-note`).

mod error;
mod key;

pub use error::NoteError;
pub use key::{Algorithm, SignerKey, VerifierKey};

use std::fmt;

use crate::lines;

/// Bytes a note may have (signed-note, "Format": verifiers should apply a limit).
pub const LONGEST: usize = 1_000_000;

/// Signatures a note may have (signed-note, "Format": at least 16 must be accepted).
pub const MOST_SIGNATURES: usize = 100;

/// One signature line: `— <key name> base64(key id || signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    name: String,
    key_id: u32,
    signature: Vec<u8>,
}

impl NoteSignature {
    pub(crate) fn new(name: &str, key_id: u32, signature: Vec<u8>) -> Self {
        Self { name: name.to_owned(), key_id, signature }
    }

    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key's id.
    #[must_use]
    pub fn key_id(&self) -> u32 {
        self.key_id
    }

    /// The signature without the key id; what is in it depends on the algorithm.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Whether name and id are those of the key; both must be (signed-note, "Signatures").
    #[must_use]
    pub fn is_by(&self, key: &VerifierKey) -> bool {
        self.key_id == key.id() && self.name == key.name()
    }

    /// Parses one line, without its newline.
    fn parse(line: &str) -> Result<Self, NoteError> {
        let wrong = || NoteError::SignatureLine(line.chars().take(80).collect());
        let (name, base64) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or_else(wrong)?;
        let bytes = lines::decode(base64).ok_or_else(wrong)?;
        let (id, signature) = bytes.split_first_chunk::<4>().ok_or_else(wrong)?;
        if !key::is_name(name) || signature.is_empty() {
            return Err(wrong());
        }
        Ok(Self::new(name, u32::from_be_bytes(*id), signature.to_vec()))
    }
}

impl fmt::Display for NoteSignature {
    /// The line without its newline.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.key_id.to_be_bytes(), self.signature.as_slice()].concat();
        write!(f, "— {} {}", self.name, lines::encode(&bytes))
    }
}

/// Reads signature lines one below the other, each ending in a newline, as a witness answers them.
///
/// # Errors
/// [`NoteError`] at the first line that is none.
pub fn parse_signatures(text: &str) -> Result<Vec<NoteSignature>, NoteError> {
    let body = text.strip_suffix('\n').ok_or(NoteError::Unsigned)?;
    let signatures: Vec<NoteSignature> = body.split('\n').take(MOST_SIGNATURES + 1).map(NoteSignature::parse).collect::<Result<_, _>>()?;
    if signatures.len() > MOST_SIGNATURES { Err(NoteError::TooManySignatures) } else { Ok(signatures) }
}

/// A text and its signatures. A parsed note is written again byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

impl Note {
    /// A note without signatures yet.
    ///
    /// # Errors
    /// [`NoteError::Text`] where the text does not end in a newline or has control characters.
    pub fn new(text: impl Into<String>) -> Result<Self, NoteError> {
        let text = text.into();
        if !text.ends_with('\n') || has_controls(&text) {
            return Err(NoteError::Text);
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// The text, with its final newline: what is signed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures in their order.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Signs the text with a key of type Ed25519 (signed-note, "Ed25519 signatures").
    ///
    /// # Errors
    /// [`NoteError::Algorithm`] for another type of key.
    pub fn sign(&mut self, key: &SignerKey) -> Result<(), NoteError> {
        if key.algorithm() != Algorithm::Ed25519 {
            return Err(NoteError::Algorithm(key.algorithm().byte()));
        }
        let signature = key.sign_bytes(self.text.as_bytes());
        self.add(NoteSignature::new(key.name(), key.id(), signature.to_vec()));
        Ok(())
    }

    /// Adds a signature made elsewhere, in place of an earlier one by the same name and key id.
    pub fn add(&mut self, signature: NoteSignature) {
        let same = |other: &NoteSignature| other.name == signature.name && other.key_id == signature.key_id;
        self.signatures.retain(|other| !same(other));
        self.signatures.push(signature);
    }

    /// Reads a note (signed-note, "Format").
    ///
    /// # Errors
    /// [`NoteError`] that says what is wrong with its form. Signatures are not checked here.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > LONGEST {
            return Err(NoteError::TooLong(bytes.len()));
        }
        let whole = std::str::from_utf8(bytes).map_err(|_| NoteError::NotUtf8)?;
        if has_controls(whole) {
            return Err(NoteError::Text);
        }
        // The last empty line separates text and signatures.
        let end = whole.rfind("\n\n").ok_or(NoteError::Unsigned)? + 1;
        let signatures = parse_signatures(&whole[end + 1..])?;
        Ok(Self { text: whole[..end].to_owned(), signatures })
    }

    /// Checks the signatures of the keys given (signed-note, "Signatures"): others are ignored, one of a given key that does not
    /// verify refuses the whole note. Answers the keys that signed, as positions in `keys`.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`], or [`NoteError::NoKnownSignature`] where none of the keys signed.
    pub fn verify(&self, keys: &[&VerifierKey]) -> Result<Vec<usize>, NoteError> {
        let mut signed = Vec::new();
        for signature in &self.signatures {
            let Some(position) = keys.iter().position(|key| signature.is_by(key)) else { continue };
            if !keys[position].verify(&self.text, signature) {
                return Err(NoteError::BadSignature(signature.name.clone()));
            }
            if !signed.contains(&position) {
                signed.push(position);
            }
        }
        if signed.is_empty() { Err(NoteError::NoKnownSignature) } else { Ok(signed) }
    }
}

impl fmt::Display for Note {
    /// The note as it is published.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

/// Control characters other than newline.
fn has_controls(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 && byte != b'\n')
}
