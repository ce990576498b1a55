//! Reading what a request brings: how much at most, how much of it may be in memory, and what is answered when it does not come whole.

use std::error::Error;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use futures_util::stream::{Stream, StreamExt};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;
use tower_http::timeout::TimeoutError;

use crate::problem::Problem;

/// Bytes of all bodies being read together. While one grows it can take twice as much for a moment.
const ALL: usize = 64 << 20;

/// The first bytes of each body are free: the usual report is shorter, and asks for nothing.
const FREE: usize = 16 << 10;

/// How much of what is too long is read and dropped, and for how long.
const PASSING: usize = 16 << 20;
const PASSING_TIME: Duration = Duration::from_secs(2);

/// What is left of [`ALL`]. It is the process's, as its memory is.
static LEFT: Semaphore = Semaphore::const_new(ALL);

/// Something short that is read whole.
pub struct Short {
    /// What it is called.
    what: &'static str,
    /// Bytes at most.
    most: usize,
    /// The code when it has more.
    code: &'static str,
}

/// A submission's JSON.
pub const SUBMISSION: Short = Short { what: "the submission", most: 1 << 20, code: "UPLOAD-TOO-LARGE" };

/// A form's or a station's definition.
pub const DEFINITION: Short = Short { what: "the definition", most: 64 << 10, code: "DEFINITION-TOO-LARGE" };

/// What was typed into a page.
pub const FORM: Short = Short { what: "the form", most: 256 << 10, code: "FORM-TOO-LARGE" };

/// Why something is erased or opened.
pub const REASON: Short = Short { what: "the reason", most: 16 << 10, code: "REASON-TOO-LARGE" };

/// Room that a body takes; given back when this is dropped.
#[derive(Default)]
pub struct Room(Option<SemaphorePermit<'static>>);

impl Room {
    /// Takes room for the first `length` bytes of a body, or answers that there is none. Nobody waits for it: those who hold it may be
    /// slow, and who comes again in a second is better off than who waits for them.
    fn take(&mut self, length: usize) -> Result<(), Problem> {
        let held = self.0.as_ref().map_or(0, SemaphorePermit::num_permits);
        let more = length.saturating_sub(FREE + held);
        if more == 0 {
            return Ok(());
        }
        let permit = u32::try_from(more).ok().and_then(|more| LEFT.try_acquire_many(more).ok()).ok_or_else(busy)?;
        match &mut self.0 {
            Some(held) => held.merge(permit),
            none => *none = Some(permit),
        }
        Ok(())
    }
}

/// Reads a body that must be short.
pub async fn read(request: Request, short: &Short) -> Result<Bytes, Problem> {
    // What was read is looked at before anything else is awaited, so its room can be given back.
    collect(request.into_body().into_data_stream(), short, &mut Room::default()).await
}

/// Bytes of an imported file at most.
pub const LARGEST_FILE: usize = 64 << 20;

/// Files being received at once: each may take as much.
static FILES: Semaphore = Semaphore::const_new(2);

/// Reads a file that is imported, into memory. Few are at a time, so it takes no room from reports.
pub async fn read_file(request: Request) -> Result<Vec<u8>, Problem> {
    let _turn = FILES.try_acquire().map_err(|_| busy())?;
    let mut pieces = request.into_body().into_data_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| failed(&error).unwrap_or_else(cut_off))?;
        if bytes.len() + piece.len() > LARGEST_FILE {
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "IMPORT-TOO-LARGE",
                format!("the file has more than {} MB", LARGEST_FILE >> 20),
                "Divide it, or compress it (.gz, .zip).",
            ));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Puts the pieces of something short together; `room` is what it takes.
pub async fn collect<S, E>(mut pieces: S, short: &Short, room: &mut Room) -> Result<Bytes, Problem>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
    E: Error + 'static,
{
    let (mut first, mut whole) = (Bytes::new(), Vec::new());
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| failed(&error).unwrap_or_else(cut_off))?;
        let length = first.len() + whole.len() + piece.len();
        if length > short.most {
            let_pass(pieces).await;
            return Err(too_large(short.what, short.most as u64, short.code, "Send less."));
        }
        room.take(length)?;
        // The usual body comes in one piece, which is not copied.
        if length == piece.len() {
            first = piece;
        } else {
            whole.extend_from_slice(&std::mem::take(&mut first));
            whole.extend_from_slice(&piece);
        }
    }
    Ok(if whole.is_empty() { first } else { whole.into() })
}

/// Reads on for a moment and keeps nothing: a connection that is closed while its sender still sends loses the answer, and the sender
/// would try the same again.
pub async fn let_pass<S, E>(mut pieces: S)
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let passing = async {
        let mut left = PASSING;
        while let Some(Ok(piece)) = pieces.next().await {
            left = left.saturating_sub(piece.len());
            if left == 0 {
                return;
            }
        }
    };
    // Whether it came to its end makes no difference.
    let _ = timeout(PASSING_TIME, passing).await;
}

/// Why a body did not come, where it is the sender's or the network's doing; nothing where what came is at fault. One error stands in
/// another, as the layers that read the body pass it on.
pub fn failed(error: &(dyn Error + 'static)) -> Option<Problem> {
    let (mut next, mut cut) = (Some(error), false);
    while let Some(error) = next {
        if error.is::<TimeoutError>() {
            return Some(paused());
        }
        cut |= error.is::<axum::Error>();
        next = error.source();
    }
    cut.then(cut_off)
}

/// More came than may.
pub fn too_large(what: &str, limit: u64, code: &'static str, remedy: &str) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, code, format!("{what} has more than {limit} bytes"), remedy)
}

/// The sender stopped, and the connection is still there.
fn paused() -> Problem {
    let remedy = "Send the same again, under the same id.";
    Problem::new(StatusCode::REQUEST_TIMEOUT, "BODY-PAUSED", "the request did not go on for too long", remedy).after(1)
}

/// The connection ended before the request. Mostly nobody reads this.
fn cut_off() -> Problem {
    Problem::malformed("UPLOAD-CUT-OFF", "the request ended before it was whole", "Send the same again, under the same id.")
}

/// There is no room for more of it.
fn busy() -> Problem {
    Problem::later("BODY-BUSY", "too much is coming in at once", "Send the same again after the time given, under the same id.", 1)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::response::IntoResponse;
    use futures_util::stream;

    use super::*;

    const SHORT: Short = Short { what: "it", most: 10, code: "TOO-LARGE" };

    fn pieces(pieces: &[&'static str]) -> impl Stream<Item = Result<Bytes, Infallible>> + Unpin {
        stream::iter(pieces.iter().map(|piece| Ok(Bytes::from_static(piece.as_bytes()))).collect::<Vec<_>>())
    }

    #[tokio::test]
    async fn pieces_are_put_together_up_to_the_limit() {
        for (sent, whole) in
            [(&[][..], ""), (&["whole"], "whole"), (&["", "a", "", "bc", "def"], "abcdef"), (&["01234", "56789"], "0123456789")]
        {
            assert_eq!(collect(pieces(sent), &SHORT, &mut Room::default()).await.expect("it fits"), whole);
        }
        let refused = collect(pieces(&["01234", "56789", "x"]), &SHORT, &mut Room::default()).await.expect_err("it is longer");
        assert_eq!(refused.into_response().status(), 413);
    }
}
