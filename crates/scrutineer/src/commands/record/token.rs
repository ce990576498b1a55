//! `scrutineer token`: keys to the interface.

use std::fmt::Write;

use serde_json::json;
use server::token;

use super::{now, open, store_failure, wait};
use crate::cli::{Ask, TokenAction, TokenCreate, TokenRevoke};
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::{answer, tell};

/// Runs the command.
pub fn run(action: &TokenAction) -> Result<(), Failure> {
    match action {
        TokenAction::Create(args) => wait(create(args)),
        TokenAction::List(args) => wait(list(args)),
        TokenAction::Revoke(args) => wait(revoke(args)),
    }
}

async fn create(args: &TokenCreate) -> Result<(), Failure> {
    let (_, store) = open(&args.place).await?;
    if let Some(code) = &args.organisation
        && store.object("organisation", code).await.map_err(|e| store_failure(&e))?.is_none_or(|row| row.gone)
    {
        let message = format!("there is no organisation `{code}`");
        return Err(Failure::usage("TOKEN-ORGANISATION", message, "Make it first: `scrutineer init`, or the page of organisations."));
    }
    let (id, token) =
        token::create(&*store, &args.label, &args.scope, args.organisation.as_deref(), now()).await.map_err(|e| store_failure(&e))?;
    if args.json {
        print(&json!({"token": token, "id": id, "label": args.label, "organisation": args.organisation, "scopes": scopes(args)}));
    } else {
        answer(&format!("{token}\n"));
    }
    Ok(())
}

fn scopes(args: &TokenCreate) -> Vec<String> {
    args.scope.iter().map(ToString::to_string).collect()
}

async fn list(args: &Ask) -> Result<(), Failure> {
    let (_, store) = open(&args.place).await?;
    let tokens = store.tokens().await.map_err(|e| store_failure(&e))?;
    if args.json {
        let token = |row: &store::rows::TokenRow| json!({"id": row.id, "label": row.label, "organisation": row.organisation, "scopes": row.scopes.split(',').collect::<Vec<_>>(), "created_at": row.created_at, "revoked_at": row.revoked_at});
        print(&json!({"tokens": tokens.iter().map(token).collect::<Vec<_>>()}));
        return Ok(());
    }
    let mut text = String::new();
    for row in &tokens {
        let state = if row.revoked_at.is_some() { "revoked" } else { "valid" };
        let _ = writeln!(text, "{:>4}  {:8} {:18} {}", row.id, state, row.scopes, row.label);
    }
    tell(if text.is_empty() { "There are no tokens; `scrutineer token create` makes one.\n" } else { &text });
    Ok(())
}

async fn revoke(args: &TokenRevoke) -> Result<(), Failure> {
    let (_, store) = open(&args.place).await?;
    if !store.revoke_token(args.id, now()).await.map_err(|e| store_failure(&e))? {
        return Err(Failure::usage("TOKEN-NONE", format!("there is no token {}", args.id), "`scrutineer token list` lists them."));
    }
    if args.json {
        print(&json!({"revoked": args.id}));
    } else {
        tell(&format!("Token {} is revoked; a running server refuses it within seconds.\n", args.id));
    }
    Ok(())
}
