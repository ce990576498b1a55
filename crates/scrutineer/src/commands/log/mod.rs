//! `scrutineer log`: whether a log is what was signed, and whether an entry is in it.

mod key;
mod outcome;
mod prove;
mod source;
mod verify;

use std::fs;
use std::path::Path;

pub use key::read as read_key;
pub use outcome::print;
use tlog::policy::Policy;

use crate::cli::LogAction;
use crate::commands::record;
use crate::failure::Failure;
use crate::screen::{Screen, visible};

/// Runs the command.
pub fn run(action: &LogAction, screen: Screen) -> Result<(), Failure> {
    match action {
        LogAction::Verify(args) => outcome::end(verify::run(args, screen), args.json),
        LogAction::Prove(args) => outcome::end(prove::run(args, screen), args.json),
        LogAction::Receipt(args) => record::receipt::run(args),
        LogAction::Export(args) => record::export::run(args, screen),
    }
}

/// A file as it is.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let remedy = "Check the path and that the file may be read.";
    fs::read(path).map_err(|e| Failure::refused("FILE-OPEN", format!("{} cannot be read: {e}", path.display()), remedy))
}

/// The policy given, else the one that asks for no witness.
fn policy(path: Option<&Path>) -> Result<Policy, Failure> {
    let Some(path) = path else { return Ok(Policy::none()) };
    let refused = |e: tlog::policy::PolicyError| Failure::refused(e.code(), visible(&format!("{}: {e}", path.display())), e.remedy());
    Policy::parse(&read(path)?).map_err(refused)
}

/// Tells whoever asked for no witness what that means.
fn tell_unwitnessed(policy: Option<&Path>, screen: Screen) {
    if policy.is_none() {
        screen.note(
            "No witness was asked for: the log could have shown others another history. `--policy FILE` says who must have cosigned.",
        );
    }
}
