//! `scrutineer log receipt`: the file that proves offline that an entry is in the log.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;
use store::Reader;
use uuid::Uuid;

use super::{open, store_failure, wait};
use crate::cli::LogReceipt;
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::tell;

/// Runs the command.
pub fn run(args: &LogReceipt) -> Result<(), Failure> {
    let (index, text, key) = wait(async {
        let (dir, store) = open(&args.place).await?;
        let index = match (args.id.parse::<u64>(), args.id.parse::<Uuid>()) {
            (Ok(index), _) => Some(index),
            (_, Ok(id)) => store.submission(id).await.map_err(|e| store_failure(&e))?.map(|row| row.index),
            _ => {
                return Err(Failure::usage(
                    "RECEIPT-ID",
                    format!("`{}` is neither a submission's id nor a number", args.id),
                    "Give the UUID that was sent, or the entry's number.",
                ));
            }
        };
        let none = |what: &str| Failure::usage("RECEIPT-NONE", format!("there is no such {what}"), "Check the id and the data directory.");
        let index = index.ok_or_else(|| none("submission"))?;
        if store.head().await.map_err(|e| store_failure(&e))?.is_none_or(|head| index >= head.size) {
            return Err(none("entry"));
        }
        let reader: Arc<dyn Reader> = store;
        let text = store::log::receipt(reader, index).await.map_err(|e| store_failure(&e))?;
        Ok((index, text, dir.root().join("log.pub")))
    })?;
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.tlog-proof", args.id)));
    fs::write(&out, text).map_err(|e| {
        Failure::refused("FILE-WRITE", format!("{} cannot be written: {e}", out.display()), "Choose another place with `--out`.")
    })?;
    if args.json {
        print(&json!({"receipt": out, "index": index}));
    } else {
        let (out, key) = (out.display(), key.display());
        tell(&format!("{out}: entry {index}. Check it with:  scrutineer log prove {out} --key {key}\n"));
    }
    Ok(())
}
