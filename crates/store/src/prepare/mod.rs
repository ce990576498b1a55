//! From what came in to what can be written: salts, commitments, sealed blocks. This is done by whoever received it, before the
//! sequencer, so that the one writer has little to do.

mod change;

pub use change::{Change, ChangeError, Expected, NewObject};

use std::fmt;

use domain::commitment::{Commitment, Salt};
use domain::{FormDefinition, Submission};
use rand::Rng;
use serde_json::json;
use sha2::{Digest, Sha256};
use tlog::SignerKey;
use uuid::Uuid;

/// A payload with its salt and commitment.
#[derive(Clone, Debug)]
pub struct Salted {
    /// The salt.
    pub salt: Salt,
    /// The bytes committed to.
    pub body: Vec<u8>,
    /// The commitment.
    pub commitment: Commitment,
}

impl Salted {
    /// Draws a salt and commits.
    pub fn new(body: Vec<u8>, random: &mut impl Rng) -> Self {
        let mut salt = Salt([0; 32]);
        random.fill_bytes(&mut salt.0);
        let commitment = Commitment::of(&salt, &body);
        Self { salt, body, commitment }
    }
}

/// What payloads say: made when something comes in, and again when the record is checked.
pub(crate) mod content {
    use domain::FormDefinition;
    use serde_json::{Value, json};

    pub(crate) use super::change::{Said, payload as change};

    /// The submission, the file, and the hashes of its original and working copy.
    pub fn attachment(submission: &str, name: &str, media: &str, length: u64, sha256: &[u8; 32], working: Option<&[u8; 32]>) -> Value {
        json!({
            "length": length,
            "media": media,
            "name": name,
            "sha256": hex::encode(sha256),
            "submission": submission,
            "working": working.map(hex::encode),
        })
    }

    /// The form's name and the answers that are sealed.
    pub fn form(form: &FormDefinition) -> Value {
        json!({"id": form.id, "sealed": form.sealed, "title": form.title})
    }
}

/// A submission ready to be written.
#[derive(Debug)]
pub struct NewSubmission {
    /// As it came in.
    pub submission: Submission,
    /// What the entry commits to.
    pub payload: Salted,
    /// The private block, sealed.
    pub sealed: Option<Vec<u8>>,
    /// The token it came with.
    pub token: i64,
    /// The organisation of that token.
    pub organisation: Option<String>,
    /// What tells its content from another, with and without the pepper.
    contents: [[u8; 32]; 2],
}

/// Whoever sends something: a token, and the organisation it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Number of the token.
    pub token: i64,
    /// The organisation, where the token has one.
    pub organisation: Option<String>,
}

impl From<i64> for Sender {
    fn from(token: i64) -> Self {
        Self { token, organisation: None }
    }
}

/// A secret that the database does not have. What tells one private part from another is hashed with it, or whoever has the database
/// could try guesses.
#[derive(Clone, Copy)]
pub struct Pepper([u8; 32]);

impl Pepper {
    /// The pepper of a log: from its signing key, which a record never changes and every backup has.
    #[must_use]
    pub fn of(key: &SignerKey) -> Self {
        Self(Sha256::new_with_prefix("scrutineer pepper 1\n").chain_update(key.reveal()).finalize().into())
    }
}

impl fmt::Debug for Pepper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pepper(..)")
    }
}

impl NewSubmission {
    /// The payload is `{"organisation": NAME, "private": COMMITMENT, "submission": {...}}`, the first two where there are some: the
    /// entry vouches for the private block too, whose own salt is sealed with it.
    ///
    /// # Errors
    /// What `seal` says, where the private block cannot be sealed.
    pub fn new<E>(
        submission: Submission,
        sender: impl Into<Sender>,
        pepper: &Pepper,
        seal: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
        random: &mut impl Rng,
    ) -> Result<Self, E> {
        let Sender { token, organisation } = sender.into();
        let mut body = Vec::with_capacity(submission.public.len() + 160);
        body.push(b'{');
        if let Some(name) = &organisation {
            body.extend(format!("\"organisation\":{},", serde_json::Value::from(name.as_str())).bytes());
        }
        let mut sealed = None;
        if let Some(private) = &submission.private {
            let inner = Salted::new(private.clone(), random);
            body.extend(format!(r#""private":"{}","#, inner.commitment).bytes());
            sealed = Some(seal(&[inner.salt.0.as_slice(), private].concat())?);
        }
        body.extend(b"\"submission\":");
        body.extend(&submission.public);
        body.push(b'}');
        let plain = submission.content;
        let peppered = Commitment::of(&Salt(pepper.0), &plain).0;
        // What the definition of today makes private may have been public when it first came in, and the other way round.
        let contents = if sealed.is_some() { [peppered, plain] } else { [plain, peppered] };
        Ok(Self { payload: Salted::new(body, random), submission, sealed, token, organisation, contents })
    }

    /// The fingerprint to store.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        fingerprint(&self.payload.salt, &self.contents[0])
    }

    /// Whether a stored fingerprint, with the salt stored beside it, is of the same content.
    #[must_use]
    pub fn is(&self, salt: &Salt, stored: &[u8; 32]) -> bool {
        self.contents.iter().any(|content| fingerprint(salt, content) == *stored)
    }
}

/// The salted hash that tells the same content from another.
pub(crate) fn fingerprint(salt: &Salt, content: &[u8; 32]) -> [u8; 32] {
    Commitment::of(salt, &[b"content\n".as_slice(), content].concat()).0
}

/// Takes a sealed block apart once it is open: the content, where it is the one that the payload committed to.
#[must_use]
pub fn opened(plain: &[u8], committed: &Commitment) -> Option<Vec<u8>> {
    let (salt, content) = plain.split_first_chunk::<32>()?;
    (Commitment::of(&Salt(*salt), content) == *committed).then(|| content.to_vec())
}

/// A file whose content is kept already.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// The name the sender gave.
    pub name: String,
    /// Kind of content, as `image/jpeg`.
    pub media: String,
    /// Bytes of the original.
    pub length: u64,
    /// SHA-256 of the original.
    pub sha256: [u8; 32],
    /// SHA-256 of the working copy, where there is one.
    pub working: Option<[u8; 32]>,
    /// Whether the original is kept, sealed.
    pub sealed: bool,
}

/// Not the name: it may be a person's.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("media", &self.media).field("length", &self.length).finish_non_exhaustive()
    }
}

/// An attachment ready to be written.
#[derive(Debug)]
pub struct NewAttachment {
    /// The file.
    pub file: File,
    /// What the entry commits to.
    pub payload: Salted,
}

impl NewAttachment {
    /// The payload names the submission, the file, and the hash of its original.
    pub fn new(submission: Uuid, file: File, random: &mut impl Rng) -> Self {
        let body = content::attachment(&submission.to_string(), &file.name, &file.media, file.length, &file.sha256, file.working.as_ref());
        Self { payload: Salted::new(body.to_string().into_bytes(), random), file }
    }
}

/// The definition of a form, ready to be written.
#[must_use]
pub fn form(form: &FormDefinition, random: &mut impl Rng) -> Salted {
    Salted::new(content::form(form).to_string().into_bytes(), random)
}

/// Why something was erased or opened, ready to be written.
#[must_use]
pub fn reason(who: &[String], reason: &str, random: &mut impl Rng) -> Salted {
    Salted::new(json!({"reason": reason, "who": who}).to_string().into_bytes(), random)
}
