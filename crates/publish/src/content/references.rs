//! The same test on elections known to be clean.

use domain::Finding;
use forensics::about::About;
use forensics::references::{REFERENCES, Reference};

use super::Desk;
use super::model::{Block, Cell, Table, numbers as number_column, words};
use super::tests::columns;
use crate::figures;
use crate::numbers::{self, NONE};
use crate::verdict::Ending;

/// The table of clean references, this election first; a sentence where there is none.
pub(super) fn block(desk: &Desk<'_>, about: &About, national: &[&Finding]) -> Vec<Block> {
    let examined = &desk.input.release.election.id;
    let clean: Vec<&'static Reference> =
        REFERENCES.iter().filter(|r| r.tests.contains_key(about.name) && r.election != *examined).collect();
    if clean.is_empty() {
        return vec![Block::Para { text: desk.plain("references-none") }];
    }
    let known = |statistic: &&str| clean.iter().any(|r| r.tests[about.name].contains_key(*statistic));
    let columns: Vec<&str> = columns(about).into_iter().filter(known).collect();
    let labels = columns.iter().map(|c| number_column(desk.plain(&format!("stat-{c}"))));
    let reach = ["column-answers", "column-flags"].map(|id| number_column(desk.plain(id)));
    let first = words(desk.plain("column-election"));
    let mut table = Table::new(desk.plain("table-references"), [first].into_iter().chain(labels).chain(reach));
    table.rows.extend(own(desk, about, national, &columns));
    table.rows.extend(clean.iter().map(|r| row(r, about, &columns)));
    table.note = desk.plain("table-references-about");
    vec![Block::Table(table)]
}

/// This election, counted as the references are.
fn own(desk: &Desk<'_>, about: &About, national: &[&Finding], columns: &[&str]) -> Option<Vec<Cell>> {
    let leader = desk.input.release.leader();
    let own = national.iter().find(|f| f.option == leader).or_else(|| national.iter().find(|f| f.option.is_none()))?;
    let name = match own.option {
        Some(o) => desk.say("this-election", &[("option", desk.names.option(o).into())]),
        None => desk.plain("this-election-turnout"),
    };
    let answered = || desk.input.examination.findings.iter().filter(|f| f.test == about.name && Ending::of(f) != Ending::CannotTell);
    let values = columns.iter().map(|c| Cell::of(figures::statistic(own, about, c)));
    let reach = [answered().count(), answered().filter(|f| f.flag).count()].map(|n| Cell::of(numbers::count(n)));
    Some([Cell::of(name)].into_iter().chain(values).chain(reach).collect())
}

fn row(reference: &'static Reference, about: &About, columns: &[&str]) -> Vec<Cell> {
    let values = &reference.tests[about.name];
    let cell = |column: &&str| {
        // The file keeps counts as numbers: what is whole shows no decimals.
        let decimals = |x: f64| if x.fract() == 0.0 { 0 } else { figures::decimals(figures::unit(about, column), x) };
        Cell::of(values.get(*column).map_or_else(|| NONE.to_owned(), |&x| numbers::number(x, decimals(x))))
    };
    let cells = columns.iter().chain(&["cases", "flags"]).map(cell);
    [Cell::of(reference.title.as_str())].into_iter().chain(cells).collect()
}
