//! What a content is, by its first bytes. What its sender calls it is not asked.

use serde::{Deserialize, Serialize};

/// The kind of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Media {
    /// A JPEG photograph.
    Jpeg,
    /// A PNG picture, animated or not.
    Png,
    /// A WebP picture, animated or not.
    WebP,
    /// Anything else: HEIC, video, sound, PDF, text.
    Other,
}

impl Media {
    /// First bytes that [`Media::sniff`] needs to tell.
    pub const SNIFFED: usize = 12;

    /// Tells the kind by the first [`Media::SNIFFED`] bytes; with fewer, by those.
    #[must_use]
    pub fn sniff(start: &[u8]) -> Self {
        if start.starts_with(b"\xff\xd8\xff") {
            Self::Jpeg
        } else if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Self::Png
        } else if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
            Self::WebP
        } else {
            Self::Other
        }
    }

    /// The MIME type to serve it with. Anything else is served as bytes, so that no browser runs it.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Other => "application/octet-stream",
        }
    }

    /// Whether [`strip()`](crate::strip()) may be able to make a working copy of it.
    #[must_use]
    pub fn is_image(self) -> bool {
        self != Self::Other
    }
}
