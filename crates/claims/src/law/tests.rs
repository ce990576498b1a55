//! Deadlines of Kazakhstan 2005, rest days, changes of clocks.

use jiff::civil::{Date, date, time};

use super::count::count;
use super::sample::{self, ALMATY, AQTAU, complaint, day, deadline, moment};
use super::*;
use crate::case::{Act, ActKind, Case, Deadline, DeadlineKind, Moment, ReleaseInfo, ReleaseKind, RestDay, Start, Support, Within};

/// End and state of a rule that a given event started.
fn due(case: &Case, rule: &str, starts: StartedBy, as_of: Date) -> (Date, State) {
    let calendar = calendar(case, as_of);
    let found = calendar.dues.iter().find(|d| d.deadline == rule && d.starts.by == starts).expect(rule);
    (found.due.date, found.state.clone())
}

/// End of one rule on its own, in a country that rests on Saturdays and Sundays and on 16 December 2005.
fn end(start: &Moment, within: Within, rule: RestDay) -> (Date, Option<Date>, Vec<Assumption>) {
    let case = sample::kazakhstan();
    let c = count(start, within, DeadlineKind::Duty, rule, &WorkDays::of(&case.election)).expect("an end");
    (c.end.date, c.moved_from, c.assumptions)
}

#[test]
fn the_calendar_of_december_2005() {
    let case = sample::kazakhstan();
    let as_of = date(2005, 12, 8);
    assert_eq!(due(&case, "publish", StartedBy::Election, as_of), (date(2005, 12, 14), State::Open { days_left: 6 }));
    assert_eq!(due(&case, "appeal-result", StartedBy::Act("result"), as_of), (date(2005, 12, 16), State::Open { days_left: 8 }));
    let calendar = calendar(&case, as_of);
    let acts: Vec<_> = calendar.acts.iter().map(|a| (a.act, a.number, a.days_until)).collect();
    assert_eq!(acts, [("election", "", -4), ("result", "54/109", -2), ("inauguration", "", 34)]);
    assert_eq!((calendar.days_to_election, calendar.contestable().count()), (-4, 1));
}

#[test]
fn on_election_day_at_once_and_ten_days_before_within_five() {
    let case = sample::kazakhstan();
    let (end, state) = due(&case, "decide", StartedBy::Filing("c-1"), date(2005, 11, 25));
    assert_eq!((end, state), (date(2005, 11, 29), State::Open { days_left: 4 }));
    // Half past midnight in Almaty is still election day in Aktau.
    let calendar = calendar(&case, date(2005, 12, 4));
    let c2 = calendar.dues.iter().find(|d| d.starts.by == StartedBy::Filing("c-2")).expect("c-2");
    assert_eq!((c2.within, c2.due.date, c2.starts.when.zone.as_str()), (Within::AtOnce, date(2005, 12, 4), AQTAU));
    assert_eq!(c2.starts.when.time, Some(time(23, 30, 0, 0)));
    assert_eq!((&c2.state, c2.exception.map(|e| e.within)), (&State::DueToday, Some(Within::AtOnce)));
}

#[test]
fn an_exception_begins_the_day_after_its_limit() {
    let mut case = sample::kazakhstan();
    case.complaints = vec![complaint("five", day(date(2005, 11, 29)), "49", "kz"), complaint("four", day(date(2005, 11, 30)), "49", "kz")];
    let ends = ["five", "four"].map(|id| due(&case, "decide", StartedBy::Filing(id), date(2005, 11, 30)).0);
    assert_eq!(ends, [date(2005, 12, 4), date(2005, 11, 30)]);
}

#[test]
fn overdue_until_it_is_done_and_then_late() {
    let mut case = sample::kazakhstan();
    case.complaints[0].decided = Some(day(date(2005, 12, 2)));
    let at = |case: &Case, on| due(case, "decide", StartedBy::Filing("c-1"), on).1;
    assert_eq!(at(&case, date(2005, 11, 23)), State::NotStarted);
    assert_eq!(at(&case, date(2005, 11, 29)), State::DueToday);
    assert_eq!(at(&case, date(2005, 12, 1)), State::Overdue { days: 2 });
    assert_eq!(at(&case, date(2005, 12, 2)), State::Done { on: day(date(2005, 12, 2)), late: true, late_by_days: 3 });
    case.complaints[0].decided = None;
    case.complaints[0].outcome = "rejected".into();
    assert_eq!(at(&case, date(2005, 12, 1)), State::CannotTell { days: 2, because: Unclear::OutcomeWithoutDay });
}

/// The record has no act that fulfils the duty, which does not mean that nobody did it.
fn unknown(days: i64) -> State {
    State::CannotTell { days, because: Unclear::NoActInRecord }
}

#[test]
fn a_final_release_given_out_on_a_day_is_a_publication() {
    let mut case = sample::kazakhstan();
    let at = |case: &Case| due(case, "publish", StartedBy::Election, date(2005, 12, 15)).1;
    assert_eq!(at(&case), unknown(1));
    let release = |kind| ReleaseInfo {
        id: "final".into(),
        kind,
        title: "Final result".into(),
        published: Some(day(date(2005, 12, 9))),
        by: "cec".into(),
        support: Support::default(),
    };
    case.election.releases = vec![release(ReleaseKind::Preliminary)];
    assert_eq!(at(&case), unknown(1));
    case.election.releases = vec![release(ReleaseKind::Final)];
    assert_eq!(at(&case), State::Done { on: day(date(2005, 12, 9)), late: false, late_by_days: 0 });
}

#[test]
fn a_right_lapses_and_only_an_act_since_the_start_fulfils_a_duty() {
    let mut case = sample::kazakhstan();
    case.acts.push(sample::act("earlier", ActKind::Publication, "", date(2005, 12, 3)));
    assert_eq!(due(&case, "publish", StartedBy::Election, date(2005, 12, 15)).1, unknown(1));
    case.acts.push(sample::act("publication", ActKind::Publication, "", date(2005, 12, 14)));
    let done = State::Done { on: day(date(2005, 12, 14)), late: false, late_by_days: 0 };
    assert_eq!(due(&case, "publish", StartedBy::Election, date(2005, 12, 15)).1, done);
    assert_eq!(due(&case, "appeal-result", StartedBy::Act("result"), date(2005, 12, 18)).1, State::Lapsed { days: 2 });
}

/// How the duty to publish within 24 hours stands: a result of Mangystau, given at noon by the clock of Almaty, and what was published.
fn published(acts: &[(&str, Moment, &str)]) -> State {
    let mut case = sample::kazakhstan();
    let noon = moment(date(2005, 12, 6), Some(time(12, 0, 0, 0)), ALMATY);
    let done_by = Some(ActKind::Publication);
    case.law[0].deadlines = vec![Deadline { done_by, ..deadline("publish", "44", Start::Act(ActKind::Result), Within::Hours(24)) }];
    let act = |id: &str, kind, when: &Moment, place: &str| Act {
        when: when.clone(),
        place: place.into(),
        ..sample::act(id, kind, "", when.date)
    };
    case.acts = acts.iter().map(|(id, when, place)| act(id, ActKind::Publication, when, place)).collect();
    case.acts.push(act("result", ActKind::Result, &noon, "mangystau"));
    calendar(&case, date(2005, 12, 20)).dues[0].state.clone()
}

#[test]
fn only_a_later_act_of_the_same_place_fulfils_a_duty_and_the_first_one_counts() {
    let at = |day, hour, minute| moment(date(2005, 12, day), Some(time(hour, minute, 0, 0)), ALMATY);
    assert_eq!(published(&[("too early", at(6, 11, 59), "")]), unknown(13));
    assert_eq!(published(&[("elsewhere", at(6, 13, 0), "aktobe")]), unknown(13));
    let on_time = State::Done { on: at(7, 12, 0), late: false, late_by_days: 0 };
    assert_eq!(published(&[("again", at(8, 9, 0), ""), ("to the minute", at(7, 12, 0), "kz")]), on_time);
    assert_eq!(published(&[("a minute", at(7, 12, 1), "mangystau")]), State::Done { on: at(7, 12, 1), late: true, late_by_days: 0 });
    // Noon in Aktau is an hour after noon in Almaty; a day without a time is not called late.
    let west = moment(date(2005, 12, 7), Some(time(12, 0, 0, 0)), AQTAU);
    assert_eq!(published(&[("by another clock", west, "")]), State::Done { on: at(7, 13, 0), late: true, late_by_days: 0 });
    assert_eq!(
        published(&[("some time", day(date(2005, 12, 7)), "")]),
        State::Done { on: day(date(2005, 12, 7)), late: false, late_by_days: 0 }
    );
}

#[test]
fn a_calendar_is_in_order_and_says_what_it_assumed() {
    let mut case = sample::kazakhstan();
    case.law[0].deadlines[0].done_by = None;
    case.law[0].deadlines[1].article = "50".into();
    let calendar = calendar(&case, date(2005, 12, 8));
    let order: Vec<_> = calendar.dues.iter().map(|d| (d.deadline, d.due.date.day())).collect();
    assert_eq!(order, [("decide", 29), ("decide", 4), ("publish", 14), ("appeal-result", 16)]);
    let holiday = Assumption::StaysOnRestDay { next_working_day: Some(date(2005, 12, 19)) };
    let assumed: Vec<_> = calendar.dues.iter().map(|d| d.assumptions.clone()).collect();
    let decision = vec![Assumption::DecisionFulfils];
    assert_eq!(assumed, [decision.clone(), decision, vec![Assumption::NoVersionOfArticle], vec![holiday]]);
}

#[test]
fn a_rule_not_yet_in_force_and_one_that_waits_start_nothing() {
    let mut case = sample::kazakhstan();
    case.law[0].deadlines[1].from = date(2005, 12, 5);
    case.acts.retain(|a| a.kind != ActKind::Result);
    let calendar = calendar(&case, date(2005, 12, 8));
    assert!(calendar.dues.iter().all(|d| d.deadline == "decide"));
    let waiting: Vec<_> = calendar.waiting.iter().map(|w| w.waits_for).collect();
    assert_eq!(waiting, [WaitsFor::Act(ActKind::Result), WaitsFor::Decision("c-1"), WaitsFor::Decision("c-2")]);
}

#[test]
fn rest_days_move_stay_or_are_skipped() {
    let friday = day(date(2005, 12, 9));
    assert_eq!(end(&friday, Within::Days(1), RestDay::NextWorkingDay), (date(2005, 12, 12), Some(date(2005, 12, 10)), vec![]));
    let stays = Assumption::StaysOnRestDay { next_working_day: Some(date(2005, 12, 12)) };
    assert_eq!(end(&friday, Within::Days(1), RestDay::Stays), (date(2005, 12, 10), None, vec![stays]));
    // Five working days from Friday the 9th: the 16th is a holiday, so Monday the 19th.
    assert_eq!(end(&friday, Within::WorkingDays(5), RestDay::Stays).0, date(2005, 12, 19));
    let sunday = day(date(2005, 12, 4));
    assert_eq!(end(&sunday, Within::AtOnce, RestDay::NextWorkingDay), (date(2005, 12, 4), None, vec![Assumption::RunsOnRestDay]));
}

#[test]
fn hours_run_by_the_clock_over_a_change_of_clocks() {
    // Clocks in Berlin went back an hour in the night to 30 October 2005: a day had 25 hours.
    let start = moment(date(2005, 10, 29), Some(time(12, 0, 0, 0)), "Europe/Berlin");
    let case = sample::kazakhstan();
    let work = WorkDays::of(&case.election);
    let hours = |n| count(&start, Within::Hours(n), DeadlineKind::Duty, RestDay::Stays, &work).expect("an end").end;
    assert_eq!((hours(24).date, hours(24).time), (date(2005, 10, 30), Some(time(11, 0, 0, 0))));
    assert_eq!(hours(24).over.as_second() - start.instant().expect("an instant").as_second(), 86_400);
    let day = count(&start, Within::Days(1), DeadlineKind::Duty, RestDay::Stays, &work).expect("an end").end;
    assert_eq!((day.date, day.over.to_string()), (date(2005, 10, 30), "2005-10-30T23:00:00Z".to_owned()));
}

#[test]
fn hours_without_a_time_favour_whoever_would_lose() {
    let case = sample::kazakhstan();
    let hours =
        |kind| count(&day(date(2005, 12, 5)), Within::Hours(24), kind, RestDay::Stays, &WorkDays::of(&case.election)).expect("an end");
    assert_eq!(hours(DeadlineKind::Duty).end.date, date(2005, 12, 7));
    assert_eq!(hours(DeadlineKind::Remedy).end.date, date(2005, 12, 6));
    assert_eq!(hours(DeadlineKind::Remedy).assumptions, [Assumption::StartsWithoutTime]);
}

#[test]
fn what_cannot_be_counted_is_said_and_stops_nothing_else() {
    let mut case = sample::kazakhstan();
    case.complaints[0].filed.zone = "Asia/Nowhere".into();
    case.law[0].deadlines.push(deadline("for-ever", "9", Start::Election, Within::Days(u32::MAX)));
    case.law[0].deadlines.push(deadline("tenure", "9", Start::Election, Within::WorkingDays(u32::MAX)));
    let calendar = calendar(&case, date(2005, 12, 8));
    let mut reasons: Vec<_> = calendar.uncounted.iter().map(|u| (u.deadline, u.reason.clone())).collect();
    reasons.sort_by_key(|r| r.0);
    let outside = Uncountable::OutsideCalendar;
    let nowhere = Uncountable::Zone { zone: "Asia/Nowhere".into() };
    assert_eq!(reasons, [("decide", nowhere), ("for-ever", outside.clone()), ("tenure", outside)]);
    assert!(calendar.dues.iter().any(|d| d.deadline == "publish"));
}

#[test]
fn a_calendar_is_written_with_states_and_instants() {
    let case = sample::kazakhstan();
    let json = serde_json::to_value(calendar(&case, date(2005, 12, 8))).expect("JSON");
    let publish = json["dues"].as_array().and_then(|d| d.iter().find(|d| d["deadline"] == "publish")).expect("publish");
    assert_eq!((publish["state"].as_str(), publish["days_left"].as_i64()), (Some("open"), Some(6)));
    assert_eq!(publish["due"]["over"], "2005-12-14T18:00:00Z");
    assert_eq!(publish["due"]["zone"], ALMATY);
}
