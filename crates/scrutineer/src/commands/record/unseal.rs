//! `scrutineer unseal`: opens the private block of a submission; the log says so before anybody reads it.

use std::fs;

use evidence::VaultKey;
use evidence::vault::{Envelope, unwrap};
use reqwest::Method;
use serde_json::json;
use serde_json::value::RawValue;

use super::custodians::{CUSTODIANS, vault_failure};
use super::{dir_failure, open, running, store_failure, wait};
use crate::cli::Unseal;
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::tell;

/// Runs the command.
pub fn run(args: &Unseal) -> Result<(), Failure> {
    wait(async {
        // The keys first: an entry that says "opened" when nothing could be would be wrong.
        let vault = vault(args).await?;
        let (entry, sealed, payload) = running::with(&args.place, async |server| {
            let path = format!("/api/v1/submissions/{}", args.id);
            let sealed = server.send(server.request(Method::GET, &format!("{path}/sealed"))).await?;
            let payload = server.send(server.request(Method::GET, &format!("{path}/payload"))).await?;
            let body = json!({"reason": args.reason, "who": args.who}).to_string();
            let entry = server.send(server.request(Method::POST, &format!("{path}/openings")).body(body)).await?;
            Ok((entry, sealed, payload))
        })
        .await?;
        let plain = vault.open(&sealed).map_err(|e| vault_failure(&e))?;
        let altered = || {
            Failure::refused(
                "UNSEAL-ALTERED",
                "the block opens, but is not the one that the entry commits to",
                "Keep everything as it is and run `scrutineer doctor`.",
            )
        };
        let committed = server::backup::private_commitment(&payload).ok_or_else(altered)?;
        let content = store::prepare::opened(&plain, &committed).ok_or_else(altered)?;
        say(args, &entry, &content)
    })
}

fn say(args: &Unseal, entry: &[u8], content: &[u8]) -> Result<(), Failure> {
    let entry: serde_json::Value = serde_json::from_slice(entry).unwrap_or_default();
    let text = String::from_utf8_lossy(content).into_owned();
    if args.json {
        let wrong = |_| Failure::refused("UNSEAL-FORM", "the block is not JSON", "Leave `--json` out to see it as it is.");
        let content = RawValue::from_string(text).map_err(wrong)?;
        print(&json!({"id": args.id, "entry": entry["index"], "private": content}));
    } else {
        tell(&format!("{text}\n"));
    }
    Ok(())
}

/// The vault's key: from the data directory while it is there, else from the custodians' together.
async fn vault(args: &Unseal) -> Result<VaultKey, Failure> {
    let (dir, store) = open(&args.place).await?;
    if let Some(key) = dir.vault_key().map_err(|e| dir_failure(&e))? {
        return Ok(key);
    }
    let envelopes = store.get(CUSTODIANS).await.map_err(|e| store_failure(&e))?;
    let envelopes: Vec<Envelope> = envelopes.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let mut keys = Vec::new();
    for path in &args.key {
        let remedy = "Give a file that `scrutineer custodians key` wrote.";
        let text = fs::read_to_string(path)
            .map_err(|e| Failure::refused("FILE-OPEN", format!("{} cannot be read: {e}", path.display()), remedy))?;
        let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-")).unwrap_or_default();
        keys.push(VaultKey::parse(line).map_err(|e| Failure::refused(e.code(), format!("{}: {e}", path.display()), remedy))?);
    }
    unwrap(&envelopes, &keys).map_err(|e| vault_failure(&e))
}
