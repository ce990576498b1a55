//! Arguments of `case` and `claims`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

/// Actions on cases.
#[derive(Debug, Subcommand)]
pub enum CaseAction {
    /// Write the skeleton of a case: every file, every column explained.
    New(NewCase),
    /// Report every mistake of a case at once, with file, line and remedy.
    Check(OneCase),
    /// Show what a case holds: election, contests, options, releases, how many statements and claims.
    Show(OneCase),
    /// The law in force on a day.
    Law(Law),
    /// What is due, overdue, and can still be contested on a day.
    Calendar(Calendar),
    /// Acts, statements and complaints in the order in which they happened.
    Timeline(Rows),
    /// Who or what is meant by a name, in any script and spelling.
    Find(Find),
    /// The same indicators for several elections, side by side.
    Compare(Compare),
    /// Archive a source in a case; a text that is there already is recognised.
    Source(Source),
}

/// A case.
#[derive(Debug, Args)]
pub struct OneCase {
    /// Folder of the case, or the name of one that comes with Scrutineer (kazakhstan-2005).
    pub dir: PathBuf,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `case new`.
#[derive(Debug, Args)]
pub struct NewCase {
    /// Folder to write; it must be empty or not exist yet. Its name becomes the id of the case.
    pub dir: PathBuf,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// A case and a table to print.
#[derive(Debug, Args)]
pub struct Rows {
    /// Folder of the case, or the name of one that comes with Scrutineer.
    pub dir: PathBuf,
    /// Print one JSON document instead of text.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print CSV instead of text.
    #[arg(long)]
    pub csv: bool,
}

/// Arguments of `case law`.
#[derive(Debug, Args)]
pub struct Law {
    /// The case.
    #[command(flatten)]
    pub case: OneCase,
    /// The day; election day by default.
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Only this article, such as 44 or 20-1.
    #[arg(long, value_name = "NUMBER")]
    pub article: Option<String>,
}

/// Arguments of `case calendar`.
#[derive(Debug, Args)]
pub struct Calendar {
    /// The case.
    #[command(flatten)]
    pub case: OneCase,
    /// The day to look from. Default: `as_of` of the case, else today.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// Arguments of `case find`.
#[derive(Debug, Args)]
pub struct Find {
    /// The case.
    #[command(flatten)]
    pub case: OneCase,
    /// A name, or a part of one.
    pub name: String,
}

/// Arguments of `case compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// Folders of two or more cases, or names of cases that come with Scrutineer.
    #[arg(required = true, num_args = 2..)]
    pub dirs: Vec<PathBuf>,
    /// Print one JSON document instead of text.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print CSV instead of text.
    #[arg(long)]
    pub csv: bool,
}

/// Arguments of `case source`.
#[derive(Debug, Args)]
pub struct Source {
    /// The case.
    #[command(flatten)]
    pub case: OneCase,
    /// The text to archive: it is copied into the case and its SHA-256 is noted.
    pub file: PathBuf,
    /// Id of the source.
    #[arg(long)]
    pub id: String,
    /// Title.
    #[arg(long)]
    pub title: String,
    /// Who published it.
    #[arg(long)]
    pub publisher: String,
    /// When it was published.
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
    /// Language tag, such as ru.
    #[arg(long, default_value = "")]
    pub language: String,
    /// Where it can be found.
    #[arg(long, default_value = "")]
    pub address: String,
    /// Notes on reliability.
    #[arg(long, default_value = "")]
    pub note: String,
}

/// Actions on claims.
#[derive(Debug, Subcommand)]
pub enum ClaimsAction {
    /// Hold every claim of a case against its record: supported, contradicted, not supported by this record, not testable.
    Weigh(Weigh),
}

/// Arguments of `claims weigh`.
#[derive(Debug, Args)]
pub struct Weigh {
    /// The case.
    #[command(flatten)]
    pub case: OneCase,
    /// Only this claim, or the claims of this statement (its id; may be given more than once).
    #[arg(long, value_name = "ID")]
    pub claim: Vec<String>,
    /// The day from which deadlines are looked at. Default: `as_of` of the case, else today.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Write report.html, report.pdf, claims.json, claims.csv and the plots into this folder.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
