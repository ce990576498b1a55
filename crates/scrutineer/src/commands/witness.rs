//! `scrutineer witness`: cosigns other logs' checkpoints, and refuses forks.

use std::fmt::Write;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::json;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use witness::folder::FolderError;
use witness::service::{Service, Status, serve};

use crate::cli::Witness;
use crate::commands::journal;
use crate::commands::log::{print, read_key};
use crate::failure::Failure;
use crate::screen::{Screen, tell, visible};

/// Runs the command until it is told to stop.
pub fn run(args: &Witness, screen: Screen) -> Result<(), Failure> {
    let logs = args.log.iter().map(|key| read_key(key)).collect::<Result<Vec<_>, _>>()?;
    let service = Service::open(&args.data_dir, args.name.as_deref(), logs).map_err(|e| failure(&e))?;
    let status = service.status().map_err(|e| failure(&e))?;
    journal::keep(screen);
    let runtime = Runtime::new()
        .map_err(|e| Failure::refused("THREADS", format!("no threads can be started: {e}"), "Close other programs and try again."))?;
    runtime.block_on(async {
        let listener = TcpListener::bind(args.listen).await.map_err(|e| taken(args.listen, &e))?;
        let at = listener.local_addr().map_err(|e| taken(args.listen, &e))?;
        // Before the address is printed: whoever reads it may already send the signal.
        let stop = journal::stop().map_err(|e| Failure::refused("SIGNALS", format!("signals cannot be waited for: {e}"), "Try again."))?;
        tell_start(args, at, &status);
        let served = serve(listener, Arc::new(service), stop).await;
        served.map_err(|e| Failure::refused("WITNESS-SERVE", format!("the network failed: {e}"), "Start the witness again."))
    })
}

/// What the operator hands out, and what is known of each log.
fn tell_start(args: &Witness, at: SocketAddr, status: &Status) {
    let url = format!("http://{at}/");
    if args.json {
        print(&json!({"listen": at, "url": url, "data_dir": args.data_dir, "status": status}));
        return;
    }
    let mut text = format!("witness  {}\naddress  {url}\n", status.witness);
    for log in &status.logs {
        let known = match &log.root {
            None => "nothing cosigned yet".to_owned(),
            Some(root) => format!("cosigned last: {} entries, root {root}", log.size),
        };
        let _ = writeln!(text, "log      {}: {known}", log.origin);
    }
    let refused = status.refused;
    if refused.forks + refused.unproven > 0 {
        let folder = args.data_dir.join("forks");
        let _ = writeln!(text, "refused  {} forks, {} unproven; see {}", refused.forks, refused.unproven, folder.display());
    }
    tell(&text);
}

fn taken(at: SocketAddr, error: &io::Error) -> Failure {
    let remedy = "Choose another address with `--listen`, or stop what listens there.";
    Failure::refused("WITNESS-LISTEN", format!("the witness cannot listen on {at}: {error}"), remedy)
}

/// A folder that cannot be used; a wrong name or key of a log is the command line's fault.
fn failure(error: &FolderError) -> Failure {
    let message = visible(&error.to_string());
    match error {
        FolderError::NoName
        | FolderError::Name(_)
        | FolderError::OtherName { .. }
        | FolderError::LogKey { .. }
        | FolderError::LogName(_) => Failure::usage(error.code(), message, error.remedy()),
        _ => Failure::refused(error.code(), message, error.remedy()),
    }
}
