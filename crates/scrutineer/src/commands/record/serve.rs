//! `scrutineer serve`: takes submissions in and shows the log.

use std::io;
use std::time::Duration;

use serde_json::json;
use server::connections::Patience;
use server::tls::TlsFiles;
use server::{Options, ServeError, Server};
use store::sequencer::Limits;
use witness::client::WitnessAddress;

use super::{wait, with_sources};
use crate::cli::{Serve, Waits};
use crate::commands::journal::{self, stops};
use crate::commands::log::{print, read_key};
use crate::failure::Failure;
use crate::screen::{Screen, tell};

/// Runs the command until it is told to stop.
pub fn run(args: &Serve, screen: Screen) -> Result<(), Failure> {
    let witnesses = args.witness.iter().map(|text| address(text)).collect::<Result<Vec<_>, _>>()?;
    journal::keep(screen);
    let options = Options {
        data_dir: args.place.data_dir.clone(),
        database: args.place.database.clone(),
        objects: args.objects.clone(),
        listen: args.listen,
        name: args.name.clone(),
        witnesses,
        largest_attachment: args.largest_attachment * 1_000_000,
        limits: Limits::default(),
        patience: patience(&args.waits),
        public_url: args.public_url.clone(),
        behind_proxy: args.behind_proxy,
        tls: args.tls_certificate.clone().zip(args.tls_key.clone()).map(|(certificate, key)| TlsFiles { certificate, key }),
    };
    wait(async {
        let server = Server::start(options).await.map_err(|e| failure(&e))?;
        // Before the address is printed: whoever reads it may already send the signal.
        let (stop, again) =
            stops().map_err(|e: io::Error| Failure::refused("SIGNALS", format!("signals cannot be waited for: {e}"), "Try again."))?;
        let first = server.first_link().await.map_err(|e| failure(&e))?;
        tell_start(args, &server, first.as_deref());
        server.run(stop, again).await.map_err(|e| failure(&e))
    })
}

/// How long the server waits, where something else than usual is asked for.
fn patience(waits: &Waits) -> Patience {
    let (usual, seconds) = (Patience::default(), |chosen: Option<u64>, usual| chosen.map_or(usual, Duration::from_secs));
    Patience {
        pause: seconds(waits.pause, usual.pause),
        head: seconds(waits.idle, usual.head),
        grace: seconds(waits.grace, usual.grace),
        connections: waits.connections.map_or(usual.connections, |most| usize::try_from(most).unwrap_or(usize::MAX)),
    }
}

fn tell_start(args: &Serve, server: &Server, first: Option<&str>) {
    let url = format!("{}/", server.url());
    if args.json {
        print(&json!({
            "url": url,
            "listen": server.address(),
            "data_dir": args.place.data_dir,
            "key": server.key(),
            "entries": server.size(),
            "set_up": first,
        }));
        return;
    }
    let dir = args.place.data_dir.display();
    tell(&format!(
        "address  {url}\nlog      {} ({} entries)\ndata     {dir}\n\nA token to send with:  scrutineer token create --data-dir {dir}\n",
        server.key(),
        server.size()
    ));
    if let Some(link) = first {
        tell(&format!("The first administrator's page, good once, for a day:  {link}\n"));
    }
}

/// A witness's address and key.
fn address(text: &str) -> Result<WitnessAddress, Failure> {
    let remedy = "Give `--witness URL,KEY`; the witness prints both when it starts.";
    let (url, key) =
        text.split_once(',').ok_or_else(|| Failure::usage("SERVE-WITNESS", format!("`{text}` is not an address and a key"), remedy))?;
    WitnessAddress::new(url, read_key(key)?).map_err(|e| Failure::usage(e.code(), with_sources(&e), e.remedy()))
}

/// Why the server does not serve.
pub fn failure(error: &ServeError) -> Failure {
    match error {
        ServeError::DataDir(error) => super::dir_failure(error),
        _ => Failure::refused(error.code(), with_sources(error), error.remedy()),
    }
}
