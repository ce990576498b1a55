//! Where a webhook may lead: to the public network over https. An organisation must not make the server ask its own network for it.

use std::net::{IpAddr, SocketAddr};

use reqwest::Url;

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// No address, or not https.
    #[error("the address is no https address")]
    Address,
    /// It leads into the server's own network.
    #[error("the address leads into the server's own network, or to no machine at all")]
    Inside,
}

impl TargetError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Address => "Give an address that begins with https://.",
            Self::Inside => "Give an address that the whole network reaches; whoever looks after the server may give others.",
        }
    }
}

/// The machines that an address leads to now, where it may be asked.
///
/// # Errors
/// [`TargetError`].
pub async fn allowed(url: &str, inside: bool) -> Result<(Url, Vec<SocketAddr>), TargetError> {
    let url = Url::parse(url).map_err(|_| TargetError::Address)?;
    if !(url.scheme() == "https" || inside && url.scheme() == "http") || !url.username().is_empty() {
        return Err(TargetError::Address);
    }
    let host = url.host_str().ok_or(TargetError::Address)?.trim_matches(['[', ']']).to_owned();
    let port = url.port_or_known_default().unwrap_or(443);
    let addresses: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), port)).await.map_err(|_| TargetError::Inside)?.collect();
    // One address inside is enough to refuse: which one is asked is not ours to choose.
    if addresses.is_empty() || !inside && !addresses.iter().all(|address| is_public(address.ip())) {
        return Err(TargetError::Inside);
    }
    Ok((url, addresses))
}

/// Whether an address is one of the public network.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_multicast()
                || v4.is_broadcast()
                || v4.is_documentation()
                || a == 0
                || a >= 240
                || shared)
        }
        IpAddr::V6(v6) => {
            let first = v6.segments()[0];
            // Only global unicast, 2000::/3; and not the ways from there into IPv4.
            (first & 0xe000) == 0x2000 && first != 0x2002 && !(first == 0x2001 && v6.segments()[1] < 0x200)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_servers_own_network_is_not_asked() {
        for url in [
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://localhost/x",
            "https://10.1.2.3/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::ffff:192.168.1.1]/",
            "https://[fd00::1]/",
            "https://0.0.0.0/",
        ] {
            assert_eq!(allowed(url, false).await.map(|_| ()), Err(TargetError::Inside), "{url}");
            assert!(allowed(url, true).await.is_ok(), "{url}");
        }
        for url in ["http://93.184.215.14/", "ftp://93.184.215.14/", "no address", "https://user@93.184.215.14/"] {
            assert_eq!(allowed(url, false).await.map(|_| ()), Err(TargetError::Address), "{url}");
        }
        assert!(allowed("https://93.184.215.14/hook", false).await.is_ok());
    }
}
