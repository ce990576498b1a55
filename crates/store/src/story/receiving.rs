//! What comes in: submissions, attachments, definitions, and their receipts.

use std::sync::Arc;

use futures_util::future::join_all;

use crate::sequencer::{Answer, Receipt};

use super::Database;
use super::report::{Report, attach, erase, file, form, id, report, station};
use super::running::{Running, created, repeated};
use super::verify;

/// Size 0, the root of nothing, signed; and not signed anew at the next start.
pub async fn a_record_begins_with_a_signed_checkpoint_of_nothing(database: &dyn Database) {
    let store = database.open().await;
    assert_eq!(store.head().await.unwrap(), None);
    let running = Running::start(Arc::clone(&store)).await;
    let first = running.sequencer.head();
    assert_eq!(verify::head(&*store).await.checkpoint().size(), 0);
    assert_eq!(*verify::head(&*store).await.checkpoint().root(), tlog::hash::EMPTY_ROOT);
    verify::whole(&*store).await;
    running.stop().await;
    let running = Running::start_soon(database.open().await).await;
    assert_eq!(running.sequencer.head(), first);
    assert_eq!(running.store.heads(0, 10).await.unwrap().len(), 1);
    running.stop().await;
}

/// One after the other, and each proved.
pub async fn submissions_get_consecutive_entries_and_provable_receipts(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    for number in 0..5 {
        let (receipt, _) = running.new_report(&report(number)).await;
        assert_eq!(receipt.index, number);
        assert_eq!(running.sequencer.head().note, *receipt.checkpoint, "what is acknowledged is shown");
        verify::receipt(&running.store, &receipt).await;
        let row = running.store.submission(id(number)).await.unwrap().unwrap();
        assert_eq!((row.index, row.leaf, row.station), (number, receipt.leaf, format!("station {number}")));
    }
    assert_eq!(verify::whole(&*running.store).await.submissions, 5);
    verify::heads(&running.store).await;
    running.stop().await;
}

/// Index, leaf and checkpoint to the byte: at once, later, and after a restart.
pub async fn a_repeat_gets_the_same_receipt(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let asked = report(1).hiding("who saw it").with([file("a.jpg", 2), file("b.jpg", 4)]);
    let given = running.new_report(&asked).await;
    assert_eq!(running.same_report(&asked).await, given);
    for number in 2..6 {
        running.new_report(&report(number)).await;
    }
    assert_eq!(running.same_report(&asked).await, given);
    let size = running.sequencer.head().size;
    running.stop().await;
    let running = Running::start_soon(database.open().await).await;
    assert_eq!(running.same_report(&asked).await, given);
    assert_eq!(running.sequencer.head().size, size, "a repeat is no entry");
    verify::receipt(&running.store, &given.0).await;
    running.stop().await;
}

/// Public or private, it is told apart; and the first one stays.
pub async fn other_content_under_the_same_id_is_a_conflict(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let asked = report(1).hiding("who saw it");
    let given = running.new_report(&asked).await;
    for other in [asked.clone().saying("else"), asked.clone().hiding("who did it"), report(1), asked.clone().on("VOTE")] {
        assert_eq!(running.put(other.work()).await, Answer::Conflict);
    }
    assert_eq!(running.same_report(&asked).await, given);
    assert_eq!(verify::whole(&*running.store).await.entries, 1);
    running.stop().await;
}

/// With it, later, again, to one that is not there.
pub async fn attachments_come_with_a_submission_and_later(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    assert_eq!(running.put(attach(id(1), &[file("a.jpg", 2)])).await, Answer::Unknown);
    let asked = report(1).with([file("a.jpg", 2), file("b.jpg", 3)]);
    let (receipt, with) = running.new_report(&asked).await;
    assert_eq!(with.iter().map(|given| given.index).collect::<Vec<_>>(), [1, 2]);
    let (same, later) = repeated(running.put(attach(id(1), &[file("b.jpg", 3), file("c.jpg", 4)])).await);
    assert_eq!((&same, &later[0]), (&receipt, &with[1]));
    assert_eq!(later[1].index, 3);
    let (_, again) = repeated(running.put(attach(id(1), &[file("c.jpg", 4)])).await);
    assert_eq!(again, later[1..]);
    // The same report sent again, as when the phone did not hear the answer, with a file more.
    let (_, more) = running.same_report(&asked.clone().with([file("d.jpg", 5)])).await;
    assert_eq!((&more[..2], more[2].index), (&with[..], 4));
    for given in with.iter().chain(&later).chain(&more) {
        verify::receipt(&running.store, given).await;
    }
    let rows = running.store.attachments_of(0).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]);
    assert_eq!((rows[0].sha256, rows[0].working, rows[0].length, rows[0].sealed), ([3; 32], Some([2; 32]), 1002, true));
    assert_eq!(running.store.uses_of(&[5; 32], Some(&[4; 32])).await.unwrap(), (2, 1));
    assert_eq!(verify::whole(&*running.store).await.attachments, 4);
    running.stop().await;
}

/// A phone that sends one photograph twice in one report gets the same answer as when it sends the report again.
pub async fn the_same_file_twice_is_one_attachment(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let asked = report(1).with([file("a.jpg", 2), file("a.jpg", 2)]);
    let (receipt, files) = running.new_report(&asked).await;
    assert_eq!(running.same_report(&asked).await, (receipt, files));
    let (_, files) = repeated(running.put(attach(id(1), &[file("b.jpg", 2), file("b.jpg", 2)])).await);
    assert_eq!(files[0], files[1]);
    assert_eq!(running.store.attachments_of(0).await.unwrap().len(), 2);
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// Forms; the latest counts, and the earlier ones stay.
pub async fn definitions_are_entries(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let mut receipts = Vec::new();
    for work in [form("INCIDENT", "Incident", &["11", "12"]), form("VOTE", "Voting", &[]), form("INCIDENT", "Оқиға", &[])] {
        receipts.push(created(running.put(work).await).0);
    }
    let forms = running.store.forms_in(0..10).await.unwrap();
    let titles: Vec<_> = forms.iter().map(|row| (row.index, row.form.title.as_str())).collect();
    assert_eq!(titles, [(0, "Incident"), (1, "Voting"), (2, "Оқиға")]);
    assert_eq!((forms[0].form.sealed.as_slice(), forms[2].form.sealed.len()), (&["11".to_owned(), "12".to_owned()][..], 0));
    assert_eq!(running.store.forms_in(2..10).await.unwrap(), forms[2..]);
    for receipt in &receipts {
        verify::receipt(&running.store, receipt).await;
    }
    assert_eq!(verify::whole(&*running.store).await.payloads, 3);
    running.stop().await;
}

/// Sent at once, they take effect one after the other, as they were sent.
pub async fn works_about_one_id_keep_their_order(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let asked = report(1);
    let works = [
        attach(id(1), &[file("a.jpg", 2)]),
        asked.work(),
        asked.work(),
        asked.clone().saying("else").work(),
        attach(id(1), &[file("a.jpg", 2)]),
        attach(id(1), &[file("a.jpg", 2)]),
        erase(id(1)),
        asked.work(),
        erase(id(1)),
    ];
    let answers: Vec<Answer> = join_all(works.into_iter().map(|work| running.put(work))).await;
    assert_eq!(answers[0], Answer::Unknown);
    let given = created(answers[1].clone());
    assert_eq!(repeated(answers[2].clone()), given);
    assert_eq!(answers[3], Answer::Conflict);
    assert_eq!(answers[4], answers[5]);
    assert!(matches!(&answers[6], Answer::Gone { receipt, attachments } if receipt.index == 2 && attachments.len() == 1));
    assert_eq!(answers[7..], [Answer::Erased, Answer::Erased]);
    assert_eq!(verify::whole(&*running.store).await.erased, 2);
    running.stop().await;
}

/// From many senders at once: every index once, none left out, in the order of arrival.
pub async fn many_at_once_get_one_order(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let reports: Vec<Report> = (0..300).map(report).collect();
    let receipts: Vec<Receipt> =
        join_all(reports.iter().map(|report| running.new_report(report))).await.into_iter().map(|(r, _)| r).collect();
    assert_eq!(receipts.iter().map(|receipt| receipt.index).collect::<Vec<_>>(), (0..300).collect::<Vec<_>>());
    assert!(running.sequencer.status().batches() < 300, "what gathers is written together");
    for number in [0, 1, 150, 255, 256, 299] {
        verify::receipt(&running.store, &receipts[number]).await;
    }
    verify::whole(&*running.store).await;
    verify::heads(&running.store).await;
    let again: Vec<_> = join_all(reports.iter().map(|report| running.same_report(report))).await;
    assert_eq!(again.into_iter().map(|(receipt, _)| receipt).collect::<Vec<_>>(), receipts);
    running.stop().await;
}

/// Every letter that a sender's program may send, and no text at all.
pub async fn awkward_text_comes_back_as_it_was(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    for (number, text) in (0..).zip(["", "'; DROP TABLE entry; --", "Қарағанды", "مركز", "🗳️", "a\\b\t\"c\"", "\u{feff}\u{202e}"])
    {
        let mut asked = report(number).saying(text).on(text).with([file(text, 3)]);
        text.clone_into(&mut asked.station);
        let given = running.new_report(&asked).await;
        assert_eq!(running.same_report(&asked).await, given);
        let row = running.store.submission(asked.id).await.unwrap().unwrap();
        assert_eq!((row.form.as_str(), row.station.as_str()), (text, text));
        assert_eq!(running.store.attachments_of(row.index).await.unwrap()[0].name, text);
        created(running.put(form(text, text, &[])).await);
    }
    verify::whole(&*running.store).await;
    running.stop().await;
}

/// The log goes on over the edges of its tiles after a restart.
pub async fn a_log_of_several_tiles_verifies(database: &dyn Database) {
    const SIZE: u64 = 1200;
    let mut running = Running::start(database.open().await).await;
    let mut shown = vec![running.sequencer.head().note.clone()];
    for (from, to) in [(0, 255), (255, 257), (257, 512), (512, 513), (513, SIZE)] {
        join_all((from..to).map(|number| running.put(station(&number.to_string(), "a station")))).await;
        assert_eq!(running.sequencer.head().size, to);
        shown.push(running.sequencer.head().note.clone());
        running.stop().await;
        running = Running::start_soon(database.open().await).await;
    }
    assert_eq!(verify::whole(&*running.store).await.payloads, SIZE);
    assert!(verify::continues(Arc::clone(&running.store) as _, &shown).await);
    verify::heads(&running.store).await;
    running.stop().await;
}
