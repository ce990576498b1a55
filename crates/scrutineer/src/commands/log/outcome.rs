//! How a verification ends: one JSON document that says `verified`, or sentences.

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::screen::{answer, visible};

/// What does not verify, or could not be tried.
#[derive(Debug)]
pub struct Unverified {
    failure: Failure,
    place: Option<Box<Place>>,
}

/// What is wrong, where it is something in a log.
#[derive(Debug)]
struct Place {
    /// The file, below the log's prefix.
    path: String,
    /// The entry.
    entry: Option<u64>,
}

impl Unverified {
    /// The input does not verify. Names in it are other people's and do not reach the terminal as they are.
    pub fn new(code: &str, message: &str, remedy: &str) -> Self {
        Failure::refused(code, visible(message), remedy).into()
    }

    /// Adds the file, and the entry where it is one.
    pub fn at(self, path: &str, entry: Option<u64>) -> Self {
        Self { place: Some(Box::new(Place { path: visible(path), entry })), ..self }
    }
}

impl From<Failure> for Unverified {
    fn from(failure: Failure) -> Self {
        Self { failure, place: None }
    }
}

/// Prints the JSON document of what does not verify, where one was asked for; the sentences come at the end of every command.
pub fn end(outcome: Result<(), Unverified>, as_json: bool) -> Result<(), Failure> {
    let Err(Unverified { failure, place }) = outcome else { return Ok(()) };
    if as_json {
        let Failure { code, message, remedy, .. } = &failure;
        let (path, entry) = place.map_or((None, None), |place| (Some(place.path), place.entry));
        print(&json!({"verified": false, "code": code, "message": message, "remedy": remedy, "path": path, "entry": entry}));
    }
    Err(failure)
}

/// Prints a JSON document. What could steer a terminal is written as `\u` and four digits, which says the same.
pub fn print(document: &Value) {
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    let steers = |c: char| visible(c.encode_utf8(&mut [0; 4])).is_empty();
    let shown = text.chars().map(|c| if steers(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() });
    answer(&format!("{}\n", shown.collect::<String>()));
}
