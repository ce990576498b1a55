//! Mappings: which columns of a file are which lines of the protocol.
//!
//! A mapping is a TOML file; `mappings/example.toml` explains every key. In short:
//!
//! | section | what it says |
//! |---|---|
//! | `format = 1` | version of this format |
//! | `[election]` | `id`, `title`, `date`, `country`, `source`, `simulated` |
//! | `[file]` | `format`, `delimiter`, `encoding`, `member`, `sheet`, `header_row`, `layout`, `empty`, `thousands`; what is absent is detected |
//! | `[recognise]` | when a shipped mapping may be picked by itself: headers the file `has`, `lacks`, or `exactly` those of the mapping |
//! | `[places]` | `levels = [{ name, column, analysed }]`, from the top |
//! | `[station]` | `code` (one or several columns), `key` (columns that tell apart stations of one code) |
//! | `[fields]` | a line of the protocol = where it stands |
//! | `[accounts]` | `found`: the field that counts ballots found, where valid and invalid together do not |
//! | `[options]` | `columns`, `names`, `complete`; in a long file `option_column`, `votes_column` |
//! | `[turnout_h]` | `"10:00"` = header of the turnout announced at that time |
//! | `[published_share]` | option = header of the percentage the file publishes for it |
//! | `[[leave_out]]` | rows that are no stations: `reason` and a condition on a column, or `rows` |
//!
//! A header is named by its text, by a list of alternatives, or by `{ starts_with, contains, not_contains }`; names are
//! compared without case and with any white space as one space.

mod error;
mod header;
mod parse;
pub(crate) mod resolve;
mod sections;
mod shipped;
mod walk;
mod write;

use domain::Field;
use encoding_rs::Encoding;

pub use error::{MappingError, MappingErrors, MappingFault};
pub(crate) use header::{At, Header, Headers, Want};
pub(crate) use write::quoted;

/// Which columns of a file are which lines of the protocol.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    pub(crate) name: String,
    pub(crate) election: ElectionPart,
    pub(crate) file: FilePart,
    pub(crate) recognise: Recognise,
    pub(crate) levels: Vec<LevelPart>,
    pub(crate) station: StationPart,
    pub(crate) fields: Vec<(Field, Source)>,
    /// The field that counts ballots found, where valid and invalid together do not.
    pub(crate) found: Option<Field>,
    pub(crate) options: OptionsPart,
    pub(crate) turnout_h: Vec<(u32, Header)>,
    pub(crate) shares: Vec<(String, Header)>,
    pub(crate) leave_out: Vec<Rule>,
}

impl Mapping {
    /// Reads a mapping; `name` is what messages call it, usually the name of its file.
    ///
    /// # Errors
    /// All errors of the mapping at once, each with its line and column.
    pub fn parse(text: &str, name: &str) -> Result<Self, MappingErrors> {
        parse::mapping(text, name)
    }

    /// The mappings that come with the program.
    #[must_use]
    pub fn shipped() -> &'static [Mapping] {
        shipped::all()
    }

    /// The text of a shipped mapping.
    #[must_use]
    pub fn shipped_text(name: &str) -> Option<&'static str> {
        shipped::text(name)
    }

    /// The shipped mapping that fits these headers: every column it names is there, and no other mapping fits as well.
    #[must_use]
    pub fn for_headers<S: AsRef<str>>(headers: &[S]) -> Option<&'static Mapping> {
        shipped::for_headers(headers)
    }

    /// What the mapping is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Title of the election the mapping was written for.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.election.title
    }

    /// Country of the election, as the mapping names it.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.election.country.as_deref()
    }

    /// Checks the mapping against the headers of a file.
    ///
    /// # Errors
    /// Every column that is not found or found twice, with the headers nearest to it.
    pub fn check<S: AsRef<str>>(&self, headers: &[S]) -> Result<(), MappingErrors> {
        resolve::plan(self, headers).map(drop)
    }
}

/// `[election]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct ElectionPart {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub country: Option<String>,
    pub source: String,
    pub simulated: bool,
}

/// Format of a file, where the mapping insists on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Xlsx,
    Parquet,
}

impl Format {
    pub(crate) const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Parquet];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }
}

/// What an empty cell of a count means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Empty {
    /// The protocol has no such value.
    #[default]
    Missing,
    /// Nothing was counted.
    Zero,
    /// The row is refused.
    Refuse,
}

/// `[file]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct FilePart {
    pub format: Option<Format>,
    pub delimiter: Option<u8>,
    pub encoding: Option<&'static Encoding>,
    pub member: Option<String>,
    pub sheet: Option<String>,
    pub header_row: Option<u32>,
    pub long: bool,
    pub empty: Empty,
    pub thousands: Option<u8>,
}

/// `[recognise]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recognise {
    pub has: Vec<String>,
    pub lacks: Vec<String>,
    pub exactly: bool,
}

/// One of `places.levels`.
#[derive(Clone, Debug)]
pub(crate) struct LevelPart {
    pub name: String,
    pub column: Header,
    pub analysed: bool,
}

/// `[station]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct StationPart {
    pub code: Vec<Header>,
    pub key: Vec<Header>,
}

/// Where a line of the protocol stands.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// In one column, or in several that are added up.
    Columns(Vec<Header>),
    /// In a long file: in the rows whose option column says so.
    Option(String),
}

/// `[options]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct OptionsPart {
    pub select: Select,
    /// Published names by header (or by the cell of a long file's option column).
    pub names: Vec<(String, String)>,
    pub complete: bool,
    /// Place of the section in the mapping, for messages.
    pub at: At,
}

/// Which columns hold votes.
#[derive(Clone, Debug, Default)]
pub(crate) enum Select {
    /// The file has no votes.
    #[default]
    None,
    /// These columns, in this order.
    Columns(Vec<Header>),
    /// All columns between two; a missing end is the end of the table.
    Between { after: Option<Header>, before: Option<Header> },
    /// All columns whose header begins so.
    Prefix(String),
    /// One row per station and option.
    Long { option: Header, votes: Header },
}

/// `[[leave_out]]`.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub reason: String,
    pub when: When,
}

/// Which rows a rule leaves out.
#[derive(Clone, Debug)]
pub(crate) enum When {
    /// Rows that begin on these lines.
    Lines(Vec<u32>),
    /// Rows whose cell passes the test.
    Cell(Header, Test),
}

/// What is asked of a cell. Compared without case and with any white space as one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Equals(Vec<String>),
    Contains(String),
    StartsWith(String),
}

impl Test {
    /// Whether the folded text of a cell passes.
    pub(crate) fn passes(&self, folded: &str) -> bool {
        match self {
            Self::Equals(any) => any.iter().any(|w| w == folded),
            Self::Contains(part) => folded.contains(part.as_str()),
            Self::StartsWith(start) => folded.starts_with(start.as_str()),
        }
    }
}
