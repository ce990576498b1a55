//! The command line: what can be asked, in the words of DESIGN and the field.

mod case;
mod log;
mod record;

pub use case::{Calendar, CaseAction, ClaimsAction, Compare, Find, Law, NewCase, OneCase, Rows, Source as ArchivedSource, Weigh};
pub use log::{LogAction, ProveEntry, Trust, VerifyLog, Witness};
pub use record::{
    AccountAction, AccountLink, Ask, Backup, CustodianKey, CustodiansAction, CustodiansSet, Doctor, Erase, Init, LogExport, LogReceipt,
    Place, Restore, Serve, TokenAction, TokenCreate, TokenRevoke, Unseal, Waits,
};

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Scrutineer: turns what is seen at polling stations, and what is published about them, into findings that stand up.
#[derive(Debug, Parser)]
#[command(name = "scrutineer", version, about, long_about = None, propagate_version = true)]
#[command(
    after_help = "Start with:  scrutineer examine results.csv --out report\nWhat each side said, weighed:  scrutineer claims weigh kazakhstan-2005\nNo file at hand:  scrutineer demo"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Threads to use; all processors by default. Results do not depend on it.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// No progress bars and no notes; errors are still shown.
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read official results and run every control and test on them.
    Examine(Examine),
    /// Check the arithmetic of every station's protocol, and nothing else.
    Check(Check),
    /// Add up the stations by place, and recompute every percentage.
    Tabulate(Tabulate),
    /// Hold published percentages against votes: which follow, which do not, which come from another release.
    Percentages(Percentages),
    /// Mappings: which column of a file is what.
    Mapping {
        /// What to do with mappings.
        #[command(subcommand)]
        action: MappingAction,
    },
    /// List the tests with what they ask, what they assume and where they come from.
    Tests(Json),
    /// List the arithmetic controls.
    Controls(Controls),
    /// Cases: an election and what each side said about it, as a folder of data.
    Case {
        /// What to do with cases.
        #[command(subcommand)]
        action: CaseAction,
    },
    /// Claims: what was said, held against the record.
    Claims {
        /// What to do with claims.
        #[command(subcommand)]
        action: ClaimsAction,
    },
    /// Take in what observers send, keep it in a log that nobody can alter unseen, and show the log.
    Serve(Serve),
    /// Set an election up from its files: organisation, election, stations, observers, and an administrator. The same again changes nothing.
    Init(Init),
    /// Accounts of people who sign in.
    Account {
        /// What to do with them.
        #[command(subcommand)]
        action: AccountAction,
    },
    /// Tokens: keys to the server's interface.
    Token {
        /// What to do with tokens.
        #[command(subcommand)]
        action: TokenAction,
    },
    /// Copy everything into a new folder and verify the copy; the server may be running.
    Backup(Backup),
    /// Put a backup into a new data directory, or a database, and verify it.
    Restore(Restore),
    /// Look at everything that is kept, and name the first thing that is wrong.
    Doctor(Doctor),
    /// Erase a submission; its entry stays, and the log still verifies.
    Erase(Erase),
    /// Custodians: who opens sealed blocks, so many of them together.
    Custodians {
        /// What to do with custodians.
        #[command(subcommand)]
        action: CustodiansAction,
    },
    /// Open the private block of a submission; the log notes it first.
    Unseal(Unseal),
    /// Logs: whether one is what was signed, and whether an entry is in it.
    Log {
        /// What to do with a log.
        #[command(subcommand)]
        action: LogAction,
    },
    /// Watch other organisations' logs: cosign what continues, refuse forks.
    Witness(Witness),
    /// Simulate an election with known misconduct, examine it, and compare what was found with what was planted.
    Demo(Demo),
    /// Compute anew how the tests behave on elections known to be clean (for those who change a test).
    #[command(hide = true)]
    References(References),
    /// Measure reading and testing on this machine: seconds of wall clock and CPU, and peak memory.
    Bench(Bench),
}

/// A file of results and how to read it.
#[derive(Debug, Args)]
pub struct Source {
    /// Official results: CSV, TSV, .gz, .zip, .xlsx or Parquet; one row a station, or one row a station and option.
    pub file: PathBuf,
    /// Mapping file (TOML) that says which column is what. Default: FILE.mapping.toml if there is one, else a shipped mapping that fits, else a guess.
    #[arg(long, short, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Stop when any row is refused, instead of going on without it.
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `examine`.
#[derive(Debug, Args)]
pub struct Examine {
    /// The results.
    #[command(flatten)]
    pub source: Source,
    /// Answer for this option only (its name or a part of it; may be given more than once).
    #[arg(long, value_name = "NAME")]
    pub option: Vec<String>,
    /// Run these tests only, separated by commas; `scrutineer tests` lists them.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub tests: Vec<String>,
    /// Deepest level of places to answer for.
    #[arg(long, value_enum, default_value_t = Depth::District)]
    pub depth: Depth,
    /// Seed of everything random (bootstrap, noise in pictures).
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Write report.html, report.pdf, findings.json, findings.csv and the plots into this folder.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// How deep to go into places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Depth {
    /// The whole election only.
    All,
    /// Regions too.
    Region,
    /// Districts too: every level the mapping marks as analysed.
    District,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The results.
    #[command(flatten)]
    pub source: Source,
    /// Controls of your own (TOML) instead of the standard ones.
    #[arg(long, value_name = "FILE")]
    pub controls: Option<PathBuf>,
    /// Set a parameter of the controls, such as C34.tol=5 (may be given more than once).
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `controls`.
#[derive(Debug, Args)]
pub struct Controls {
    /// Check this file of controls and list it instead of the standard ones.
    pub file: Option<PathBuf>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `tabulate`.
#[derive(Debug, Args)]
pub struct Tabulate {
    /// The results.
    #[command(flatten)]
    pub source: Source,
    /// Level of places to add up by: its name in the mapping, such as `region`. Default: the whole election only.
    #[arg(long, value_name = "LEVEL")]
    pub by: Option<String>,
    /// Print one JSON document instead of text.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print CSV instead of text.
    #[arg(long)]
    pub csv: bool,
}

/// Arguments of `percentages`.
#[derive(Debug, Args)]
pub struct Percentages {
    /// CSV with the columns `option`, `published`, and for each release `NAME votes`, `NAME share` or both.
    pub file: PathBuf,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Actions on mappings.
#[derive(Debug, Subcommand)]
pub enum MappingAction {
    /// Propose a mapping for a file and explain each guess.
    Guess(Guess),
    /// List the mappings that come with Scrutineer, or print one of them.
    List(MappingList),
}

/// Arguments of `mapping guess`.
#[derive(Debug, Args)]
pub struct Guess {
    /// The file.
    pub file: PathBuf,
    /// Write the proposed mapping here instead of printing it.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `mapping list`.
#[derive(Debug, Args)]
pub struct MappingList {
    /// Print this mapping (TOML).
    pub name: Option<String>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Only `--json`.
#[derive(Debug, Args)]
pub struct Json {
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Folder for the report; the simulated results stand beside it, in DIR-data.
    #[arg(long, short, value_name = "DIR", default_value = "report")]
    pub out: PathBuf,
    /// Polling stations.
    #[arg(long, default_value_t = 9580, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub stations: u32,
    /// Seed of the simulation.
    #[arg(long, default_value_t = 2005, value_name = "N")]
    pub seed: u64,
    /// Simulate an honest election instead.
    #[arg(long)]
    pub honest: bool,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `references`.
#[derive(Debug, Args)]
pub struct References {
    /// Folder with georgia/, bolivia/ and canada/ in it.
    pub data: PathBuf,
}

/// Arguments of `bench`.
#[derive(Debug, Args)]
pub struct Bench {
    /// A file of results; without one, 100,000 stations with 20 options are simulated.
    pub file: Option<PathBuf>,
    /// How often to repeat each step; the median counts.
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub runs: u16,
    /// Measure keeping a record instead: submissions into SQLite in a passing folder, listed, verified.
    #[arg(long, conflicts_with_all = ["file", "runs"])]
    pub record: bool,
    /// Submissions of `--record`.
    #[arg(long, default_value_t = 100_000, value_name = "N", requires = "record", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub submissions: u64,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}
