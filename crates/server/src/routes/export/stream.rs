//! A file that goes out while it is written. The work stands on a thread of its own and writes into a channel that holds little, so
//! that it is never far ahead of the receiver; it ends with the receiver.
//!
//! Only a file that was finished ends as one. Whatever goes wrong before breaks the connection, so that nobody takes a half for the
//! whole.

use std::io::{self, Write};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use super::error::ExportError;
use crate::problem::Problem;

/// Bytes of one piece, about.
const PIECE: usize = 64 << 10;
/// Pieces that wait for the receiver.
const WAITING: usize = 8;
/// How long the receiver may take nothing.
const PATIENCE: Duration = Duration::from_mins(1);

/// What goes through the channel.
enum Piece {
    Bytes(Bytes),
    /// The file is whole.
    End,
    Failed(ExportError),
}

/// Where the work writes.
pub struct Out {
    held: Vec<u8>,
    pieces: Sender<Piece>,
    handle: Handle,
}

impl Out {
    /// Whether somebody still takes it.
    ///
    /// # Errors
    /// [`ExportError::Gone`].
    pub fn is_wanted(&self) -> Result<(), ExportError> {
        if self.pieces.is_closed() { Err(ExportError::Gone) } else { Ok(()) }
    }

    fn send(&self, piece: Piece) -> Result<(), ExportError> {
        let sent = self.handle.block_on(timeout(PATIENCE, self.pieces.send(piece)));
        if matches!(sent, Ok(Ok(()))) { Ok(()) } else { Err(ExportError::Gone) }
    }

    /// Sends what is held back.
    fn rest(&mut self) -> Result<(), ExportError> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE + PIECE / 4));
        self.send(Piece::Bytes(piece.into()))
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.rest().map_err(io::Error::other)?;
        }
        Ok(bytes.len())
    }

    /// Nothing: pieces go out as they fill.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a file is called and what it is.
#[derive(Clone, Copy)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// Its media type.
    pub media: &'static str,
}

impl File {
    fn headers(self, mut headers: HeaderMap) -> HeaderMap {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media));
        let name = HeaderValue::try_from(format!("attachment; filename=\"{}\"", self.name));
        headers.extend(name.ok().map(|name| (HeaderName::from_static("content-disposition"), name)));
        headers
    }
}

/// Answers with the file that the work writes. The work gives back where it wrote to, which it does only when the file is whole.
///
/// # Errors
/// What goes wrong before there is a first piece; later it breaks the connection.
pub async fn answer<W>(file: File, headers: HeaderMap, work: W) -> Result<Response, Problem>
where
    W: FnOnce(Out) -> Result<Out, ExportError> + Send + 'static,
{
    let (pieces, mut taken) = channel(WAITING);
    let out = Out { held: Vec::with_capacity(PIECE + PIECE / 4), pieces: pieces.clone(), handle: Handle::current() };
    tokio::task::spawn_blocking(move || {
        let handle = out.handle.clone();
        let end = match work(out).and_then(|mut out| out.rest()) {
            Ok(()) => Piece::End,
            Err(error) => Piece::Failed(error),
        };
        // Where nobody takes it any more, nobody needs to know how it ended.
        let _ = handle.block_on(timeout(PATIENCE, pieces.send(end)));
    });
    match taken.recv().await {
        Some(Piece::Failed(error)) => Err(error.into()),
        None => Err(ExportError::Fault.into()),
        Some(first) => Ok((file.headers(headers), Body::from_stream(body(first, taken))).into_response()),
    }
}

/// The pieces of a body. It ends well after [`Piece::End`] alone: a work that panicked closes the channel, too.
fn body(first: Piece, taken: Receiver<Piece>) -> impl Stream<Item = Result<Bytes, io::Error>> + Send + 'static {
    unfold((Some(first), Some(taken)), |(first, taken)| async move {
        let mut taken = taken?;
        let piece = match first {
            Some(piece) => Some(piece),
            None => taken.recv().await,
        };
        let error = match piece {
            Some(Piece::Bytes(bytes)) => return Some((Ok(bytes), (None, Some(taken)))),
            Some(Piece::End) => return None,
            Some(Piece::Failed(error)) => error,
            None => ExportError::Fault,
        };
        tracing::error!(code = error.code(), error = &error as &dyn std::error::Error, "an export is broken off");
        Some((Err(io::Error::other(error)), (None, None)))
    })
}
