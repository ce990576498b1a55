//! Objects that the office keeps: versions, what is expected of them, lists, erasure.

use std::sync::Arc;

use futures_util::future::join_all;

use crate::check::check;
use crate::prepare::{Expected, NewObject};
use crate::rows::{ObjectPage, ObjectRow};
use crate::sequencer::{Answer, LARGEST, Limits, Work};

use super::Database;
use super::checking::is_found;
use super::report::{change, entry, erase, forget, id, object, open_object, report};
use super::running::{Hands, Running, changed, created};
use super::verify;

fn expecting(object: NewObject, expected: Expected) -> NewObject {
    NewObject { expected: Some(expected), ..object }
}

fn of(object: NewObject, organisation: &str) -> NewObject {
    NewObject { organisation: Some(organisation.to_owned()), ..object }
}

fn stale(noun: &str, id: &str, version: Option<u64>) -> Answer {
    Answer::Stale { noun: noun.to_owned(), id: id.to_owned(), version }
}

fn ids(rows: &[ObjectRow]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

/// Each change is an entry and a version; all of them stay, and the latest is found.
pub async fn each_change_is_an_entry_and_a_version(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let full = NewObject {
        station: Some("1".to_owned()),
        state: Some("open".to_owned()),
        body: r#" {"n":1.00, "Ж":"\u0000"} "#.as_bytes().to_vec(),
        ..of(object("incident", "i-1", ""), "Coalition Қалың")
    };
    let (receipt, versions) = changed(running.put(change(full.clone())).await);
    assert_eq!((receipt.index, versions), (0, vec![1]));
    verify::receipt(&running.store, &receipt).await;
    let withdrawn = NewObject { gone: true, ..object("incident", "i-1", "a mistake") };
    let works = vec![entry(vec![object("incident", "i-2", ""), withdrawn], None), entry(vec![object("incident", "i-2", "")], None)];
    let answer = running.put(Work::Change(works)).await;
    assert!(
        matches!(&answer, Answer::Changed { receipt, last: 2, versions } if receipt.index == 1 && *versions == [1, 2, 2]),
        "{answer:?}"
    );

    let history = running.store.object_history("incident", "i-1").await.unwrap();
    let first = ObjectRow {
        index: 0,
        position: 0,
        noun: "incident".to_owned(),
        id: "i-1".to_owned(),
        version: 1,
        organisation: full.organisation,
        station: full.station,
        state: full.state,
        gone: false,
        by: full.by,
        at: 1_795_500_000,
        body: full.body,
        current: false,
        erased_by: None,
    };
    assert_eq!(history[0], first);
    assert_eq!((history[1].index, history[1].position, history[1].version, history[1].gone, history[1].current), (1, 1, 2, true, true));
    assert_eq!(history.len(), 2);
    assert_eq!(running.store.object("incident", "i-1").await.unwrap().as_ref(), Some(&history[1]));
    assert_eq!(running.store.object("incident", "i-3").await.unwrap(), None);
    assert_eq!(running.store.object("station", "i-1").await.unwrap(), None);
    let places: Vec<_> = running.store.objects_in(1..3).await.unwrap().iter().map(|row| (row.index, row.position, row.version)).collect();
    assert_eq!(places, [(1, 0, 1), (1, 1, 2), (2, 0, 2)]);
    assert_eq!(verify::whole(&*running.store).await.objects, 4);
    running.stop().await;
    let running = Running::start_soon(database.open().await).await;
    assert_eq!(changed(running.put(change(object("incident", "i-1", ""))).await).1, [3]);
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// All or nothing, whether in one entry or in several; and what does not hold is named with what is there.
pub async fn a_change_finds_the_version_it_expects_or_nothing_is_written(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let put = async |objects: Vec<NewObject>| {
        running.put(Work::Change(objects.into_iter().map(|object| entry(vec![object], None)).collect())).await
    };
    let a = |expected| expecting(object("place", "a", "x"), expected);
    let b = |expected| expecting(object("place", "b", "x"), expected);
    assert_eq!(put(vec![a(Expected::Version(1))]).await, stale("place", "a", None));
    changed(put(vec![a(Expected::New)]).await);
    assert_eq!(put(vec![b(Expected::New), a(Expected::New)]).await, stale("place", "a", Some(1)));
    assert_eq!(put(vec![b(Expected::Any), a(Expected::Version(2))]).await, stale("place", "a", Some(1)));
    let together = Work::Change(vec![entry(vec![b(Expected::New), a(Expected::Version(7))], None)]);
    assert_eq!(running.put(together).await, stale("place", "a", Some(1)));
    assert_eq!((running.sequencer.head().size, running.store.object("place", "b").await.unwrap()), (1, None));
    // One work sees what it did before.
    let steps = vec![b(Expected::New), b(Expected::Version(1)), a(Expected::Version(1)), b(Expected::Version(2)), b(Expected::Any)];
    assert_eq!(changed(put(steps).await).1, [1, 2, 2, 3, 4]);
    assert_eq!(put(vec![b(Expected::Version(4)), b(Expected::Version(4))]).await, stale("place", "b", Some(5)));
    assert_eq!(running.put(Work::Change(Vec::new())).await, Answer::Unknown);
    assert_eq!(verify::whole(&*running.store).await.entries, 6);
    running.stop().await;
}

/// Sent at once by many who all read the same version: one of them is first.
pub async fn of_many_who_change_the_same_one_is_first(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    for version in 0..3_u64 {
        let expected = if version == 0 { Expected::New } else { Expected::Version(version) };
        let works = (0..20).map(|_| running.put(change(expecting(object("visit", "v", "seen"), expected))));
        let answers = join_all(works).await;
        let won = answers.iter().filter(|answer| matches!(answer, Answer::Changed { .. })).count();
        let told = answers.iter().filter(|answer| **answer == stale("visit", "v", Some(version + 1))).count();
        assert_eq!((won, told), (1, 19));
    }
    assert!(running.sequencer.status().batches() <= 60);
    assert_eq!(verify::whole(&*running.store).await.objects, 3);
    running.stop().await;
}

/// Works about one object take effect as they were sent, whether they may stand in one batch or not.
pub async fn works_about_objects_keep_their_order(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let private = || Work::Change(vec![entry(vec![object("observer", "o", "")], Some("name and telephone"))]);
    let works = [
        forget("observer", "o"),
        private(),
        open_object("observer", "o"),
        private(),
        forget("observer", "o"),
        forget("observer", "o"),
        change(expecting(object("observer", "o", "again"), Expected::New)),
        change(expecting(object("observer", "o", "again"), Expected::Version(2))),
        open_object("observer", "o"),
        change(object("observer", "other", "")),
    ];
    let answers = join_all(works.into_iter().map(|work| running.put(work))).await;
    assert_eq!(answers[0], Answer::Unknown);
    assert_eq!(changed(answers[1].clone()).1, [1]);
    assert_eq!(created(answers[2].clone()).0.index, 1);
    assert_eq!(changed(answers[3].clone()).1, [2]);
    assert!(matches!(&answers[4], Answer::Gone { receipt, .. } if receipt.index == 3), "{:?}", answers[4]);
    assert_eq!(answers[5..7], [Answer::Erased, stale("observer", "o", Some(2))]);
    assert_eq!(changed(answers[7].clone()).1, [3]);
    assert_eq!(answers[8], Answer::Unknown, "what is left has no private block");
    assert_eq!(changed(answers[9].clone()).1, [1]);
    let checked = verify::whole(&*running.store).await;
    assert_eq!((checked.objects, checked.erased, checked.entries), (4, 2, 7));
    running.stop().await;
}

/// Current ones that are not withdrawn, by id, in pages, of some organisations, stations and states, and what changed since.
pub async fn objects_are_listed(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let at = |object: NewObject, station: &str| NewObject { station: Some(station.to_owned()), ..object };
    for number in 0..6 {
        let visit = at(object("visit", &format!("v-{number}"), ""), &format!("s-{}", number % 2));
        let visit = if number == 5 { visit } else { of(visit, ["A", "B"][usize::from(number > 2)]) };
        changed(running.put(change(visit)).await);
    }
    changed(running.put(change(NewObject { state: Some("done".to_owned()), ..of(at(object("visit", "v-1", ""), "s-1"), "A") })).await);
    changed(running.put(change(NewObject { gone: true, ..object("visit", "v-2", "") })).await);
    changed(running.put(change(object("visit", "Ж", ""))).await);
    changed(running.put(change(object("visitor", "v-9", ""))).await);
    let all = ObjectPage { noun: "visit".to_owned(), limit: 100, ..ObjectPage::default() };
    let list = async |page: ObjectPage| ids(&running.store.objects(&page).await.unwrap()).join(" ");
    assert_eq!(list(all.clone()).await, "v-0 v-1 v-3 v-4 v-5 Ж");
    assert_eq!(list(ObjectPage { limit: 2, ..all.clone() }).await, "v-0 v-1");
    assert_eq!(list(ObjectPage { after: Some("v-1".to_owned()), limit: 2, ..all.clone() }).await, "v-3 v-4");
    assert_eq!(list(ObjectPage { limit: 0, ..all.clone() }).await, "");
    let organisations = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(list(ObjectPage { organisations: organisations(&["A"]), ..all.clone() }).await, "v-0 v-1");
    assert_eq!(list(ObjectPage { organisations: organisations(&["B", "A", "B", "' OR 1=1 --"]), ..all.clone() }).await, "v-0 v-1 v-3 v-4");
    assert_eq!(list(ObjectPage { organisations: organisations(&[]), ..all.clone() }).await, "");
    assert_eq!(list(ObjectPage { station: Some("s-1".to_owned()), ..all.clone() }).await, "v-1 v-3 v-5");
    assert_eq!(list(ObjectPage { state: Some("done".to_owned()), ..all.clone() }).await, "v-1");
    assert_eq!(list(ObjectPage { changed_since: Some(5), ..all.clone() }).await, "v-1 v-5 Ж");
    assert_eq!(list(ObjectPage { changed_since: Some(u64::MAX), ..all.clone() }).await, "");
    let both = ObjectPage { organisations: organisations(&["A"]), station: Some("s-0".to_owned()), ..all.clone() };
    assert_eq!(list(both).await, "v-0");
    running.put(forget("visit", "v-0")).await;
    assert_eq!(list(ObjectPage { limit: 2, ..all }).await, "v-1 v-3");
    running.stop().await;
}

/// Every version, private block and name; the entries stay, and each has its erasure in the log.
pub async fn what_is_forgotten_is_gone_and_the_log_still_verifies(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let private = |text: &str| {
        let observer = NewObject { state: Some("accredited".to_owned()), station: Some("1".to_owned()), ..object("observer", "o-1", text) };
        Work::Change(vec![entry(vec![of(observer, "A")], Some(text))])
    };
    changed(running.put(private("first")).await);
    changed(running.put(change(NewObject { gone: true, ..object("observer", "o-1", "") })).await);
    changed(running.put(private("second")).await);
    let pair = Work::Change(vec![entry(vec![object("place", "p", ""), object("place", "q", "")], None)]);
    changed(running.put(pair).await);
    assert_eq!(running.put(forget("place", "p")).await, Answer::Shared);
    assert_eq!(running.put(open_object("place", "p")).await, Answer::Unknown);
    let (opening, _) = created(running.put(open_object("observer", "o-1")).await);
    let entry = running.store.entries(opening.index..opening.index + 1).await.unwrap().pop().unwrap();
    let envelope = domain::Envelope::parse(&entry).unwrap();
    assert_eq!((envelope.kind, envelope.of), (domain::Kind::Opening, Some(2)), "the latest private block");
    assert_eq!(running.store.sealed(0..9).await.unwrap().len(), 2);

    let Answer::Gone { receipt, attachments } = running.put(forget("observer", "o-1")).await else { panic!("it was to be erased") };
    assert_eq!((receipt.index, attachments.len()), (5, 0));
    verify::receipt(&running.store, &receipt).await;
    running.store.scrub().await.unwrap();
    let indexes = |rows: Vec<crate::rows::PayloadRow>| rows.iter().map(|row| row.index).collect::<Vec<_>>();
    assert_eq!(indexes(running.store.payloads(0..9).await.unwrap()), [3, 4, 5, 6, 7]);
    assert_eq!(running.store.sealed(0..9).await.unwrap(), []);
    for (version, row) in (1..).zip(running.store.object_history("observer", "o-1").await.unwrap()) {
        let names = (row.organisation, row.station, row.state, row.by.as_str());
        assert_eq!((names, row.gone, row.body.len()), ((None, None, None, ""), false, 0));
        assert_eq!((row.version, row.current, row.erased_by), (version, version == 3, Some(4 + version)));
    }
    assert_eq!(running.put(forget("observer", "o-1")).await, Answer::Erased);
    assert_eq!(running.put(open_object("observer", "o-1")).await, Answer::Erased);
    assert_eq!(verify::whole(&*running.store).await.erased, 3);
    verify::heads(&running.store).await;
    running.stop().await;
}

/// An import is one work, however large, and its entries stand together; what comes beside it comes before or after.
pub async fn an_import_is_taken_whole(database: &dyn Database) {
    let limits = Limits { waiting_bytes: 64 << 10, ..Limits::default() };
    let running = Running::start_with(database.open().await, limits, Hands::default()).await.unwrap();
    let stations =
        |from: u32| (from..from + 100).map(|n| expecting(object("station", &format!("{n:05}"), "School"), Expected::New)).collect();
    let import = Work::Change((0..30).map(|n| entry(stations(n * 100), None)).collect());
    let Answer::Changed { receipt, last, versions } = running.put(import).await else { panic!("it was to be written") };
    assert_eq!((receipt.index, last, versions.len()), (0, 29, 3000));
    let again = Work::Change(
        (0..30).map(|n| entry((0..100).map(|m| object("station", &format!("{:05}", n * 100 + m), "")).collect(), None)).collect(),
    );
    assert!(changed(running.put(again).await).1.iter().all(|version| *version == 2));
    let mut page = ObjectPage { noun: "station".to_owned(), limit: 1000, ..ObjectPage::default() };
    let mut found = Vec::new();
    loop {
        let some = running.store.objects(&page).await.unwrap();
        let Some(last) = some.last() else { break };
        page.after = Some(last.id.clone());
        found.extend(some.into_iter().map(|row| row.id));
    }
    assert_eq!(found, (0..3000).map(|n| format!("{n:05}")).collect::<Vec<_>>());
    let mut huge = erase(id(1));
    if let Work::Erase(_, payload) = &mut huge {
        payload.body = vec![0; LARGEST + 1];
    }
    assert_eq!(running.refused(huge).await.code(), "SEQUENCER-TOO-LARGE");
    assert_eq!(verify::whole(&*running.store).await.objects, 6000);
    running.stop().await;
}

/// The record: 0 a station, 1 two places, 2 the station again with a private block, 3 an observer, erased by 4.
const ALTERATIONS: &[&[&str]] = &[
    &["DELETE FROM object WHERE idx = 0"],
    &["DELETE FROM object WHERE idx = 1 AND position = 1"],
    &["DELETE FROM object WHERE idx = 3"],
    &["UPDATE object SET body = (SELECT body FROM object WHERE idx = 0) WHERE idx = 2"],
    &["UPDATE object SET id = '2' WHERE idx = 2"],
    &["UPDATE object SET noun = 'places' WHERE idx = 0"],
    &["UPDATE object SET organisation = 'B' WHERE idx = 0"],
    &["UPDATE object SET organisation = NULL WHERE idx = 0"],
    &["UPDATE object SET station = '2' WHERE idx = 2"],
    &["UPDATE object SET state = 'closed' WHERE idx = 2"],
    &["UPDATE object SET made_by = 'account 8' WHERE idx = 2"],
    &["UPDATE object SET made_at = made_at + 1 WHERE idx = 2"],
    &["UPDATE object SET made_at = made_at + 1 WHERE idx = 3"],
    &["UPDATE object SET gone = (SELECT gone FROM object WHERE idx = 2) WHERE idx = 0"],
    &["UPDATE object SET version = 3 WHERE idx = 2"],
    &["UPDATE object SET version = 2 WHERE idx = 3"],
    // An older version shown as the latest, and the latest shown as none.
    &[
        "UPDATE object SET current = (SELECT current FROM object WHERE idx = 0) WHERE idx = 2",
        "UPDATE object SET current = (SELECT current FROM object WHERE idx = 3) WHERE idx = 0",
    ],
    &["UPDATE object SET current = (SELECT current FROM object WHERE idx = 0) WHERE idx = 2"],
    &["UPDATE object SET position = 7 WHERE idx = 1 AND position = 1"],
    &["UPDATE object SET idx = 1, position = 2 WHERE idx = 2"],
    &["UPDATE sealed SET body = (SELECT body FROM payload WHERE idx = 0) WHERE idx = 2"],
    &["DELETE FROM sealed WHERE idx = 2"],
    &["UPDATE object SET erased_by = NULL WHERE idx = 3"],
    &["UPDATE object SET erased_by = 4 WHERE idx = 0"],
    &["UPDATE object SET erased_by = 1 WHERE idx = 3"],
    &["UPDATE object SET made_by = 'account 8' WHERE idx = 3"],
    &["UPDATE object SET body = (SELECT body FROM object WHERE idx = 0) WHERE idx = 3"],
];

async fn record(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    changed(running.put(change(of(object("station", "1", "School 7"), "A"))).await);
    changed(running.put(Work::Change(vec![entry(vec![object("place", "1", ""), object("place", "2", "")], None)])).await);
    let gone = NewObject { gone: true, state: Some("moved".to_owned()), station: Some("1".to_owned()), ..object("station", "1", "") };
    changed(running.put(Work::Change(vec![entry(vec![gone], Some("whose school"))])).await);
    changed(running.put(change(object("observer", "o-1", "Observer 1"))).await);
    running.put(forget("observer", "o-1")).await;
    let checked = verify::whole(&*running.store).await;
    assert_eq!((checked.entries, checked.objects, checked.erased), (5, 5, 1));
    running.stop().await;
}

/// Rows, versions, which is current.
pub async fn what_was_altered_is_found(database: &dyn Database) {
    for alteration in ALTERATIONS {
        let database = database.fresh().await;
        record(&*database).await;
        is_found(&*database, alteration).await;
    }
}

/// What came later than the entries looked at is no fault.
pub async fn a_record_is_checked_up_to_any_entry(database: &dyn Database) {
    record(database).await;
    let running = Running::start_soon(database.open().await).await;
    running.new_report(&report(1).of("A")).await;
    running.new_report(&report(2).of("A").correcting(id(1))).await;
    running.put(erase(id(2))).await;
    let store = Arc::clone(&running.store);
    for size in 0..=8 {
        assert_eq!(check(&*store, size, &mut |_, _| ()).await.unwrap().entries, size);
    }
    running.stop().await;
}
