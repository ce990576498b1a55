//! A small case for tests: the calendar of Kazakhstan's election of 4 December 2005, with invented complaints.

use jiff::civil::{Date, Time, date, time};

use crate::case::{
    Act, ActKind, Article, Case, Complaint, Contest, Deadline, DeadlineKind, Election, Exception, Law, Moment, Name, PartyOption, RestDay,
    Start, Support, Within,
};

pub const ALMATY: &str = "Asia/Almaty";
pub const AQTAU: &str = "Asia/Aqtau";

pub fn support() -> Support {
    Support { sources: vec!["law".into()], ..Support::default() }
}

pub fn moment(date: Date, time: Option<Time>, zone: &str) -> Moment {
    Moment { date, time, zone: zone.into() }
}

pub fn day(date: Date) -> Moment {
    moment(date, None, ALMATY)
}

pub fn name(id: &str, name: &str, kind: &str, within: Option<&str>) -> Name {
    Name {
        id: id.into(),
        name: name.into(),
        language: "en".into(),
        kind: kind.into(),
        within: within.map(Into::into),
        zone: None,
        from: None,
        until: None,
        support: support(),
    }
}

pub fn act(id: &str, kind: ActKind, number: &str, on: Date) -> Act {
    Act {
        id: id.into(),
        when: day(on),
        kind,
        organisation: Some("cec".into()),
        number: number.into(),
        what: format!("{} of the commission", kind.word()),
        place: String::new(),
        support: support(),
    }
}

pub fn complaint(id: &str, filed: Moment, article: &str, place: &str) -> Complaint {
    Complaint {
        id: id.into(),
        filed,
        by: Some("observers".into()),
        to: Some("cec".into()),
        about: "an observer was removed".into(),
        article: article.into(),
        decided: None,
        outcome: String::new(),
        place: place.into(),
        support: support(),
    }
}

pub fn deadline(id: &str, article: &str, starts: Start, within: Within) -> Deadline {
    Deadline {
        id: id.into(),
        article: article.into(),
        what: id.into(),
        who: "cec".into(),
        kind: DeadlineKind::Duty,
        starts,
        within,
        exceptions: Vec::new(),
        on_rest_day: RestDay::Stays,
        done_by: None,
        from: date(1995, 9, 28),
        until: None,
        support: support(),
    }
}

fn article(number: &str, says: &str, from: Date, until: Option<Date>) -> Article {
    Article { number: number.into(), title: String::new(), says: says.into(), from, until, support: support() }
}

fn law() -> Law {
    let since = date(1995, 9, 28);
    let decide = Deadline {
        exceptions: vec![Exception { less_than_days_before_election: 5, within: Within::AtOnce }],
        done_by: Some(ActKind::Decision),
        ..deadline("decide", "49", Start::Filing, Within::Days(5))
    };
    let publish = Deadline { done_by: Some(ActKind::Publication), ..deadline("publish", "44", Start::Election, Within::Days(10)) };
    let remedy = |id, starts| Deadline { kind: DeadlineKind::Remedy, ..deadline(id, "20", starts, Within::Days(10)) };
    Law {
        id: "elections".into(),
        title: "Constitutional Law on Elections".into(),
        articles: vec![
            article("49", "complaints are decided within five days", since, None),
            article("20-1", "observers", since, None),
            article("44", "the result is published", since, Some(date(2004, 12, 31))),
            article("44", "meetings are not allowed until the result is published", date(2005, 1, 1), None),
            article("20", "decisions can be appealed", since, None),
            article("9", "the vote is secret", since, None),
        ],
        deadlines: vec![decide, publish, remedy("appeal-result", Start::Act(ActKind::Result)), remedy("appeal-decision", Start::Decision)],
        support: support(),
    }
}

fn election() -> Election {
    let option = |id: &str| PartyOption { id: id.into(), name: id.into(), person: Some(id.into()), party: None, support: support() };
    let contest = Contest {
        id: "president".into(),
        office: "President".into(),
        term_years: Some(7),
        seats: 1,
        options: ["nazarbayev", "tuyakbay", "baimenov", "abilkasymov", "yelemessov"].map(option).to_vec(),
    };
    Election {
        date: date(2005, 12, 4),
        country: "kz".into(),
        zones: vec![ALMATY.into(), AQTAU.into()],
        rest_days: vec![6, 7],
        holidays: vec![date(2005, 12, 16)],
        contests: vec![contest],
        releases: Vec::new(),
    }
}

/// The case: a law with two versions of article 44, three acts, a complaint of ten days before and one of election day in the far west.
pub fn kazakhstan() -> Case {
    let mangystau = Name { zone: Some(AQTAU.into()), ..name("mangystau", "Mangystau", "region", Some("kz")) };
    Case {
        id: "kz".into(),
        title: "Kazakhstan 2005".into(),
        simulated: true,
        as_of: None,
        election: election(),
        organisations: Vec::new(),
        figures: Vec::new(),
        observations: Vec::new(),
        estimates: Vec::new(),
        watches: Vec::new(),
        incidents: Vec::new(),
        overlaps: Vec::new(),
        statements: Vec::new(),
        claims: Vec::new(),
        sources: Vec::new(),
        people: Vec::new(),
        places: vec![name("kz", "Kazakhstan", "country", None), mangystau, name("aktau", "Aktau", "city", Some("mangystau"))],
        law: vec![law()],
        acts: vec![
            act("inauguration", ActKind::Inauguration, "", date(2006, 1, 11)),
            act("election", ActKind::Election, "", date(2005, 12, 4)),
            act("result", ActKind::Result, "54/109", date(2005, 12, 6)),
        ],
        complaints: vec![
            complaint("c-1", day(date(2005, 11, 24)), "49", "kz"),
            complaint("c-2", moment(date(2005, 12, 5), Some(time(0, 30, 0, 0)), ALMATY), "20-1", "aktau"),
        ],
    }
}
