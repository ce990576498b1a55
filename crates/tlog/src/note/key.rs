//! Keys of notes and their text forms (`c2sp.org/signed-note`, "Verifier keys"; the private form is that of Go's
//! `golang.org/x/mod/sumdb/note`).

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::{NoteError, NoteSignature};
use crate::{cosign, lines};

/// How the text form of a private key begins.
const PRIVATE: &str = "PRIVATE+KEY+";

/// What a key's signatures are (signed-note, "Signature types").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// 0x01: Ed25519 over the note's text.
    Ed25519,
    /// 0x04: Ed25519 over a time and a checkpoint, by a witness (`c2sp.org/tlog-cosignature`).
    CosignatureV1,
}

impl Algorithm {
    /// The byte that stands for it.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::CosignatureV1 => 0x04,
        }
    }

    /// The inverse of [`Algorithm::byte`].
    fn from_byte(byte: u8) -> Result<Self, NoteError> {
        match byte {
            0x01 => Ok(Self::Ed25519),
            0x04 => Ok(Self::CosignatureV1),
            other => Err(NoteError::Algorithm(other)),
        }
    }
}

/// Key names are not empty and have no Unicode space and no plus (signed-note, "Format"); nor, as in every note, controls.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c == '+' || u32::from(c) < 0x20)
}

/// SHA-256(name || 0x0A || signature type || public key), its first four bytes (signed-note, "Signatures").
fn key_id(name: &str, algorithm: Algorithm, public: &[u8; 32]) -> u32 {
    let mut hasher = Sha256::new();
    hasher.update(name);
    hasher.update([b'\n', algorithm.byte()]);
    hasher.update(public);
    let digest: [u8; 32] = hasher.finalize().into();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

/// The parts of `<name>+<id>+<base64(type || 32 bytes)>`.
fn parts(text: &str) -> Option<(&str, u32, u8, [u8; 32])> {
    // The base64 may have a plus of its own: only the first two separate.
    let mut parts = text.splitn(3, '+');
    let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
    let id = (id.len() == 8 && id.bytes().all(|b| b.is_ascii_hexdigit())).then(|| u32::from_str_radix(id, 16).ok())??;
    let bytes: [u8; 33] = lines::decode(key)?.try_into().ok()?;
    let (algorithm, key) = bytes.split_first_chunk::<1>()?;
    Some((name, id, algorithm[0], key.try_into().ok()?))
}

/// A public key with its name; known by both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    algorithm: Algorithm,
    key: VerifyingKey,
    id: u32,
}

impl VerifierKey {
    /// A key from its parts.
    ///
    /// # Errors
    /// [`NoteError::Name`], or [`NoteError::VerifierKey`] where the bytes are no Ed25519 key.
    pub fn new(name: &str, algorithm: Algorithm, public: &[u8; 32]) -> Result<Self, NoteError> {
        if !is_name(name) {
            return Err(NoteError::Name(name.to_owned()));
        }
        let key = VerifyingKey::from_bytes(public).map_err(|_| NoteError::VerifierKey(name.to_owned()))?;
        // Under a key of small order anybody's signature verifies.
        if key.is_weak() {
            return Err(NoteError::VerifierKey(name.to_owned()));
        }
        Ok(Self { name: name.to_owned(), algorithm, key, id: key_id(name, algorithm, public) })
    }

    /// Reads `<name>+<id in hexadecimal>+<base64(type || key)>` (signed-note, "Verifier keys").
    ///
    /// # Errors
    /// [`NoteError`] where it is none, or the id is not the key's.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        // A private key given by mistake is not repeated.
        let shown = if text.trim_start().starts_with(PRIVATE) { PRIVATE } else { text };
        let wrong = || NoteError::VerifierKey(shown.chars().take(120).collect());
        let (name, written, algorithm, public) = parts(text).ok_or_else(wrong)?;
        let key = Self::new(name, Algorithm::from_byte(algorithm)?, &public)?;
        if key.id != written {
            return Err(NoteError::KeyId { name: key.name, written, computed: key.id });
        }
        Ok(key)
    }

    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key's id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What it signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The 32 bytes of the public key.
    #[must_use]
    pub fn public(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Whether the signature is by this key over this note's text.
    #[must_use]
    pub fn verify(&self, text: &str, signature: &NoteSignature) -> bool {
        if !signature.is_by(self) {
            return false;
        }
        match self.algorithm {
            Algorithm::Ed25519 => self.verify_bytes(text.as_bytes(), signature.signature()),
            Algorithm::CosignatureV1 => cosign::split(signature.signature())
                .is_some_and(|(time, bytes)| self.verify_bytes(cosign::message(time, text).as_bytes(), bytes)),
        }
    }

    /// Plain Ed25519 (RFC 8032), refusing also what some verifiers would accept and others not.
    fn verify_bytes(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Display for VerifierKey {
    /// The text form that [`VerifierKey::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[self.algorithm.byte()], self.key.as_bytes().as_slice()].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, lines::encode(&bytes))
    }
}

/// A private key with its name. It is wiped from memory when dropped, and `Debug` does not show it.
#[derive(Clone)]
pub struct SignerKey {
    public: VerifierKey,
    key: SigningKey,
}

impl SignerKey {
    /// The key of a seed of 32 random bytes (RFC 8032, section 5.1.5). The same seed must not serve both a log and a witness.
    ///
    /// # Errors
    /// [`NoteError::Name`].
    pub fn from_seed(name: &str, algorithm: Algorithm, seed: &[u8; 32]) -> Result<Self, NoteError> {
        let key = SigningKey::from_bytes(seed);
        Ok(Self { public: VerifierKey::new(name, algorithm, key.verifying_key().as_bytes())?, key })
    }

    /// Reads `PRIVATE+KEY+<name>+<id>+<base64(type || seed)>`.
    ///
    /// # Errors
    /// [`NoteError`] where it is none, or the id is not the key's. No error repeats the key.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let (name, written, algorithm, seed) = text.strip_prefix(PRIVATE).and_then(parts).ok_or(NoteError::SignerKey)?;
        let key = Self::from_seed(name, Algorithm::from_byte(algorithm)?, &seed)?;
        if key.id() != written {
            return Err(NoteError::KeyId { name: name.to_owned(), written, computed: key.id() });
        }
        Ok(key)
    }

    /// The text form that [`SignerKey::parse`] reads. It is a secret.
    #[must_use]
    pub fn reveal(&self) -> String {
        let bytes = [&[self.algorithm().byte()], self.key.as_bytes().as_slice()].concat();
        format!("{PRIVATE}{}+{:08x}+{}", self.name(), self.id(), lines::encode(&bytes))
    }

    /// The public key.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.public
    }

    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.public.name()
    }

    /// The key's id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.public.id()
    }

    /// What it signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.public.algorithm()
    }

    /// Plain Ed25519 (RFC 8032).
    pub(crate) fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignerKey").field("public", &self.public).finish_non_exhaustive()
    }
}
