//! What is answered when something is refused: problem+json (RFC 9457), with a stable code and what to do. Never what was sent.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use store::{SequencerError, StoreError};

/// A refusal.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    remedy: String,
    retry_after: Option<u64>,
    problems: Vec<RowProblem>,
}

/// One of several things that are wrong with a file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RowProblem {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// Column, by its heading.
    pub column: String,
    /// What stands there, where it is nobody's personal data.
    pub value: Option<String>,
    /// Stable code.
    pub code: String,
    /// What is wrong.
    pub detail: String,
    /// What to do.
    pub remedy: String,
}

/// A refusal as it is sent: RFC 9457.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemAnswer<'a> {
    /// `urn:scrutineer:problem:CODE`.
    #[serde(rename = "type")]
    kind: String,
    /// The status in words.
    title: &'a str,
    /// The status.
    status: u16,
    /// Stable code.
    code: &'a str,
    /// What is wrong.
    detail: &'a str,
    /// What to do.
    remedy: &'a str,
    /// Everything that is wrong with a file, up to a thousand.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    problems: &'a [RowProblem],
}

impl Problem {
    /// A refusal for a reason of the request's.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), remedy: remedy.into(), retry_after: None, problems: Vec::new() }
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

    /// With everything that is wrong.
    pub fn with(self, problems: Vec<RowProblem>) -> Self {
        Self { problems, ..self }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// What to do.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }

    /// Everything that is wrong with a file.
    pub fn problems(&self) -> &[RowProblem] {
        &self.problems
    }

    /// Seconds after which to come again.
    pub fn retry_after(&self) -> Option<u64> {
        self.retry_after
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
        let answer = ProblemAnswer {
            kind: format!("urn:scrutineer:problem:{}", self.code),
            title,
            status: self.status.as_u16(),
            code: self.code,
            detail: &self.detail,
            remedy: &self.remedy,
            problems: &self.problems,
        };
        let body = serde_json::to_string(&answer).unwrap_or_default();
        let mut response = (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
