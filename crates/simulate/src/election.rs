//! The whole election: honest protocols, misconduct on top of them, and the release that is published.

use domain::{
    BallotOption, Column, Election, Field, Level, PlaceId, PlaceTree, PlaceTreeBuilder, Release, RowAccount, SourceFile, Stations,
};
use rayon::prelude::*;

use crate::country::Country;
use crate::draw::{Draw, Seed};
use crate::error::Error;
use crate::layout::{self, District};
use crate::ledger::{Planted, Totals, Touched};
use crate::plan::Plan;
use crate::protocol::{LINES, Protocol};
use crate::{honest, misdeeds, targets};

/// What voters really did.
#[derive(Clone, Debug)]
pub struct Truth {
    /// Every station's honest protocol, in the order of the release.
    pub stations: Stations,
    /// Their sums.
    pub totals: Totals,
}

/// An election with a known truth.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// What was published. `election.simulated` is set and the title says SIMULATED.
    pub release: Release,
    /// What an honest count would have published.
    pub truth: Truth,
    /// The difference, deed by deed, in the order of the plan.
    pub planted: Vec<Planted>,
}

/// Simulates an election: `seed` decides what chance decides, `country` what is likely, `plan` who cheats.
///
/// Every district and every deed draws from a stream of its own, so the figures do not depend on threads, and the truth under a seed is
/// the same whatever the plan.
///
/// # Errors
/// Names the first number of the country or the plan that makes no sense.
pub fn simulate(seed: Seed, country: &Country, plan: &Plan) -> Result<Simulated, Error> {
    country.check()?;
    plan.check(country)?;
    let districts = layout::districts(country, seed);
    let hit: Vec<Vec<u32>> = plan.deeds.iter().enumerate().map(|(k, deed)| targets::stations(seed, k, &deed.target, &districts)).collect();
    let counted: Vec<Counted> =
        districts.par_iter().enumerate().map(|(number, district)| count(seed, country, plan, &hit, (number, district))).collect();
    let truth = columns(country, &districts, counted.iter().flat_map(|c| &c.honest));
    let reported = columns(country, &districts, counted.iter().flat_map(|c| &c.reported));
    let release = release(seed, country, &districts, reported);
    let planted = ledger(country, plan, &districts, &release.places, &counted);
    Ok(Simulated { release, truth: Truth { totals: Totals::of(&truth), stations: truth }, planted })
}

/// What one district counted and what it reported.
struct Counted {
    honest: Vec<Protocol>,
    reported: Vec<Protocol>,
    /// For each deed of the plan: the stations it touched, and the change of every line.
    deeds: Vec<(Vec<Touched>, Totals)>,
}

fn count(seed: Seed, country: &Country, plan: &Plan, hit: &[Vec<u32>], (number, district): (usize, &District)) -> Counted {
    let honest = honest::district(country, district, &mut Draw::of(seed, "simulate/honest", number));
    let mut reported = honest.clone();
    let deeds = plan.deeds.iter().zip(hit).enumerate().map(|(k, (deed, hit))| {
        let here = targets::within(hit, district);
        if here.is_empty() {
            return (Vec::new(), Totals::zero(country.options()));
        }
        let mut draw = Draw::of(seed, &format!("simulate/deed {k}"), number);
        let mut change = Totals::zero(country.options());
        for &i in &here {
            change.count(&reported[i], -1);
        }
        let done = misdeeds::commit(deed.misconduct, &mut reported, &here, country.leader_position, &mut draw);
        for &i in &here {
            change.count(&reported[i], 1);
        }
        let first = district.stations.start as usize;
        let touched = |(i, d): (usize, misdeeds::Done)| Touched {
            station: first + i,
            ballots: d.ballots,
            leader: d.leader,
            others: d.others,
            control: d.control,
        };
        (done.into_iter().map(touched).collect(), change)
    });
    let deeds = deeds.collect();
    Counted { honest, reported, deeds }
}

fn columns<'a>(country: &Country, districts: &[District], protocols: impl Iterator<Item = &'a Protocol>) -> Stations {
    let n = districts.last().map_or(0, |d| d.stations.end);
    let protocols: Vec<&Protocol> = protocols.collect();
    let column = |of: &dyn Fn(&Protocol) -> u32| -> Column { protocols.iter().map(|p| Some(of(p))).collect() };
    Stations {
        codes: (1..=n).map(|code| format!("{code:05}").into()).collect(),
        // The lines a file of this release would have below one line of headers.
        lines: (2..=n + 1).collect(),
        fields: LINES.iter().map(|&f: &Field| (f, column(&|p| p.line(f)))).collect(),
        votes: (0..country.options()).map(|option| column(&|p| p.votes[option])).collect(),
        ..Stations::default()
    }
}

fn release(seed: Seed, country: &Country, districts: &[District], stations: Stations) -> Release {
    let mut options: Vec<BallotOption> = country.rivals.iter().map(|r| BallotOption { name: r.name.clone() }).collect();
    options.insert(country.leader_position, BallotOption { name: country.leader.clone() });
    let election = Election {
        id: format!("simulated-{}", seed.0),
        title: format!("{} (SIMULATED): parliamentary election", country.name),
        date: None,
        source: format!("SIMULATED by Scrutineer, seed {}; no real election", seed.0),
        simulated: true,
        options,
        options_complete: true,
        ..Election::default()
    };
    let source = SourceFile { name: format!("simulated-{}", seed.0), ..SourceFile::default() };
    let rows = RowAccount { used: stations.len() as u64, ..RowAccount::default() };
    Release::new(election, source, places(country, districts), stations, rows)
}

/// Regions and districts as a tree; stations are numbered in its order already.
fn places(country: &Country, districts: &[District]) -> (PlaceTree, Vec<u32>) {
    let level = |name: &str| Level { name: name.to_owned(), analysed: true };
    let mut tree = PlaceTreeBuilder::new(vec![level("region"), level("district")]);
    for d in districts {
        let path = [country.regions[d.region].name.as_str(), d.name.as_str()];
        d.stations.clone().for_each(|_| tree.push(&path));
    }
    tree.finish()
}

fn ledger(country: &Country, plan: &Plan, districts: &[District], places: &PlaceTree, counted: &[Counted]) -> Vec<Planted> {
    let place = |level: usize, station: u32| places.of_level(level).find(|&p| places.stations(p).contains(&(station as usize)));
    let one = |(k, deed): (usize, &crate::plan::Deed)| {
        let first = districts.iter().find(|d| d.region == deed.target.region).map_or(0, |d| d.stations.start);
        let mut planted = Planted {
            misconduct: deed.misconduct,
            region: place(1, first).unwrap_or(PlaceId::ALL),
            districts: Vec::new(),
            stations: Vec::new(),
            ballots: 0,
            leader: 0,
            others: 0,
            change: Totals::zero(country.options()),
        };
        for (district, (touched, change)) in districts.iter().zip(counted.iter().map(|c| &c.deeds[k])) {
            planted.change += change;
            if !touched.is_empty() {
                planted.districts.extend(place(2, district.stations.start));
                planted.add(touched);
            }
        }
        planted
    };
    plan.deeds.iter().enumerate().map(one).collect()
}
