//! A route: where it is, who may use it, what it does, and what is written about it. The router, the access matrix and the `OpenAPI`
//! document are all made from these, so none of them can have a route that the others do not.

use std::borrow::Cow;
use std::sync::Arc;

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use domain::access::{Act, Area};

use super::about::About;
use crate::app::App;

/// Who may use a route. What is done with which object is asked again where the object is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Everybody, without a token or session.
    Nothing,
    /// Whoever is signed in or has a token.
    SomeCaller,
    /// Whoever is signed in: a person, no token.
    Person,
    /// Callers that have this power.
    Power(Act, Area),
}

/// How a refusal looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// problem+json.
    Interface,
    /// A page.
    Page,
}

/// A route.
pub struct Route {
    /// GET, POST, ...
    pub method: Method,
    /// Its address, with `{names}`.
    pub path: Cow<'static, str>,
    /// Who may use it.
    pub need: Need,
    /// How a refusal looks.
    pub face: Face,
    /// What is written about it; nothing for pages.
    pub about: Option<About>,
    /// What it does.
    pub handler: MethodRouter<Arc<App>>,
}

impl Route {
    /// A route of the interface.
    pub fn api<H, T>(method: Method, path: impl Into<Cow<'static, str>>, need: Need, about: About, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        Self { path: path.into(), need, face: Face::Interface, about: Some(about), handler: on(filter(&method), handler), method }
    }

    /// A page, or what a page sends.
    pub fn page<H, T>(method: Method, path: impl Into<Cow<'static, str>>, need: Need, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        Self { path: path.into(), need, face: Face::Page, about: None, handler: on(filter(&method), handler), method }
    }
}

/// The library's filter for a method of ours.
fn filter(method: &Method) -> MethodFilter {
    MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET)
}
