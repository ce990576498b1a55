//! What can go wrong while a page is written.

use thiserror::Error;

/// Why a page could not be written.
#[derive(Debug, Error)]
pub enum PageError {
    /// The template could not be filled.
    #[error("the page could not be written: {0}")]
    Render(#[from] askama::Error),
}

impl PageError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Render(_) => "PAGES-RENDER",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Render(_) => "Nothing was changed. Load the page again; if it fails again, report the code with the page's address.",
        }
    }
}
