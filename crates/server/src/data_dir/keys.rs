//! The log's signing key, and the vault's.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use evidence::vault::{ExposeSecret, VaultError};
use evidence::{VaultKey, VaultRecipient};
use store::Store;
use tlog::note::Algorithm;
use tlog::{SignerKey, VerifierKey};

use super::{DataDir, DataDirError, files};

/// Setting that names the vault's recipient.
const VAULT: &str = "vault";
/// Setting that names the log's public key.
const KEY: &str = "key";

impl DataDir {
    fn key_path(&self) -> PathBuf {
        self.root.join("keys").join("log.key")
    }

    fn vault_path(&self) -> PathBuf {
        self.root.join("keys").join("vault.key")
    }

    /// Whether the log's signing key is here.
    #[must_use]
    pub fn has_log_key(&self) -> bool {
        self.key_path().exists()
    }

    /// The log's signing key; made where there is none, under the name given or a random one.
    ///
    /// # Errors
    /// [`DataDirError::Key`], [`DataDirError::OtherName`], [`DataDirError::Name`], [`DataDirError::File`].
    pub fn log_key(&self, name: Option<&str>) -> Result<SignerKey, DataDirError> {
        let path = self.key_path();
        let wrong = |message: String| DataDirError::Key { path: path.clone(), message };
        let key = if let Some(bytes) = files::read(&path)? {
            let text = String::from_utf8(bytes).map_err(|_| wrong("it is not text".to_owned()))?;
            SignerKey::parse(text.trim()).map_err(|e| wrong(e.to_string()))?
        } else {
            let mut random = [0; 36];
            getrandom::fill(&mut random).map_err(|e| wrong(format!("there is no randomness: {e}")))?;
            let (seed, rest) = random.split_first_chunk::<32>().ok_or_else(|| wrong(String::new()))?;
            let name = name.map_or_else(|| format!("scrutineer/{}", hex::encode(rest)), str::to_owned);
            let key = SignerKey::from_seed(&name, Algorithm::Ed25519, seed).map_err(|_| DataDirError::Name(name))?;
            files::replace(&path, format!("{}\n", key.reveal()).as_bytes(), true)?;
            key
        };
        if let Some(given) = name.filter(|given| *given != key.name()) {
            return Err(DataDirError::OtherName { is: key.name().to_owned(), given: given.to_owned() });
        }
        let public = self.root.join("log.pub");
        if !public.exists() {
            files::replace(&public, format!("{}\n", key.verifier()).as_bytes(), true)?;
        }
        Ok(key)
    }

    /// The log's public key, where one was made.
    ///
    /// # Errors
    /// [`DataDirError::Key`], [`DataDirError::File`].
    pub fn log_public(&self) -> Result<Option<VerifierKey>, DataDirError> {
        let path = self.root.join("log.pub");
        let Some(bytes) = files::read(&path)? else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        VerifierKey::parse(text.trim()).map(Some).map_err(|e| DataDirError::Key { path, message: e.to_string() })
    }

    /// Refuses a record that another key signed.
    ///
    /// # Errors
    /// [`DataDirError::KeyGone`], [`DataDirError::Store`].
    pub async fn bind_key(&self, store: &dyn Store, key: &SignerKey) -> Result<(), DataDirError> {
        let public = key.verifier().to_string();
        match store.get(KEY).await? {
            Some(record) if record == public => Ok(()),
            Some(record) => Err(DataDirError::KeyGone { record: record.split('+').next().unwrap_or_default().to_owned() }),
            None => Ok(store.set(KEY, &public).await?),
        }
    }

    /// Whom private blocks are sealed to; made with the record.
    ///
    /// # Errors
    /// [`DataDirError::Vault`], [`DataDirError::Store`], [`DataDirError::File`].
    pub async fn vault(&self, store: &dyn Store) -> Result<VaultRecipient, DataDirError> {
        if let Some(text) = store.get(VAULT).await? {
            return text.parse().map_err(|e: VaultError| DataDirError::Vault(e.to_string()));
        }
        // The key is on the disk before anything can be sealed to it.
        let key = if let Some(key) = self.vault_key()? {
            key
        } else {
            let key = VaultKey::generate();
            files::replace(&self.vault_path(), format!("{}\n", key.secret().expose_secret()).as_bytes(), true)?;
            key
        };
        store.set(VAULT, &key.recipient().to_string()).await?;
        Ok(key.recipient())
    }

    /// The vault's key, as long as it is here and not with custodians.
    ///
    /// # Errors
    /// [`DataDirError::Vault`], [`DataDirError::File`].
    pub fn vault_key(&self) -> Result<Option<VaultKey>, DataDirError> {
        let Some(bytes) = files::read(&self.vault_path())? else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        VaultKey::parse(text.trim()).map(Some).map_err(|e| DataDirError::Vault(e.to_string()))
    }

    /// Removes the vault's key once custodians hold it.
    ///
    /// # Errors
    /// [`DataDirError::File`].
    pub fn forget_vault_key(&self) -> Result<(), DataDirError> {
        files::shred(&self.vault_path())
    }

    /// Copies another directory's keys into this one, for its owner alone; the vault's only where asked for.
    ///
    /// # Errors
    /// [`DataDirError::File`].
    pub fn copy_keys(&self, from: &Self, with_vault_key: bool) -> Result<(), DataDirError> {
        let vault = with_vault_key.then(|| (from.vault_path(), self.vault_path()));
        let pairs = [(from.key_path(), self.key_path()), (from.root.join("log.pub"), self.root.join("log.pub"))];
        for (from, to) in pairs.into_iter().chain(vault) {
            if let Some(bytes) = files::read(&from)? {
                files::replace(&to, &bytes, true)?;
            }
        }
        Ok(())
    }

    /// What is secret or private here and can be read by others than the owner. Keys always; what has a folder that others cannot
    /// enter around it is safe there.
    #[must_use]
    pub fn exposed(&self) -> Vec<PathBuf> {
        let mut all = vec![self.key_path(), self.vault_path(), self.root.join("config.toml")];
        if self.is_open() {
            all.extend(["record.db", "record.db-wal", "record.db-shm", "objects"].map(|name| self.root.join(name)));
        }
        all.into_iter().filter(|path| open(path)).collect()
    }

    /// Whether others than the owner may enter the directory.
    #[must_use]
    pub fn is_open(&self) -> bool {
        open(&self.root)
    }
}

/// Whether somebody else than the owner may do anything with it.
fn open(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
}
