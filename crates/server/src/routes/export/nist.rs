//! Results of an election as NIST SP 1500-100 has them: the final figures of protocols that the caller may see. Nothing is added up: the
//! figures are those of stations, and a sum over some of them is no result.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::Envelope;
use domain::access::{Act, Area};
use domain::registry::{Contest, Election, Names, Noun, Object, ProtocolCopy};
use publish::open_data::nist::{self, model};
use serde::Deserialize;

use super::TAG;
use super::counted::{Counted, counted};
use super::error::ExportError;
use super::moment::Moment;
use super::stream::{File, answer};
use super::units::{SCOPE, Units, place_id, station_id, text};
use crate::address::{Asked, At};
use crate::app::App;
use crate::caller::Who;
use crate::problem::Problem;
use crate::routes::about::{About, Content, Parameter};
use crate::routes::table::{Need, Route};
use crate::routes::time;

const FILE: File = File { name: "nist.json", media: "application/json" };

/// The line of protocols for votes against all, which is an option in all but name.
const AGAINST_ALL: &str = "against_all";

/// The route.
pub fn table() -> Vec<Route> {
    let about = About::new(TAG, "Final figures of an election's protocols, as NIST SP 1500-100 version 2 has results.")
        .query([Parameter::text("copy", "Whose copies of the protocols: `observer`, unless it is said, `published` or `photographed`.")])
        .answers(200, "An `ElectionReport`.", Some(Content::other(FILE.media)))
        .refuses(&[409]);
    vec![Route::api(Method::GET, "/api/v1/exports/elections/{id}/nist.json", Need::Power(Act::Read, Area::Protocols), about, results)]
}

/// What can be asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    copy: ProtocolCopy,
}

impl Default for Query {
    fn default() -> Self {
        Self { copy: ProtocolCopy::Observer }
    }
}

async fn results(State(app): State<Arc<App>>, who: Who, At(id): At<String>, Asked(query): Asked<Query>) -> Result<Response, Problem> {
    let kept = app.registry.get(Noun::Election, &id).ok_or_else(|| Problem::not_found("election"))?;
    let moment = Moment::take(&app).await?;
    let protocols = moment.objects(&who, Noun::Protocol).await?;
    let counted = counted(&protocols, &id, query.copy);
    if counted.values().all(|counted| counted.figures.is_empty()) {
        return Err(nothing());
    }
    let made = Made { at: made_at(&moment).await?, issuer: issuer(&app, &who, &moment) };
    answer(FILE, moment.headers(), move |mut out| {
        let Object::Election(election) = &kept.object else { return Err(ExportError::Fault) };
        let report = report(election, &Units::of(&app.registry, election), &counted, query.copy, made);
        nist::write(&report, &moment.provenance, &mut out)?;
        Ok(out)
    })
    .await
}

fn nothing() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "EXPORT-NOTHING",
        "no protocol of this election that you may see has final figures",
        "Enter its protocols twice, or ask for the other copies with `copy`.",
    )
}

/// When a report was made, and by whom.
pub(super) struct Made {
    /// RFC 3339.
    pub at: String,
    /// Name and short name.
    pub issuer: (String, String),
}

/// When the last entry of the moment came in: the same moment gives the same bytes.
async fn made_at(moment: &Moment) -> Result<String, ExportError> {
    let last = moment.size.checked_sub(1).ok_or(ExportError::Fault)?;
    let entry = moment.reader.entries(last..moment.size).await?.pop();
    let envelope = entry.and_then(|entry| Envelope::parse(&entry).ok()).ok_or(ExportError::Payload(last))?;
    Ok(time(envelope.time))
}

/// The organisation that asked; for the host, the log.
fn issuer(app: &App, who: &Who, moment: &Moment) -> (String, String) {
    let own = who.caller.organisation().and_then(|code| app.registry.get(Noun::Organisation, code));
    if let Some(kept) = own
        && let Some(name) = crate::pages::name_of(&kept.object, "en")
    {
        return (name, kept.id.clone());
    }
    let origin = moment.provenance.log.as_ref().map_or_else(|| "scrutineer".to_owned(), |log| log.origin.clone());
    (origin.clone(), origin)
}

/// The report.
pub(super) fn report(
    election: &Election,
    units: &Units,
    counted: &BTreeMap<String, Counted>,
    copy: ProtocolCopy,
    made: Made,
) -> model::ElectionReport {
    // Ballots and voters are told once an election, not once a contest: of several contests nobody could say whose they are.
    let only = if election.contests.len() == 1 { counted.values().next() } else { None };
    let contests = || election.contests.iter().zip(1..);
    let (issuer, issuer_abbreviation) = made.issuer;
    let day = election.day.to_string();
    let one = model::Election {
        name: names(&election.names),
        r#type: model::ElectionType::Other,
        start_date: day.clone(),
        end_date: day,
        election_scope_id: SCOPE.to_owned(),
        ballot_counts: only.map(ballots).unwrap_or_default(),
        candidate: contests().flat_map(|(contest, number)| candidates(contest, number, counted.get(&contest.id))).collect(),
        contest: contests().map(|(contest, number)| one_contest(contest, number, units, counted.get(&contest.id))).collect(),
    };
    model::ElectionReport {
        format: model::ReportDetailLevel::PrecinctLevel,
        generated_date: made.at,
        issuer,
        issuer_abbreviation,
        sequence_start: 1,
        sequence_end: 1,
        status: status(election, units, counted),
        vendor_application_id: concat!("scrutineer/", env!("CARGO_PKG_VERSION")).to_owned(),
        is_test: false,
        notes: Some(notes(counted, copy)),
        external_identifier: Vec::new(),
        gp_unit: units.list(only),
        election: vec![one],
    }
}

/// Complete where every contest has figures of every station that votes in it.
fn status(election: &Election, units: &Units, counted: &BTreeMap<String, Counted>) -> model::ResultsStatus {
    let whole = |contest: &Contest| {
        let has = counted.get(&contest.id);
        units.voting_in(contest.place.as_deref()).all(|station| has.is_some_and(|has| has.figures.contains_key(station)))
    };
    if election.contests.iter().all(whole) { model::ResultsStatus::UnofficialComplete } else { model::ResultsStatus::UnofficialPartial }
}

fn notes(counted: &BTreeMap<String, Counted>, copy: ProtocolCopy) -> String {
    let copies = match copy {
        ProtocolCopy::Observer => "copies of the protocols handed to observers",
        ProtocolCopy::Published => "protocols as the commission published them",
        ProtocolCopy::Photographed => "photographs of the protocols posted at the stations",
    };
    let figures: usize = counted.values().map(|counted| counted.figures.len()).sum();
    let differing: usize = counted.values().map(|counted| counted.differing.len()).sum();
    format!("Final figures of {figures} stations' {copies}, entered twice. Left out where copies of one station differ: {differing}.")
}

fn ballots(counted: &Counted) -> Vec<model::BallotCounts> {
    let of = |(station, figures): (&String, &domain::registry::Figures)| model::BallotCounts {
        gp_unit_id: station_id(station),
        r#type: model::CountItemType::Total,
        ballots_cast: figures.get("in_box").copied(),
        ballots_rejected: figures.get("invalid").copied(),
    };
    let told = |counts: &model::BallotCounts| counts.ballots_cast.is_some() || counts.ballots_rejected.is_some();
    counted.figures.iter().map(of).filter(told).collect()
}

fn names(names: &Names) -> model::InternationalizedText {
    let one = |(language, content): (&str, &str)| model::LanguageString { content: content.to_owned(), language: language.to_owned() };
    model::InternationalizedText { text: names.iter().map(one).collect() }
}

/// The options of a contest: id and name. Votes against all are one where a protocol has the line.
fn options(contest: &Contest, counted: Option<&Counted>) -> Vec<(String, model::InternationalizedText)> {
    let mut all: Vec<_> = contest.options.iter().map(|option| (option.id.clone(), names(&option.names))).collect();
    let line = counted.is_some_and(|counted| counted.figures.values().any(|figures| figures.contains_key(AGAINST_ALL)));
    if line && all.iter().all(|(id, _)| id != AGAINST_ALL) {
        all.push((AGAINST_ALL.to_owned(), text("Against all")));
    }
    all
}

fn candidates(contest: &Contest, number: usize, counted: Option<&Counted>) -> Vec<model::Candidate> {
    let one = |(option, ballot_name): (String, _)| model::Candidate { id: format!("candidate-{number}-{option}"), ballot_name };
    options(contest, counted).into_iter().map(one).collect()
}

fn one_contest(contest: &Contest, number: usize, units: &Units, counted: Option<&Counted>) -> model::CandidateContest {
    let votes = |option: &str| {
        let of = |(station, figures): (&String, &domain::registry::Figures)| {
            let count = figures.get(option).copied()?;
            Some(model::VoteCounts { gp_unit_id: station_id(station), r#type: model::CountItemType::Total, count })
        };
        counted.map(|counted| counted.figures.iter().filter_map(of).collect()).unwrap_or_default()
    };
    let selection = |(option, _): (String, _)| model::CandidateSelection {
        id: format!("selection-{number}-{option}"),
        candidate_ids: vec![format!("candidate-{number}-{option}")],
        vote_counts: votes(&option),
    };
    let district = contest.place.as_deref().filter(|place| units.has_place(place));
    model::CandidateContest {
        id: format!("contest-{}", contest.id),
        name: contest.names.get("en").to_owned(),
        election_district_id: district.map_or_else(|| SCOPE.to_owned(), place_id),
        votes_allowed: 1,
        number_elected: Some(contest.seats).filter(|seats| *seats > 0),
        vote_variation: None,
        contest_selection: options(contest, counted).into_iter().map(selection).collect(),
        other_counts: Vec::new(),
    }
}
