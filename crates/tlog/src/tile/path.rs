//! Paths of what a log serves (`c2sp.org/tlog-tiles`, "APIs").

use std::fmt;
use std::str::FromStr;

use super::{Bundle, FULL, Tile};
use crate::lines;

/// Anything that a log serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// `checkpoint`.
    Checkpoint,
    /// `tile/<L>/<N>[.p/<W>]`.
    Tile(Tile),
    /// `tile/entries/<N>[.p/<W>]`.
    Entries(Bundle),
}

/// Not a path of a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a path of a log")]
pub struct PathError(pub String);

impl PathError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "TLOG-PATH"
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        "Ask for `checkpoint`, `tile/<level>/<number>` or `tile/entries/<number>`, the number in groups of three digits such as \
         `x001/x234/067`, and `.p/<width>` after it where it is partial."
    }
}

/// `x001/x234/067`, and `.p/<W>` behind it where the width is not full.
pub(super) fn numbered(index: u64, width: u16) -> String {
    let mut text = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        text = format!("x{:03}/{text}", rest % 1000);
        rest /= 1000;
    }
    if width < FULL { format!("{text}.p/{width}") } else { text }
}

/// The inverse of [`numbered`].
fn parse_numbered(text: &str) -> Option<(u64, u16)> {
    let (number, width) = match text.split_once(".p/") {
        None => (text, FULL),
        Some((number, width)) => (number, u16::try_from(lines::decimal(width)?).ok()?),
    };
    let groups: Vec<&str> = number.split('/').collect();
    let (last, leading) = groups.split_last()?;
    let mut index = 0_u64;
    for group in leading.iter().map(|group| group.strip_prefix('x')).chain([Some(*last)]) {
        let digits = group.filter(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))?;
        index = index.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
    }
    // A width of 256 or 0, and groups of leading zeroes, are no path: one resource has one path.
    let canonical = width != 0 && numbered(index, width) == text;
    canonical.then_some((index, width))
}

impl FromStr for Resource {
    type Err = PathError;

    fn from_str(path: &str) -> Result<Self, PathError> {
        let wrong = || PathError(path.chars().take(80).collect());
        if path == "checkpoint" {
            return Ok(Self::Checkpoint);
        }
        let (kind, number) = path.strip_prefix("tile/").and_then(|rest| rest.split_once('/')).ok_or_else(wrong)?;
        let (index, width) = parse_numbered(number).ok_or_else(wrong)?;
        if kind == "entries" {
            return Ok(Self::Entries(Bundle { index, width }));
        }
        let level = lines::decimal(kind).and_then(|level| u8::try_from(level).ok()).filter(|level| *level <= 63).ok_or_else(wrong)?;
        Ok(Self::Tile(Tile { level, index, width }))
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint => f.write_str("checkpoint"),
            Self::Tile(tile) => f.write_str(&tile.path()),
            Self::Entries(bundle) => f.write_str(&bundle.path()),
        }
    }
}
