//! Definitions of forms and stations.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::FormDefinition;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use store::prepare;
use store::sequencer::{Answer, Work};

use crate::address::At;
use crate::app::App;
use crate::auth::{MayDefine, MayRead};
use crate::problem::Problem;

/// A form's definition as it is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormBody {
    title: String,
    #[serde(default)]
    sealed: Vec<String>,
}

/// A station's definition as it is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StationBody {
    name: String,
}

/// Defines a form, or defines it anew.
pub async fn form(State(app): State<Arc<App>>, _: MayDefine, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    let FormBody { title, sealed } = body(request).await?;
    let form = FormDefinition { id: named(id)?, title: named(title)?, sealed: sealed.into_iter().map(named).collect::<Result<_, _>>()? };
    let payload = app.random(|random| prepare::form(&form, random));
    let answer = app.sequencer.put(Work::Form(form.clone(), payload)).await?;
    let (index, response) = entered(&answer)?;
    app.definitions.define_form(index, form);
    Ok(response)
}

/// Every form that is defined here.
pub async fn forms(State(app): State<Arc<App>>, _: MayRead) -> Response {
    let form = |form: FormDefinition| json!({"id": form.id, "title": form.title, "sealed": form.sealed});
    Json(json!({ "forms": app.definitions.forms().into_iter().map(form).collect::<Vec<_>>() })).into_response()
}

/// Defines a station, or defines it anew.
pub async fn station(State(app): State<Arc<App>>, _: MayDefine, At(code): At<String>, request: Request) -> Result<Response, Problem> {
    let StationBody { name } = body(request).await?;
    let (code, name) = (named(code)?, named(name)?);
    let payload = app.random(|random| prepare::station(&code, &name, random));
    let answer = app.sequencer.put(Work::Station(code.clone(), name, payload)).await?;
    let (_, response) = entered(&answer)?;
    app.definitions.define_station(code);
    Ok(response)
}

async fn body<T: DeserializeOwned>(request: Request) -> Result<T, Problem> {
    let remedy = "Send a form as {\"title\", \"sealed\": [...]}, a station as {\"name\"}.";
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
            let body = json!({"index": receipt.index, "leaf_hash": receipt.leaf.to_string(), "checkpoint": receipt.checkpoint.as_ref()});
            Ok((receipt.index, (StatusCode::CREATED, Json(body)).into_response()))
        }
        _ => Err(Problem::not_found("definition")),
    }
}
