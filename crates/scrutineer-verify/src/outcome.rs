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
            let _ = writeln!(io::stdout(), "{}", escaped(&line.to_string()));
            ExitCode::SUCCESS
        }
        Ok(verified) => {
            let _ = writeln!(io::stdout(), "{}", visible(&verified.text));
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let _ = if as_json {
                writeln!(io::stdout(), "{}", escaped(&failure.line().to_string()))
            } else {
                writeln!(io::stderr(), "{}", visible(&failure.sentences()))
            };
            ExitCode::from(failure.status)
        }
    }
}

/// Whether a character could steer a terminal or turn the direction of writing: names in files are other people's.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text without such characters.
fn visible(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !steers(*c)).collect()
}

/// A line of JSON that says the same without such characters: all of them stand inside strings.
fn escaped(line: &str) -> String {
    line.chars().map(|c| if steers(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }).collect()
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
