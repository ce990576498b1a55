//! `scrutineer custodians`: who opens sealed blocks, and how many of them it takes.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use evidence::VaultKey;
use evidence::vault::{Custodian, ExposeSecret, VaultError, wrap};
use serde_json::json;

use super::vault::{self, CUSTODIANS};
use super::{dir_failure, open, store_failure, wait};
use crate::cli::{Ask, CustodianKey, CustodiansAction, CustodiansSet};
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::tell;

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
    let before = !vault::envelopes(&*store).await?.is_empty();
    let key = vault::key(&dir, &*store, &args.key).await?;
    let custodians = args.custodian.iter().map(|text| custodian(text)).collect::<Result<Vec<_>, _>>()?;
    let envelopes = wrap(&key, &custodians, args.need).map_err(|e| vault::failure(&e))?;
    let text = serde_json::to_string(&envelopes).unwrap_or_default();
    store.set(CUSTODIANS, &text).await.map_err(|e| store_failure(&e))?;
    // Only now that the envelopes are durable.
    dir.forget_vault_key().map_err(|e| dir_failure(&e))?;
    let names: Vec<&str> = custodians.iter().map(|c| c.name.as_str()).collect();
    if args.json {
        print(&json!({"custodians": names, "need": args.need, "envelopes": envelopes.len(), "destroy": copies(before)}));
    } else {
        let (need, of, names) = (args.need, names.len(), names.join(", "));
        tell(&format!(
            "Sealed blocks are now opened by {need} of {of} together: {names}. The vault's key is gone from here.\n{}\n",
            copies(before)
        ));
    }
    Ok(())
}

/// What the key could still be read from.
fn copies(before: bool) -> &'static str {
    if before {
        "The former custodians can still open it with a copy of the database from before: destroy such backups."
    } else {
        "Backups made before with `--with-vault-key`, and copies of the data directory, still hold the key: destroy them."
    }
}

fn custodian(text: &str) -> Result<Custodian, Failure> {
    let remedy = "Give `--custodian NAME=age1...`; `scrutineer custodians key FILE` prints the public key.";
    let (name, key) =
        text.split_once('=').ok_or_else(|| Failure::usage("CUSTODIANS-FORM", "a custodian is not a name and a key", remedy))?;
    let recipient = key.parse().map_err(|e: VaultError| Failure::usage(e.code(), e.to_string(), remedy))?;
    Ok(Custodian { name: name.to_owned(), recipient })
}

async fn show(args: &Ask) -> Result<(), Failure> {
    let (dir, store) = open(&args.place).await?;
    let envelopes = vault::envelopes(&*store).await?;
    let mut names: Vec<&str> = envelopes.iter().flat_map(|envelope| envelope.holders.iter().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let need = envelopes.first().map_or(0, |envelope| envelope.holders.len());
    if args.json {
        print(&json!({"custodians": names, "need": need, "envelopes": envelopes}));
    } else if !names.is_empty() {
        tell(&format!("{need} of {} together: {}\n", names.len(), names.join(", ")));
    } else if dir.vault_key().map_err(|e| dir_failure(&e))?.is_some() {
        tell("There are no custodians: the vault's key is in the data directory. `scrutineer custodians set` gives it to them.\n");
    } else {
        tell("There are no custodians, and the vault's key is not in the data directory.\n");
    }
    Ok(())
}
