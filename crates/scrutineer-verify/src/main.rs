//! Verifies a log, a receipt or a checkpoint offline, with nothing but files and the log's key. It is small on purpose: whoever
//! wants to check the log can read all of it and of the crate `tlog`.

mod args;
mod check;
mod outcome;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use args::Request;

fn main() -> ExitCode {
    let words: Vec<String> = match env::args_os().skip(1).map(OsString::into_string).collect() {
        Ok(words) => words,
        Err(_) => return usage("an argument is not UTF-8 text"),
    };
    match args::parse(&words) {
        Ok(Request::Help) => print(args::HELP),
        Ok(Request::Version) => print(concat!("scrutineer-verify ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Request::Check(job)) => outcome::show(&check::run(&job), job.json),
        Err(wrong) => usage(&wrong),
    }
}

/// Prints and ends well.
fn print(text: &str) -> ExitCode {
    // Whoever closes the pipe has seen enough.
    let _ = io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

/// The command line was not understood: exit status 2.
fn usage(wrong: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "scrutineer-verify: {wrong}\n\n{}", args::HELP);
    ExitCode::from(outcome::USAGE)
}
