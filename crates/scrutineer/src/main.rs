//! The command line of Scrutineer: `examine`, `check`, `tabulate`, `percentages`, `mapping`, `tests`, `controls`, `case`, `claims`, `log`,
//! `witness`, `demo`, `bench`.
//!
//! | question | module |
//! |---|---|
//! | what can be asked? | [`cli`] |
//! | what does a command do? | [`commands`] |
//! | what does a person see? | [`screen`] |
//! | how does it end when it cannot answer? | [`failure`] |

mod cli;
mod commands;
mod failure;
mod meter;
mod screen;

use std::process::ExitCode;

use clap::Parser;

use cli::{AccountAction, CaseAction, ClaimsAction, Cli, Command, CustodiansAction, LogAction, MappingAction, TokenAction};
use failure::Failure;
use screen::Screen;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => return usage(&e),
    };
    let screen = Screen { quiet: cli.quiet };
    match with_threads(cli.threads).and_then(|()| run(&cli.command, screen)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let exit = failure.exit();
            screen::failure(failure, wants_json(&cli.command));
            exit
        }
    }
}

/// Ends after a command line that says nothing that can be done, or asks for help or the version. Whoever asked for JSON gets JSON.
fn usage(error: &clap::Error) -> ExitCode {
    let wanted_json = std::env::args().any(|a| a == "--json");
    if error.use_stderr() && wanted_json {
        let text = error.render().to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        screen::failure(
            Failure::usage("USAGE", message, "`scrutineer help` lists commands, `scrutineer COMMAND --help` its options."),
            true,
        );
        return ExitCode::from(2);
    }
    // Nothing is left to do when the screen is gone.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn with_threads(threads: Option<u16>) -> Result<(), Failure> {
    let Some(threads) = threads else { return Ok(()) };
    rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(threads))
        .build_global()
        .map_err(|e| Failure::usage("THREADS", format!("{threads} threads cannot be started: {e}"), "Ask for fewer."))
}

fn run(command: &Command, screen: Screen) -> Result<(), Failure> {
    match command {
        Command::Examine(args) => commands::examine::run(args, screen),
        Command::Check(args) => commands::check::run(args, screen),
        Command::Tabulate(args) => commands::tabulate::run(args, screen),
        Command::Percentages(args) => commands::percentages::run(args),
        Command::Mapping { action } => commands::mapping::run(action, screen),
        Command::Tests(args) => {
            commands::tests::run(args);
            Ok(())
        }
        Command::Controls(args) => commands::controls::run(args),
        Command::Case { action } => commands::case::run(action, screen),
        Command::Claims { action: ClaimsAction::Weigh(args) } => commands::claims::run(args, screen),
        Command::Serve(args) => commands::record::serve::run(args, screen),
        Command::Init(args) => commands::record::init::run(args, screen),
        Command::Account { action } => commands::record::account::run(action),
        Command::Token { action } => commands::record::token::run(action),
        Command::Backup(args) => commands::record::backup::run(args, screen),
        Command::Restore(args) => commands::record::backup::restore(args, screen),
        Command::Doctor(args) => commands::record::doctor::run(args, screen),
        Command::Erase(args) => commands::record::erase::run(args),
        Command::Custodians { action } => commands::record::custodians::run(action),
        Command::Unseal(args) => commands::record::unseal::run(args),
        Command::Log { action } => commands::log::run(action, screen),
        Command::Witness(args) => commands::witness::run(args, screen),
        Command::Demo(args) => commands::demo::run(args, screen),
        Command::References(args) => commands::references::run(args),
        Command::Bench(args) if args.record => commands::record::bench::run(args, screen),
        Command::Bench(args) => commands::bench::run(args),
    }
}

fn wants_json(command: &Command) -> bool {
    match command {
        Command::Examine(a) => a.json,
        Command::Check(a) => a.json,
        Command::Tabulate(a) => a.json,
        Command::Percentages(a) => a.json,
        Command::Mapping { action: MappingAction::Guess(a) } => a.json,
        Command::Mapping { action: MappingAction::List(a) } => a.json,
        Command::Tests(a) => a.json,
        Command::Controls(a) => a.json,
        Command::Case { action } => match action {
            CaseAction::New(a) => a.json,
            CaseAction::Check(a) | CaseAction::Show(a) => a.json,
            CaseAction::Law(a) => a.case.json,
            CaseAction::Calendar(a) => a.case.json,
            CaseAction::Timeline(a) => a.json,
            CaseAction::Find(a) => a.case.json,
            CaseAction::Compare(a) => a.json,
            CaseAction::Source(a) => a.case.json,
        },
        Command::Claims { action: ClaimsAction::Weigh(a) } => a.case.json,
        Command::Witness(a) => a.json,
        Command::Demo(a) => a.json,
        Command::Serve(a) => a.json,
        Command::Init(a) => a.json,
        Command::Account { action } => match action {
            AccountAction::List(a) => a.json,
            AccountAction::Link(a) => a.json,
        },
        Command::Token { action } => match action {
            TokenAction::Create(a) => a.json,
            TokenAction::List(a) => a.json,
            TokenAction::Revoke(a) => a.json,
        },
        Command::Backup(a) => a.json,
        Command::Restore(a) => a.json,
        Command::Erase(a) => a.json,
        Command::Custodians { action } => match action {
            CustodiansAction::Key(a) => a.json,
            CustodiansAction::Set(a) => a.json,
            CustodiansAction::Show(a) => a.json,
        },
        Command::Unseal(a) => a.json,
        Command::Log { action: LogAction::Receipt(a) } => a.json,
        Command::Log { action: LogAction::Export(a) } => a.json,
        // A verification, and the doctor, say in their own document what is wrong.
        Command::Log { .. } | Command::Doctor(_) | Command::References(_) => false,
        Command::Bench(a) => a.json,
    }
}
