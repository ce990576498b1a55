//! Why a log behind a URL could not be read.

/// What went wrong on the way to a file of the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// Not the address of a log.
    #[error("`{0}` is not an address that begins with http:// or https://")]
    Address(String),
    /// The client of HTTP cannot be made.
    #[error("no connection can be made: {0}")]
    Client(String),
    /// The server cannot be reached, or stopped in the middle.
    #[error("{url} cannot be fetched: {why}")]
    Unreachable {
        /// What was asked for.
        url: String,
        /// What the network says.
        why: String,
    },
    /// The server refuses.
    #[error("{url} cannot be fetched: the server answers with status {status}")]
    Status {
        /// What was asked for.
        url: String,
        /// The status.
        status: u16,
    },
    /// The file is not there.
    #[error("{0} is not there")]
    Missing(String),
    /// The file is longer than it can be.
    #[error("{url} is longer than {limit} bytes, and such a file never is")]
    TooLong {
        /// What was asked for.
        url: String,
        /// Bytes that it may have.
        limit: usize,
    },
}

impl RemoteError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(_) => "REMOTE-ADDRESS",
            Self::Client(_) => "REMOTE-CLIENT",
            Self::Unreachable { .. } => "REMOTE-UNREACHABLE",
            Self::Status { .. } => "REMOTE-STATUS",
            Self::Missing(_) => "REMOTE-MISSING",
            Self::TooLong { .. } => "REMOTE-TOO-LONG",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Address(_) => "Give the address below which the log has `checkpoint` and `tile/`, such as `https://example.org/log`.",
            Self::Client(_) => "Check the system's certificates and proxy settings.",
            Self::Unreachable { .. } => "Check the address and the network, and try again.",
            Self::Status { .. } => "Try again later; if it stays so, tell the log's operator: a log must serve every file it has signed.",
            Self::Missing(_) => "Check the address: the log has its `checkpoint` and `tile/` directly below it.",
            Self::TooLong { .. } => "Check the address: what is there is not a log's.",
        }
    }
}
