//! What is decided at the start and does not change: how the server is reached.

/// How the server is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The address under which browsers see it, such as `https://observe.example.org`.
    pub public_url: Option<String>,
    /// Whether browsers reach it over https.
    pub secure: bool,
    /// Whether a proxy in front of it says who sent a request.
    pub behind_proxy: bool,
}

impl Facts {
    /// From what was chosen at the start.
    #[must_use]
    pub fn new(public_url: Option<String>, tls: bool, behind_proxy: bool) -> Self {
        let secure = tls || public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
        Self { public_url, secure, behind_proxy }
    }
}
