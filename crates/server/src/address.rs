//! What stands in an address. The library's own refusals repeat the value, which may be about a person; these do not.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::problem::Problem;

/// The parts of the path.
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        Path::from_request_parts(parts, app).await.map(|Path(value)| Self(value)).map_err(|_| {
            Problem::malformed(
                "ADDRESS",
                "the address cannot be understood",
                "Submissions are named by their UUID, attachments by their entry's number.",
            )
        })
    }
}

/// What stands behind the question mark.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        Query::from_request_parts(parts, app).await.map(|Query(value)| Self(value)).map_err(|_| {
            Problem::malformed(
                "QUERY",
                "what stands behind the question mark cannot be understood",
                "A list takes `cursor` (from `next`), `form` and `limit`; an attachment takes `name`.",
            )
        })
    }
}
