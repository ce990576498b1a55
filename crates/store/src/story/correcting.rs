//! Submissions of organisations and observers, and submissions that correct others.

use futures_util::future::join_all;
use uuid::Uuid;

use crate::rows::Page;
use crate::sequencer::{Answer, NotReplaced};

use super::Database;
use super::checking::is_found;
use super::report::{erase, id, report};
use super::running::Running;
use super::verify;

/// The old one stays, and says what corrects it; the chain is found from any of its members.
pub async fn a_correction_leaves_what_it_corrects(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    running.new_report(&report(1).of("A").by("o-17")).await;
    running.new_report(&report(2).of("A").correcting(id(1))).await;
    let third = report(3).of("A").correcting(id(2));
    let given = running.new_report(&third).await;
    running.new_report(&report(4)).await;
    let first = running.store.submission(id(1)).await.unwrap().unwrap();
    assert_eq!((first.organisation.as_deref(), first.observer.as_deref()), (Some("A"), Some("o-17")));
    assert_eq!((first.replaces, first.replaced_by), (None, Some(1)));
    let second = running.store.submission(id(2)).await.unwrap().unwrap();
    assert_eq!((second.observer, second.replaces, second.replaced_by), (None, Some(id(1)), Some(2)));
    let history = async |number| -> Vec<u64> {
        running.store.submission_history(id(number)).await.unwrap().into_iter().map(|row| row.index).collect()
    };
    for number in 1..4 {
        assert_eq!(history(number).await, [0, 1, 2]);
    }
    assert_eq!((history(4).await, history(5).await), (vec![3], Vec::new()));
    assert_eq!(running.same_report(&third).await, given, "sent again, it is the same");
    let body = running.store.payloads(0..1).await.unwrap().pop().unwrap().body;
    assert!(body.starts_with(br#"{"organisation":"A","submission":{"#));
    let plain = running.store.payloads(3..4).await.unwrap().pop().unwrap().body;
    assert!(plain.starts_with(br#"{"submission":{"#), "what has no organisation is as it always was");
    running.put(erase(id(2))).await;
    assert_eq!(history(3).await, [0, 1, 2], "the chain goes on over what was erased");
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// Another organisation's looks like none at all; and nothing is written.
pub async fn what_cannot_be_corrected_is_refused(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    for (number, organisation) in [(1, "A"), (2, "A"), (3, "B")] {
        running.new_report(&report(number).of(organisation)).await;
    }
    running.new_report(&report(4)).await;
    running.put(erase(id(2))).await;
    running.new_report(&report(5).of("A").correcting(id(1))).await;
    let size = running.sequencer.head().size;
    for (other, why) in [
        (id(99), NotReplaced::Unknown),
        (id(10), NotReplaced::Unknown),
        (id(3), NotReplaced::Unknown),
        (id(4), NotReplaced::Unknown),
        (id(2), NotReplaced::Erased),
        (id(1), NotReplaced::Already),
    ] {
        assert_eq!(running.put(report(10).of("A").correcting(other).work()).await, Answer::NotReplaced(why));
    }
    assert_eq!(running.put(report(10).correcting(id(3)).work()).await, Answer::NotReplaced(NotReplaced::Unknown));
    assert_eq!((running.sequencer.head().size, running.store.submission(id(10)).await.unwrap()), (size, None));
    running.new_report(&report(10).correcting(id(4))).await;
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// Sent at once: a chain in order, and of two that correct the same one is first.
pub async fn corrections_keep_their_order(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let reports = [
        report(1).of("A"),
        report(2).of("A").correcting(id(1)),
        report(3).of("A").correcting(id(2)),
        report(4).of("A").correcting(id(2)),
        report(5).of("A").correcting(id(3)),
    ];
    let answers = join_all(reports.iter().map(|report| running.put(report.work()))).await;
    assert_eq!(answers[3], Answer::NotReplaced(NotReplaced::Already));
    assert_eq!(answers.iter().filter(|answer| matches!(answer, Answer::Created { .. })).count(), 4);
    let chain: Vec<Uuid> = running.store.submission_history(id(5)).await.unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(chain, [id(1), id(2), id(3), id(5)]);
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// Of some organisations, of a station, of an observer, and without what was corrected.
pub async fn lists_of_organisations_and_of_what_is_latest(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    for number in 0..12_u64 {
        let mut asked = report(number).on(if number % 2 == 0 { "VOTE" } else { "OPEN" }).by(&format!("o-{}", number % 3));
        asked.station = format!("s-{}", number % 4);
        asked.organisation = [None, Some("A"), Some("B"), Some("Ж")][usize::try_from(number % 4).unwrap()].map(str::to_owned);
        if number == 9 {
            asked.replaces = Some(id(1));
        }
        running.new_report(&asked).await;
    }
    let list = async |page: Page| running.store.submissions(&page).await.unwrap().into_iter().map(|row| row.index).collect::<Vec<_>>();
    let of = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>());
    let all = Page { limit: 100, ..Page::default() };
    assert_eq!(list(all.clone()).await.len(), 12);
    assert_eq!(list(Page { organisations: of(&[]), ..all.clone() }).await, [0; 0]);
    assert_eq!(list(Page { organisations: of(&["A"]), ..all.clone() }).await, [9, 5, 1]);
    assert_eq!(list(Page { organisations: of(&["B", "Ж", "A", "B"]), limit: 4, ..Page::default() }).await, [11, 10, 9, 7]);
    assert_eq!(list(Page { organisations: of(&["B", "A"]), before: Some(9), limit: 2, ..Page::default() }).await, [6, 5]);
    assert_eq!(list(Page { organisations: of(&["' OR 1=1 --"]), ..all.clone() }).await, [0; 0]);
    assert_eq!(list(Page { organisations: of(&["A", "B"]), form: Some("OPEN".to_owned()), ..all.clone() }).await, [9, 5, 1]);
    assert_eq!(list(Page { organisations: of(&["A", "B"]), latest: true, ..all.clone() }).await, [10, 9, 6, 5, 2]);
    assert_eq!(list(Page { station: Some("s-1".to_owned()), latest: true, ..all.clone() }).await, [9, 5]);
    assert_eq!(list(Page { observer: Some("o-2".to_owned()), ..all.clone() }).await, [11, 8, 5, 2]);
    let narrow = Page { observer: Some("o-2".to_owned()), station: Some("s-1".to_owned()), form: Some("OPEN".to_owned()), ..all.clone() };
    assert_eq!(list(narrow).await, [5]);
    let many: Vec<String> = (0..500).map(|number| format!("organisation {number}")).chain(["A".to_owned(), "Ж".to_owned()]).collect();
    assert_eq!(list(Page { organisations: Some(many), limit: 3, ..Page::default() }).await, [11, 9, 7], "many organisations");
    running.put(erase(id(5))).await;
    assert_eq!(list(Page { observer: Some("o-2".to_owned()), ..all.clone() }).await, [11, 8, 2]);
    assert_eq!(list(Page { organisations: of(&["A"]), ..all }).await, [9, 5, 1], "whose it was is known by its token still");
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// The record: 0 a submission, which 1 corrects, 2 another.
const ALTERATIONS: &[&[&str]] = &[
    &["UPDATE submission SET organisation = 'B' WHERE idx = 0"],
    &["UPDATE submission SET organisation = NULL WHERE idx = 0"],
    &["UPDATE submission SET observer = 'o-2' WHERE idx = 0"],
    &["UPDATE submission SET observer = NULL WHERE idx = 0"],
    &["UPDATE submission SET replaced_by = (SELECT replaced_by FROM submission WHERE idx = 2) WHERE idx = 0"],
    &["UPDATE submission SET replaced_by = 2 WHERE idx = 0"],
    &["UPDATE submission SET replaced_by = 1 WHERE idx = 2"],
    &["UPDATE submission SET replaced_by = 1000 WHERE idx = 2"],
    &["UPDATE submission SET replaces = NULL WHERE idx = 1"],
    &["UPDATE submission SET replaces = (SELECT id FROM submission WHERE idx = 1) WHERE idx = 2"],
];

/// Whose it is, who filled it in, what corrects what.
pub async fn what_was_altered_is_found(database: &dyn Database) {
    for alteration in ALTERATIONS {
        let database = database.fresh().await;
        let running = Running::start(database.open().await).await;
        running.new_report(&report(1).of("A").by("o-1")).await;
        running.new_report(&report(2).of("A").by("o-1").correcting(id(1))).await;
        running.new_report(&report(3).of("A").by("o-1")).await;
        assert_eq!(verify::whole(&*running.store).await.entries, 3);
        running.stop().await;
        is_found(&*database, alteration).await;
    }
}
