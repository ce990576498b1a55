//! What holds for every deadline.

use jiff::civil::{Date, date, time};
use proptest::prelude::*;

use super::count::count;
use super::*;
use crate::case::{Case, DeadlineKind, Moment, RestDay, Start, Within};

const ZONES: [&str; 5] = ["Asia/Almaty", "Asia/Aqtau", "Europe/Berlin", "America/Santiago", "Pacific/Apia"];

fn days() -> impl Strategy<Value = Date> {
    (2000i16..2030, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

fn moments() -> impl Strategy<Value = Moment> {
    (days(), prop::option::of((0i8..24, 0i8..60)), 0..ZONES.len()).prop_map(|(date, t, zone)| Moment {
        date,
        time: t.map(|(h, m)| time(h, m, 0, 0)),
        zone: ZONES[zone].into(),
    })
}

fn lengths() -> impl Strategy<Value = Within> {
    prop_oneof![
        Just(Within::AtOnce),
        (0u32..2000).prop_map(Within::Hours),
        (0u32..400).prop_map(Within::Days),
        (0u32..200).prop_map(Within::WorkingDays)
    ]
}

fn rules() -> impl Strategy<Value = (DeadlineKind, RestDay)> {
    (any::<bool>(), any::<bool>()).prop_map(|(duty, moves)| {
        (if duty { DeadlineKind::Duty } else { DeadlineKind::Remedy }, if moves { RestDay::NextWorkingDay } else { RestDay::Stays })
    })
}

fn rests() -> impl Strategy<Value = Vec<i8>> {
    prop::collection::vec(1i8..=7, 0..4)
}

/// The calendar of one complaint under one rule, decided so many days after it was filed.
fn one(filed: &Moment, within: Within, (kind, rule): (DeadlineKind, RestDay), decided: Option<i64>) -> Case {
    let mut case = sample::kazakhstan();
    case.complaints = vec![sample::complaint("c", filed.clone(), "49", "")];
    let after = |n: i64| filed.date.saturating_add(jiff::SignedDuration::from_hours(24 * n));
    case.complaints[0].decided = decided.map(|n| Moment { date: after(n), time: None, zone: filed.zone.clone() });
    let from = date(1990, 1, 1);
    case.law[0].deadlines =
        vec![crate::case::Deadline { kind, on_rest_day: rule, from, ..sample::deadline("rule", "49", Start::Filing, within) }];
    case
}

proptest! {
    #[test]
    fn nothing_is_due_before_it_starts(start in moments(), within in lengths(), (kind, rule) in rules(), rest in rests()) {
        let mut election = sample::kazakhstan().election;
        election.rest_days = rest;
        let end = count(&start, within, kind, rule, &WorkDays::of(&election)).expect("an end").end;
        prop_assert!(end.date >= start.date);
        prop_assert!(end.over >= start.instant().expect("an instant"));
    }

    #[test]
    fn more_time_never_ends_earlier(start in moments(), n in 0u32..300, more in 0u32..50, (kind, rule) in rules(), rest in rests()) {
        let mut election = sample::kazakhstan().election;
        election.rest_days = rest;
        for length in [Within::Hours, Within::Days, Within::WorkingDays] {
            let end = |n| count(&start, length(n), kind, rule, &WorkDays::of(&election)).expect("an end").end.over;
            prop_assert!(end(n + more) >= end(n));
        }
    }

    #[test]
    fn what_is_moved_lands_on_the_first_working_day(start in moments(), n in 0u32..300, rest in rests()) {
        let mut election = sample::kazakhstan().election;
        election.rest_days = rest;
        let work = WorkDays::of(&election);
        let counted = count(&start, Within::Days(n), DeadlineKind::Duty, RestDay::NextWorkingDay, &work).expect("an end");
        prop_assert!(!work.rests(counted.end.date));
        let mut day = counted.moved_from.unwrap_or(counted.end.date);
        while day < counted.end.date {
            prop_assert!(work.rests(day));
            day = day.tomorrow().expect("a day");
        }
    }

    #[test]
    fn days_left_lead_to_the_end(filed in moments(), within in lengths(), rule in rules(), wait in 0i64..30) {
        let case = one(&filed, within, rule, None);
        let as_of = filed.date.saturating_add(jiff::SignedDuration::from_hours(24 * wait));
        let calendar = calendar(&case, as_of);
        let due = &calendar.dues[0];
        if let State::Open { days_left } = due.state {
            prop_assert!(days_left > 0);
            prop_assert_eq!(as_of.saturating_add(jiff::SignedDuration::from_hours(24 * days_left)), due.due.date);
        }
    }

    #[test]
    fn time_only_goes_on(filed in moments(), within in lengths(), rule in rules(), decided in prop::option::of(0i64..60)) {
        let case = one(&filed, within, rule, decided);
        let (mut as_of, mut before) = (filed.date.yesterday().expect("a day"), 0);
        for _ in 0..90 {
            let now = match calendar(&case, as_of).dues[0].state {
                State::NotStarted => 0,
                State::Open { .. } => 1,
                State::DueToday => 2,
                State::Overdue { .. } | State::Lapsed { .. } | State::CannotTell { .. } => 3,
                State::Done { .. } => 4,
            };
            prop_assert!(now >= before, "{} then {} on {}", before, now, as_of);
            (as_of, before) = (as_of.tomorrow().expect("a day"), now);
        }
    }
}
