//! What is remembered of a content once it is kept.

use serde::{Deserialize, Serialize};

use super::Object;
use crate::Media;

/// What was kept of one upload. At least one of `working` and `sealed` is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The SHA-256 of what came in, to the byte; the evidence's name.
    #[serde(with = "hex")]
    pub sha256: [u8; 32],
    /// Bytes that came in.
    pub length: u64,
    /// What it is, by its first bytes.
    pub media: Media,
    /// The SHA-256 of the working copy, where there is one. It equals `sha256` where nothing had to be taken out.
    #[serde(with = "hex_or_nothing", default)]
    pub working: Option<[u8; 32]>,
    /// Whether there is a sealed original. Without one the working copy is the original.
    pub sealed: bool,
}

impl Kept {
    /// The objects it stands in.
    pub fn objects(&self) -> impl Iterator<Item = Object> + use<> {
        let working = self.working.map(Object::Working);
        working.into_iter().chain(self.sealed.then_some(Object::Sealed(self.sha256)))
    }
}

/// A hash that may be missing, as hexadecimal digits.
mod hex_or_nothing {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::ref_option, reason = "serde gives it so")]
    pub(super) fn serialize<S: Serializer>(hash: &Option<[u8; 32]>, serializer: S) -> Result<S::Ok, S::Error> {
        hash.map(hex::encode).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[u8; 32]>, D::Error> {
        let Some(digits) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        let mut hash = [0; 32];
        hex::decode_to_slice(digits, &mut hash).map_err(D::Error::custom)?;
        Ok(Some(hash))
    }
}
