//! What is held against what the record says before anything that was sealed is shown.

use domain::Commitment;
use sha2::{Digest, Sha256};

/// The commitment to the private block that a submission's payload names.
#[must_use]
pub fn private_commitment(payload: &[u8]) -> Option<Commitment> {
    let members = intake::submission::members(payload).ok()?;
    let (_, value) = members.into_iter().find(|(name, _)| name == "private")?;
    Commitment::parse(&serde_json::from_str::<String>(value.get()).ok()?)
}

/// Whether an opened original is the content that came in, by its SHA-256 in hexadecimal digits.
#[must_use]
pub fn is_original(content: &[u8], sha256: &str) -> bool {
    hex::encode(Sha256::digest(content)) == sha256
}
