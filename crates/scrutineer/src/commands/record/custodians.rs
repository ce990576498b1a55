//! `scrutineer custodians`: who opens sealed blocks, and how many of them it takes.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use evidence::VaultKey;
use evidence::vault::{Custodian, Envelope, ExposeSecret, VaultError, wrap};
use serde_json::json;

use super::{dir_failure, open, store_failure, wait};
use crate::cli::{Ask, CustodianKey, CustodiansAction, CustodiansSet};
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::tell;

/// Setting with the envelopes in which custodians hold the vault's key.
pub const CUSTODIANS: &str = "custodians";

/// Runs the command.
pub fn run(action: &CustodiansAction) -> Result<(), Failure> {
    match action {
        CustodiansAction::Key(args) => key(args),
        CustodiansAction::Set(args) => wait(set(args)),
        CustodiansAction::Show(args) => wait(show(args)),
    }
}

fn key(args: &CustodianKey) -> Result<(), Failure> {
    let key = VaultKey::generate();
    let failed = |e: std::io::Error| {
        let remedy = "Choose a file that is not there yet, in a folder that may be written.";
        Failure::refused("FILE-WRITE", format!("{} cannot be written: {e}", args.file.display()), remedy)
    };
    let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(&args.file).map_err(failed)?;
    writeln!(file, "{}", key.secret().expose_secret()).and_then(|()| file.sync_all()).map_err(failed)?;
    let public = key.recipient().to_string();
    if args.json {
        print(&json!({"file": args.file, "public": public}));
    } else {
        tell(&format!("{public}\n"));
    }
    Ok(())
}

async fn set(args: &CustodiansSet) -> Result<(), Failure> {
    let (dir, store) = open(&args.place).await?;
    let remedy = "Only the one who has the vault's key can give it to custodians; it is made when the server first starts.";
    let key = dir.vault_key().map_err(|e| dir_failure(&e))?;
    let key = key.ok_or_else(|| Failure::refused("CUSTODIANS-KEY-GONE", "the vault's key is not in the data directory", remedy))?;
    let recorded = store.get("vault").await.map_err(|e| store_failure(&e))?;
    if recorded.as_deref() != Some(key.recipient().to_string().as_str()) {
        return Err(Failure::refused(
            "CUSTODIANS-OTHER-KEY",
            "the key in the data directory is not the one of this record",
            "Put the right `keys/vault.key` back.",
        ));
    }
    let custodians = args.custodian.iter().map(|text| custodian(text)).collect::<Result<Vec<_>, _>>()?;
    let envelopes = wrap(&key, &custodians, args.need).map_err(|e| vault_failure(&e))?;
    let text = serde_json::to_string(&envelopes).unwrap_or_default();
    store.set(CUSTODIANS, &text).await.map_err(|e| store_failure(&e))?;
    // Only now that the envelopes are durable.
    dir.forget_vault_key().map_err(|e| dir_failure(&e))?;
    let names: Vec<&str> = custodians.iter().map(|c| c.name.as_str()).collect();
    if args.json {
        print(&json!({"custodians": names, "need": args.need, "envelopes": envelopes.len()}));
    } else {
        tell(&format!(
            "Sealed blocks are now opened by {} of {} together: {}. The vault's key is gone from here.\n",
            args.need,
            names.len(),
            names.join(", ")
        ));
    }
    Ok(())
}

fn custodian(text: &str) -> Result<Custodian, Failure> {
    let remedy = "Give `--custodian NAME=age1...`; `scrutineer custodians key FILE` prints the public key.";
    let (name, key) =
        text.split_once('=').ok_or_else(|| Failure::usage("CUSTODIANS-FORM", "a custodian is not a name and a key", remedy))?;
    let recipient = key.parse().map_err(|e: VaultError| Failure::usage(e.code(), e.to_string(), remedy))?;
    Ok(Custodian { name: name.to_owned(), recipient })
}

async fn show(args: &Ask) -> Result<(), Failure> {
    let (_, store) = open(&args.place).await?;
    let envelopes = store.get(CUSTODIANS).await.map_err(|e| store_failure(&e))?;
    let envelopes: Vec<Envelope> = envelopes.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let mut names: Vec<&str> = envelopes.iter().flat_map(|envelope| envelope.holders.iter().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let need = envelopes.first().map_or(0, |envelope| envelope.holders.len());
    if args.json {
        print(&json!({"custodians": names, "need": need}));
    } else if names.is_empty() {
        tell("There are no custodians: the vault's key is in the data directory. `scrutineer custodians set` gives it to them.\n");
    } else {
        tell(&format!("{need} of {} together: {}\n", names.len(), names.join(", ")));
    }
    Ok(())
}

/// A vault that cannot be opened or given.
pub fn vault_failure(error: &VaultError) -> Failure {
    Failure::refused(error.code(), error.to_string(), error.remedy())
}
