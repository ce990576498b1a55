//! Arguments of the commands that keep a record: `serve`, `token`, `backup`, `restore`, `doctor`, `erase`, `custodians`, `unseal`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Where the record is.
#[derive(Debug, Args)]
pub struct Place {
    /// The data directory: keys, and whatever is not kept elsewhere.
    #[arg(long, value_name = "DIR", default_value = "scrutineer-data")]
    pub data_dir: PathBuf,
    /// A PostgreSQL database, such as `postgres://user@host/name`, instead of a file in the data directory; remembered after the first time.
    #[arg(long, value_name = "URL", env = "SCRUTINEER_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Address to listen on. Without a certificate it is plain HTTP: for this machine, or behind a server that speaks TLS.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The certificate in PEM, with those of its authority behind it: then it speaks TLS.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_certificate: Option<PathBuf>,
    /// The certificate's private key in PEM.
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    pub tls_key: Option<PathBuf>,
    /// The address under which browsers see it, such as `https://observe.example.org`: for links and cookies.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// A proxy stands before it and says in X-Forwarded-For who sent a request.
    #[arg(long)]
    pub behind_proxy: bool,
    /// Name of the log, like an address without a scheme, such as example.org/election; for a new record only.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Where attachments are kept: a folder, or `s3://bucket/prefix` with the usual AWS_ variables; remembered.
    #[arg(long, value_name = "DIR|URL")]
    pub objects: Option<String>,
    /// A witness to ask for cosignatures: its address, a comma, its public key or a file with it (may be given more than once).
    #[arg(long, value_name = "URL,KEY")]
    pub witness: Vec<String>,
    /// Megabytes of one attachment at most.
    #[arg(long, value_name = "MB", default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub largest_attachment: u64,
    /// How long it waits.
    #[command(flatten)]
    pub waits: Waits,
    /// Print one JSON document at the start instead of text.
    #[arg(long)]
    pub json: bool,
}

/// How long a server waits for whom. The usual values fit; tests have less time.
#[derive(Debug, Args)]
pub struct Waits {
    /// Seconds that a sender may pause within a request.
    #[arg(long, value_name = "SECONDS", hide = true)]
    pub pause: Option<u64>,
    /// Seconds that a connection may be idle, or take for the head of a request.
    #[arg(long, value_name = "SECONDS", hide = true)]
    pub idle: Option<u64>,
    /// Seconds for requests on their way to end after the signal to stop.
    #[arg(long, value_name = "SECONDS", hide = true)]
    pub grace: Option<u64>,
    /// Connections at once.
    #[arg(long, value_name = "COUNT", hide = true, value_parser = clap::value_parser!(u32).range(1..))]
    pub connections: Option<u32>,
}

/// Actions on tokens.
#[derive(Debug, Subcommand)]
pub enum TokenAction {
    /// Make a token; it is shown this once. Works while the server runs.
    Create(TokenCreate),
    /// List tokens, without the tokens themselves.
    List(Ask),
    /// Revoke a token; it stops working within seconds.
    Revoke(TokenRevoke),
}

/// Arguments of `token create`.
#[derive(Debug, Args)]
pub struct TokenCreate {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// What it is for, such as the name of an organisation; not of a person.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub label: String,
    /// The organisation whose it is; without one it reaches every organisation's objects.
    #[arg(long, value_name = "CODE")]
    pub organisation: Option<String>,
    /// What it may do: submit, read, define, erase, separated by commas.
    #[arg(long, value_name = "A,B", value_delimiter = ',', default_value = "submit,read")]
    pub scope: Vec<server::token::Scope>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `token revoke`.
#[derive(Debug, Args)]
pub struct TokenRevoke {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Number of the token; `token list` shows it.
    #[arg(value_name = "NUMBER")]
    pub id: i64,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Only where, and `--json`.
#[derive(Debug, Args)]
pub struct Ask {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Folder to make; it is a data directory of its own, with the log's key: keep it as safe as the original.
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
    /// Take the vault's key along, as long as it is in the data directory: whoever has the backup then reads what is sealed in it.
    #[arg(long)]
    pub with_vault_key: bool,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    #[arg(value_name = "BACKUP")]
    pub backup: PathBuf,
    /// Where to put it: a data directory that is not there yet, and an empty database where one is given.
    #[command(flatten)]
    pub place: Place,
    /// The latest checkpoint of the log that can be found, such as a witness has it: a backup that is older is refused.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Also remove what belongs to nothing: content of unfinished uploads, remains of erased rows. The server must be stopped.
    #[arg(long)]
    pub sweep: bool,
    /// With `--sweep`: what came in the last hour too, which it leaves otherwise.
    #[arg(long, requires = "sweep")]
    pub recent: bool,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `erase`.
#[derive(Debug, Args)]
pub struct Erase {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Id of the submission.
    #[arg(value_name = "ID")]
    pub id: uuid::Uuid,
    /// Why; kept apart from the log, which only commits to it.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Actions on custodians.
#[derive(Debug, Subcommand)]
pub enum CustodiansAction {
    /// Make a custodian's own key pair, each on their own machine.
    Key(CustodianKey),
    /// Give the vault's key to custodians, so many of whom open it together; it is then removed from the data directory.
    Set(CustodiansSet),
    /// Say who the custodians are; with `--json` also the envelopes, which age alone opens too.
    Show(Ask),
}

/// Arguments of `custodians key`.
#[derive(Debug, Args)]
pub struct CustodianKey {
    /// File to write the secret key to.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `custodians set`.
#[derive(Debug, Args)]
pub struct CustodiansSet {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// A custodian: a name, `=`, the public key age1... (may be given more than once).
    #[arg(long, value_name = "NAME=KEY", required = true)]
    pub custodian: Vec<String>,
    /// A present custodian's secret key file, to exchange custodians when the vault's key is no longer here (may be given more than once).
    #[arg(long, value_name = "FILE")]
    pub key: Vec<PathBuf>,
    /// How many of them open together.
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub need: usize,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `unseal`.
#[derive(Debug, Args)]
pub struct Unseal {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Id of the submission.
    #[arg(value_name = "ID", required_unless_present = "observer")]
    pub id: Option<uuid::Uuid>,
    /// Who this observer is, instead of a submission's private block.
    #[arg(long, value_name = "ID", conflicts_with_all = ["id", "attachment"])]
    pub observer: Option<String>,
    /// The original of this attachment, by its entry's number, instead of the private block.
    #[arg(long, value_name = "INDEX", requires = "out")]
    pub attachment: Option<u64>,
    /// File to write the original to; it must not be there yet.
    #[arg(long, value_name = "FILE", requires = "attachment")]
    pub out: Option<PathBuf>,
    /// A custodian's secret key file (may be given more than once). Not needed while the vault's key is in the data directory.
    #[arg(long, value_name = "FILE")]
    pub key: Vec<PathBuf>,
    /// Why; it is entered in the log, as a commitment, before anything is shown.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who is present.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub who: Vec<String>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `log receipt`.
#[derive(Debug, Args)]
pub struct LogReceipt {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Id of the submission, or the number of an entry.
    #[arg(value_name = "ID|NUMBER")]
    pub id: String,
    /// File to write; by default ID.tlog-proof here.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `log export`.
#[derive(Debug, Args)]
pub struct LogExport {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// Folder to make: checkpoint, tiles and entries as any verifier reads them.
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Where the record is, or will be.
    #[command(flatten)]
    pub place: Place,
    /// Name of your organisation.
    #[arg(long, value_name = "NAME")]
    pub organisation: String,
    /// Sign-in name of the administrator: not a person's full name.
    #[arg(long, value_name = "NAME", default_value = "administrator")]
    pub administrator: String,
    /// Name of the election.
    #[arg(long, value_name = "NAME", requires = "day")]
    pub election: Option<String>,
    /// Polling day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub day: Option<String>,
    /// Country as two letters.
    #[arg(long, value_name = "CC")]
    pub country: Option<String>,
    /// It is a simulation or an exercise: every page says SIMULATED.
    #[arg(long)]
    pub simulated: bool,
    /// Options of the contests: columns `contest`, `option`, `name`, `name:ru`, ...
    #[arg(long, value_name = "FILE", requires = "election")]
    pub options: Option<PathBuf>,
    /// Stations and their places.
    #[arg(long, value_name = "FILE")]
    pub stations: Option<PathBuf>,
    /// Observers; who they are is sealed.
    #[arg(long, value_name = "FILE")]
    pub observers: Option<PathBuf>,
    /// Members of station commissions; who they are is sealed.
    #[arg(long, value_name = "FILE")]
    pub staff: Option<PathBuf>,
    /// Boundaries of places, as `GeoJSON`.
    #[arg(long, value_name = "FILE")]
    pub boundaries: Option<PathBuf>,
    /// The address under which browsers will see the server, for the link.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    pub public_url: String,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Actions on accounts.
#[derive(Debug, Subcommand)]
pub enum AccountAction {
    /// List accounts: name, organisation, part, whether it may sign in.
    List(Ask),
    /// Make a link to choose a new password, for somebody whom nobody else can let in again; a second factor is taken off.
    Link(AccountLink),
}

/// Arguments of `account link`.
#[derive(Debug, Args)]
pub struct AccountLink {
    /// Where the record is.
    #[command(flatten)]
    pub place: Place,
    /// The sign-in name.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The address under which browsers see the server, for the link.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    pub public_url: String,
    /// Print one JSON document instead of text.
    #[arg(long)]
    pub json: bool,
}
