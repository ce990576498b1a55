//! Percentages: of which release each is, and whether they follow from the votes.

use count::percentages::{Basis, Decimal, Published, Version, VersionLine, attribute, follow as followed};

use super::{Noted, RecordFinding, noted, sources_of, tables};
use crate::case::{Case, Figure, Item, Relation, Where};

/// Percentages of one release printed beside those of another, and those that fit none.
pub(super) fn mixed(case: &Case) -> Vec<Noted> {
    let printed = tables(case).into_iter().filter(|(w, _)| matches!(w, Where::Printed(_)));
    printed.flat_map(|(place, figures)| mixed_in(case, place, &figures)).collect()
}

fn mixed_in(case: &Case, printed: &Where, figures: &[&Figure]) -> Vec<Noted> {
    let mut found = Vec::new();
    for (contest, place) in wheres(figures) {
        let here: Vec<&Figure> = figures.iter().copied().filter(|f| f.contest == contest && f.place == place).collect();
        let shares: Vec<(String, Decimal)> = here.iter().filter_map(|f| Some((f.item.option()?.to_owned(), share(f)?))).collect();
        // One percentage alone has nothing to be mixed with.
        if shares.len() < 2 {
            continue;
        }
        // Among releases that explain as many of them, the later word counts as what was meant.
        let mut releases: Vec<_> = case.election.releases.iter().collect();
        releases.sort_by_key(|r| std::cmp::Reverse(r.kind));
        let versions: Vec<Version> = releases.into_iter().map(|r| version(case, &r.id, contest, place)).collect();
        let attribution = attribute(&shares, &versions);
        for line in &attribution.lines {
            let fits: Vec<String> = line.versions.iter().filter(|v| v.fits).map(|v| v.version.clone()).collect();
            let (option, value) = (line.option.clone(), line.published.to_string());
            let sources = || {
                let releases = case.figures.iter().filter(|f| matches!(&f.stands, Where::Release(r) if fits.contains(r)));
                let same_option = releases.filter(|f| f.item.option() == Some(line.option.as_str()));
                let own = here.iter().copied().filter(|f| f.item.option() == Some(line.option.as_str()));
                sources_of(own.chain(same_option))
            };
            if let Some(main) = attribution.main.as_ref().filter(|_| attribution.strays.contains(&line.option)) {
                let main_value = line.versions.iter().find(|v| v.version == *main).and_then(|v| v.share);
                let main_value = main_value.map_or_else(String::new, |s| s.to_string());
                let (printed, main) = (printed.clone(), main.clone());
                let sources = sources();
                found.push(noted(RecordFinding::MixedReleases { printed, option, value, main, main_value, fits }, sources));
            } else if attribution.unexplained.contains(&line.option) && versions.iter().any(|v| v.lines.iter().any(|l| l.option == option))
            {
                found.push(noted(RecordFinding::FitsNoRelease { printed: printed.clone(), option, value }, sources()));
            }
        }
    }
    found
}

fn wheres<'a>(figures: &[&'a Figure]) -> Vec<(&'a str, &'a str)> {
    let mut all: Vec<(&str, &str)> = figures.iter().map(|f| (f.contest.as_str(), f.place.as_str())).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A share that was printed as such, not "less than".
fn share(figure: &Figure) -> Option<Decimal> {
    let equal = matches!(figure.item, Item::Share(_)) && figure.relation == Relation::Equal;
    equal.then(|| Decimal::parse(figure.value.text()).ok()).flatten()
}

fn votes(figure: &Figure) -> Option<u64> {
    if !matches!(figure.item, Item::Votes(_) | Item::Valid | Item::Cast) || figure.relation != Relation::Equal {
        return None;
    }
    let range = figure.value.range(figure.unit);
    (range.is_exact() && range.lo.is_whole()).then(|| u64::try_from(range.lo.num()).ok()).flatten()
}

fn in_release<'a>(case: &'a Case, release: &'a str, contest: &'a str, place: &'a str) -> impl Iterator<Item = &'a Figure> {
    let here = move |f: &&Figure| matches!(&f.stands, Where::Release(r) if r == release) && f.contest == contest && f.place == place;
    case.figures.iter().filter(here)
}

/// A release as whoever attributes percentages wants it.
fn version(case: &Case, release: &str, contest: &str, place: &str) -> Version {
    let mut lines: Vec<VersionLine> = Vec::new();
    for figure in in_release(case, release, contest, place) {
        let Some(option) = figure.item.option() else { continue };
        let at = lines.iter().position(|l| l.option == option).unwrap_or_else(|| {
            lines.push(VersionLine { option: option.to_owned(), votes: None, share: None });
            lines.len() - 1
        });
        match figure.item {
            Item::Votes(_) => lines[at].votes = votes(figure),
            _ => lines[at].share = share(figure),
        }
    }
    let total = in_release(case, release, contest, place).find(|f| f.item == Item::Valid).and_then(votes);
    Version { name: release.to_owned(), total, lines }
}

/// Percentages that do not follow from the votes they are printed with.
pub(super) fn follow(case: &Case) -> Vec<Noted> {
    tables(case).into_iter().flat_map(|(printed, figures)| follow_in(printed, &figures)).collect()
}

fn follow_in(printed: &Where, figures: &[&Figure]) -> Vec<Noted> {
    let mut found = Vec::new();
    for (contest, place) in wheres(figures) {
        let here: Vec<&Figure> = figures.iter().copied().filter(|f| f.contest == contest && f.place == place).collect();
        let total = |item: &Item| here.iter().find(|f| f.item == *item).and_then(|f| votes(f));
        let bases: Vec<Basis> =
            [Item::Valid, Item::Cast].iter().filter_map(|item| Some(Basis { name: item.word().to_owned(), total: total(item)? })).collect();
        let lines: Vec<Published> = here
            .iter()
            .filter(|f| matches!(f.item, Item::Votes(_)))
            .filter_map(|f| {
                let option = f.item.option()?.to_owned();
                let of_option = |g: &&&Figure| matches!(&g.item, Item::Share(o) if *o == option);
                let share = here.iter().find(of_option).and_then(|g| share(g));
                Some(Published { votes: votes(f)?, share, option })
            })
            .collect();
        let result = followed(&lines, &bases);
        let Some(basis) = result.basis else { continue };
        for line in result.lines.into_iter().filter(|l| l.follows == Some(false)) {
            let (Some(value), Some(recomputed)) = (line.published, line.recomputed) else { continue };
            let sources = sources_of(here.iter().copied().filter(|f| f.item.option() == Some(line.option.as_str())));
            let finding = RecordFinding::DoesNotFollow {
                printed: printed.clone(),
                option: line.option,
                votes: line.votes,
                value: value.to_string(),
                recomputed: recomputed.to_string(),
                basis: basis.name.clone(),
            };
            found.push(noted(finding, sources));
        }
    }
    found
}
