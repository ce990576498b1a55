//! `scrutineer examine`: controls and tests on a file of results, and the report.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use count::{Checked, ControlSet, Params};
use domain::Release;
use forensics::examine::{Examination, Settings, examine, pictures};
use forensics::pictures::Pictures;
use forensics::table::{METHODS, method};
use publish::report::Step;
use publish::texts::{Locale, Texts};
use publish::{Input, Limited, MappingNote, PlantedNote};

use crate::cli::{Depth, Examine};
use crate::commands::load;
use crate::failure::Failure;
use crate::screen::{Screen, answer};

/// Runs the command.
pub fn run(args: &Examine, screen: Screen) -> Result<(), Failure> {
    let loaded = load(&args.source, screen)?;
    let settings = settings(args, &loaded.release)?;
    let examined = Examined::of(&loaded.release, settings, args.out.is_some(), screen);
    let input = examined.input(&loaded.release, &loaded.mapping, None);
    let texts = Texts::new(Locale::En);
    if let Some(out) = &args.out {
        write_report(&input, &texts, out, screen)?;
    }
    if args.json {
        return print_json(&input, &texts);
    }
    print_text(&input, &texts, args.out.as_deref());
    Ok(())
}

fn settings(args: &Examine, release: &Release) -> Result<Settings, Failure> {
    let option = |name: &String| {
        release.election.find_option(name).map_err(|fits| {
            let all = || release.election.options.iter().map(|o| o.name.as_str()).collect::<Vec<_>>().join("; ");
            let (what, remedy) = match fits[..] {
                [] => (format!("no option is called \"{name}\""), format!("The options are: {}", all())),
                _ => (format!("\"{name}\" fits more than one option"), format!("Give more of the name: {}", fits.join("; "))),
            };
            Failure::usage("EXAMINE-OPTION", what, remedy)
        })
    };
    let test = |name: &String| {
        method(name).ok_or_else(|| {
            let all: Vec<_> = METHODS.iter().map(|m| m.about().name).collect();
            Failure::usage("EXAMINE-TEST", format!("no test is called \"{name}\""), format!("The tests are: {}", all.join(", ")))
        })
    };
    let mut options = args.option.iter().map(option).collect::<Result<Vec<_>, _>>()?;
    options.sort_unstable();
    options.dedup();
    Ok(Settings {
        options,
        methods: args.tests.iter().map(test).collect::<Result<_, _>>()?,
        depth: match args.depth {
            Depth::All => 0,
            Depth::Region => 1,
            Depth::District => usize::MAX,
        },
        seed: args.seed,
    })
}

/// Parameters of the controls as they stand, with those of the election's country.
pub fn country_params(release: &Release) -> Params {
    release.election.country.iter().fold(Params::default(), |params, country| params.in_country(&country.to_lowercase()))
}

/// Everything computed about a release.
pub struct Examined {
    controls: ControlSet,
    checked: Checked,
    settings: Settings,
    /// What the tests found.
    pub examination: Examination,
    pictures: Option<Pictures>,
}

impl Examined {
    /// Checks, tests and, for a report, pictures.
    pub fn of(release: &Release, settings: Settings, with_pictures: bool, screen: Screen) -> Self {
        let controls = ControlSet::standard();
        let checked = count::check(release, &controls, &country_params(release));
        let methods = if settings.methods.is_empty() { METHODS.len() } else { settings.methods.len() };
        let bar = screen.steps("testing", methods + usize::from(with_pictures));
        let examination = examine(release, &checked, &settings, &|_| bar.inc(1));
        let pictures = with_pictures.then(|| pictures(release, &checked, &settings));
        bar.finish_and_clear();
        Self { controls, checked, settings, examination, pictures }
    }

    /// What a report is written from.
    pub fn input<'a>(&'a self, release: &'a Release, mapping: &'a MappingNote, planted: Option<&'a [PlantedNote]>) -> Input<'a> {
        Input {
            release,
            checked: &self.checked,
            controls: &self.controls,
            examination: &self.examination,
            pictures: self.pictures.as_ref(),
            mapping,
            seed: self.settings.seed,
            limited: Limited {
                options: !self.settings.options.is_empty(),
                tests: !self.settings.methods.is_empty(),
                depth: match self.settings.depth {
                    0 => Some("all"),
                    1 => Some("region"),
                    _ => None,
                },
            },
            planted,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// Writes the report into a folder.
pub fn write_report(input: &Input<'_>, texts: &Texts, out: &Path, screen: Screen) -> Result<(), Failure> {
    let bar = screen.steps("writing report", Step::ALL.len());
    let written = publish::report::write(input, texts, out, &|_| bar.inc(1));
    bar.finish_and_clear();
    written.map(drop).map_err(|e| Failure::refused(e.code(), e.to_string(), e.remedy()))
}

/// Prints the one JSON document. A closed pipe ends it quietly.
pub fn print_json(input: &Input<'_>, texts: &Texts) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    let written = publish::document::write(input, texts, &mut out).and_then(|()| out.flush());
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::refused("OUTPUT", format!("the answer cannot be written: {e}"), "Check that there is room for it."))
        }
        _ => Ok(()),
    }
}

/// Prints the answer for a person.
pub fn print_text(input: &Input<'_>, texts: &Texts, out: Option<&Path>) {
    let report = match out {
        Some(dir) => format!("report: {}", dir.join("report.html").display()),
        None => "With --out DIR the whole report is written: pages, plots, PDF, JSON and CSV.".to_owned(),
    };
    answer(&format!("{}\n{report}\n", publish::terminal::text(input, texts)));
}
