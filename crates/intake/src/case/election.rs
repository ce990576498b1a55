//! case.toml: what was elected, by whom, when and where.

use claims::case::{Contest, Election, Organisation, OrganisationKind, PartyOption, ReleaseInfo, ReleaseKind};
use jiff::civil::Date;

use super::context::{Context, Table};
use super::fields::Fields;
use super::ids::Kind;
use super::when;

/// What case.toml says.
pub(super) struct CasePart {
    pub id: String,
    pub title: String,
    pub simulated: bool,
    pub as_of: Option<Date>,
    pub election: Election,
    pub organisations: Vec<Organisation>,
}

const KEYS: [&str; 9] = ["format", "id", "title", "simulated", "as_of", "election", "contest", "organisation", "release"];

const ORGANISATIONS: [(&str, OrganisationKind); 6] = [
    ("commission", OrganisationKind::Commission),
    ("party", OrganisationKind::Party),
    ("observers", OrganisationKind::Observers),
    ("media", OrganisationKind::Media),
    ("court", OrganisationKind::Court),
    ("other", OrganisationKind::Other),
];

const RELEASES: [(&str, ReleaseKind); 3] =
    [("preliminary", ReleaseKind::Preliminary), ("final", ReleaseKind::Final), ("corrected", ReleaseKind::Corrected)];

const DAYS: [(&str, i8); 7] =
    [("monday", 1), ("tuesday", 2), ("wednesday", 3), ("thursday", 4), ("friday", 5), ("saturday", 6), ("sunday", 7)];

/// Reads case.toml.
pub(super) fn read<'c>(context: &'c Context<'c>) -> Option<CasePart> {
    let top = Table::top(context, context.texts.doc("case.toml")?)?;
    top.only(&KEYS);
    if top.text("format").as_deref() != Some("1") {
        top.fault("format", "CASE-FORMAT", "The version of the format is not 1.", "Write `format = 1` as the first line.");
    }
    let (id, title, as_of) = (top.own_id(), top.need("title"), top.date("as_of"));
    let simulated = top.flag("simulated");
    if !top.given("simulated") {
        top.missing("simulated", "Write `simulated = true` where anything of the case is invented, else `simulated = false`.");
    }
    let organisations = top.tables("organisation", "[[organisation]]").iter().filter_map(organisation).collect();
    let contests: Vec<Contest> = top.tables("contest", "[[contest]]").iter().filter_map(contest).collect();
    if !top.given("contest") {
        top.fault_here("CASE-KEY-MISSING", "The case has no contest.", "Add a [[contest]] with its options.");
    }
    let releases = in_order(top.tables("release", "[[release]]").iter().filter_map(release).collect());
    let Some(part) = top.table("election", "[election]") else {
        if !top.given("election") {
            top.fault_here("CASE-KEY-MISSING", "The case has no [election].", "Add [election] with date, country and zones.");
        }
        return None;
    };
    let election = election(&part, contests, releases);
    Some(CasePart { id: id?, title: title?, simulated: simulated?, as_of, election: election?, organisations })
}

fn election(part: &Table<'_>, contests: Vec<Contest>, releases: Vec<ReleaseInfo>) -> Option<Election> {
    part.only(&["date", "country", "zones", "rest_days", "holidays"]);
    let (date, country) = (part.need_date("date"), part.need_reference("country", &Kind::Place));
    let zones = part.texts("zones");
    if !part.given("zones") {
        part.missing("zones", "Write the IANA names of the country's time zones, such as [\"Asia/Almaty\"], that of the commission first.");
    }
    for zone in zones.iter().filter(|z| !when::is_zone(z)) {
        unknown_zone(part, "zones", zone);
    }
    let rest_days = if part.given("rest_days") { rest_days(part) } else { vec![6, 7] };
    let holidays = part.texts("holidays").into_iter().filter_map(|text| match when::date(&text) {
        Ok(day) => Some(day),
        Err(e) => {
            part.fault_of("holidays", &text, "CASE-VALUE-DATE", e.message, e.remedy);
            None
        }
    });
    let holidays = holidays.collect();
    Some(Election { date: date?, country: country?, zones, rest_days, holidays, contests, releases })
}

fn rest_days(part: &Table<'_>) -> Vec<i8> {
    let mut days = Vec::new();
    for word in part.texts("rest_days") {
        match DAYS.iter().find(|(w, _)| *w == word.to_lowercase()) {
            Some((_, day)) if !days.contains(day) => days.push(*day),
            Some(_) => {}
            None => {
                let remedy = "Write days such as \"saturday\" and \"sunday\".";
                part.fault_of("rest_days", &word, "CASE-VALUE-WORD", "This is no day of the week.", remedy);
            }
        }
    }
    days
}

/// Reports a time zone nobody knows.
pub(super) fn unknown_zone<'c>(fields: &impl Fields<'c>, key: &str, zone: &str) {
    let Context { faults, zones, .. } = fields.context();
    let zones = zones.get_or_init(|| jiff::tz::db().available().map(|z| z.to_string()).collect());
    let remedy = match faults.nearest(zone, zones.iter().map(String::as_str)) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "Write an IANA name such as Asia/Almaty.".to_owned(),
    };
    fields.fault_of(key, zone, "CASE-VALUE-ZONE", "There is no time zone of this name.", remedy);
}

fn organisation(table: &Table<'_>) -> Option<Organisation> {
    table.only(&["id", "name", "kind"]);
    let (id, name, kind) = (table.own_id(), table.need("name"), table.need_choice("kind", &ORGANISATIONS));
    Some(Organisation { id: id?, name: name?, kind: kind? })
}

fn contest(table: &Table<'_>) -> Option<Contest> {
    table.only(&["id", "office", "term_years", "seats", "option"]);
    let (id, office) = (table.own_id(), table.need("office"));
    let (term_years, seats) = (table.small_count("term_years"), table.small_count("seats").unwrap_or(1));
    let options: Vec<PartyOption> = table.tables("option", "[[contest.option]]").iter().filter_map(option).collect();
    if !table.given("option") {
        table.missing("option", "Add a [[contest.option]] for every candidate, party or answer.");
    }
    Some(Contest { id: id?, office: office?, term_years, seats, options })
}

fn option(table: &Table<'_>) -> Option<PartyOption> {
    table.only(&["id", "name", "person", "party", "source", "certainty", "note"]);
    let (id, name) = (table.own_id(), table.need("name"));
    let (person, party) = (table.reference("person", &Kind::Person), table.reference("party", &Kind::Organisation));
    let support = table.support();
    Some(PartyOption { id: id?, name: name?, person, party, support })
}

fn release(table: &Table<'_>) -> Option<ReleaseInfo> {
    table.only(&["id", "kind", "title", "published", "by", "source", "certainty", "note"]);
    let (id, kind, title) = (table.own_id(), table.need_choice("kind", &RELEASES), table.need("title"));
    // The commission publishes by its own clock.
    let (published, by) = (table.moment("published", ""), table.need_reference("by", &Kind::Organisation));
    let support = table.support();
    if let Some(id) = &id {
        let file = format!("results/{id}.csv");
        if table.context().texts.files.get(&file).is_none() {
            let message = format!("The figures of this release are missing: there is no {file}.");
            table.fault("id", "CASE-RELEASE-FILE", message, format!("Add {file} with the columns item,option,value,source."));
        }
    }
    Some(ReleaseInfo { id: id?, kind: kind?, title: title?, published, by: by?, support })
}

/// By publication; one without a moment stays behind the one it follows in the file.
fn in_order(releases: Vec<ReleaseInfo>) -> Vec<ReleaseInfo> {
    let mut last = None;
    let mut keyed: Vec<_> = releases
        .into_iter()
        .map(|release| {
            last = release.published.as_ref().and_then(|p| p.instant().ok()).or(last);
            (last, release)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, release)| release).collect()
}
