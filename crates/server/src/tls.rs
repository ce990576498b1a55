//! TLS with a certificate that the administrator gives. Without one the server speaks plain HTTP, for a proxy or for one machine.

use std::path::PathBuf;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Where certificate and key are, in PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, and those of its authority behind it.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificate.
    #[error("{path} holds no certificate that can be read: {message}")]
    Certificate {
        /// Which file.
        path: PathBuf,
        /// Why.
        message: String,
    },
    /// The key.
    #[error("{path} holds no private key that can be read: {message}")]
    Key {
        /// Which file.
        path: PathBuf,
        /// Why.
        message: String,
    },
    /// They do not belong together.
    #[error("the certificate and its key do not fit: {0}")]
    Pair(String),
}

impl TlsError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Certificate { .. } => "TLS-CERTIFICATE",
            Self::Key { .. } => "TLS-KEY",
            Self::Pair(_) => "TLS-PAIR",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Certificate { .. } => "Give the file with the whole chain in PEM, such as `fullchain.pem`.",
            Self::Key { .. } => "Give the key in PEM, such as `privkey.pem`, readable for this user.",
            Self::Pair(_) => "Give the key that the certificate was made for.",
        }
    }
}

impl TlsFiles {
    /// Reads them.
    ///
    /// # Errors
    /// [`TlsError`].
    pub fn acceptor(&self) -> Result<TlsAcceptor, TlsError> {
        let certificate = |message: String| TlsError::Certificate { path: self.certificate.clone(), message };
        let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(&self.certificate).map_err(|e| certificate(e.to_string()))?.collect();
        let chain = chain.map_err(|e| certificate(e.to_string()))?;
        if chain.is_empty() {
            return Err(certificate("it has none".to_owned()));
        }
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|e| TlsError::Key { path: self.key.clone(), message: e.to_string() })?;
        let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let builder = builder.map_err(|e| TlsError::Pair(e.to_string()))?;
        let config = builder.with_no_client_auth().with_single_cert(chain, key).map_err(|e| TlsError::Pair(e.to_string()))?;
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}
