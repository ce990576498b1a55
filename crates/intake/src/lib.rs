//! Outside formats in: files of official results become a [`domain::Release`].
//!
//! A file is opened ([`read_results`]), its columns are matched by a [`Mapping`] (given, shipped or guessed), its rows are read
//! once, on all threads, and every row that cannot be used is listed with its line, column and remedy.
//!
//! | question | module |
//! |---|---|
//! | how is a file read from end to end? | `read` |
//! | what is this file: zip, workbook, Parquet, Windows-1251? | `source` |
//! | where do rows and cells begin, what number is this? | `text` |
//! | which column is which line of the protocol? | [`mapping`] |
//! | and if nobody has said? | [`mod@guess`] |
//! | what do the files of a case folder say, and what is wrong in them? | [`case`] |
//! | how is a release written so that it reads back the same? | [`mod@write`] |
//! | what did an observer send, and which part of it is private? | [`submission`] |
//! | which stations, observers, staff, boundaries does a file list? | [`registry`] |
//! | how far has it come? | [`progress`] |
//! | how much may a file unpack to? | [`Limits`] |
//! | why is a file refused? | [`IntakeError`]; a row: [`domain::Problem`] |

pub mod case;
mod error;
pub mod guess;
mod limits;
pub mod mapping;
pub mod progress;
mod read;
pub mod registry;
mod source;
pub mod submission;
mod text;
pub mod write;

pub use error::IntakeError;
pub use guess::{Confidence, Explanation, Guess};
pub use limits::Limits;
pub use mapping::{Mapping, MappingError, MappingErrors, MappingFault};
pub use progress::{Phase, Progress};
pub use read::{How, MappingUsed, ReadOptions, guess_file, read_bytes, read_results};
pub use write::{mapping_toml_for, write_results_csv};
