//! The keys: whether they are here, whose they are, and who may read them.

use store::Reader;

use super::Found;
use crate::data_dir::{DataDir, DataDirError};

/// The log's signing key.
pub fn log(dir: &DataDir) -> Found {
    if !dir.has_log_key() {
        let path = dir.root().join("keys/log.key");
        return Found::dir(&DataDirError::Key { path, message: "it is not there".to_owned() });
    }
    match dir.log_key(None) {
        Ok(key) => Found::Well(format!("of the log {}", key.name())),
        Err(error) => Found::dir(&error),
    }
}

/// Who may read what stands in the directory.
pub fn access(dir: &DataDir) -> Found {
    let exposed: Vec<String> = dir.exposed().iter().map(|path| path.display().to_string()).collect();
    if !exposed.is_empty() {
        return Found::Wrong(
            "DATA-DIR-EXPOSED",
            format!("{} can be read by others", exposed.join(", ")),
            format!(
                "chmod -R go= {}; whoever read a key can sign as this log, whoever read the record has read what was sent.",
                dir.root().display()
            ),
        );
    }
    if dir.is_open() {
        return Found::Note(
            "others may enter the data directory, though they can read nothing of the record in it".to_owned(),
            "`chmod 700` on the directory closes it.",
        );
    }
    Found::Well("for its owner alone".to_owned())
}

/// Who opens what is sealed.
pub async fn vault(dir: &DataDir, store: &dyn Reader) -> Found {
    let key = match dir.vault_key() {
        Ok(key) => key,
        Err(error) => return Found::dir(&error),
    };
    let (recorded, custodians) = match (store.get("vault").await, store.get("custodians").await) {
        (Ok(recorded), Ok(custodians)) => (recorded, custodians.is_some()),
        (Err(error), _) | (_, Err(error)) => return Found::store(&error),
    };
    match (key, custodians) {
        (Some(key), _) if recorded.as_deref().is_some_and(|recorded| recorded != key.recipient().to_string()) => Found::Wrong(
            "DATA-DIR-VAULT",
            "`keys/vault.key` is not the key that this record seals to".to_owned(),
            "Put the right key in its place, or none.".to_owned(),
        ),
        (Some(_), _) => Found::Note(
            "the key to sealed blocks is in the data directory".to_owned(),
            "Give it to custodians with `scrutineer custodians set`; it is then removed from here.",
        ),
        (None, true) => Found::Well("its key is with custodians".to_owned()),
        (None, false) => Found::Note(
            "its key is not here and not with custodians: what is sealed cannot be opened".to_owned(),
            "Backups leave the key out unless asked for. Find `keys/vault.key` of the first data directory, put it here, and give it to custodians.",
        ),
    }
}
