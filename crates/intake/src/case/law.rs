//! law/*.toml: articles in their versions, and what is due when.

use std::collections::BTreeMap;

use claims::case::{ActKind, Article, Deadline, DeadlineKind, Exception, Law, RestDay, Start, Support, Within};
use jiff::civil::Date;

use super::context::{Context, Table};
use super::fields::Fields;
use super::ids::twice;
use super::problem::listed;

const LAW: [&str; 7] = ["id", "title", "source", "certainty", "note", "article", "deadline"];
const ARTICLE: [&str; 8] = ["number", "title", "says", "from", "until", "source", "certainty", "note"];
const DEADLINE: [&str; 15] = [
    "id",
    "article",
    "what",
    "who",
    "kind",
    "starts",
    "within",
    "on_rest_day",
    "done_by",
    "from",
    "until",
    "source",
    "certainty",
    "note",
    "exception",
];

/// Every law. Ids of laws and of deadlines are unique in the case.
pub(super) fn read<'c>(context: &'c Context<'c>) -> Vec<Law> {
    let (mut laws, mut deadlines) = (BTreeMap::new(), BTreeMap::new());
    context
        .texts
        .laws()
        .filter_map(|doc| {
            let top = Table::top(context, doc)?;
            unique(&top, &mut laws);
            law(&top, &mut deadlines)
        })
        .collect()
}

type Taken = BTreeMap<String, (String, u64)>;

/// Reports an id that another law or deadline has.
fn unique(table: &Table<'_>, taken: &mut Taken) {
    let Some(id) = table.text("id") else { return };
    let spot = table.spot("id");
    match taken.get(&id) {
        Some((file, first)) if *file == spot.file => twice(&table.context().faults, spot, *first),
        Some((file, first)) => {
            let message = format!("This id stands in {file} on line {first} already.");
            table.fault("id", "CASE-ID-TWICE", message, "Give one of the two another id, or remove it.");
        }
        None => drop(taken.insert(id, (spot.file, spot.line))),
    }
}

fn law(top: &Table<'_>, taken: &mut Taken) -> Option<Law> {
    top.only(&LAW);
    let (id, title, support) = (top.own_id(), top.need("title"), top.support());
    let tables = top.tables("article", "[[article]]");
    overlapping(&tables);
    let numbers: Vec<String> = tables.iter().filter_map(|t| t.text("number")).collect();
    let articles = tables.iter().filter_map(|t| article(t, &support)).collect();
    let deadlines = top.tables("deadline", "[[deadline]]");
    let deadlines = deadlines.iter().filter_map(|t| {
        unique(t, taken);
        deadline(t, &numbers, &support)
    });
    let deadlines = deadlines.collect();
    Some(Law { id: id?, title: title?, articles, deadlines, support })
}

/// What stands behind a part of a law: its own sources, else those of the law.
fn part_support(table: &Table<'_>, law: &Support) -> Support {
    let own = table.loose_support();
    if table.given("source") || table.given("certainty") {
        return table.support();
    }
    Support { sources: law.sources.clone(), certainty: law.certainty, ..own }
}

fn article(table: &Table<'_>, law: &Support) -> Option<Article> {
    table.only(&ARTICLE);
    let (number, title, says) = (table.need("number"), table.need("title"), table.need("says"));
    let (from, until) = (table.need_date("from"), table.date("until"));
    table.in_order(from, until);
    let support = part_support(table, law);
    Some(Article { number: number?, title: title?, says: says?, from: from?, until, support })
}

/// From, until, and where it stands.
type Version<'t> = (Date, Option<Date>, &'t Table<'t>);

/// Reports versions of one article that are in force on the same day.
fn overlapping<'t>(tables: &'t [Table<'t>]) {
    let mut versions: BTreeMap<String, Vec<Version<'t>>> = BTreeMap::new();
    for table in tables {
        // Days that are wrong are reported where the article is read.
        let day = |key| table.text(key).and_then(|d| super::when::date(&d).ok());
        if let Some((number, from)) = table.text("number").zip(day("from"))
            && table.given("until") == day("until").is_some()
        {
            versions.entry(number).or_default().push((from, day("until"), table));
        }
    }
    for (number, mut of) in versions {
        of.sort_by_key(|(from, _, table)| (*from, table.line()));
        for pair in of.windows(2) {
            let [(_, until, earlier), (from, _, later)] = pair else { continue };
            if until.is_none_or(|u| u >= *from) {
                let line = earlier.line();
                let message = format!("Article {number} has another version that is in force on that day, on line {line}.");
                let remedy = "Write under `until` of the earlier version the day before the later one begins.";
                later.fault("from", "CASE-LAW-VERSIONS", message, remedy);
            }
        }
    }
}

fn deadline(table: &Table<'_>, numbers: &[String], law: &Support) -> Option<Deadline> {
    table.only(&DEADLINE);
    let (id, article) = (table.own_id(), table.need("article"));
    if let Some(number) = article.as_deref().filter(|a| !numbers.iter().any(|n| n == a)) {
        let known = numbers.iter().map(String::as_str);
        let remedy = match table.context().faults.nearest(number, known.clone()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None if numbers.is_empty() => "Add it as an [[article]].".to_owned(),
            None => format!("Write one of {}, or add it as an [[article]].", listed(known)),
        };
        table.fault("article", "CASE-ID-UNKNOWN", "This law has no article of this number in the file.", remedy);
    }
    let (what, who) = (table.need("what"), table.need("who"));
    let kind = table.need_choice("kind", &[("duty", DeadlineKind::Duty), ("remedy", DeadlineKind::Remedy)]);
    let (starts, within) = (starts(table), within(table));
    let rest_days = [("stays", RestDay::Stays), ("next working day", RestDay::NextWorkingDay)];
    let on_rest_day = table.choice("on_rest_day", &rest_days).unwrap_or_default();
    let done_by = table.choice("done_by", &ActKind::ALL.map(|k| (k.word(), k)));
    let (from, until) = (table.need_date("from"), table.date("until"));
    table.in_order(from, until);
    let exceptions = table.tables("exception", "[[deadline.exception]]").iter().filter_map(exception).collect();
    let support = part_support(table, law);
    let (id, article, what, who, kind, starts, within, from) = (id?, article?, what?, who?, kind?, starts?, within?, from?);
    Some(Deadline { id, article, what, who, kind, starts, within, exceptions, on_rest_day, done_by, from, until, support })
}

/// What a deadline runs from.
fn starts(table: &Table<'_>) -> Option<Start> {
    let acts = ActKind::ALL.map(|kind| (format!("act: {}", kind.word()), Start::Act(kind)));
    let plain = [("election", Start::Election), ("filing", Start::Filing), ("decision", Start::Decision)];
    let of: Vec<(&str, &Start)> = plain.iter().map(|(w, s)| (*w, s)).chain(acts.iter().map(|(w, s)| (w.as_str(), s))).collect();
    table.need_choice("starts", &of).cloned()
}

const LENGTHS: &str = "Write `at once`, or a number with `days`, `working days` or `hours`, such as `5 days`.";

/// How long a deadline is.
fn within(table: &Table<'_>) -> Option<Within> {
    if !table.given("within") {
        table.missing("within", LENGTHS);
        return None;
    }
    let text = table.text("within")?;
    if text == "at once" {
        return Some(Within::AtOnce);
    }
    let length = text.split_once(' ').and_then(|(number, unit)| {
        // A deadline of more than ten years is a slip.
        let n = number.parse::<u32>().ok().filter(|n| (1..=4000).contains(n))?;
        match unit.trim() {
            "hour" | "hours" => Some(Within::Hours(n)),
            "day" | "days" => Some(Within::Days(n)),
            "working day" | "working days" => Some(Within::WorkingDays(n)),
            _ => None,
        }
    });
    if length.is_none() {
        table.fault("within", "CASE-VALUE-LENGTH", "This is no length of a deadline.", LENGTHS);
    }
    length
}

fn exception(table: &Table<'_>) -> Option<Exception> {
    table.only(&["less_than_days_before_election", "within"]);
    let key = "less_than_days_before_election";
    if !table.given(key) {
        table.missing(key, "Write a number of days, such as 5.");
    }
    let (days, within) = (table.small_count(key), within(table));
    Some(Exception { less_than_days_before_election: days?, within: within? })
}
