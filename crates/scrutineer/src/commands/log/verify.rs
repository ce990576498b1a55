//! `scrutineer log verify`: every entry, every tile, the root and the signatures of a log.

use indicatif::ProgressBar;
use serde_json::json;
use tlog::tile::TileError;
use tlog::verify::{self, Fault};
use tlog::{SignedCheckpoint, policy::Policy};
use witness::remote::RemoteError;

use super::outcome::{Unverified, print};
use super::source::{self, LogSource, unreachable};
use super::{key, policy, tell_unwitnessed};
use crate::cli::VerifyLog;
use crate::screen::{Screen, tell};

/// Runs the command.
pub fn run(args: &VerifyLog, screen: Screen) -> Result<(), Unverified> {
    let policy = policy(args.trust.policy.as_deref())?;
    let source = source::open(&args.log)?;
    let checkpoint = source.checkpoint(args.trust.policy.is_some())?;
    // What cannot be read is refused below, with its reason.
    let origin = SignedCheckpoint::parse(&checkpoint).ok().map(|signed| signed.checkpoint().origin().to_owned());
    let believed = key::find(&args.trust, &policy, origin.as_deref(), || source.key())?;
    let bar = screen.steps("verifying entries", 0);
    let outcome = walk(&*source, &checkpoint, &believed.key, &policy, &bar);
    bar.finish_and_clear();
    let report = outcome.map_err(|fault| unverified(&fault))?;
    if args.json {
        print(&json!({"verified": true, "log": report, "key": believed.json(), "from": args.log}));
    } else {
        let warning = believed.warning().map_or_else(String::new, |warning| format!("{warning}\n"));
        tell(&format!("{report}\n{warning}"));
    }
    tell_unwitnessed(args.trust.policy.as_deref(), screen);
    Ok(())
}

/// Verifies it with a bar.
fn walk(
    source: &dyn LogSource,
    checkpoint: &[u8],
    key: &tlog::VerifierKey,
    policy: &Policy,
    bar: &ProgressBar,
) -> Result<verify::Report, Fault> {
    verify::log(&source, checkpoint, key, policy, &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })
}

/// The first thing that is wrong. A file that a server does not give is the network's or the server's affair and says so.
fn unverified(fault: &Fault) -> Unverified {
    let network = match fault {
        Fault::Tile(TileError::Store { source, .. }) => source.downcast_ref::<RemoteError>(),
        _ => None,
    };
    let unverified = match network {
        Some(error) => unreachable(error).into(),
        None => Unverified::new(fault.code(), &said(fault), fault.remedy()),
    };
    unverified.at(fault.path(), fault.entry())
}

/// The fault with what the file system says, where it says something.
fn said(fault: &Fault) -> String {
    match fault {
        Fault::Tile(TileError::Store { source, .. }) => format!("{fault}: {source}"),
        _ => fault.to_string(),
    }
}
