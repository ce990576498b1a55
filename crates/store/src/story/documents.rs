//! Documents: what is kept beside the record.

use std::sync::Arc;

use futures_util::future::join_all;

use crate::copy::copy;
use crate::rows::DocumentRow;

use super::Database;
use super::report::report;
use super::running::Running;
use super::verify;

fn document(kind: &str, id: &str, text: &str) -> DocumentRow {
    DocumentRow { kind: kind.to_owned(), id: id.to_owned(), lookup: None, version: 0, expires_at: None, body: text.as_bytes().to_vec() }
}

fn known_as(lookup: &str, document: DocumentRow) -> DocumentRow {
    DocumentRow { lookup: Some(lookup.to_owned()), ..document }
}

/// New once, replaced by whoever knows the version, found by id and by its other name.
pub async fn a_document_is_new_once_and_replaced_by_version(database: &dyn Database) {
    let store = database.open().await;
    let asked = known_as("Айгүл", DocumentRow { expires_at: Some(9), version: 7, ..document("account", "a-1", "first\0") });
    assert!(store.put_document(&asked, None).await.unwrap());
    let kept = DocumentRow { version: 1, ..asked.clone() };
    assert_eq!(store.document("account", "a-1").await.unwrap().as_ref(), Some(&kept));
    assert_eq!(store.document_by("account", "Айгүл").await.unwrap(), Some(kept.clone()));
    for (kind, id) in [("account", "a-2"), ("session", "a-1"), ("account", "Айгүл")] {
        assert_eq!(store.document(kind, id).await.unwrap(), None);
    }
    assert!(!store.put_document(&asked, None).await.unwrap(), "it is there");
    assert!(!store.put_document(&known_as("Айгүл", document("account", "a-2", "")), None).await.unwrap(), "the other name is taken");
    assert!(store.put_document(&known_as("Айгүл", document("link", "a-1", "")), None).await.unwrap(), "not of another kind");
    assert!(!store.put_document(&asked, Some(2)).await.unwrap(), "another version");
    assert!(!store.put_document(&document("account", "a-2", ""), Some(1)).await.unwrap(), "none is there");
    assert!(!store.put_document(&document("account", "a-2", ""), Some(0)).await.unwrap(), "none is there");
    assert_eq!(store.document("account", "a-1").await.unwrap(), Some(kept));
    let second = known_as("b", document("account", "a-1", "second"));
    assert!(store.put_document(&second, Some(1)).await.unwrap());
    assert_eq!(store.document_by("account", "Айгүл").await.unwrap(), None);
    assert_eq!(store.document_by("account", "b").await.unwrap(), Some(DocumentRow { version: 2, ..second.clone() }));
    assert!(store.put_document(&document("account", "a-2", ""), None).await.unwrap());
    assert!(store.put_document(&document("account", "a-3", ""), None).await.unwrap(), "several have no other name");
    assert!(!store.put_document(&known_as("b", document("account", "a-2", "")), Some(1)).await.unwrap(), "the other name is taken");
    assert!(store.remove_document("account", "a-1").await.unwrap());
    assert!(!store.remove_document("account", "a-1").await.unwrap());
    assert!(!store.put_document(&second, Some(2)).await.unwrap(), "what was removed is not replaced");
    assert_eq!(database.open().await.document("account", "a-2").await.unwrap().map(|row| row.version), Some(1));
}

/// By id, in pages; those that expired go when they are told to.
pub async fn documents_are_listed_and_expire(database: &dyn Database) {
    let store = database.open().await;
    for number in [3, 1, 4, 2, 0] {
        let expires_at = (number < 3).then_some(100 + number);
        assert!(store.put_document(&DocumentRow { expires_at, ..document("session", &format!("{number}"), "") }, None).await.unwrap());
    }
    assert!(store.put_document(&document("account", "9", ""), None).await.unwrap());
    let list = async |kind: &str, after: Option<&str>, limit| {
        store.documents(kind, after, limit).await.unwrap().into_iter().map(|row| row.id).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(list("session", None, 100).await, "0 1 2 3 4");
    assert_eq!(list("session", None, 2).await, "0 1");
    assert_eq!(list("session", Some("1"), 2).await, "2 3");
    assert_eq!(list("session", Some("4"), 2).await, "");
    assert_eq!(list("nothing", None, 2).await, "");
    assert_eq!(store.document_kinds().await.unwrap(), ["account", "session"]);
    assert_eq!(store.remove_expired(99).await.unwrap(), 0);
    assert_eq!(store.remove_expired(101).await.unwrap(), 2);
    assert_eq!(list("session", None, 100).await, "2 3 4");
    assert_eq!(store.remove_expired(u64::MAX).await.unwrap(), 1);
    assert_eq!(store.document_kinds().await.unwrap(), ["account", "session"]);
}

/// Of many who make or replace the same document one is first, and reports are taken in meanwhile.
pub async fn many_write_documents_while_reports_come_in(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let reports: Vec<_> = (0..50).map(report).collect();
    let first = async |expected: Option<u64>| {
        let same = document("idempotency", "key", "answer");
        let answers = join_all((0..20).map(|_| running.store.put_document(&same, expected))).await;
        answers.into_iter().filter(|answer| *answer.as_ref().unwrap()).count()
    };
    let others = join_all((0..50).map(|number| {
        let store = Arc::clone(&running.store);
        async move { store.put_document(&document("session", &number.to_string(), ""), None).await.unwrap() }
    }));
    let reports = join_all(reports.iter().map(|report| running.new_report(report)));
    let (new, others, reports) = tokio::join!(first(None), others, reports);
    assert_eq!((new, others.iter().filter(|new| **new).count(), reports.len()), (1, 50, 50));
    assert_eq!(first(Some(1)).await, 1);
    assert_eq!(running.store.document("idempotency", "key").await.unwrap().unwrap().version, 2);
    assert_eq!(verify::whole(&*running.store).await.submissions, 50);
    running.stop().await;
}

/// Everything but what lets somebody in: whoever is logged in at the original is not at the copy.
pub async fn a_copy_takes_documents_but_no_passes(database: &dyn Database) {
    let running = Running::start(database.open().await).await;
    let store = Arc::clone(&running.store);
    for number in 0..25 {
        let account = known_as(&format!("name {number}"), document("account", &format!("{number}"), "an account"));
        assert!(store.put_document(&account, None).await.unwrap());
    }
    assert!(store.put_document(&document("account", "1", "changed"), Some(1)).await.unwrap());
    for kind in ["session", "link", "webhook"] {
        assert!(store.put_document(&document(kind, "1", kind), None).await.unwrap());
    }
    let moment = store.snapshot().await.unwrap();
    assert!(store.put_document(&document("account", "later", ""), None).await.unwrap());
    let other = database.fresh().await;
    let target = other.open().await;
    copy(&*moment, &*target, &mut |_, _| ()).await.unwrap();
    assert_eq!(target.document_kinds().await.unwrap(), ["account", "webhook"]);
    let all = target.documents("account", None, 10_000).await.unwrap();
    assert_eq!(all, moment.documents("account", None, 10_000).await.unwrap());
    assert_eq!((all.len(), target.document("account", "1").await.unwrap().unwrap().version), (25, 2));
    // It is a record already, though nothing came in yet.
    let third = database.fresh().await;
    let used = third.open().await;
    assert!(used.put_document(&document("account", "1", ""), None).await.unwrap());
    assert!(copy(&*moment, &*used, &mut |_, _| ()).await.is_err());
    running.stop().await;
}
