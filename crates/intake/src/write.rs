//! A release as a CSV file and a mapping that reads it back the same.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use domain::{Column, FieldKind, PlaceId, Release};

use crate::mapping::quoted;
use crate::text::folded;

/// One column of the file: its header and where its cells come from.
struct Out<'a> {
    header: String,
    cells: Cells<'a>,
}

enum Cells<'a> {
    Place(usize),
    Code,
    /// Number of the station, written only where two stations of one place have one code.
    Key,
    Numbers(&'a Column, Shape),
}

#[derive(Clone, Copy)]
enum Shape {
    Count,
    Time,
    Percentage,
}

/// The columns of a release, with headers no two of which are alike.
struct Layout<'a> {
    columns: Vec<Out<'a>>,
    levels: Vec<String>,
    code: String,
    key: Option<String>,
    fields: Vec<(&'static str, String)>,
    options: Vec<(String, &'a str)>,
    turnout: Vec<(u32, String)>,
    shares: Vec<(&'a str, String)>,
}

/// Gives every column a header of its own.
#[derive(Default)]
struct Unique {
    taken: HashSet<String>,
}

impl Unique {
    fn name(&mut self, wanted: &str, otherwise: &str) -> String {
        let clean = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = clean(wanted);
        let base = if wanted.is_empty() { clean(otherwise) } else { wanted };
        let mut name = base.clone();
        let mut n = 2;
        while !self.taken.insert(folded(&name)) {
            name = format!("{base} ({otherwise} {n})");
            n += 1;
        }
        name
    }
}

impl<'a> Layout<'a> {
    fn of(release: &'a Release) -> Self {
        let stations = &release.stations;
        let mut unique = Unique::default();
        let mut columns = Vec::new();
        let mut push = |header: &str, cells| columns.push(Out { header: header.to_owned(), cells });
        // Fields keep their own names; places, options and the rest give way.
        let fields: Vec<_> = stations.fields.keys().map(|f| (f.name(), unique.name(f.name(), "field"))).collect();
        let levels: Vec<_> = release.places.levels().iter().map(|l| unique.name(&l.name, "place")).collect();
        let code = unique.name("station", "code");
        let key = has_twins(release).then(|| unique.name("row", "key"));
        let options: Vec<_> = release.election.options.iter().map(|o| (unique.name(&o.name, "option"), o.name.as_str())).collect();
        let turnout: Vec<_> =
            stations.turnout_h.iter().map(|(t, _)| (*t, unique.name(&format!("turnout {}", clock(*t)), "turnout"))).collect();
        let named = |o: &u16| release.election.options.get(usize::from(*o)).map_or("", |o| o.name.as_str());
        let shares: Vec<_> =
            stations.published_share.keys().map(|o| (named(o), unique.name(&format!("share of {}", named(o)), "share"))).collect();

        levels.iter().enumerate().for_each(|(i, h)| push(h, Cells::Place(i + 1)));
        push(&code, Cells::Code);
        if let Some(header) = &key {
            push(header, Cells::Key);
        }
        for ((field, column), (_, header)) in stations.fields.iter().zip(&fields) {
            let shape = if field.kind() == FieldKind::Time { Shape::Time } else { Shape::Count };
            push(header, Cells::Numbers(column, shape));
        }
        options.iter().zip(&stations.votes).for_each(|((h, _), c)| push(h, Cells::Numbers(c, Shape::Count)));
        turnout.iter().zip(&stations.turnout_h).for_each(|((_, h), (_, c))| push(h, Cells::Numbers(c, Shape::Count)));
        shares.iter().zip(stations.published_share.values()).for_each(|((_, h), c)| push(h, Cells::Numbers(c, Shape::Percentage)));
        Self { columns, levels, code, key, fields, options, turnout, shares }
    }
}

/// Whether two stations of one place have one code.
fn has_twins(release: &Release) -> bool {
    let mut seen = HashSet::with_capacity(release.stations.len());
    leaves(release).iter().zip(&release.stations.codes).any(|(leaf, code)| !seen.insert((*leaf, code)))
}

/// The smallest place of every station.
fn leaves(release: &Release) -> Vec<PlaceId> {
    let mut leaves = vec![PlaceId::ALL; release.stations.len()];
    for place in release.places.all() {
        // Parents come before children, so the smallest place is written last.
        leaves[release.places.stations(place)].fill(place);
    }
    leaves
}

fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Writes one row per station, in the order of the release. [`mapping_toml_for`] gives the mapping that reads it back.
///
/// # Errors
/// When the writer refuses.
pub fn write_results_csv(release: &Release, writer: impl Write) -> io::Result<()> {
    let layout = Layout::of(release);
    let leaves = leaves(release);
    let mut out = BufWriter::with_capacity(1 << 16, writer);
    let mut line = Vec::new();
    for column in &layout.columns {
        text_cell(&mut line, &column.header);
    }
    end_row(&mut line, &mut out)?;
    let (mut last, mut names) = (None, Vec::new());
    for (station, &leaf) in leaves.iter().enumerate() {
        if last != Some(leaf) {
            last = Some(leaf);
            names = names_of(release, leaf);
        }
        for column in &layout.columns {
            match column.cells {
                Cells::Place(level) => text_cell(&mut line, names.get(level - 1).copied().unwrap_or("")),
                Cells::Code => text_cell(&mut line, &release.stations.codes[station]),
                Cells::Key => write!(line, "{},", station + 1)?,
                Cells::Numbers(numbers, shape) => number_cell(&mut line, numbers.get(station), shape)?,
            }
        }
        end_row(&mut line, &mut out)?;
    }
    out.flush()
}

/// Names of a place and those that hold it, from the top.
fn names_of(release: &Release, leaf: PlaceId) -> Vec<&str> {
    let mut names = Vec::new();
    let mut at = leaf;
    while let Some(up) = release.places.parent(at) {
        names.push(release.places.name(at));
        at = up;
    }
    names.reverse();
    names
}

fn text_cell(line: &mut Vec<u8>, text: &str) {
    if text.contains([',', '"', '\n', '\r', ';', '\t', '|']) || text.is_empty() {
        line.push(b'"');
        line.extend(text.bytes().flat_map(|b| std::iter::repeat_n(b, if b == b'"' { 2 } else { 1 })));
        line.push(b'"');
    } else {
        line.extend_from_slice(text.as_bytes());
    }
    line.push(b',');
}

fn number_cell(line: &mut Vec<u8>, number: Option<u32>, shape: Shape) -> io::Result<()> {
    match (number, shape) {
        (None, _) => {}
        (Some(n), Shape::Count) => write!(line, "{n}")?,
        (Some(n), Shape::Time) => line.extend_from_slice(clock(n).as_bytes()),
        (Some(n), Shape::Percentage) => write!(line, "{}.{:03}", n / 1000, n % 1000)?,
    }
    line.push(b',');
    Ok(())
}

fn end_row(line: &mut Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    line.pop();
    line.push(b'\n');
    out.write_all(line)?;
    line.clear();
    Ok(())
}

/// The mapping that reads what [`write_results_csv`] writes of this release.
#[must_use]
pub fn mapping_toml_for(release: &Release) -> String {
    let layout = Layout::of(release);
    let mut toml = Toml(String::new());
    toml.line("format = 1\n\n[election]");
    let election = &release.election;
    toml.pair("id", &quoted(&election.id));
    toml.pair("title", &quoted(&election.title));
    if let Some(date) = &election.date {
        toml.pair("date", &quoted(date));
    }
    if let Some(country) = &election.country {
        toml.pair("country", &quoted(country));
    }
    toml.pair("source", &quoted(&election.source));
    toml.pair("simulated", if election.simulated { "true" } else { "false" });
    toml.line("\n[file]\ndelimiter = \",\"\nencoding = \"utf-8\"\nheader_row = 1");
    if !layout.levels.is_empty() {
        toml.line("\n[places]\nlevels = [");
        for (level, header) in release.places.levels().iter().zip(&layout.levels) {
            toml.line(&format!("  {{ name = {}, column = {}, analysed = {} }},", quoted(&level.name), quoted(header), level.analysed));
        }
        toml.line("]");
    }
    toml.line("\n[station]");
    toml.pair("code", &quoted(&layout.code));
    if let Some(key) = &layout.key {
        toml.pair("key", &format!("[{}]", quoted(key)));
    }
    toml.section("fields", layout.fields.iter().map(|(f, h)| ((*f).to_owned(), quoted(h))));
    toml.section("accounts", election.found.iter().map(|f| ("found".to_owned(), quoted(f.name()))));
    if !layout.options.is_empty() {
        toml.line("\n[options]");
        toml.pair("complete", if election.options_complete { "true" } else { "false" });
        toml.line("columns = [");
        layout.options.iter().for_each(|(h, _)| toml.line(&format!("  {},", quoted(h))));
        toml.line("]");
        let renamed = layout.options.iter().filter(|(h, name)| h != name);
        toml.section("options.names", renamed.map(|(h, name)| (quoted(h), quoted(name))));
    }
    toml.section("turnout_h", layout.turnout.iter().map(|(t, h)| (quoted(&clock(*t)), quoted(h))));
    toml.section("published_share", layout.shares.iter().map(|(o, h)| (quoted(o), quoted(h))));
    toml.0
}

struct Toml(String);

impl Toml {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn pair(&mut self, key: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn section(&mut self, name: &str, pairs: impl Iterator<Item = (String, String)>) {
        let mut pairs = pairs.peekable();
        if pairs.peek().is_some() {
            self.line(&format!("\n[{name}]"));
            pairs.for_each(|(k, v)| self.pair(&k, &v));
        }
    }
}
