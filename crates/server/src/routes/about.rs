//! What is written about a route of the interface: its part of the `OpenAPI` document.

use utoipa::openapi::schema::Schema;
use utoipa::openapi::{RefOr, schema};
use utoipa::{PartialSchema, ToSchema};

/// What is written about a route.
#[derive(Clone)]
pub struct About {
    /// The heading it stands under.
    pub tag: &'static str,
    /// One line.
    pub summary: String,
    /// What may stand behind the question mark.
    pub query: Vec<Parameter>,
    /// Headers that are looked at.
    pub headers: Vec<Parameter>,
    /// What it takes.
    pub body: Option<Content>,
    /// What it answers when all is well: status, words, content.
    pub answers: Vec<(u16, &'static str, Option<Content>)>,
    /// Refusals beyond those that every route has: status.
    pub refusals: Vec<u16>,
}

/// A parameter.
#[derive(Clone)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub description: &'static str,
    /// Its kind.
    pub schema: RefOr<Schema>,
}

/// Content of a request or an answer.
#[derive(Clone)]
pub struct Content {
    /// Such as `application/json`.
    pub media: &'static str,
    /// Its shape.
    pub schema: RefOr<Schema>,
    /// Shapes it refers to, by name.
    pub named: Vec<(String, RefOr<Schema>)>,
}

impl Content {
    /// JSON of a type.
    pub fn json<T: ToSchema>() -> Self {
        let mut named = Vec::new();
        T::schemas(&mut named);
        let name = T::name().into_owned();
        named.push((name.clone(), T::schema()));
        Self { media: "application/json", schema: schema::Ref::from_schema_name(name).into(), named }
    }

    /// Text or bytes that have no shape.
    pub fn other(media: &'static str) -> Self {
        Self { media, schema: String::schema(), named: Vec::new() }
    }

    /// The same under another media type.
    pub fn of(self, media: &'static str) -> Self {
        Self { media, ..self }
    }
}

impl Parameter {
    /// A text.
    pub fn text(name: &'static str, description: &'static str) -> Self {
        Self { name, description, schema: String::schema() }
    }

    /// A whole number, not negative.
    pub fn number(name: &'static str, description: &'static str) -> Self {
        Self { name, description, schema: u64::schema() }
    }

    /// Yes or no.
    pub fn truth(name: &'static str, description: &'static str) -> Self {
        Self { name, description, schema: bool::schema() }
    }
}

impl About {
    /// A route that answers 200 with this.
    pub fn new(tag: &'static str, summary: impl Into<String>) -> Self {
        Self { tag, summary: summary.into(), query: Vec::new(), headers: Vec::new(), body: None, answers: Vec::new(), refusals: Vec::new() }
    }

    /// It takes this.
    pub fn takes(mut self, content: Content) -> Self {
        self.body = Some(content);
        self
    }

    /// It answers this.
    pub fn answers(mut self, status: u16, words: &'static str, content: Option<Content>) -> Self {
        self.answers.push((status, words, content));
        self
    }

    /// It may be asked with these.
    pub fn query(mut self, parameters: impl IntoIterator<Item = Parameter>) -> Self {
        self.query.extend(parameters);
        self
    }

    /// It looks at these headers.
    pub fn headers(mut self, parameters: impl IntoIterator<Item = Parameter>) -> Self {
        self.headers.extend(parameters);
        self
    }

    /// It may be refused with these, too.
    pub fn refuses(mut self, statuses: &[u16]) -> Self {
        self.refusals.extend(statuses);
        self
    }
}
