//! What must stay private, and photographs: sealed originals, working copies without metadata.
//!
//! A photograph of a protocol is evidence, and its metadata says where, when and with whose phone it was taken. So the original
//! is sealed to a vault key that only several custodians can open together, and people work with a copy that has the same picture
//! and nothing else.
//!
//! | module | what it does |
//! |---|---|
//! | [`vault`] | seals with age (x25519); wraps the vault key so that k of n custodians open it |
//! | [`strip`](mod@strip) | makes the working copy of a JPEG, PNG or WebP |
//! | [`objects`] | keeps both, named by their hash, in a folder or a bucket |
//!
//! Nothing here knows a file name, a sender or a station: content goes in, hashes come out.

mod media;
pub mod objects;
pub mod strip;
pub mod vault;

pub use media::Media;
pub use objects::{Kept, Object, Objects};
pub use strip::{Stripped, strip};
pub use vault::{VaultKey, VaultRecipient};
