//! A tamper-evident, append-only log to the specifications of the Community Cryptography Specification Project
//! (<https://c2sp.org>): a Merkle tree of RFC 6962 over SHA-256, kept as tiles, its head signed as a checkpoint, cosigned by
//! witnesses, and proved offline by receipts.
//!
//! Data in, data out: no file, clock or random number is used here. Keys, seeds and times are arguments; what is stored comes
//! through the small traits [`tile::TileReader`] and [`entries::EntryReader`]. The one exception is [`folder::Folder`], which
//! implements both for a folder of files.
//!
//! | module | specification |
//! |---|---|
//! | [`hash`], [`tree`] | RFC 6962, section 2.1; RFC 9162, section 2.1 |
//! | [`tile`], [`entries`] | `c2sp.org/tlog-tiles` |
//! | [`note`] | `c2sp.org/signed-note` |
//! | [`checkpoint`] | `c2sp.org/tlog-checkpoint` |
//! | [`cosign`] | `c2sp.org/tlog-cosignature`, Ed25519 |
//! | [`witness`] | `c2sp.org/tlog-witness`, add-checkpoint |
//! | [`policy`] | `c2sp.org/tlog-policy` |
//! | [`proof`] | `c2sp.org/tlog-proof` |
//! | [`verify`] | the walk over a whole log |

pub mod checkpoint;
pub mod cosign;
pub mod entries;
pub mod folder;
pub mod hash;
mod lines;
pub mod note;
pub mod policy;
pub mod proof;
pub mod tile;
pub mod tree;
pub mod verify;
pub mod witness;
pub mod writer;

pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use hash::Hash;
pub use note::{SignerKey, VerifierKey};
