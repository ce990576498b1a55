//! Connections: how many there may be, how long they may say nothing, and how they end.
//!
//! When there are too many, the one that has been idle the longest makes place for the next, so that whoever opens connections and
//! says nothing keeps nobody out. Where all are at work, the next is refused at once.

use std::collections::HashMap;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use hyper::Request;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use hyper::server::conn::http1::Builder;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use crate::protect::Peer;

/// Bytes of a request's head at most.
const LONGEST_HEAD: usize = 64 << 10;

/// Connections at most, however many files may be open.
const MOST: usize = 10_000;

/// After the signal to stop, for what is on the wire to a connection that is idle.
const SETTLE: Duration = Duration::from_secs(1);

/// Before the next attempt when the system gives no connection: mostly there are too many open files.
const AGAIN: Duration = Duration::from_millis(100);

/// How long the server waits for whom, and how many it serves at once.
#[derive(Clone, Debug)]
pub struct Patience {
    /// How long a sender may pause within a request: phones on bad networks do.
    pub pause: Duration,
    /// How long a connection may take for the head of a request, and say nothing between two.
    pub head: Duration,
    /// Time for requests on their way to end after the signal to stop.
    pub grace: Duration,
    /// Connections at once.
    pub connections: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            pause: Duration::from_mins(1),
            head: Duration::from_secs(30),
            grace: Duration::from_secs(10),
            connections: most_connections(),
        }
    }
}

/// Three quarters of the files that may be open: the rest is for the database and for attachments being written.
#[cfg(unix)]
fn most_connections() -> usize {
    let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    files.and_then(|files| usize::try_from(files).ok()).map_or(MOST, |files| (files - files / 4).clamp(1, MOST))
}

/// Other systems have no such limit.
#[cfg(not(unix))]
fn most_connections() -> usize {
    MOST
}

/// Answers until `stop` is done. Then nothing new is taken; what is on its way has its grace, which `at_once` cuts short. When this
/// ends, no request is being answered any more.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    patience: Patience,
    stop: impl Future<Output = ()>,
    at_once: impl Future<Output = ()>,
) {
    let crowd = Arc::new(Crowd::new(patience.connections));
    let (stopping, stopped) = watch::channel(false);
    let mut talks = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            // Those that ended are forgotten.
            Some(_) = talks.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((socket, peer)) => if let Some(guest) = crowd.admit() {
                    let talk = Talk { router: router.clone(), guest, head: patience.head, stopped: stopped.clone(), peer: Peer(peer.ip()) };
                    talks.spawn(talk.begin(socket, tls.clone()));
                },
                Err(error) => wait_after(&error).await,
            },
        }
    }
    drop((listener, router));
    stopping.send_replace(true);
    tokio::select! {
        () = async { while talks.join_next().await.is_some() {} } => {}
        () = sleep(patience.grace) => tracing::warn!(connections = talks.len(), "requests that did not end in time are cut off"),
        () = at_once => tracing::warn!(connections = talks.len(), "requests on their way are cut off"),
    }
    talks.shutdown().await;
}

/// A connection that ended before it began is nothing; other errors would come again and again without a pause.
async fn wait_after(error: &std::io::Error) {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::warn!(%error, "the system gives no connection");
        sleep(AGAIN).await;
    }
}

/// One connection.
struct Talk {
    router: Router,
    guest: Guest,
    head: Duration,
    stopped: watch::Receiver<bool>,
    peer: Peer,
}

impl Talk {
    /// Serves it to its end, over TLS where there is a certificate.
    async fn begin(self, socket: TcpStream, tls: Option<TlsAcceptor>) {
        // An answer is small and must not wait for more.
        let _ = socket.set_nodelay(true);
        let Some(tls) = tls else { return self.serve(socket).await };
        // Whoever opens a connection and says nothing is not waited for longer than for a request's head.
        if let Ok(Ok(stream)) = timeout(self.head, tls.accept(socket)).await {
            self.serve(stream).await;
        }
    }

    async fn serve(mut self, stream: impl AsyncRead + AsyncWrite + Unpin) {
        let place = Arc::clone(&self.guest.place);
        let peer = self.peer;
        let routes = TowerToHyperService::new(self.router);
        let service = service_fn(|mut request: Request<Incoming>| {
            let work = Work::begin(Arc::clone(&place));
            request.extensions_mut().insert(peer);
            let answering = routes.call(request);
            async move { answering.await.map(|answer| answer.map(|body| Answer { body, _work: work })) }
        });
        let mut builder = Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(self.head).max_header_size(LONGEST_HEAD);
        let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
        let settle = tokio::select! {
            _ = connection.as_mut() => return,
            () = self.guest.place.leave.notified() => Duration::ZERO,
            _ = self.stopped.wait_for(|stopped| *stopped) => SETTLE,
        };
        connection.as_mut().graceful_shutdown();
        tokio::select! {
            _ = connection.as_mut() => return,
            () = sleep(settle) => {}
        }
        if !self.guest.place.is_idle() {
            // An error of the network ends it as well as an end does.
            let _ = connection.await;
        }
    }
}

/// The connections that are open.
struct Crowd {
    places: Mutex<Places>,
    most: usize,
    began: Instant,
}

#[derive(Default)]
struct Places {
    open: HashMap<u64, Arc<Place>>,
    next: u64,
}

/// What is known of a connection.
struct Place {
    /// Milliseconds since the start, and one more, when it became idle; 0 while a request is answered.
    idle: AtomicU64,
    /// It is asked to make place for another.
    leave: Notify,
    began: Instant,
}

impl Place {
    fn rest(&self) {
        let since = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX - 1);
        self.idle.store(since + 1, Ordering::Relaxed);
    }

    fn is_idle(&self) -> bool {
        self.idle.load(Ordering::Relaxed) != 0
    }
}

impl Crowd {
    fn new(most: usize) -> Self {
        Self { places: Mutex::default(), most, began: Instant::now() }
    }

    /// Lets another in, in the place of the one that is idle the longest where all are taken; nothing where none is idle.
    fn admit(self: &Arc<Self>) -> Option<Guest> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.open.len() >= self.most {
            let idle = places.open.iter().map(|(number, place)| (place.idle.load(Ordering::Relaxed), *number));
            let (_, number) = idle.filter(|(since, _)| *since != 0).min()?;
            places.open.remove(&number)?.leave.notify_one();
        }
        let place = Arc::new(Place { idle: AtomicU64::new(0), leave: Notify::new(), began: self.began });
        place.rest();
        let number = places.next;
        places.next += 1;
        places.open.insert(number, Arc::clone(&place));
        Some(Guest { crowd: Arc::clone(self), number, place })
    }
}

/// A connection that was let in; its place is free again when this is dropped.
struct Guest {
    crowd: Arc<Crowd>,
    number: u64,
    place: Arc<Place>,
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.crowd.places.lock().unwrap_or_else(PoisonError::into_inner).open.remove(&self.number);
    }
}

/// A request is being answered as long as this is held.
struct Work(Arc<Place>);

impl Work {
    fn begin(place: Arc<Place>) -> Self {
        place.idle.store(0, Ordering::Relaxed);
        Self(place)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.0.rest();
    }
}

/// An answer's body: the work ends with its last byte.
struct Answer {
    body: Body,
    _work: Work,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_is_idle_the_longest_makes_place_and_one_at_work_stays() {
        let crowd = Arc::new(Crowd::new(2));
        let (first, second) = (crowd.admit().expect("a place"), crowd.admit().expect("a place"));
        let work = Work::begin(Arc::clone(&first.place));
        let third = crowd.admit().expect("the second makes place");
        let _at_work = Work::begin(Arc::clone(&third.place));
        assert!(crowd.admit().is_none(), "all are at work");
        drop(work);
        let fourth = crowd.admit().expect("the first makes place");
        drop((first, second));
        assert_eq!(crowd.places.lock().unwrap_or_else(PoisonError::into_inner).open.len(), 2, "who left before frees no place again");
        drop(fourth);
        assert!(crowd.admit().is_some());
    }
}
