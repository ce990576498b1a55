//! The same test on elections known to be clean.

use domain::Finding;
use forensics::about::About;
use forensics::references::{REFERENCES, Reference};

use super::Desk;
use super::model::{Block, Cell, Table, numbers as number_column, words};
use super::tests::columns;
use crate::figures;
use crate::numbers::{self, NONE};

/// The table of clean references, this election first; a sentence where there is none.
pub(super) fn block(desk: &Desk<'_>, about: &About, national: &[&Finding]) -> Vec<Block> {
    let clean: Vec<&'static Reference> = REFERENCES.iter().filter(|r| r.tests.contains_key(about.name)).collect();
    if clean.is_empty() {
        return vec![Block::Para { text: desk.plain("references-none") }];
    }
    let known = |statistic: &&str| clean.iter().any(|r| r.tests[about.name].contains_key(*statistic));
    let columns: Vec<&str> = columns(about).into_iter().filter(known).collect();
    let labels = columns.iter().map(|c| number_column(desk.plain(&format!("stat-{c}"))));
    let mut table = Table::new(desk.plain("table-references"), [words(desk.plain("column-election"))].into_iter().chain(labels));
    let leader = desk.input.release.leader();
    if let Some(own) = national.iter().find(|f| f.option == leader).or_else(|| national.iter().find(|f| f.option.is_none())) {
        let name = match own.option {
            Some(o) => desk.say("this-election", &[("option", desk.names.option(o).into())]),
            None => desk.plain("this-election-turnout"),
        };
        let cells = columns.iter().map(|c| Cell::of(figures::statistic(own, about, c)));
        table.row([Cell::of(name)].into_iter().chain(cells));
    }
    for r in &clean {
        let cell = |c: &&str| {
            let value = r.tests[about.name].get(*c);
            let shown = |x: &f64| numbers::number(*x, figures::decimals(figures::unit(about, c), *x));
            Cell::of(value.map_or_else(|| NONE.to_owned(), shown))
        };
        table.row([Cell::of(r.title.as_str())].into_iter().chain(columns.iter().map(cell)));
    }
    table.note = desk.plain("table-references-about");
    vec![Block::Table(table)]
}
