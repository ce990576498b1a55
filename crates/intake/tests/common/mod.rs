//! Where the real files are, and saying so when they are not.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

static SKIPPED: AtomicU32 = AtomicU32::new(0);

/// A real file, or `None` after saying loudly that a test is skipped.
pub fn data(name: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("SCRUTINEER_DATA").map_or(beside, PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    let skipped = SKIPPED.fetch_add(1, Ordering::Relaxed) + 1;
    // Not `eprintln!`: the harness keeps what passing tests print to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED (no data): {name} ({skipped} skipped so far in this test binary)");
    None
}
