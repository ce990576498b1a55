//! Arguments of `log` and `witness`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{LogExport, LogReceipt};

/// Actions on logs.
#[derive(Debug, Subcommand)]
pub enum LogAction {
    /// Verify a whole log: every entry, every tile, the root and the signatures.
    Verify(VerifyLog),
    /// Verify a receipt offline: that an entry is in the log.
    Prove(ProveEntry),
    /// Write the receipt of a submission: a file that proves offline that it is in the log.
    Receipt(LogReceipt),
    /// Write the log as files, for any verifier.
    Export(LogExport),
}

/// Whom to believe.
#[derive(Debug, Args)]
pub struct Trust {
    /// The log's public key, such as 'example.org/log+0a1b2c3d+AV...', or a file with it.
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// Which witnesses must have cosigned (c2sp.org/tlog-policy).
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
}

/// Arguments of `log verify`.
#[derive(Debug, Args)]
pub struct VerifyLog {
    /// The log: a folder with `checkpoint` and `tile/` in it, or the address below which a server has them.
    #[arg(value_name = "DIR|URL")]
    pub log: String,
    /// Whom to believe.
    #[command(flatten)]
    pub trust: Trust,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `log prove`.
#[derive(Debug, Args)]
pub struct ProveEntry {
    /// The receipt.
    #[arg(value_name = "FILE.tlog-proof")]
    pub receipt: PathBuf,
    /// The entry's exact bytes; by default the receipt has them in it.
    #[arg(long, value_name = "FILE")]
    pub entry: Option<PathBuf>,
    /// Whom to believe.
    #[command(flatten)]
    pub trust: Trust,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `witness`.
#[derive(Debug, Args)]
pub struct Witness {
    /// Folder of the witness: its key, and what it cosigned last of each log. Never put back an older copy of it.
    #[arg(long, value_name = "DIR")]
    pub data_dir: PathBuf,
    /// Name of the witness, like an address without a scheme; needed at the first start.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Public key of a log to watch, or a file with it (may be given more than once).
    #[arg(long, value_name = "KEY", required = true)]
    pub log: Vec<String>,
    /// Address to listen on. It is plain HTTP: put a server that speaks TLS before it.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    pub listen: SocketAddr,
    /// Print one JSON document at the start instead of text.
    #[arg(long)]
    pub json: bool,
}
