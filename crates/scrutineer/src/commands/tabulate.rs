//! `scrutineer tabulate`: sums and shares, recomputed, for the places of one level.

use count::tabulate::{Row, Scope, Total};
use count::{Table, tabulate};
use domain::Release;

use publish::findings_csv::guarded;

use crate::cli::Tabulate;
use crate::commands::load;
use crate::failure::Failure;
use crate::screen::{Columns, Screen, answer, json, thousands};

/// Options shown on the screen; CSV and JSON have all.
const SHOWN: usize = 4;

/// Runs the command.
pub fn run(args: &Tabulate, screen: Screen) -> Result<(), Failure> {
    let loaded = load(&args.source, screen)?;
    let release = &loaded.release;
    let level = args.by.as_deref().map_or(Ok(0), |name| level(release, name))?;
    let table = tabulate(release, Scope::Level(level));
    if args.json {
        let rows = &release.rows;
        json(&serde_json::json!({
            "simulated": release.election.simulated,
            "rows": { "used": rows.used, "left_out": rows.left_out, "refused": rows.refused, "problems": rows.problems },
            "table": table,
        }));
    } else if args.csv {
        answer(&csv(&table)?);
    } else {
        answer(&text(release, &table));
    }
    Ok(())
}

fn level(release: &Release, name: &str) -> Result<usize, Failure> {
    let levels = release.places.levels();
    levels.iter().position(|l| l.name.eq_ignore_ascii_case(name)).map(|i| i + 1).ok_or_else(|| {
        let names: Vec<_> = levels.iter().map(|l| l.name.as_str()).collect();
        let remedy =
            if names.is_empty() { "The mapping names no places.".to_owned() } else { format!("The levels are: {}", names.join(", ")) };
        Failure::usage("TABULATE-LEVEL", format!("no level of places is called \"{name}\""), remedy)
    })
}

/// Options by votes, most first.
fn by_votes(table: &Table) -> Vec<usize> {
    let total = |o: usize| table.rows.iter().map(|r| r.votes.get(o).map_or(0, |t| t.sum)).sum::<u64>();
    let mut order: Vec<usize> = (0..table.options.len()).collect();
    order.sort_by_key(|&o| (std::cmp::Reverse(total(o)), o));
    order
}

fn text(release: &Release, table: &Table) -> String {
    let shown: Vec<usize> = by_votes(table).into_iter().take(SHOWN).collect();
    let mut headings = vec!["place", "stations", "registered", "issued", "found", "valid", "turnout %"];
    headings.extend(shown.iter().map(|&o| table.options[o].as_str()));
    let mut columns = Columns::with(&headings);
    for row in &table.rows {
        columns.row(cells(row, &shown));
    }
    let simulated = if release.election.simulated { "SIMULATED\n" } else { "" };
    let more = match table.options.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" {more} more options: see --csv or --json."),
    };
    format!("{simulated}{}Shares of valid ballots, %.{more}\n", columns.text())
}

fn cells(row: &Row, shown: &[usize]) -> Vec<String> {
    let percent = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |s| format!("{s:.2}"));
    let mut cells = vec![row.path.clone(), thousands(u64::from(row.stations))];
    let sum = |t: Total| if t.stations == 0 { "-".to_owned() } else { thousands(t.sum) };
    cells.extend([row.registered, row.issued, row.found, row.valid].map(sum));
    cells.push(percent(row.turnout.as_ref().map(|s| s.percent)));
    cells.extend(shown.iter().map(|&o| percent(row.of_valid[o].or(row.of_found[o]).as_ref().map(|s| s.percent))));
    cells
}

fn csv(table: &Table) -> Result<String, Failure> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut headings: Vec<String> =
        ["place", "stations", "registered", "issued", "found", "valid", "turnout_percent"].map(str::to_owned).to_vec();
    headings.extend(table.options.iter().flat_map(|o| [guarded(o), guarded(&format!("{o} (% of valid)"))]));
    let mut write = |cells: &[String]| out.write_record(cells);
    let mut written = write(&headings);
    for row in &table.rows {
        let exact = |share: Option<f64>| share.map_or_else(String::new, |s| format!("{s:.4}"));
        let mut cells = vec![guarded(&row.path), row.stations.to_string()];
        let sum = |t: Total| if t.stations == 0 { String::new() } else { t.sum.to_string() };
        cells.extend([row.registered, row.issued, row.found, row.valid].map(sum));
        cells.push(exact(row.turnout.as_ref().map(|s| s.percent)));
        for (votes, share) in row.votes.iter().zip(&row.of_valid) {
            cells.push(votes.sum.to_string());
            cells.push(exact(share.as_ref().map(|s| s.percent)));
        }
        written = written.and_then(|()| write(&cells));
    }
    let failed = |e: &dyn std::fmt::Display| Failure::refused("OUTPUT", format!("the table cannot be written: {e}"), "");
    written.map_err(|e| failed(&e))?;
    let bytes = out.into_inner().map_err(|e| failed(&e))?;
    String::from_utf8(bytes).map_err(|e| failed(&e))
}
