//! Runs the table of methods over a release and settles the family.

use count::check::Checked;
use domain::{Finding, OptionId, PlaceId, Release};
use rayon::prelude::*;
use stats::random::Seed;

use crate::family::{self, Family, NotTested};
use crate::method::{Context, Method};
use crate::pictures::Pictures;
use crate::sample::Sample;
use crate::table::METHODS;

/// What to examine. The default is everything.
#[derive(Clone)]
pub struct Settings {
    /// Options to answer for; empty means every option. Leaving options out makes the family smaller, and reports say so.
    pub options: Vec<OptionId>,
    /// Methods to run; empty means every method.
    pub methods: Vec<&'static dyn Method>,
    /// Deepest level of places to answer for: 0 the whole election, 1 regions, and so on.
    pub depth: usize,
    /// Seed of everything random.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { options: Vec::new(), methods: Vec::new(), depth: usize::MAX, seed: 1 }
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let methods: Vec<_> = self.methods.iter().map(|m| m.about().name).collect();
        f.debug_struct("Settings")
            .field("options", &self.options)
            .field("methods", &methods)
            .field("depth", &self.depth)
            .field("seed", &self.seed)
            .finish()
    }
}

/// Everything the tests found.
#[derive(Clone, Debug)]
pub struct Examination {
    /// Findings in the order of methods, options and places.
    pub findings: Vec<Finding>,
    /// Districts where tests could not tell.
    pub not_tested: Vec<NotTested>,
    /// The family of all p-values.
    pub family: Family,
    /// Names of the methods that ran, in order.
    pub methods: Vec<&'static str>,
    /// Options answered for.
    pub options: Vec<OptionId>,
}

/// Runs the methods. `done` is told after each, for a progress bar.
#[must_use]
pub fn examine(release: &Release, checked: &Checked, settings: &Settings, done: &(dyn Fn(&'static str) + Sync)) -> Examination {
    let sample = Sample::of(release);
    let cx = context(&sample, checked, settings);
    let methods: Vec<&'static dyn Method> = if settings.methods.is_empty() { METHODS.to_vec() } else { settings.methods.clone() };
    let run = |method: &&'static dyn Method| {
        let findings = method.run(&cx);
        done(method.about().name);
        findings
    };
    let mut findings: Vec<Finding> = methods.par_iter().map(run).collect::<Vec<_>>().into_iter().flatten().collect();
    let order = |f: &Finding| (methods.iter().position(|m| m.about().name == f.test), f.option, f.area);
    findings.sort_by_cached_key(order);
    let (mut findings, not_tested) = family::set_aside(findings, &release.places);
    let family = family::settle(&mut findings);
    Examination { findings, not_tested, family, methods: methods.iter().map(|m| m.about().name).collect(), options: cx.options }
}

/// Computes what the plots of a report show, for the same settings.
#[must_use]
pub fn pictures(release: &Release, checked: &Checked, settings: &Settings) -> Pictures {
    let sample = Sample::of(release);
    Pictures::of(&context(&sample, checked, settings))
}

fn context<'a>(sample: &'a Sample<'a>, checked: &'a Checked, settings: &Settings) -> Context<'a> {
    let release = sample.release;
    let areas: Vec<PlaceId> = release.places.analysed().filter(|&p| release.places.level(p) <= settings.depth).collect();
    let options = if settings.options.is_empty() { release.election.option_ids().collect() } else { settings.options.clone() };
    Context { sample, checked, areas, options, seed: Seed(settings.seed) }
}
