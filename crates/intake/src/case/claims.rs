//! claims.toml: what of the statements can be checked.

use std::collections::BTreeMap;

use claims::case::{Basis, Claim, Measure, Phase, Relation, StatementKind, Target};
use claims::unit::{Noun, Unit};

use super::context::{Context, Table};
use super::fields::Fields;
use super::ids::{Kind, twice};
use super::problem::Spot;
use super::said;
use super::subject::Subject;

const CLAIM: [&str; 13] =
    ["id", "statement", "measure", "relation", "unit", "quantity", "date", "another", "against", "tolerance", "basis", "stage", "note"];

const TARGETS: [&str; 4] = ["quantity", "date", "another", "against"];

/// Every claim.
pub(super) fn read<'c>(context: &'c Context<'c>) -> Vec<Claim> {
    let kinds = statement_kinds(context);
    let Some(top) = context.texts.doc("claims.toml").and_then(|doc| Table::top(context, doc)) else { return Vec::new() };
    top.only(&["claim"]);
    let mut lines = BTreeMap::new();
    let claims = top.tables("claim", "[[claim]]");
    let claims = claims.iter().filter_map(|table| {
        if let Some(id) = table.text("id") {
            let spot = table.spot("id");
            let first = *lines.entry(id).or_insert(spot.line);
            if first != spot.line {
                twice(&context.faults, spot, first);
            }
        }
        claim(table, &kinds)
    });
    let claims: Vec<Claim> = claims.collect();
    unclaimed(context, &kinds, &claims);
    claims
}

type Kinds = BTreeMap<String, (StatementKind, u64)>;

/// What kind every statement is of, and its line.
fn statement_kinds<'c>(context: &'c Context<'c>) -> Kinds {
    let rows = context.rows("statements.csv");
    let kind = |word: &str| said::KINDS.iter().find(|(w, _)| *w == word).map(|(_, k)| *k);
    rows.iter().filter_map(|row| Some((row.text("id")?, (kind(&row.text("kind")?)?, row.line())))).collect()
}

/// A checkable statement of which nothing is checked was probably forgotten.
fn unclaimed(context: &Context<'_>, kinds: &Kinds, claims: &[Claim]) {
    for (id, (kind, line)) in kinds {
        if *kind == StatementKind::Checkable && !claims.iter().any(|c| c.statement == *id) {
            let spot = Spot::line("statements.csv", *line).saying("id", Some(id));
            let remedy = "Add a [[claim]] for what can be checked in it, or write `opinion` or `intention` as its kind.";
            context.faults.warn(spot, "CASE-NOTE-UNCLAIMED", "No claim says what can be checked in this statement.", remedy);
        }
    }
}

fn claim(table: &Table<'_>, kinds: &Kinds) -> Option<Claim> {
    table.only(&CLAIM);
    let (id, statement) = (table.own_id(), table.need_reference("statement", &Kind::Statement));
    if let Some((kind @ (StatementKind::Opinion | StatementKind::Intention), line)) = statement.as_ref().and_then(|s| kinds.get(s)) {
        let what = if *kind == StatementKind::Opinion { "an opinion" } else { "an intention" };
        let message = format!("The statement is {what} (statements.csv, line {line}), which is never scored.");
        let remedy = "Remove the claim, or write `checkable` as the kind of a statement in which something can be true or false.";
        table.fault("statement", "CASE-CLAIM-OPINION", message, remedy);
    }
    if !table.given("measure") {
        table.missing("measure", "Write what the number is of, such as { what = \"result\", item = \"turnout\" }.");
    }
    let measure = table.table("measure", "`measure`").and_then(|t| measure(&t));
    let relation = table.need_choice("relation", &Relation::ALL.map(|r| (r.words(), r)));
    let target = target(table);
    if !table.given("unit") {
        table.missing("unit", "Write the unit of the number, such as \"percent of valid ballots\" or \"date\".");
    }
    let unit = table.unit("unit");
    if let (Some(measure), Some(unit), Some(target)) = (&measure, unit, &target) {
        agrees(table, measure, unit, target);
    }
    let tolerance = table.amount("tolerance");
    if table.given("tolerance") && relation.is_some_and(|r| r != Relation::About) {
        let message = "Only `about` has a tolerance.";
        table.fault("tolerance", "CASE-CLAIM-TOLERANCE", message, "Write `relation = \"about\"`, or remove the tolerance.");
    }
    let basis = table.choice("basis", &[("official", Basis::Official), ("independent", Basis::Independent)]).unwrap_or_default();
    let stage_unknown = table.choice("stage", &[("known", false), ("unknown", true)]).unwrap_or_default();
    let (note, line) = (table.words("note"), table.line());
    let (id, statement, measure, relation) = (id?, statement?, measure?, relation?);
    Some(Claim { id, statement, measure, relation, target: target?, unit: unit?, tolerance, basis, stage_unknown, note, line })
}

/// What the measure is compared with: exactly one of four.
fn target(table: &Table<'_>) -> Option<Target> {
    let given: Vec<&str> = TARGETS.into_iter().filter(|t| table.given(t)).collect();
    match given[..] {
        ["quantity"] => table.amount("quantity").map(Target::Quantity),
        ["date"] => table.date("date").map(Target::Day),
        ["another"] => table.table("another", "`another`").and_then(|t| measure(&t)).map(Target::Another),
        ["against"] => table.choice("against", &[("margin", ())]).map(|()| Target::Margin),
        [] => {
            let remedy = "Write one of `quantity`, `date`, `another` and `against`.";
            table.fault_here("CASE-CLAIM-TARGET", "The claim does not say what the measure is compared with.", remedy);
            None
        }
        [_, second, ..] => {
            let message = format!("The claim is compared with several things: {}.", given.join(" and "));
            table.fault(second, "CASE-CLAIM-TARGET", message, "Keep one of them; the others are claims of their own.");
            None
        }
        [_] => None,
    }
}

const MEASURES: [&str; 10] = ["result", "margin", "change", "rating", "incidents", "absence", "coverage", "counted", "day", "affected"];

/// The keys of a measure beside `what`.
fn keys(what: &str) -> &'static [&'static str] {
    match what {
        "result" => &["what", "item", "option", "contest", "place", "release"],
        "margin" => &["what", "contest", "place", "release"],
        "change" => &["what", "item", "option", "contest", "place", "from", "to"],
        "rating" => &["what", "observation"],
        "incidents" => &["what", "register", "place", "phase"],
        "absence" => &["what", "organisation", "against"],
        "coverage" => &["what", "organisation", "unit", "phase", "place"],
        "counted" => &["what", "item", "place"],
        "day" => &["what", "act"],
        _ => &["what", "contest", "register"],
    }
}

fn measure(table: &Table<'_>) -> Option<Measure> {
    let what = table.need_choice("what", &MEASURES.map(|m| (m, m)))?;
    table.only(keys(what));
    match what {
        "result" | "margin" | "change" => of_results(table, what),
        "rating" => Some(Measure::Rating { observation: table.need_reference("observation", &Kind::Observation)? }),
        "absence" => {
            let organisation = table.need_reference("organisation", &Kind::Organisation);
            let against = table.need_reference("against", &Kind::Observation);
            Some(Measure::Absence { organisation: organisation?, against: against? })
        }
        "counted" => {
            let (item, place) = (table.need("item"), table.place());
            Some(Measure::Counted { item: item?, place: place? })
        }
        "day" => Some(Measure::Day { act: table.need_reference("act", &Kind::Act)? }),
        "affected" => {
            let (contest, register) = (table.contest(), table.reference("register", &Kind::Register));
            Some(Measure::Affected { contest: contest?, register })
        }
        _ => of_observers(table, what),
    }
}

fn of_results(table: &Table<'_>, what: &str) -> Option<Measure> {
    let (contest, place) = (table.contest(), table.place());
    if what == "margin" {
        let release = table.reference("release", &Kind::Release);
        return Some(Measure::Margin { contest: contest?, place: place?, release });
    }
    let item = table.item(contest.as_deref());
    if what == "result" {
        let release = table.reference("release", &Kind::Release);
        return Some(Measure::Result { item: item?, contest: contest?, place: place?, release });
    }
    let (from, to) = (table.need_reference("from", &Kind::Release), table.need_reference("to", &Kind::Release));
    Some(Measure::Change { item: item?, contest: contest?, place: place?, from: from?, to: to? })
}

fn of_observers(table: &Table<'_>, what: &str) -> Option<Measure> {
    let phase = table.choice("phase", &Phase::ALL.map(|p| (p.word(), p)));
    let place = table.place();
    if what == "incidents" {
        let register = table.reference("register", &Kind::Register);
        return Some(Measure::Incidents { register, place: place?, phase });
    }
    let (organisation, unit) = (table.need_reference("organisation", &Kind::Organisation), table.need_noun("unit"));
    Some(Measure::Coverage { organisation: organisation?, unit: unit?, phase, place: place? })
}

/// Reports a unit that the measure cannot have, and a day where a number is or the reverse.
fn agrees(table: &Table<'_>, measure: &Measure, unit: Unit, target: &Target) {
    if let Some(wanted) = impossible(measure, unit) {
        table.fault("unit", "CASE-CLAIM-UNIT", "The measure cannot have this unit.", format!("Write {wanted}."));
        return;
    }
    let day = matches!(measure, Measure::Day { .. });
    match target {
        Target::Quantity(_) if day => {
            table.fault("quantity", "CASE-CLAIM-TARGET", "The day of an act is no number.", "Write a day under `date`.");
        }
        Target::Day(_) if !day => {
            let remedy = "Write a number under `quantity`, or measure { what = \"day\", act = \"...\" }.";
            table.fault("date", "CASE-CLAIM-TARGET", "The measure is no day.", remedy);
        }
        Target::Another(other) if impossible(other, unit).is_some() => {
            let remedy = "Compare two measures of one unit.";
            table.fault("another", "CASE-CLAIM-UNIT", format!("This measure cannot have the unit `{unit}`."), remedy);
        }
        Target::Margin if day => {
            table.fault("against", "CASE-CLAIM-TARGET", "The day of an act is not compared with a margin.", "Write a day under `date`.");
        }
        _ => {}
    }
}

/// What to write where a measure cannot have that unit. A unit that merely differs from the record's is a finding, not a mistake.
fn impossible(measure: &Measure, unit: Unit) -> Option<&'static str> {
    const INCIDENTS: [Noun; 4] = [Noun::Incidents, Noun::ReportsReceived, Noun::DistinctIncidents, Noun::VerifiedIncidents];
    const VOTES: [Noun; 5] = [Noun::Votes, Noun::Ballots, Noun::ValidBallots, Noun::VotesAffected, Noun::VotesDocumented];
    let on_ballots = |noun: Noun| VOTES.contains(&noun) || noun == Noun::Voters;
    let (possible, wanted) = match measure {
        Measure::Day { .. } => (unit == Unit::Date, "`date`"),
        Measure::Result { item, .. } => return of_item(item, unit, false),
        Measure::Change { item, .. } => return of_item(item, unit, true),
        Measure::Margin { .. } => {
            let votes = matches!(unit, Unit::Number(n) | Unit::Points(n) if on_ballots(n));
            (votes, "`votes` or `points of valid ballots`")
        }
        Measure::Incidents { .. } => (
            matches!(unit, Unit::Number(n) if INCIDENTS.contains(&n)),
            "`incidents`, `reports received`, `distinct incidents` or `verified incidents`",
        ),
        Measure::Affected { .. } => {
            (matches!(unit, Unit::Number(n) if on_ballots(n)), "`votes affected` or `votes documented as affected`")
        }
        Measure::Rating { .. } | Measure::Absence { .. } | Measure::Coverage { .. } => {
            (matches!(unit, Unit::Number(_) | Unit::Percent(_)), "what is counted, or `percent of X`")
        }
        Measure::Counted { .. } => (unit != Unit::Date, "what is counted"),
    };
    (!possible).then_some(wanted)
}

/// The same for a figure of the results, or for how much it changed.
fn of_item(item: &claims::case::Item, unit: Unit, change: bool) -> Option<&'static str> {
    use claims::case::Item;
    let share = matches!(item, Item::Share(_));
    let possible = match unit {
        Unit::Date => false,
        Unit::Percent(_) => !change && !matches!(item, Item::Votes(_)),
        Unit::Points(_) => change && !matches!(item, Item::Votes(_)),
        Unit::Number(noun) => {
            let own = item.unit().is_none_or(|u| matches!(u, Unit::Number(_)) || matches!(item, Item::Turnout));
            let never = [Noun::Incidents, Noun::ReportsReceived, Noun::DistinctIncidents, Noun::VerifiedIncidents, Noun::Days];
            !share && own && (item.unit().is_none() || !never.contains(&noun))
        }
    };
    if possible {
        return None;
    }
    Some(match (item, change) {
        (Item::Share(_), true) => "`points of valid ballots`",
        (Item::Turnout, true) => "`points of registered voters` or `registered voters`",
        (Item::Share(_), false) => "`percent of valid ballots`",
        (Item::Turnout, false) => "`percent of registered voters`",
        (Item::Votes(_), _) => "`votes`",
        (Item::Registered, _) => "`registered voters`",
        (Item::Cast | Item::Invalid, _) => "`ballots`",
        (Item::Valid, _) => "`valid ballots`",
        (Item::Stations, _) => "`stations`",
        (Item::Other(_), _) => "what is counted",
    })
}
