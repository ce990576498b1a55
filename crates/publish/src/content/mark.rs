//! The sign and colour of a verdict.

use serde::Serialize;

/// The sign and colour of a verdict; the words stand beside it always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Which colour.
    pub tone: Tone,
    /// Which sign.
    pub symbol: &'static str,
}

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Supported.
    Supported,
    /// Contradicted.
    Contradicted,
    /// Spoken of and not settled.
    Open,
    /// Nothing to hold it against.
    Untestable,
    /// Kept and not scored.
    Kept,
}

impl Tone {
    /// The class of the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Supported => "mark supported",
            Self::Contradicted => "mark contradicted",
            Self::Open => "mark open",
            Self::Untestable => "mark untestable",
            Self::Kept => "mark kept",
        }
    }
}

impl From<Tone> for Mark {
    fn from(tone: Tone) -> Self {
        let symbol = match tone {
            Tone::Supported => "✓",
            Tone::Contradicted => "✕",
            Tone::Open => "◐",
            Tone::Untestable => "?",
            Tone::Kept => "–",
        };
        Self { tone, symbol }
    }
}
