//! Why a command ended without an answer: a code, what is wrong, what to do, and the exit status.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use domain::{Problem, RowAccount};
use miette::Diagnostic;
use publish::refused::Refusal;

/// A command that could not do its job.
#[derive(Debug)]
pub struct Failure {
    /// Stable code, such as `INTAKE-EMPTY`.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub remedy: String,
    /// Which exit status it gives.
    pub kind: Kind,
    /// What became of the rows, where rows are what is wrong.
    pub rows: Option<Box<RowAccount>>,
    /// Every mistake of the input, where there is a list of them and no rows.
    pub problems: Vec<Problem>,
    /// Whether the command's own JSON document says it already.
    pub told: bool,
}

/// Whose turn it is after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The input (or the place to write to) was refused: exit status 1.
    Refused,
    /// The command was asked for something that does not exist: exit status 2.
    Usage,
}

impl Failure {
    /// The input was refused.
    pub fn refused(code: impl Into<String>, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            remedy: remedy.into(),
            kind: Kind::Refused,
            rows: None,
            problems: Vec::new(),
            told: false,
        }
    }

    /// The command line asked for something that does not exist.
    pub fn usage(code: impl Into<String>, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { kind: Kind::Usage, ..Self::refused(code, message, remedy) }
    }

    /// Adds what became of the rows.
    pub fn with_rows(self, rows: RowAccount) -> Self {
        Self { rows: Some(Box::new(rows)), ..self }
    }

    /// Adds every mistake of the input.
    pub fn with_problems(self, problems: Vec<Problem>) -> Self {
        Self { problems, ..self }
    }

    /// The exit status.
    pub fn exit(&self) -> ExitCode {
        match self.kind {
            Kind::Refused => ExitCode::from(1),
            Kind::Usage => ExitCode::from(2),
        }
    }

    /// The failure as one JSON document.
    pub fn write_json(&self, out: impl Write) -> io::Result<()> {
        let problems = self.rows.as_ref().map_or(&self.problems[..], |r| &r.problems);
        let refusal = Refusal { code: &self.code, message: &self.message, remedy: &self.remedy, file: None, problems };
        publish::refused::write(refusal, self.rows.as_deref(), env!("CARGO_PKG_VERSION"), out)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl Diagnostic for Failure {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.remedy.is_empty()).then(|| Box::new(&self.remedy) as Box<dyn fmt::Display>)
    }
}
