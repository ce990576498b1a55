//! `scrutineer log prove`: a receipt shows that an entry is in the log.

use serde_json::json;
use tlog::proof::LogProof;

use super::outcome::{Unverified, print};
use super::{key, policy, read, source, tell_unwitnessed};
use crate::cli::ProveEntry;
use crate::failure::Failure;
use crate::screen::{Screen, tell};

/// Runs the command.
pub fn run(args: &ProveEntry, screen: Screen) -> Result<(), Unverified> {
    let policy = policy(args.trust.policy.as_deref())?;
    let proof = LogProof::parse(&read(&args.receipt)?).map_err(|e| Unverified::new(e.code(), &e.to_string(), e.remedy()))?;
    let (entry, from) = match (&args.entry, &proof.extra) {
        (Some(path), _) => (read(path)?, "the file given"),
        (None, Some(extra)) => (extra.clone(), "the receipt itself"),
        (None, None) => {
            let remedy = "Give the entry's file with `--entry`.";
            return Err(Failure::usage("LOG-ENTRY-NONE", "the receipt does not have its entry in it", remedy).into());
        }
    };
    let origin = proof.checkpoint.checkpoint().origin();
    let believed = key::find(&args.trust, &policy, Some(origin), || source::beside(&args.receipt.with_file_name("log.pub")))?;
    let proven = proof.verify(&entry, &believed.key, &policy).map_err(|e| Unverified::new(e.code(), &e.to_string(), e.remedy()))?;
    if args.json {
        let entry = json!({"bytes": entry.len(), "from": if args.entry.is_some() { "file" } else { "receipt" }});
        print(&json!({"verified": true, "proof": proven, "entry": entry, "key": believed.json()}));
    } else {
        let warning = believed.warning().map_or_else(String::new, |warning| format!("{warning}\n"));
        tell(&format!("The entry ({} bytes, from {from}) is {proven}\n{warning}", entry.len()));
    }
    tell_unwitnessed(args.trust.policy.as_deref(), screen);
    Ok(())
}
