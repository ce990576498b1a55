//! The vault's key: from the data directory while it is there, else from custodians together. It is used only where it is the one that
//! the record seals to.

use std::fs;
use std::path::PathBuf;

use evidence::VaultKey;
use evidence::vault::{Envelope, VaultError, unwrap};
use server::DataDir;
use store::Reader;

use super::{dir_failure, store_failure};
use crate::failure::Failure;

/// Setting with the envelopes in which custodians hold the vault's key.
pub const CUSTODIANS: &str = "custodians";

/// The key. `files` are custodians' secret keys, or one file with the vault's own.
pub async fn key(dir: &DataDir, store: &dyn Reader, files: &[PathBuf]) -> Result<VaultKey, Failure> {
    let recorded = store.get("vault").await.map_err(|e| store_failure(&e))?.unwrap_or_default();
    let ours = |key: &VaultKey| key.recipient().to_string() == recorded;
    let key = if let Some(key) = dir.vault_key().map_err(|e| dir_failure(&e))? {
        key
    } else {
        let keys = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        match keys.iter().find(|key| ours(key)) {
            Some(key) => key.clone(),
            None => together(&envelopes(store).await?, &keys)?,
        }
    };
    // Anybody who could write to the database could have put envelopes of another key there.
    if ours(&key) { Ok(key) } else { Err(other_key()) }
}

fn together(envelopes: &[Envelope], keys: &[VaultKey]) -> Result<VaultKey, Failure> {
    if envelopes.is_empty() {
        return Err(Failure::refused(
            "CUSTODIANS-KEY-GONE",
            "the vault's key is not in the data directory, and no custodians hold it",
            "Backups leave the key out unless asked for. Find `keys/vault.key` of the first data directory, and give it with `--key`.",
        ));
    }
    unwrap(envelopes, keys).map_err(|e| failure(&e))
}

fn other_key() -> Failure {
    Failure::refused(
        "CUSTODIANS-OTHER-KEY",
        "the vault's key that was found is not the one that this record seals to",
        "Put the right `keys/vault.key` back, or take the custodians' envelopes from a backup; somebody may have exchanged them.",
    )
}

/// The envelopes; none where there are no custodians.
pub async fn envelopes(store: &dyn Reader) -> Result<Vec<Envelope>, Failure> {
    let text = store.get(CUSTODIANS).await.map_err(|e| store_failure(&e))?;
    // What cannot be read must not look as if there were no custodians.
    text.map_or(Ok(Vec::new()), |text| serde_json::from_str(&text).map_err(|_| failure(&VaultError::Envelope)))
}

/// A secret key out of a file that `custodians key` or `age-keygen` wrote.
fn read(path: &PathBuf) -> Result<VaultKey, Failure> {
    let remedy = "Give a file that `scrutineer custodians key` wrote.";
    let text =
        fs::read_to_string(path).map_err(|e| Failure::refused("FILE-OPEN", format!("{} cannot be read: {e}", path.display()), remedy))?;
    VaultKey::parse(&text).map_err(|e| Failure::refused(e.code(), format!("{}: {e}", path.display()), remedy))
}

/// A vault that cannot be opened or given.
pub fn failure(error: &VaultError) -> Failure {
    Failure::refused(error.code(), error.to_string(), error.remedy())
}
