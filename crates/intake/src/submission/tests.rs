use proptest::prelude::*;

use super::*;

const ID: &str = "0b8f2a52-6a0c-4c0e-9d55-3f2b8c1d7e90";

fn none(_: &str) -> Vec<String> {
    Vec::new()
}

fn read(body: &str) -> Result<Submission, SubmissionError> {
    read_submission(body.as_bytes(), none)
}

fn public(body: &str) -> String {
    String::from_utf8(read(body).unwrap().public).unwrap()
}

#[test]
fn names_are_ordered_and_values_stay_as_they_were_sent() {
    let sent = format!(
        r#"{{"station":"KZ-1","id":"{ID}","form":"OPEN","captured_at":"2026-11-24T09:00:00+05:00","answers":{{"b":1.0000000000000000000001,"a":12345678901234567890123}},"device":{{"z":1, "y":2}}}}"#
    );
    assert_eq!(
        public(&sent),
        format!(
            r#"{{"answers":{{"a":12345678901234567890123,"b":1.0000000000000000000001}},"captured_at":"2026-11-24T09:00:00+05:00","device":{{"z":1, "y":2}},"form":"OPEN","id":"{ID}","station":"KZ-1"}}"#
        )
    );
}

#[test]
fn the_same_submission_in_another_order_is_the_same_bytes() {
    let a = format!(r#"{{"id":"{ID}","form":"OPEN","station":"1","answers":{{"x":"1","y":"2"}}}}"#);
    let b = format!(r#" {{ "answers" : {{"y":"2","x":"1"}}, "station":"1","form":"OPEN","id":"{ID}" }} "#);
    assert_eq!(public(&a), public(&b));
}

#[test]
fn private_answers_and_blocks_leave_the_public_part() {
    let body = format!(
        r#"{{"id":"{ID}","form":"INCIDENT","station":"1","answers":{{"01":"ROL-01","11":"WITNESS","12":"VICTIM"}},"private":{{"name":"OBSERVER"}}}}"#
    );
    let sealed = |form: &str| if form == "INCIDENT" { vec!["11".to_owned(), "12".to_owned()] } else { Vec::new() };
    let submission = read_submission(body.as_bytes(), sealed).unwrap();
    let public = String::from_utf8(submission.public.clone()).unwrap();
    assert!(public.contains("ROL-01"));
    assert!(["WITNESS", "VICTIM", "OBSERVER"].iter().all(|word| !public.contains(word)));
    assert_eq!(
        submission.private.as_deref(),
        Some(br#"{"answers":{"11":"WITNESS","12":"VICTIM"},"private":{"name":"OBSERVER"}}"#.as_slice())
    );
    assert!(!format!("{submission:?}").contains("ROL-01"), "a trace shows no answers");
}

#[test]
fn each_mistake_is_named_and_nothing_sent_is_repeated() {
    let with = |fields: &str| read(&format!("{{{fields}}}")).unwrap_err();
    let ok = format!(r#""id":"{ID}","form":"F","station":"S""#);
    assert_eq!(read("").unwrap_err().code(), "SUBMISSION-JSON");
    assert_eq!(read("[1]").unwrap_err(), SubmissionError::NotAnObject { field: "the body" });
    assert_eq!(read_submission(b"{\"a\":\"\xff\"}", none).unwrap_err(), SubmissionError::NotUtf8 { at: 6 });
    assert_eq!(with(&ok), SubmissionError::Missing { field: "answers" });
    assert_eq!(with(&format!(r#"{ok},"answers":[]"#)), SubmissionError::NotAnObject { field: "answers" });
    assert_eq!(with(&format!(r#"{ok},"answers":{{"a":1,"a":2}}"#)), SubmissionError::Twice { field: "answers" });
    assert_eq!(with(&format!(r#"{ok},"private":"x","answers":{{}}"#)), SubmissionError::NotAnObject { field: "private" });
    assert_eq!(with(r#""id":"Ivan","form":"F","station":"S","answers":{}"#), SubmissionError::Id);
    assert_eq!(with(&format!(r#""id":"{ID}","form":7,"station":"S","answers":{{}}"#)), SubmissionError::NotText { field: "form" });
    assert_eq!(with(&format!(r#""id":"{ID}","form":" ","station":"S","answers":{{}}"#)), SubmissionError::Name { field: "form" });
    assert!(!with(r#""id":"Ivan","form":"F","station":"S","answers":{}"#).to_string().contains("Ivan"));
}

#[test]
fn what_is_private_by_definition_does_not_change_what_it_is() {
    let body = format!(r#"{{"id":"{ID}","form":"F","station":"S","answers":{{"b":"2","a":"1"}}}}"#);
    let open = read(&body).unwrap();
    let closed = read_submission(body.as_bytes(), |_| vec!["a".to_owned()]).unwrap();
    assert_eq!(open.content, closed.content);
    assert_ne!(open.public, closed.public);
    let other = read(&body.replace(r#""a":"1""#, r#""a":"2""#)).unwrap();
    assert_ne!(open.content, other.content);
    let upper = read(&body.replace(ID, &format!("{{{}}}", ID.to_uppercase()))).unwrap();
    assert_eq!((upper.content, upper.public), (open.content, open.public), "one id, however it is written");
}

#[test]
fn what_is_no_time_is_kept_as_sent() {
    let sent = |value: &str| {
        read(&format!(r#"{{"id":"{ID}","form":"F","station":"S","answers":{{}},"captured_at":{value}}}"#)).unwrap().captured_at
    };
    assert_eq!(sent(r#""yesterday""#).as_deref(), Some("yesterday"));
    assert_eq!(sent("17").as_deref(), Some("17"));
    assert_eq!(sent(&format!(r#""{}""#, "9".repeat(65))), None, "what is no time is in the payload only");
}

#[test]
fn who_sent_it_and_what_it_corrects_are_read_and_stay_where_they_were() {
    let other = "7d1c9c35-5f0e-4a57-9a64-0c4a3f5b2e11";
    let with = |more: &str| read(&format!(r#"{{"id":"{ID}","form":"F","station":"S","answers":{{}}{more}}}"#));
    let sent = with(&format!(r#","replaces":"{}","observer":"o-17""#, other.to_uppercase())).unwrap();
    assert_eq!((sent.observer.as_deref(), sent.replaces.map(|id| id.to_string()).as_deref()), (Some("o-17"), Some(other)));
    let public = String::from_utf8(sent.public).unwrap();
    assert!(public.contains(r#""observer":"o-17","replaces":"7D1C"#), "values stay as they were sent: {public}");
    for none in ["", r#","observer":null,"replaces":null"#] {
        let sent = with(none).unwrap();
        assert_eq!((sent.observer, sent.replaces), (None, None));
    }
    assert_eq!(with(&format!(r#","observer":"{}""#, "ж".repeat(64))).unwrap().observer.unwrap().chars().count(), 64);
    for wrong in ["17", r#"" ""#, r#""a\nb""#, &format!(r#""{}""#, "x".repeat(65))] {
        assert_eq!(with(&format!(r#","observer":{wrong}"#)).unwrap_err().code(), "SUBMISSION-OBSERVER");
    }
    for wrong in ["17", r#""Ivan""#, r#""00000000-0000-0000-0000-000000000000""#, &format!(r#""{ID}""#)] {
        let error = with(&format!(r#","replaces":{wrong}"#)).unwrap_err();
        assert_eq!(error.code(), "SUBMISSION-REPLACES");
        assert!(!error.to_string().contains("Ivan") && !error.remedy().is_empty());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = read_submission(&bytes, none);
    }

    /// What was read reads again as the same.
    #[test]
    fn the_public_part_reads_as_itself(answers in proptest::collection::btree_map(".*", "[^\\\\\"\\x00-\\x1f]*", 0..8), station in "[^\\x00-\\x1f\\x7f-\\x9f]{1,20}") {
        prop_assume!(!station.trim().is_empty());
        let body = serde_json::json!({"id": ID, "form": "F", "station": station, "answers": answers}).to_string();
        let once = read(&body).unwrap();
        let again = read_submission(&once.public, none).unwrap();
        prop_assert_eq!(once, again);
    }
}
