//! Accounts and what belongs to them, as documents beside the record.

mod links;
mod recoveries;

use accounts::Account;
use store::rows::DocumentRow;
use store::{Reader, Store, StoreError};
use uuid::Uuid;

pub use links::{find_link, make_link, offline_link, take_link};
pub use recoveries::{approve, recoveries};

use crate::app::App;
use crate::problem::Problem;

/// Documents that are accounts.
const KIND: &str = "account";

/// Accounts of one read.
const STEP: u32 = 1000;

/// Attempts at a change that another change overtakes.
const ATTEMPTS: usize = 5;

fn read(row: &DocumentRow) -> Result<Account, StoreError> {
    serde_json::from_slice(&row.body).map_err(|e| StoreError::Damaged(format!("an account cannot be read: {e}")))
}

fn row(account: &Account) -> Result<DocumentRow, StoreError> {
    let body = serde_json::to_vec(account).map_err(|e| StoreError::Other(e.into()))?;
    let lookup = Some(Account::lookup(&account.name));
    Ok(DocumentRow { kind: KIND.to_owned(), id: account.id.to_string(), lookup, version: 0, expires_at: None, body })
}

/// An account by its id.
///
/// # Errors
/// [`StoreError`].
pub async fn account(app: &App, id: Uuid) -> Result<Option<Account>, StoreError> {
    app.store.document(KIND, &id.to_string()).await?.as_ref().map(read).transpose()
}

/// An account by the name that somebody types.
///
/// # Errors
/// [`StoreError`].
pub async fn named(app: &App, name: &str) -> Result<Option<Account>, StoreError> {
    by_name(&*app.store, name).await
}

async fn by_name(store: &dyn Reader, name: &str) -> Result<Option<Account>, StoreError> {
    store.document_by(KIND, &Account::lookup(name)).await?.as_ref().map(read).transpose()
}

/// Every account, of one organisation where it is given, by name.
///
/// # Errors
/// [`StoreError`].
pub async fn all(store: &dyn Reader, organisation: Option<&str>) -> Result<Vec<Account>, StoreError> {
    let mut found = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let rows = store.documents(KIND, after.as_deref(), STEP).await?;
        for row in &rows {
            let account = read(row)?;
            if organisation.is_none_or(|of| of == account.organisation) {
                found.push(account);
            }
        }
        match rows.last() {
            Some(last) if rows.len() == STEP as usize => after = Some(last.id.clone()),
            _ => break,
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Whether there is an account at all.
///
/// # Errors
/// [`StoreError`].
pub async fn anybody(store: &dyn Reader) -> Result<bool, StoreError> {
    Ok(!store.documents(KIND, None, 1).await?.is_empty())
}

/// Adds an account; says whether its name was free.
///
/// # Errors
/// [`StoreError`].
pub async fn add(store: &dyn Store, account: &Account) -> Result<bool, StoreError> {
    store.put_document(&row(account)?, None).await
}

/// Changes an account, in whatever state another change leaves it; answers what `change` answers, and nothing where there is none.
///
/// # Errors
/// `Problem` of the database, or of too many changes at once.
pub async fn change<T>(app: &App, id: Uuid, mut change: impl FnMut(&mut Account) -> T) -> Result<Option<T>, Problem> {
    for _ in 0..ATTEMPTS {
        let Some(there) = app.store.document(KIND, &id.to_string()).await? else { return Ok(None) };
        let before = read(&there)?;
        let mut account = before.clone();
        let answer = change(&mut account);
        if account == before || app.store.put_document(&row(&account)?, Some(there.version)).await? {
            return Ok(Some(answer));
        }
    }
    Err(Problem::later("ACCOUNT-BUSY", "the account is being changed by somebody else", "Try again.", 1))
}
