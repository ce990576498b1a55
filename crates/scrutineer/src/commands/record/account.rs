//! `scrutineer account`: people who sign in, seen by whoever has the server.

use std::fmt::Write;

use serde_json::json;
use server::people;

use super::{now, open, store_failure, wait};
use crate::cli::{AccountAction, AccountLink, Ask};
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::{answer, tell};

/// Runs the command.
pub fn run(action: &AccountAction) -> Result<(), Failure> {
    match action {
        AccountAction::List(args) => wait(list(args)),
        AccountAction::Link(args) => wait(link(args)),
    }
}

async fn list(args: &Ask) -> Result<(), Failure> {
    let (_, store) = open(&args.place).await?;
    let accounts = people::all(&*store, None).await.map_err(|e| store_failure(&e))?;
    if args.json {
        let one = |account: &accounts::Account| {
            json!({
                "id": account.id,
                "name": account.name,
                "organisation": account.organisation,
                "role": account.role,
                "host": account.host,
                "second_factor": account.second.is_some(),
                "disabled": account.disabled,
            })
        };
        print(&json!({"accounts": accounts.iter().map(one).collect::<Vec<_>>()}));
        return Ok(());
    }
    let mut text = String::new();
    for account in &accounts {
        let state = if account.disabled { "suspended" } else { "active" };
        let _ = writeln!(text, "{:20} {:20} {:14} {state}", account.name, account.organisation, account.role.word());
    }
    tell(if text.is_empty() { "There are no accounts; `scrutineer serve` prints a link for the first administrator.\n" } else { &text });
    Ok(())
}

async fn link(args: &AccountLink) -> Result<(), Failure> {
    let (_, store) = open(&args.place).await?;
    let path = people::offline_link(&*store, &args.name, now()).await.map_err(|e| store_failure(&e))?;
    let Some(path) = path else {
        let message = format!("there is no account `{}`", args.name);
        return Err(Failure::usage("ACCOUNT-NONE", message, "`scrutineer account list` lists them."));
    };
    let url = format!("{}{path}", args.public_url.trim_end_matches('/'));
    if args.json {
        print(&json!({"link": url}));
    } else {
        answer(&format!("{url}\n"));
    }
    Ok(())
}
