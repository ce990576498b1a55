//! What long-running commands share: a journal on standard error, and the end on a signal.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::screen::Screen;

/// Writes what happens on standard error, line by line. `RUST_LOG` says how much.
pub fn keep(screen: Screen) {
    let level = if screen.quiet { "error" } else { "info" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    // These write whole addresses into a trace, and an address has ids in it.
    let known = ["tower_http=warn", "tower_sessions=warn", "tower_sessions_core=warn"];
    let filter = known.into_iter().filter_map(|directive| directive.parse().ok()).fold(filter, EnvFilter::add_directive);
    // Fails where a journal is kept already, which then serves.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(io::stderr().is_terminal()).try_init();
}

/// Two ends: the first at the first request to stop, the second at another one after it.
pub fn stops() -> io::Result<(impl Future<Output = ()> + Send + 'static, impl Future<Output = ()> + Send + 'static)> {
    let first = stop()?;
    let again = async {
        match stop() {
            Ok(stop) => stop.await,
            // What is on its way has its grace then.
            Err(_) => std::future::pending().await,
        }
    };
    Ok((first, again))
}

/// Ends when the system or the person asks for it.
#[cfg(unix)]
pub fn stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ends when the person asks for it.
#[cfg(not(unix))]
pub fn stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        // Without the signal nothing can be waited for.
        let _ = tokio::signal::ctrl_c().await;
    })
}
