//! How far reading has come, for a bar on the screen.

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Reading the file from disk.
    Opening,
    /// Unpacking or converting it; `done` and `total` count unpacked bytes.
    Unpacking,
    /// Reading rows; `done` and `total` count bytes of text.
    Rows,
    /// Putting stations and places in order; `done` and `total` count stations.
    Building,
}

/// One step of progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// How much of it is done. May be reported out of order: rows are read on several threads.
    pub done: u64,
    /// How much there is; 0 when unknown.
    pub total: u64,
}

/// Receives every step. Called from several threads.
pub type OnProgress<'a> = &'a (dyn Fn(Progress) + Sync);

/// For those who show no progress.
pub fn silent(_: Progress) {}
