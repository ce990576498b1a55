//! Asking a witness to cosign: what a log's server does with every checkpoint it publishes.

mod error;

pub use error::{ClientError, ClientFault};

use std::error::Error;
use std::future::{Future, Ready, ready};
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Response, StatusCode, Url};
use tlog::note::{Algorithm, NoteError, NoteSignature, parse_signatures};
use tlog::tree::{self, Nodes, TreeError};
use tlog::witness::AddCheckpoint;
use tlog::{Hash, SignedCheckpoint, VerifierKey};

use crate::chain;

/// Time to connect.
const CONNECT: Duration = Duration::from_secs(5);

/// Time for a whole request.
const PATIENCE: Duration = Duration::from_secs(20);

/// Bytes of an answer that are read.
const LONGEST: usize = 64 * 1024;

/// Characters of a witness's own words that are shown.
const SHOWN: usize = 300;

/// Where a witness is asked, and what its cosignatures must verify against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessAddress {
    /// The prefix before `/add-checkpoint`.
    pub url: Url,
    /// Its public key.
    pub key: VerifierKey,
}

impl WitnessAddress {
    /// An address from its text, and the witness's key.
    ///
    /// # Errors
    /// [`ClientFault::Address`], [`ClientFault::Key`] where the key is not of type 0x04.
    pub fn new(url: &str, key: VerifierKey) -> Result<Self, ClientError> {
        let wrong = |fault| ClientError { witness: key.name().to_owned(), url: url.chars().take(SHOWN).collect(), fault };
        let Some(parsed) = crate::remote::base(url) else { return Err(wrong(ClientFault::Address)) };
        if key.algorithm() != Algorithm::CosignatureV1 {
            return Err(wrong(ClientFault::Key(NoteError::Algorithm(key.algorithm().byte()))));
        }
        Ok(Self { url: parsed, key })
    }

    fn error(&self, fault: ClientFault) -> ClientError {
        ClientError { witness: self.key.name().to_owned(), url: self.url.to_string(), fault }
    }
}

/// A witness's cosignature of the checkpoint it was asked about, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// For [`SignedCheckpoint::add`].
    pub signature: NoteSignature,
    /// When the witness signed, in seconds since 1970, as it says.
    pub time: u64,
}

/// A client of HTTP with the timeouts of this module. One serves for all witnesses.
///
/// # Errors
/// What the library reports, such as a system without certificates.
pub fn http() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder().connect_timeout(CONNECT).timeout(PATIENCE).redirect(Policy::none()).build()
}

/// Asks a witness to cosign a checkpoint. `known` is the size it cosigned last, as far as the caller remembers, else 0; where the
/// witness knows another size it is asked once more from there. `proof` makes the consistency proof from one size to another (see
/// [`proofs`]). After a success the caller remembers the checkpoint's size.
///
/// # Errors
/// [`ClientError`]. A cosignature that does not verify is an error and is not given back.
pub async fn cosign<P, F, E>(
    http: &reqwest::Client,
    witness: &WitnessAddress,
    known: u64,
    checkpoint: &SignedCheckpoint,
    proof: P,
) -> Result<Cosigned, ClientError>
where
    P: Fn(u64, u64) -> F,
    F: Future<Output = Result<Vec<Hash>, E>>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let size = checkpoint.checkpoint().size();
    // A witness that is ahead of the checkpoint says so itself.
    let mut old = known.min(size);
    let mut asked_again = false;
    loop {
        let proof = proof(old, size).await.map_err(|e| witness.error(ClientFault::Proof { old, new: size, source: e.into() }))?;
        let request = AddCheckpoint { old, proof, checkpoint: checkpoint.clone() };
        match ask(http, witness, &request).await.map_err(|fault| witness.error(fault))? {
            Answer::Lines(text) => return pick(witness, checkpoint, &text).map_err(|fault| witness.error(fault)),
            Answer::Knows(known) if known > size => return Err(witness.error(ClientFault::Ahead { known, size })),
            Answer::Knows(known) if asked_again || known == old => return Err(witness.error(ClientFault::Unsettled { known })),
            Answer::Knows(known) => (old, asked_again) = (known, true),
        }
    }
}

/// Proofs out of a tree in memory or in tiles that are at hand, for [`cosign`].
pub fn proofs<N: Nodes>(nodes: &N) -> impl Fn(u64, u64) -> Ready<Result<Vec<Hash>, TreeError>> + '_ {
    |old, new| ready(tree::prove_consistency(nodes, old, new))
}

/// What a witness can answer without refusing.
enum Answer {
    /// Signature lines.
    Lines(String),
    /// The size it cosigned last.
    Knows(u64),
}

/// One request.
async fn ask(http: &reqwest::Client, witness: &WitnessAddress, request: &AddCheckpoint) -> Result<Answer, ClientFault> {
    let url = witness.url.join("add-checkpoint").map_err(|_| ClientFault::Address)?;
    let unreachable = |error: reqwest::Error| ClientFault::Unreachable(chain(&error.without_url()));
    let mut response = http.post(url).timeout(PATIENCE).body(request.to_string()).send().await.map_err(unreachable)?;
    let status = response.status();
    let is_size = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/x.tlog.size"));
    let text = body(&mut response).await.map_err(unreachable)?.ok_or_else(|| ClientFault::Answer(format!("more than {LONGEST} bytes")))?;
    match status {
        StatusCode::OK => String::from_utf8(text).map(Answer::Lines).map_err(|_| ClientFault::Answer("it is not UTF-8 text".to_owned())),
        StatusCode::CONFLICT if is_size => {
            decimal(&text).map(Answer::Knows).ok_or_else(|| ClientFault::Answer(format!("`{}` is not a size", words(&text))))
        }
        StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => Err(ClientFault::Fork { status: status.as_u16(), says: words(&text) }),
        StatusCode::NOT_FOUND => Err(ClientFault::UnknownLog),
        StatusCode::FORBIDDEN => Err(ClientFault::Unsigned),
        other => Err(ClientFault::Status { status: other.as_u16(), says: words(&text) }),
    }
}

/// The whole body; nothing where it is too long.
async fn body(response: &mut Response) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > LONGEST {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// The witness's cosignature among the lines of its answer; others are passed over, as the specification asks.
fn pick(witness: &WitnessAddress, checkpoint: &SignedCheckpoint, text: &str) -> Result<Cosigned, ClientFault> {
    let lines = parse_signatures(text).map_err(|error| ClientFault::Answer(error.to_string()))?;
    let signature = lines.into_iter().find(|line| line.is_by(&witness.key)).ok_or(ClientFault::NoCosignature)?;
    let mut signed = checkpoint.clone();
    signed.add(signature.clone());
    let cosignature = signed.cosignature(&witness.key).map_err(ClientFault::BadCosignature)?.ok_or(ClientFault::NoCosignature)?;
    Ok(Cosigned { signature, time: cosignature.time })
}

/// A size and a newline.
fn decimal(text: &[u8]) -> Option<u64> {
    let digits = std::str::from_utf8(text).ok()?.strip_suffix('\n')?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The beginning of what somebody else wrote, for an error: one line, nothing that steers a terminal.
fn words(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let shown = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    shown.filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')).take(SHOWN).collect()
}
