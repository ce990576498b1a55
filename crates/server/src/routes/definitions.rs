//! Definitions of forms.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::FormDefinition;
use domain::access::{Act, Area, Owner};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::prepare;
use store::sequencer::{Answer, Work};
use utoipa::ToSchema;

use super::about::{About, Content};
use super::table::{Need, Route};
use crate::address::At;
use crate::app::App;
use crate::caller::Who;
use crate::problem::Problem;

/// A form's definition as it is sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FormBody {
    /// What people call it.
    title: String,
    /// Names of the answers that are sealed to the custodians.
    #[serde(default)]
    sealed: Vec<String>,
}

/// A form as it is answered.
#[derive(Serialize, ToSchema)]
struct FormAnswer {
    /// The form's id, as submissions name it.
    id: String,
    /// What people call it.
    title: String,
    /// Names of the answers that are sealed to the custodians.
    sealed: Vec<String>,
}

/// Every form.
#[derive(Serialize, ToSchema)]
struct Forms {
    /// By id.
    forms: Vec<FormAnswer>,
}

/// Where a definition stands in the log.
#[derive(Serialize, ToSchema)]
struct Entered {
    /// The entry, counted from 0.
    index: u64,
    /// Its leaf hash, in base64.
    leaf_hash: String,
    /// The first signed checkpoint that covers it.
    checkpoint: String,
}

/// The routes of forms.
pub fn table() -> Vec<Route> {
    let define =
        About::new("forms", "Defines a form, or defines it anew; what was sealed once stays sealed.").takes(Content::json::<FormBody>());
    let listed = About::new("forms", "Every form that is defined here.").answers(200, "The forms.", Some(Content::json::<Forms>()));
    vec![
        Route::api(Method::GET, "/api/v1/forms", Need::Power(Act::Read, Area::Registry), listed, forms),
        Route::api(
            Method::PUT,
            "/api/v1/forms/{id}",
            Need::Power(Act::Change, Area::Registry),
            define.answers(201, "It is in the log.", Some(Content::json::<Entered>())),
            form,
        ),
    ]
}

/// Defines a form, or defines it anew.
pub async fn form(State(app): State<Arc<App>>, who: Who, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    who.may(Act::Change, Area::Registry, Owner::Everybody, "form")?;
    let FormBody { title, sealed } = body(request).await?;
    let form = FormDefinition { id: named(id)?, title: named(title)?, sealed: sealed.into_iter().map(named).collect::<Result<_, _>>()? };
    let payload = app.random(|random| prepare::form(&form, random));
    let answer = app.sequencer.put(Work::Form(form.clone(), payload)).await?;
    let (index, response) = entered(&answer)?;
    app.definitions.define_form(index, form);
    Ok(response)
}

/// Every form that is defined here.
pub async fn forms(State(app): State<Arc<App>>) -> Response {
    let form = |form: FormDefinition| FormAnswer { id: form.id, title: form.title, sealed: form.sealed };
    Json(Forms { forms: app.definitions.forms().into_iter().map(form).collect() }).into_response()
}

async fn body<T: DeserializeOwned>(request: Request) -> Result<T, Problem> {
    let remedy = "Send a form as {\"title\", \"sealed\": [...]}.";
    let bytes = crate::body::read(request, &crate::body::DEFINITION).await?;
    serde_json::from_slice(&bytes).map_err(|e| {
        Problem::malformed("DEFINITION-BODY", format!("the definition cannot be read at line {}, column {}", e.line(), e.column()), remedy)
    })
}

/// A name that can stand in lists.
fn named(name: String) -> Result<String, Problem> {
    let fits = !name.trim().is_empty() && name.chars().count() <= 200 && !name.chars().any(char::is_control);
    if fits {
        Ok(name)
    } else {
        Err(Problem::malformed(
            "DEFINITION-NAME",
            "a name is empty, longer than 200 characters, or has control characters",
            "Give a short name.",
        ))
    }
}

fn entered(answer: &Answer) -> Result<(u64, Response), Problem> {
    match answer {
        Answer::Created { receipt, .. } => {
            let body = Entered { index: receipt.index, leaf_hash: receipt.leaf.to_string(), checkpoint: receipt.checkpoint.to_string() };
            Ok((receipt.index, (StatusCode::CREATED, Json(body)).into_response()))
        }
        _ => Err(Problem::not_found("definition")),
    }
}
