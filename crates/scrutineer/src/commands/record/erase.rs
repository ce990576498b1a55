//! `scrutineer erase`: a submission goes, its entry stays.

use reqwest::Method;
use serde_json::{Value, json};

use super::{running, wait};
use crate::cli::Erase;
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::tell;

/// Runs the command.
pub fn run(args: &Erase) -> Result<(), Failure> {
    let body = wait(running::with(&args.place, async |server| {
        let request = server.request(Method::DELETE, &format!("/api/v1/submissions/{}", args.id));
        server.send(request.body(json!({"reason": args.reason}).to_string())).await
    }))?;
    let receipt: Value = serde_json::from_slice(&body).unwrap_or_default();
    if args.json {
        print(&json!({"erased": args.id, "entry": receipt["index"], "checkpoint": receipt["checkpoint"]}));
    } else {
        tell(&format!(
            "{} is erased, with what belonged to it; entry {} says so. Backups made before still have it: remove them.\n",
            args.id, receipt["index"]
        ));
    }
    Ok(())
}
