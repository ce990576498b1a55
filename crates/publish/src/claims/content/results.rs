//! The result recomputed: votes and shares of every release beside the percentages that were printed.

use claims::case::{Case, Contest, Figure, Item, ReleaseInfo, Where};
use claims::evidence::margin::margin;
use claims::evidence::{figure_of, release_meant};
use claims::record::RecordFinding;

use super::{Paper, tables};
use crate::content::model::{Block, Cell, Section, Table, numbers as number_column, words};
use crate::numbers;

/// The section; none where no contest has figures.
pub(super) fn section(paper: &Paper<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    for contest in &paper.input.case.election.contests {
        for place in places(paper.input.case, contest) {
            let sheet = Sheet { paper, contest, place };
            blocks.extend(sheet.options().map(Block::Table));
            blocks.extend(sheet.totals().map(Block::Table));
        }
        // Whether anybody claims that the outcome would be another or not: the margin, and what is documented beside it.
        if let Some((margin, _)) = margin(paper.input.case, &contest.id, &paper.input.case.election.country, None, None) {
            blocks.push(Block::Table(tables::between(paper, &margin)));
            blocks.extend(tables::claims_beside(paper, &margin, ""));
        }
    }
    let findings = findings(paper);
    if !findings.is_empty() {
        blocks.push(Block::Note { label: paper.plain("claims-results-findings"), lines: findings });
    }
    let about = Block::Para { text: paper.plain("claims-results-about") };
    (!blocks.is_empty()).then(|| Section::new("results", paper.plain("claims-results-title")).with(about).extend(blocks))
}

/// Id of the release that claims are held against where they name none.
pub(in crate::claims) fn deciding_release(case: &Case) -> Option<&str> {
    release_meant(case, None).map(|r| r.id.as_str())
}

/// Places with votes or shares of a contest, the country first.
fn places<'a>(case: &'a Case, contest: &Contest) -> Vec<&'a str> {
    let mut places: Vec<&str> = Vec::new();
    for f in case.figures.iter().filter(|f| f.contest == contest.id && f.item.option().is_some()) {
        if !places.contains(&f.place.as_str()) {
            places.push(&f.place);
        }
    }
    places.sort_by_key(|p| *p != case.election.country);
    places
}

fn findings(paper: &Paper<'_>) -> Vec<String> {
    let about = |f: &RecordFinding| {
        matches!(
            f,
            RecordFinding::MixedReleases { .. }
                | RecordFinding::FitsNoRelease { .. }
                | RecordFinding::DoesNotFollow { .. }
                | RecordFinding::TotalDiffers { .. }
        )
    };
    paper.input.record.iter().filter(|n| about(&n.finding)).map(|n| paper.words.record(n)).collect()
}

/// One contest in one place.
struct Sheet<'a> {
    paper: &'a Paper<'a>,
    contest: &'a Contest,
    place: &'a str,
}

impl Sheet<'_> {
    fn figure(&self, release: &str, item: &Item) -> Option<&Figure> {
        figure_of(self.paper.input.case, release, item, &self.contest.id, self.place)
    }

    /// Releases with any of these items here, the one that decides first.
    fn releases(&self, items: &[Item]) -> Vec<&ReleaseInfo> {
        let case = self.paper.input.case;
        let known = |r: &&ReleaseInfo| items.iter().any(|item| self.figure(&r.id, item).is_some());
        let mut releases: Vec<&ReleaseInfo> = case.election.releases.iter().filter(known).collect();
        releases.sort_by_key(|r| Some(r.id.as_str()) != deciding_release(case));
        releases
    }

    /// Sources that print shares of this contest here.
    fn printed(&self) -> Vec<&Where> {
        let mut all: Vec<&Where> = Vec::new();
        let here = |f: &&Figure| f.contest == self.contest.id && f.place == self.place && matches!(f.item, Item::Share(_));
        for f in self.paper.input.case.figures.iter().filter(here) {
            if matches!(f.stands, Where::Printed(_)) && !all.contains(&&f.stands) {
                all.push(&f.stands);
            }
        }
        all
    }

    /// Votes and shares by option.
    fn options(&self) -> Option<Table> {
        let paper = self.paper;
        let items = |option: &str| [Item::Votes(option.to_owned()), Item::Share(option.to_owned())];
        let releases = self.releases(&self.contest.options.iter().flat_map(|o| items(&o.id)).collect::<Vec<_>>());
        let mut head = vec![words(paper.plain("column-option"))];
        for release in &releases {
            let title = || ("release", release.title.as_str().into());
            head.extend(["claims-column-release-votes", "claims-column-release-share"].map(|id| number_column(paper.say(id, &[title()]))));
        }
        let printed = self.printed();
        for source in &printed {
            head.push(words(paper.say("claims-column-printed", &[("source", paper.words.stands(source).into())])));
        }
        let mut table = Table { prose: true, ..Table::new(self.caption("claims-results-caption"), head) };
        for option in &self.contest.options {
            let mut row = vec![Cell::of(paper.words.marked(&option.name, option.support.certainty))];
            row.extend(releases.iter().flat_map(|r| self.of_release(&r.id, &option.id)));
            row.extend(printed.iter().map(|source| self.as_printed(source, &option.id)));
            table.row(row);
        }
        let known = table.rows.iter().flat_map(|r| &r[1..]).any(|c| c.text != numbers::NONE);
        known.then_some(table)
    }

    fn caption(&self, id: &str) -> String {
        let (office, place) = (("contest", self.contest.office.as_str().into()), ("place", self.paper.words.place(self.place).into()));
        self.paper.say(id, &[office, place])
    }

    /// Votes, and the share they give beside the one the release prints.
    fn of_release(&self, release: &str, option: &str) -> [Cell; 2] {
        let paper = self.paper;
        let votes = self.figure(release, &Item::Votes(option.to_owned()));
        let printed = self.figure(release, &Item::Share(option.to_owned()));
        let valid = self.figure(release, &Item::Valid);
        let share = votes.zip(valid).and_then(|(v, all)| v.value.range(v.unit).percent_of(all.value.range(all.unit)));
        let follows = share.zip(printed).is_none_or(|(share, p)| share.overlaps(p.value.range(p.unit)));
        let shown = share.map(|s| paper.words.value(s, claims::unit::Unit::Percent(claims::unit::Noun::ValidBallots), 2));
        let printed = printed.map(|p| paper.words.marked(&paper.words.printed(&p.value, p.relation, p.unit), p.support.certainty));
        let text = match (shown, printed) {
            (Some(shown), Some(printed)) if !follows => {
                paper.say("claims-share-both", &[("share", shown.as_str().into()), ("printed", printed.as_str().into())])
            }
            (Some(shown), _) => shown,
            (None, Some(printed)) => paper.say("claims-share-printed", &[("printed", printed.as_str().into())]),
            (None, None) => numbers::NONE.to_owned(),
        };
        let count = |f: &Figure| paper.words.marked(&paper.words.number_of(f.value.range(f.unit)), f.support.certainty);
        [Cell::of(votes.map_or_else(|| numbers::NONE.to_owned(), count)), Cell::flagged(text, !follows)]
    }

    /// A share printed elsewhere, with what was found about it.
    fn as_printed(&self, source: &Where, option: &str) -> Cell {
        let paper = self.paper;
        let here = |f: &&Figure| f.stands == *source && f.contest == self.contest.id && f.place == self.place;
        let share = |f: &&Figure| matches!(&f.item, Item::Share(o) if o == option);
        let Some(f) = paper.input.case.figures.iter().filter(here).find(share) else { return Cell::of(numbers::NONE) };
        let text = paper.words.marked(&paper.words.printed(&f.value, f.relation, f.unit), f.support.certainty);
        let found = paper.input.record.iter().find_map(|n| match &n.finding {
            RecordFinding::MixedReleases { printed, option: o, fits, .. } if printed == source && o == option => {
                let fits: Vec<&str> = fits.iter().map(|r| paper.words.release(r)).collect();
                Some(paper.say("claims-printed-mixed", &[("printed", text.as_str().into()), ("release", fits.join(", ").as_str().into())]))
            }
            RecordFinding::FitsNoRelease { printed, option: o, .. } if printed == source && o == option => {
                Some(paper.say("claims-printed-none", &[("printed", text.as_str().into())]))
            }
            RecordFinding::DoesNotFollow { printed, option: o, recomputed, .. } if printed == source && o == option => {
                Some(paper.say("claims-printed-follow", &[("printed", text.as_str().into()), ("share", recomputed.as_str().into())]))
            }
            _ => None,
        });
        let flag = found.is_some();
        Cell::flagged(found.unwrap_or(text), flag)
    }

    /// Voters, ballots, turnout of every release.
    fn totals(&self) -> Option<Table> {
        let paper = self.paper;
        let items = [Item::Registered, Item::Cast, Item::Valid, Item::Invalid, Item::Turnout, Item::Stations];
        let releases = self.releases(&items);
        let head = std::iter::once(words(paper.plain("claims-column-what"))).chain(releases.iter().map(|r| number_column(r.title.clone())));
        let mut table = Table { prose: true, ..Table::new(self.caption("claims-totals-caption"), head) };
        for item in items {
            let cell = |f: &Figure| {
                let text = match f.unit {
                    claims::unit::Unit::Percent(_) => paper.words.printed(&f.value, f.relation, f.unit),
                    _ => paper.words.printed_number(f),
                };
                Cell::of(paper.words.marked(&text, f.support.certainty))
            };
            let cells: Vec<Option<Cell>> = releases.iter().map(|r| self.figure(&r.id, &item).map(cell)).collect();
            if cells.iter().any(Option::is_some) {
                let cells = cells.into_iter().map(|c| c.unwrap_or_else(|| Cell::of(numbers::NONE)));
                let name = super::super::sentences::capital(&paper.words.item(&item));
                table.row(std::iter::once(Cell::of(name)).chain(cells));
            }
        }
        (!table.rows.is_empty()).then_some(table)
    }
}
