//! What stands around every route: sessions, headers that keep browsers from being misled, and limits on guessing.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::middleware::Next;
use axum::response::IntoResponse;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tower_http::csrf::CsrfLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::app::App;
use crate::caller::SessionDocuments;
use crate::problem::Problem;

/// A session ends after so many hours without a request.
const IDLE_HOURS: i64 = 12;

/// Attempts to sign in from one address: so many at once, and then one every two seconds. A headquarters behind one address signs in
/// within a minute or two.
const BURST: NonZeroU32 = NonZeroU32::new(60).expect("is not zero");
const A_MINUTE: NonZeroU32 = NonZeroU32::new(30).expect("is not zero");

/// Addresses remembered at once.
const MOST: usize = 100_000;

/// Nothing but our own files, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Sessions, in a cookie that scripts do not see.
pub fn sessions(app: &Arc<App>) -> SessionManagerLayer<SessionDocuments> {
    // A browser takes a cookie of the prefix `__Host-` over https only, for this host alone.
    let name = if app.facts.secure { "__Host-scrutineer" } else { "scrutineer" };
    SessionManagerLayer::new(SessionDocuments(Arc::clone(&app.store)))
        .with_name(name)
        .with_secure(app.facts.secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::hours(IDLE_HOURS)))
}

/// Refuses what another site makes a browser send (`Sec-Fetch-Site`, `Origin`).
pub fn cross_site(app: &App) -> CsrfLayer<fn(tower_http::csrf::ProtectionError) -> Response<axum::body::Body>> {
    let layer = CsrfLayer::new();
    let origin = app.facts.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
    let layer = match origin.map(|origin| layer.clone().add_trusted_origin(&origin)) {
        Some(Ok(trusting)) => trusting,
        // An address that is none was refused at the start.
        Some(Err(_)) | None => layer,
    };
    layer.with_rejection_response(from_elsewhere as fn(_) -> _)
}

fn from_elsewhere(_: tower_http::csrf::ProtectionError) -> Response<axum::body::Body> {
    Problem::new(
        StatusCode::FORBIDDEN,
        "CROSS-SITE",
        "the request was made by another site",
        "Open the page here and send the form again. Behind a proxy, start the server with `--public-url`.",
    )
    .into_response()
}

/// Headers of every answer.
pub async fn headers(State(app): State<Arc<App>>, request: Request, next: Next) -> Response<axum::body::Body> {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=()");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(header::CACHE_CONTROL, "no-store");
    if app.facts.secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

/// Where a request came from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// The sender's address: the connection's, or what the proxy in front of the server says.
pub fn sender(app: &App, peer: Option<Peer>, headers: &HeaderMap) -> IpAddr {
    let connection = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.0);
    if !app.facts.behind_proxy {
        return connection;
    }
    // The last address is the one the proxy itself saw; those before it are whatever the sender likes.
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok()).unwrap_or(connection)
}

/// How often an address may try.
#[derive(Debug)]
pub struct Attempts(DefaultKeyedRateLimiter<IpAddr>);

impl Default for Attempts {
    fn default() -> Self {
        Self(RateLimiter::keyed(Quota::per_minute(A_MINUTE).allow_burst(BURST)))
    }
}

impl Attempts {
    /// Counts an attempt.
    ///
    /// # Errors
    /// 429 with the seconds to wait, where there were too many.
    pub fn take(&self, address: IpAddr) -> Result<(), Problem> {
        if self.0.len() > MOST {
            self.0.retain_recent();
        }
        self.0.check_key(&network(address)).map_err(|_| too_many(2))
    }
}

/// Too many attempts.
pub fn too_many(seconds: u64) -> Problem {
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "TOO-MANY",
        "there were too many attempts",
        "Wait, and try again. Somebody who forgot the password asks two administrators for a new link.",
    )
    .after(seconds)
}

/// One household or office has one IPv4 address, or 64 bits of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        IpAddr::V4(v4) => IpAddr::V4(v4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_does_not_guess_for_ever_and_another_is_not_kept_out() {
        let attempts = Attempts::default();
        let (one, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let taken = (0..100).filter(|_| attempts.take(one).is_ok()).count();
        assert!((60..=62).contains(&taken), "{taken}");
        assert!(attempts.take(other).is_ok());
    }

    #[test]
    fn an_address_of_a_network_is_the_network() {
        let [a, b]: [IpAddr; 2] = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"].map(|text| text.parse().expect("an address"));
        assert_eq!(network(a), network(b));
        assert_eq!(network("::ffff:192.0.2.1".parse().expect("an address")), IpAddr::from([192, 0, 2, 1]));
    }
}
