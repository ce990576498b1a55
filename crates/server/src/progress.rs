//! How long work goes through a record, and tells how far it is.

/// Attachments looked at in one go, by entries.
pub const STEP: u64 = 4096;

/// Hears how far it is: the phase, done, in all.
pub type Tell<'a> = dyn FnMut(&'static str, u64, u64) + Send + 'a;
