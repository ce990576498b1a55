//! Properties of sealing and stripping, and stories of the store, all through the public interface.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod images;
mod s3;
mod stores;
mod strips;
mod vaults;
