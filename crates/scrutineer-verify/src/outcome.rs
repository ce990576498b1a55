//! How a verification ended, and how that is said.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

/// Exit status where something does not verify.
const REFUSED: u8 = 1;

/// Exit status where the command was not understood.
pub const USAGE: u8 = 2;

/// It verifies.
#[derive(Debug)]
pub struct Verified {
    /// In a sentence.
    pub text: String,
    /// In figures.
    pub json: Value,
}

/// It does not verify, or could not be tried.
#[derive(Debug)]
pub struct Failure {
    code: &'static str,
    message: String,
    remedy: &'static str,
    path: Option<String>,
    entry: Option<u64>,
    status: u8,
    tried: bool,
}

impl Failure {
    /// What does not verify.
    pub fn new(code: &'static str, message: &dyn Display, remedy: &'static str) -> Self {
        Self { code, message: message.to_string(), remedy, path: None, entry: None, status: REFUSED, tried: true }
    }

    /// Adds the file, and the entry where it is one.
    pub fn at(self, path: &str, entry: Option<u64>) -> Self {
        Self { path: Some(path.to_owned()), entry, ..self }
    }

    /// It could not be tried: a file is missing, or the policy cannot be read.
    pub fn untried(self) -> Self {
        Self { tried: false, ..self }
    }

    /// It could not be tried: the command line is at fault.
    pub fn usage(self) -> Self {
        Self { status: USAGE, ..self.untried() }
    }
}

/// Prints the outcome, sentences or one line of JSON, and answers the exit status.
pub fn show(outcome: &Result<Verified, Failure>, as_json: bool) -> ExitCode {
    // Whoever closes the pipe still gets the exit status.
    match outcome {
        Ok(verified) if as_json => {
            let mut line = verified.json.clone();
            line["verified"] = json!(true);
            let _ = writeln!(io::stdout(), "{line}");
            ExitCode::SUCCESS
        }
        Ok(verified) => {
            let _ = writeln!(io::stdout(), "{}", verified.text);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let _ = if as_json { writeln!(io::stdout(), "{}", failure.line()) } else { writeln!(io::stderr(), "{}", failure.sentences()) };
            ExitCode::from(failure.status)
        }
    }
}

impl Failure {
    /// For people.
    fn sentences(&self) -> String {
        let head = if self.tried { "DOES NOT VERIFY" } else { "COULD NOT BE VERIFIED" };
        format!("{head} [{}]\n  {}\n  {}", self.code, self.message, self.remedy)
    }

    /// For programs.
    fn line(&self) -> Value {
        json!({"verified": false, "code": self.code, "message": self.message, "remedy": self.remedy, "path": self.path, "entry": self.entry})
    }
}
