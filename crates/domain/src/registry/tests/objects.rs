//! Reading, writing and refusing.

use proptest::prelude::*;

use crate::registry::*;

/// One of each noun, with every field filled in.
fn examples() -> Vec<(Noun, &'static str)> {
    vec![
        (Noun::Organisation, r#"{"names":{"en":"Invented Citizens","kk":"Ойдан"},"kind":"citizen","contact":"office@example.org"}"#),
        (
            Noun::Agreement,
            r#"{"from":"a","to":"b","areas":["submissions","protocols"],"since":"2005-11-01T00:00:00Z","until":"2006-01-01T00:00:00Z"}"#,
        ),
        (
            Noun::Election,
            r#"{"names":{"en":"SIMULATED"},"day":"2005-12-04","country":"KZ","simulated":true,"contests":[{"id":"president","names":{"en":"President"},"place":"kz","seats":1,"options":[{"id":"a","names":{"und":"A"}},{"id":"b","names":{"und":"B"}}]}]}"#,
        ),
        (
            Noun::Place,
            r#"{"names":{"en":"Taraz","ru":"Тараз"},"level":"city","parent":"zhambyl","variants":[{"name":"Джамбул","language":"ru","since":"1938-01-01","until":"1993-01-01"}],"since":"1864-01-01","until":"2100-01-01","succeeded_by":["x"],"centre":{"latitude":42.9,"longitude":71.37}}"#,
        ),
        (
            Noun::Station,
            r#"{"names":{"und":"12, school"},"place":"taraz","address":"Street 1","kind":"hospital","settlement":"urban","coordinates":{"latitude":42.9,"longitude":71.37},"registered":1200,"order":12,"tags":{"building":"school"}}"#,
        ),
        (
            Noun::Observer,
            r#"{"organisation":"a","role":"short_term","place":"taraz","station":"12","supervisor":"KZ00011","team":"t1","languages":["ru","kk"],"external":"P-17","identity":"sealed","active":false}"#,
        ),
        (Noun::Team, r#"{"organisation":"a","members":["KZ00011"],"place":"taraz"}"#),
        (
            Noun::Deployment,
            r#"{"organisation":"a","team":"t1","stations":["12","13","12"],"from":"2005-12-04T06:00:00+06:00","until":"2005-12-04T23:00:00+06:00","design":"random"}"#,
        ),
        (
            Noun::Visit,
            r#"{"organisation":"a","observers":["KZ00011"],"station":"12","arrived":"2005-12-04T07:00:00+06:00","departed":"2005-12-04T07:30:00+06:00","deployment":"d1"}"#,
        ),
        (
            Noun::Incident,
            r#"{"organisation":"a","category":"STF-01","source":"first_hand","consent":"publish","status":"in_review","election":"e","station":"12","place":"taraz","coordinates":{"latitude":42.9,"longitude":71.37},"at":"2005-12-04T19:00:00+06:00","reports":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"sources":[{"kind":"first_hand","observer":"KZ00011","report":"67e55044-10b1-426f-9247-bb680e5fe0c8"},{"kind":"victim","label":"voter-2"}],"summary":"Papers in a bundle."}"#,
        ),
        (Noun::Event, r#"{"organisation":"a","names":{"und":"Bundle"},"incidents":["i1","i2"]}"#),
        (
            Noun::Protocol,
            r#"{"organisation":"a","station":"12","election":"e","contest":"president","copy":"photographed","submission":"67e55044-10b1-426f-9247-bb680e5fe0c8","attachment":"p.jpg","entries":[{"by":"ann","at":"2005-12-04T23:00:00+06:00","figures":{"valid":10}},{"by":"ben","at":"2005-12-04T23:05:00+06:00","figures":{"valid":11}}],"resolution":{"by":"eve","at":"2005-12-05T01:00:00+06:00","figures":{"valid":null}}}"#,
        ),
    ]
}

#[test]
fn the_example_id_is_one() {
    assert_eq!(ObserverId::make("KZ", 1).unwrap().as_str(), "KZ00011");
}

#[test]
fn every_noun_is_written_as_it_was_read() {
    let examples = examples();
    assert_eq!(examples.iter().map(|(noun, _)| *noun).collect::<Vec<_>>(), Noun::ALL);
    for (noun, json) in examples {
        let object = Object::read(noun, json.as_bytes()).unwrap_or_else(|e| panic!("{noun:?}: {e}"));
        assert_eq!(String::from_utf8(object.to_json()).unwrap(), json);
        assert_eq!(object.noun(), noun);
        let owned = !matches!(noun, Noun::Organisation | Noun::Election | Noun::Place | Noun::Station);
        assert_eq!(object.owner(), owned.then_some("a"), "{noun:?}");
        let about = matches!(noun, Noun::Observer | Noun::Visit | Noun::Incident | Noun::Protocol);
        assert_eq!(object.station(), about.then_some("12"), "{noun:?}");
    }
}

#[test]
fn references_name_everything_that_must_exist() {
    let of = |noun: Noun| {
        let (_, json) = examples().into_iter().find(|(n, _)| *n == noun).unwrap();
        let object = Object::read(noun, json.as_bytes()).unwrap();
        object.references().into_iter().map(|(noun, id)| format!("{} {id}", noun.word())).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(of(Noun::Election), "place kz");
    assert_eq!(of(Noun::Place), "place zhambyl, place x");
    assert_eq!(of(Noun::Observer), "organisation a, place taraz, station 12, observer KZ00011, team t1");
    assert_eq!(of(Noun::Deployment), "organisation a, team t1, station 12, station 13, station 12");
    assert_eq!(of(Noun::Incident), "organisation a, election e, station 12, place taraz, observer KZ00011");
    assert_eq!(of(Noun::Protocol), "organisation a, station 12, election e");
}

#[test]
fn states_are_words() {
    let state = |noun: Noun| {
        let (_, json) = examples().into_iter().find(|(n, _)| *n == noun).unwrap();
        Object::read(noun, json.as_bytes()).unwrap().state()
    };
    assert_eq!(
        [Noun::Observer, Noun::Incident, Noun::Protocol, Noun::Visit].map(state),
        [Some("inactive"), Some("in_review"), Some("final"), None]
    );
}

/// What is wrong is named by its field, and what stood there is not repeated.
#[test]
fn a_wrong_field_is_named_and_its_value_is_not() {
    let cases = [
        (Noun::Station, r#""latitude":42.9"#, r#""latitude":90.5"#, "coordinates.latitude", "OBJECT-RANGE"),
        (Noun::Station, r#""registered":1200"#, r#""registered":10000001"#, "registered", "OBJECT-RANGE"),
        (Noun::Station, "Street 1", "Street\\u0007", "address", "OBJECT-CONTROL-CHARACTER"),
        (Noun::Station, r#""taraz""#, r#""ta/raz""#, "place", "OBJECT-ID"),
        (Noun::Place, "1993-01-01", "1937-01-01", "variants[0].until", "OBJECT-ORDER"),
        (Noun::Observer, "KZ00011", "KZ00012", "supervisor", "OBJECT-CHECK-DIGIT"),
        (Noun::Observer, "KZ00011", "kz00011", "supervisor", "OBJECT-OBSERVER-ID"),
        (Noun::Team, r#"["KZ00011"]"#, r#"["KZ00011","KZ00011"]"#, "members[1]", "OBJECT-TWICE"),
        (Noun::Team, r#"["KZ00011"]"#, "[]", "members", "OBJECT-MEMBERS"),
        (Noun::Deployment, r#""team":"t1""#, r#""team":"t1","observer":"KZ00011""#, "team", "OBJECT-CONFLICT"),
        (Noun::Deployment, "T23:00", "T05:00", "until", "OBJECT-ORDER"),
        (Noun::Visit, "T07:30", "T06:59", "departed", "OBJECT-ORDER"),
        (Noun::Incident, "STF-01", "STF-99", "category", "OBJECT-CATEGORY"),
        (Noun::Election, r#"{"id":"b""#, r#"{"id":"a""#, "contests[0].options[1].id", "OBJECT-TWICE"),
        (Noun::Election, r#""KZ""#, r#""kz""#, "country", "OBJECT-VALUE"),
        (Noun::Agreement, r#""to":"b""#, r#""to":"a""#, "to", "OBJECT-TWICE"),
        (Noun::Protocol, r#""ben""#, r#""ann""#, "entries[1].by", "OBJECT-TWICE"),
        (Noun::Protocol, r#""eve""#, r#""ann""#, "resolution.by", "OBJECT-TWICE"),
        (Noun::Protocol, r#""valid":null"#, r#""invalid":1"#, "resolution.figures", "OBJECT-VALUE"),
    ];
    for (noun, good, bad, field, code) in cases {
        let (_, json) = examples().into_iter().find(|(n, _)| *n == noun).unwrap();
        assert!(json.contains(good), "{noun:?} {good}");
        let error = Object::read(noun, json.replace(good, bad).as_bytes()).unwrap_err();
        let ObjectError::Field { field: found, .. } = &error else { panic!("{noun:?} {bad}: {error}") };
        assert_eq!((found.as_str(), error.code()), (field, code), "{noun:?} {bad}");
        assert!(error.remedy().ends_with('.'));
    }
}

#[test]
fn a_wrong_shape_is_placed() {
    let read = |json: &str| Object::read(Noun::Station, json.as_bytes()).unwrap_err().to_string();
    let unknown = read("{\"names\":\"1\",\n \"place\":\"p\", \"colour\":\"red\"}");
    assert!(unknown.starts_with("line 2, column 22: a field that it does not have"), "{unknown}");
    let secret = read("{\"names\":\"1\",\"place\":\"p\",\"registered\":\"Ann Secret\"}");
    assert!(secret.contains("expected u32") && !secret.contains("Ann"), "{secret}");
    let word = read("{\"names\":\"1\",\"place\":\"p\",\"kind\":\"Ann Secret\"}");
    assert!(word.contains("`hospital`") && !word.contains("Ann"), "{word}");
    assert!(read("{\"names\":\"1\",\"names\":\"2\",\"place\":\"p\"}").contains("duplicate field"));
    assert!(read("{\"names\":\"1\"}").contains("missing field `place`"));
    assert_eq!(Object::read(Noun::Station, &vec![b' '; 65_537]).unwrap_err().code(), "OBJECT-TOO-BIG");
    assert_eq!(Object::read(Noun::Station, &"[".repeat(60_000).into_bytes()).unwrap_err().code(), "OBJECT-SHAPE");
}

/// Nothing that may be about a person gets into a trace.
#[test]
fn debug_hides_what_is_private() {
    for (noun, json) in examples() {
        let shown = format!("{:?}", Object::read(noun, json.as_bytes()).unwrap());
        for secret in ["office@example.org", "P-17", "Papers in a bundle", "valid\": 10"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    let identity = Identity { full_name: "Ann Invented".to_owned(), phones: vec!["+7".to_owned()], ..Identity::default() };
    assert_eq!(format!("{identity:?}"), "Identity(..)");
}

#[test]
fn ids_are_those_of_the_noun() {
    for (id, good) in [("12", true), ("KZ-1.2:3_a", true), ("", false), ("-a", false), ("a/b", false), ("a b", false), ("уик", false)] {
        assert_eq!(Object::id_is_valid(Noun::Station, id), good, "{id}");
    }
    assert!(Object::id_is_valid(Noun::Station, &"1".repeat(64)) && !Object::id_is_valid(Noun::Station, &"1".repeat(65)));
    assert!(Object::id_is_valid(Noun::Observer, "KZ00011"));
    assert!(!Object::id_is_valid(Noun::Observer, "KZ00012") && !Object::id_is_valid(Noun::Observer, "kz00011"));
}

#[test]
fn hearsay_is_no_source_and_nameless_sources_are_one() {
    let source = |kind, observer: Option<&str>, label: Option<&str>| IncidentSource {
        kind,
        observer: observer.map(str::to_owned),
        label: label.map(str::to_owned),
        report: None,
    };
    let (_, json) = examples().into_iter().find(|(n, _)| *n == Noun::Incident).unwrap();
    let Object::Incident(mut incident) = Object::read(Noun::Incident, json.as_bytes()).unwrap() else { panic!("an incident") };
    let cases = [
        (vec![source(SourceKind::FirstHand, Some("A"), None), source(SourceKind::FirstHand, Some("A"), Some("x"))], 1),
        (vec![source(SourceKind::FirstHand, Some("A"), None), source(SourceKind::Hearsay, Some("B"), None)], 1),
        (vec![source(SourceKind::Victim, None, None), source(SourceKind::FirstHand, None, None)], 1),
        (vec![source(SourceKind::Victim, None, Some("v")), source(SourceKind::FirstHand, Some("A"), None)], 2),
    ];
    for (sources, independent) in cases {
        incident.sources = sources;
        assert_eq!(incident.evidence().independent_sources, independent);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(noun in 0..12_usize, bytes: Vec<u8>) {
        let _ = Object::read(Noun::ALL[noun], &bytes);
    }

    /// One character of a good object changed: it is refused, or reads back as what it says.
    #[test]
    fn a_changed_object_is_refused_or_reads_back(which in 0..12_usize, at: proptest::sample::Index, with in "[\"{}:,0-9a-z\\\\ж-]") {
        let (noun, json) = examples()[which];
        let mut letters: Vec<char> = json.chars().collect();
        let at = at.index(letters.len());
        letters[at] = with.chars().next().unwrap();
        let changed: String = letters.into_iter().collect();
        if let Ok(object) = Object::read(noun, changed.as_bytes()) {
            prop_assert_eq!(Object::read(noun, &object.to_json()), Ok(object));
        }
    }
}
