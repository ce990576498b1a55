//! What is answered when something is refused: problem+json (RFC 9457), with a stable code and what to do. Never what was sent.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use store::{SequencerError, StoreError};

/// A refusal.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    remedy: String,
    retry_after: Option<u64>,
}

impl Problem {
    /// A refusal for a reason of the request's.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), remedy: remedy.into(), retry_after: None }
    }

    /// The request cannot be understood.
    pub fn malformed(code: &'static str, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail, remedy)
    }

    /// There is no such thing.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT-FOUND", format!("there is no such {what}"), "Check the address.")
    }

    /// The same may be sent again after so many seconds.
    pub fn later(code: &'static str, detail: impl Into<String>, remedy: impl Into<String>, seconds: u64) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail, remedy).after(seconds)
    }

    /// With the seconds after which to send again.
    pub fn after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

impl From<SequencerError> for Problem {
    fn from(error: SequencerError) -> Self {
        let seconds = if matches!(error, SequencerError::Busy) { 1 } else { 5 };
        Self::later(error.code(), error.to_string(), error.remedy(), seconds)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        if error.is_passing() {
            return Self::later(error.code(), error.to_string(), error.remedy(), 5);
        }
        tracing::error!(code = error.code(), error = &error as &dyn std::error::Error, "the record cannot be read");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.code(), error.to_string(), error.remedy())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Refused");
        let body = json!({
            "type": format!("urn:scrutineer:problem:{}", self.code),
            "title": title,
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.detail,
            "remedy": self.remedy,
        });
        let mut response = (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
