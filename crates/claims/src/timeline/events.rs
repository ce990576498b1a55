//! Acts, statements, releases and complaints in the order of their instants.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use crate::case::{Act, ActKind, Case, Complaint, Moment, ReleaseInfo, ReleaseKind, Statement, StatementKind, Support};

/// What kind of event it is. Events of one instant and one id come in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "event", content = "of")]
pub enum EventKind {
    /// An official act.
    Act(ActKind),
    /// Something said: a claim, an opinion, an intention.
    Statement(StatementKind),
    /// A version of the official results was published.
    Release(ReleaseKind),
    /// A complaint was filed.
    ComplaintFiled,
    /// A complaint was decided.
    ComplaintDecided,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event<'a> {
    /// What kind of event.
    #[serde(flatten)]
    pub kind: EventKind,
    /// Of the act, statement, release or complaint: id.
    pub id: &'a str,
    /// Whose it is: ids of persons and organisations, the nearest first.
    pub who: Vec<&'a str>,
    /// The words of the record.
    pub words: &'a str,
    /// Where: id of a place; empty where unknown or the whole country.
    pub place: &'a str,
    /// When, by the clock of the place.
    pub moment: &'a Moment,
    /// The instant; for a day without a time its beginning.
    #[serde(serialize_with = "as_text")]
    pub instant: Timestamp,
    /// Where this is from.
    pub support: &'a Support,
}

fn as_text<S: Serializer>(instant: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(instant)
}

/// Why an event has no place in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyUndated {
    /// The record does not say when it was.
    NoDate,
    /// Its time zone is not known.
    UnknownZone,
}

/// Something that happened, nobody can say when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undated<'a> {
    /// What kind of event.
    #[serde(flatten)]
    pub kind: EventKind,
    /// Of the act, statement, release or complaint: id.
    pub id: &'a str,
    /// Whose it is: ids of persons and organisations, the nearest first.
    pub who: Vec<&'a str>,
    /// The words of the record.
    pub words: &'a str,
    /// Where: id of a place; empty where unknown or the whole country.
    pub place: &'a str,
    /// Why it stands apart.
    pub why: WhyUndated,
    /// Where this is from.
    pub support: &'a Support,
}

/// Everything that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Timeline<'a> {
    /// In the order of the instants; ties by id.
    pub events: Vec<Event<'a>>,
    /// Without a time, by id.
    pub undated: Vec<Undated<'a>>,
}

/// Everything a case says happened, whatever clock it is told by.
#[must_use]
pub fn timeline(case: &Case) -> Timeline<'_> {
    let acts = case.acts.iter().map(act);
    let statements = case.statements.iter().map(statement);
    let releases = case.election.releases.iter().map(|r| release(case, r));
    let complaints = case.complaints.iter().flat_map(complaint);
    let mut timeline = Timeline::default();
    for (moment, told) in acts.chain(statements).chain(releases).chain(complaints) {
        timeline.add(moment, told);
    }
    timeline.events.sort_by_key(|e| (e.instant, e.id, rank(e.kind)));
    timeline.undated.sort_by_key(|e| (e.id, rank(e.kind)));
    timeline
}

/// An event that still has to find its place.
struct Told<'a> {
    kind: EventKind,
    id: &'a str,
    who: Vec<&'a str>,
    words: &'a str,
    place: &'a str,
    support: &'a Support,
}

impl<'a> Timeline<'a> {
    fn add(&mut self, moment: Option<&'a Moment>, told: Told<'a>) {
        let Told { kind, id, who, words, place, support } = told;
        let why = match moment.map(|m| (m, m.instant())) {
            Some((moment, Ok(instant))) => return self.events.push(Event { kind, id, who, words, place, moment, instant, support }),
            Some((_, Err(_))) => WhyUndated::UnknownZone,
            None => WhyUndated::NoDate,
        };
        self.undated.push(Undated { kind, id, who, words, place, why, support });
    }
}

fn rank(kind: EventKind) -> u8 {
    match kind {
        EventKind::Act(_) => 0,
        EventKind::Statement(_) => 1,
        EventKind::Release(_) => 2,
        EventKind::ComplaintFiled => 3,
        EventKind::ComplaintDecided => 4,
    }
}

fn ids<const N: usize>(who: [Option<&String>; N]) -> Vec<&str> {
    who.into_iter().flatten().map(String::as_str).collect()
}

fn act(act: &Act) -> (Option<&Moment>, Told<'_>) {
    let who = ids([act.organisation.as_ref()]);
    (Some(&act.when), Told { kind: EventKind::Act(act.kind), id: &act.id, who, words: &act.what, place: &act.place, support: &act.support })
}

fn statement(said: &Statement) -> (Option<&Moment>, Told<'_>) {
    let who = ids([said.person.as_ref(), said.organisation.as_ref()]);
    let kind = EventKind::Statement(said.kind);
    (said.said.as_ref(), Told { kind, id: &said.id, who, words: &said.words, place: &said.place, support: &said.support })
}

fn release<'a>(case: &'a Case, info: &'a ReleaseInfo) -> (Option<&'a Moment>, Told<'a>) {
    let kind = EventKind::Release(info.kind);
    let who = vec![info.by.as_str()];
    (info.published.as_ref(), Told { kind, id: &info.id, who, words: &info.title, place: &case.election.country, support: &info.support })
}

/// A complaint is filed by one and decided by another; one without a decision has no second event, one with an undated outcome an undated one.
fn complaint(complaint: &Complaint) -> impl Iterator<Item = (Option<&Moment>, Told<'_>)> {
    let told = |kind, who, words| Told { kind, id: &complaint.id, who, words, place: &complaint.place, support: &complaint.support };
    let filed =
        (Some(&complaint.filed), told(EventKind::ComplaintFiled, ids([complaint.by.as_ref(), complaint.to.as_ref()]), &complaint.about));
    let over = complaint.decided.is_some() || !complaint.outcome.trim().is_empty();
    let decision = told(EventKind::ComplaintDecided, ids([complaint.to.as_ref()]), &complaint.outcome);
    [Some(filed), over.then_some((complaint.decided.as_ref(), decision))].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::law::sample::{self, ALMATY, AQTAU, day, moment};

    fn said(id: &str, kind: StatementKind, when: Option<Moment>) -> Statement {
        Statement {
            id: id.into(),
            speaker: "Tuyakbay".into(),
            person: Some("tuyakbay".into()),
            role: String::new(),
            organisation: Some("fair".into()),
            said: when,
            place: "kz".into(),
            language: String::new(),
            kind,
            words: id.into(),
            answers: None,
            support: sample::support(),
        }
    }

    fn at(hour: i8, zone: &str) -> Moment {
        moment(date(2005, 12, 5), Some(time(hour, 0, 0, 0)), zone)
    }

    #[test]
    fn two_clocks_make_one_order() {
        let mut case = sample::kazakhstan();
        // Eleven in Aktau is noon in Almaty.
        case.statements = vec![
            said("d", StatementKind::Intention, Some(at(12, AQTAU))),
            said("c", StatementKind::Checkable, Some(at(11, AQTAU))),
            said("b", StatementKind::Opinion, Some(at(12, ALMATY))),
            said("a", StatementKind::Checkable, Some(at(11, ALMATY))),
            said("z", StatementKind::Checkable, Some(day(date(2005, 12, 5)))),
            said("never", StatementKind::Checkable, None),
        ];
        let timeline = timeline(&case);
        let statements: Vec<&str> = timeline.events.iter().filter(|e| matches!(e.kind, EventKind::Statement(_))).map(|e| e.id).collect();
        assert_eq!(statements, ["z", "a", "b", "c", "d"]);
        assert_eq!(timeline.undated.iter().map(|u| (u.id, u.why)).collect::<Vec<_>>(), [("never", WhyUndated::NoDate)]);
        let intention = timeline.events.iter().find(|e| e.id == "d").expect("d");
        assert_eq!((intention.kind, &intention.who[..]), (EventKind::Statement(StatementKind::Intention), &["tuyakbay", "fair"][..]));
    }

    #[test]
    fn acts_complaints_and_releases_stand_among_them() {
        let mut case = sample::kazakhstan();
        case.complaints[0].decided = Some(day(date(2005, 12, 6)));
        case.complaints[1].outcome = "rejected".into();
        case.election.releases = vec![ReleaseInfo {
            id: "final".into(),
            kind: ReleaseKind::Final,
            title: "Result".into(),
            published: Some(moment(date(2005, 12, 6), None, "Asia/Nowhere")),
            by: "cec".into(),
            support: sample::support(),
        }];
        let timeline = timeline(&case);
        let order: Vec<(&str, u8)> = timeline.events.iter().map(|e| (e.id, rank(e.kind))).collect();
        assert_eq!(order, [("c-1", 3), ("election", 0), ("c-2", 3), ("c-1", 4), ("result", 0), ("inauguration", 0)]);
        let undated: Vec<_> = timeline.undated.iter().map(|u| (u.id, u.why)).collect();
        assert_eq!(undated, [("c-2", WhyUndated::NoDate), ("final", WhyUndated::UnknownZone)]);
    }

    #[test]
    fn an_event_is_written_with_its_kind_and_instant() {
        let mut case = sample::kazakhstan();
        case.statements = vec![said("s", StatementKind::Intention, Some(at(12, ALMATY)))];
        let json = serde_json::to_value(timeline(&case)).expect("JSON");
        let event = json["events"].as_array().and_then(|e| e.iter().find(|e| e["id"] == "s")).expect("s");
        assert_eq!((event["event"].as_str(), event["of"].as_str()), (Some("statement"), Some("intention")));
        assert_eq!(event["instant"], "2005-12-05T06:00:00Z");
    }
}
