//! Why a whole file is refused. A bad row never refuses the file: it becomes a `domain::Problem`.

use std::io::ErrorKind;

use thiserror::Error;

use crate::mapping::MappingErrors;

/// A file that could not be read at all.
#[derive(Debug, Error)]
pub enum IntakeError {
    /// The operating system would not give the bytes.
    #[error("{name} could not be opened: {}", cause(source))]
    Io {
        /// Name of the file.
        name: String,
        /// What the operating system says.
        #[source]
        source: std::io::Error,
    },
    /// No bytes, or nothing but white space.
    #[error("{name} is empty")]
    Empty {
        /// Name of the file.
        name: String,
    },
    /// A header but no row under it.
    #[error("{name} has a header but no rows under it")]
    NoRows {
        /// Name of the file.
        name: String,
    },
    /// A kind of file that holds no table this program can read.
    #[error("{name} is {what}, not a table of results")]
    NotATable {
        /// Name of the file.
        name: String,
        /// What the file is, such as `a PDF document`.
        what: &'static str,
    },
    /// A compressed or binary file whose structure is damaged.
    #[error("{name} is a damaged {format} file: {detail}")]
    Broken {
        /// Name of the file.
        name: String,
        /// The format, such as `zip`.
        format: &'static str,
        /// What the reader of that format says.
        detail: String,
    },
    /// A file of a readable format that holds something this program does not read.
    #[error("{name} holds {what}")]
    Unsupported {
        /// Name of the file.
        name: String,
        /// What cannot be read.
        what: String,
        /// How to make it readable.
        remedy: &'static str,
    },
    /// The file grows beyond the limit when it is unpacked.
    #[error("{name} grows beyond {limit} bytes when unpacked")]
    TooBig {
        /// Name of the file.
        name: String,
        /// The limit that was crossed.
        limit: u64,
    },
    /// An archive from which the data file or sheet cannot be chosen.
    #[error("{name} holds {}, and {wanted}", listing(.found))]
    Choose {
        /// Name of the archive or workbook.
        name: String,
        /// Names of the members or sheets in it.
        found: Vec<String>,
        /// What was looked for.
        wanted: String,
        /// Key of the mapping that settles it: `member` or `sheet`.
        key: &'static str,
    },
    /// The bytes do not fit the character encoding.
    #[error("{name}, line {line}: the text does not fit the encoding {encoding}")]
    Encoding {
        /// Name of the file.
        name: String,
        /// Line of the first character that does not fit.
        line: u64,
        /// The encoding that was tried.
        encoding: String,
    },
    /// A quoted cell that never ends.
    #[error("{name}, line {line}: a quotation mark opens a cell and is never closed")]
    OpenQuote {
        /// Name of the file.
        name: String,
        /// Line on which the cell begins.
        line: u64,
    },
    /// The mapping has errors or does not fit the file.
    #[error(transparent)]
    Mapping(#[from] MappingErrors),
    /// No mapping was given, none of the shipped ones fits and none could be guessed.
    #[error("{name}: no shipped mapping fits, and none could be guessed: {}", doubts.join("; "))]
    NoMapping {
        /// Name of the file.
        name: String,
        /// What stood in the way.
        doubts: Vec<String>,
    },
}

impl IntakeError {
    /// Stable code of the failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "INTAKE-FILE-OPEN",
            Self::Empty { .. } => "INTAKE-FILE-EMPTY",
            Self::NoRows { .. } => "INTAKE-FILE-NO-ROWS",
            Self::NotATable { .. } => "INTAKE-FILE-NOT-A-TABLE",
            Self::Broken { .. } => "INTAKE-FILE-BROKEN",
            Self::Unsupported { .. } => "INTAKE-FILE-UNSUPPORTED",
            Self::TooBig { .. } => "INTAKE-FILE-TOO-BIG",
            Self::Choose { .. } => "INTAKE-FILE-CHOOSE",
            Self::Encoding { .. } => "INTAKE-FILE-ENCODING",
            Self::OpenQuote { .. } => "INTAKE-FILE-QUOTE",
            Self::Mapping(_) => "INTAKE-MAPPING",
            Self::NoMapping { .. } => "INTAKE-NO-MAPPING",
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Io { source, .. } => match source.kind() {
                ErrorKind::NotFound => "Check the path.",
                ErrorKind::IsADirectory => "Name a file in the folder.",
                _ => "Check the path and that the file may be read.",
            }
            .to_owned(),
            Self::Empty { .. } => "Fetch the file again: the download was probably cut off.".to_owned(),
            Self::NoRows { .. } => {
                "Give the file with its rows; if the header stands lower, set `header_row` under [file] in the mapping.".to_owned()
            }
            Self::NotATable { .. } => {
                "Give CSV, TSV, XLSX or Parquet, plain or in .gz or .zip; from another program, export or save the table as CSV or XLSX."
                    .to_owned()
            }
            Self::Broken { .. } => "Fetch or export the file again.".to_owned(),
            Self::Unsupported { remedy, .. } => (*remedy).to_owned(),
            Self::TooBig { .. } => "If the file is genuine, unpack it yourself and give the unpacked file.".to_owned(),
            Self::Choose { key, .. } => format!("Name the one to read: `{key} = \"...\"` under [file] in the mapping."),
            Self::Encoding { .. } => {
                "Set `encoding` under [file] in the mapping (utf-8, windows-1251, windows-1252, utf-16le, ...), or save the file as UTF-8."
                    .to_owned()
            }
            Self::OpenQuote { .. } => "Close the quotation mark on that line; a mark inside a quoted cell is written twice.".to_owned(),
            Self::Mapping(_) => "Correct the mapping where it is named; every error of the mapping is listed.".to_owned(),
            Self::NoMapping { .. } => {
                "Run `scrutineer mapping guess FILE --out FILE.mapping.toml`, correct it, or start from `scrutineer mapping list example`."
                    .to_owned()
            }
        }
    }
}

/// Why the operating system would not give the bytes, in words that do not depend on it.
fn cause(source: &std::io::Error) -> String {
    match source.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        _ => source.to_string(),
    }
}

fn listing(found: &[String]) -> String {
    match found {
        [] => "no data file".to_owned(),
        [one] => format!("`{one}`"),
        // Archives with thousands of members are named by their first ones.
        many => {
            let shown: Vec<_> = many.iter().take(10).map(|m| format!("`{m}`")).collect();
            let more = if many.len() > shown.len() { format!(" and {} more", many.len() - shown.len()) } else { String::new() };
            format!("{}{more}", shown.join(", "))
        }
    }
}
