//! The style sheet and the scripts, embedded.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

const CSS: &str = concat!(
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/shell.css"),
    include_str!("../assets/css/parts.css"),
    include_str!("../assets/css/tables.css"),
    include_str!("../assets/css/forms.css"),
    include_str!("../assets/css/media.css"),
);

/// One file that pages refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name under `/assets/`.
    pub name: &'static str,
    /// `Content-Type`.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

/// All files, in the order a page loads them.
pub const ASSETS: [Asset; 4] = [
    Asset { name: "office.css", content_type: "text/css; charset=utf-8", bytes: CSS.as_bytes() },
    Asset { name: "office.js", content_type: "text/javascript; charset=utf-8", bytes: include_bytes!("../assets/office.js") },
    Asset { name: "htmx.min.js", content_type: "text/javascript; charset=utf-8", bytes: include_bytes!("../assets/htmx.min.js") },
    Asset { name: "mark.svg", content_type: "image/svg+xml", bytes: include_bytes!("../assets/mark.svg") },
];

/// The file of that name.
#[must_use]
pub fn asset(name: &str) -> Option<Asset> {
    ASSETS.into_iter().find(|a| a.name == name)
}

/// The address of a file with a mark of its content, so that the server may let browsers keep it for ever.
#[must_use]
pub(crate) fn address(name: &str) -> String {
    format!("/assets/{name}?{}", version())
}

/// A mark of the content of all files: 12 hexadecimal digits.
#[must_use]
pub fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        for asset in ASSETS {
            hash.update(asset.bytes);
        }
        hex::encode(&hash.finalize()[..6])
    });
    &VERSION
}
