//! The double entry under any order of commands.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::registry::*;

fn at(minute: usize) -> Instant {
    Instant::parse(&format!("2005-12-04T22:{:02}:00+06:00", minute % 60)).unwrap()
}

fn figures(of: &[(&str, u64)]) -> Figures {
    of.iter().map(|(line, figure)| ((*line).to_owned(), *figure)).collect()
}

fn answers(of: &[(&str, Option<u64>)]) -> BTreeMap<String, Option<u64>> {
    of.iter().map(|(line, figure)| ((*line).to_owned(), *figure)).collect()
}

fn protocol() -> Protocol {
    let json = br#"{"organisation":"a","station":"12","election":"e","contest":"c","copy":"observer"}"#;
    let Object::Protocol(protocol) = Object::read(Noun::Protocol, json).unwrap() else { panic!("a protocol") };
    protocol
}

#[test]
fn equal_entries_are_final_at_once() {
    let mut p = protocol();
    assert_eq!(p.progress(), ProtocolState::FirstEntry);
    p.enter("ann", at(0), figures(&[("valid", 10)])).unwrap();
    assert_eq!(p.progress(), ProtocolState::SecondEntry);
    assert_eq!(p.enter("ann", at(1), figures(&[("valid", 10)])), Err(EntryError::SamePerson));
    assert_eq!((p.view_for("ben").entries[0].figures.clone(), p.view_for("ann").entries[0].own), (None, true));
    p.enter("ben", at(2), figures(&[("valid", 10)])).unwrap();
    assert_eq!((p.progress(), p.figures()), (ProtocolState::Final, Some(figures(&[("valid", 10)]))));
    assert_eq!(p.enter("eve", at(3), figures(&[("valid", 10)])), Err(EntryError::Full));
    assert_eq!(p.correct("ann", at(3), &answers(&[])), Err(EntryError::NotDiffering(ProtocolState::Final)));
}

#[test]
fn only_what_differs_is_asked_again_and_a_third_decides_the_rest() {
    let mut p = protocol();
    p.enter("ann", at(0), figures(&[("valid", 10), ("invalid", 1), ("a", 5)])).unwrap();
    p.enter("ben", at(1), figures(&[("valid", 11), ("a", 5)])).unwrap();
    assert_eq!((p.progress(), p.differences()), (ProtocolState::Differs, vec!["invalid".to_owned(), "valid".to_owned()]));
    assert_eq!(p.correct("ann", at(2), &answers(&[("valid", Some(11))])).unwrap_err().code(), "PROTOCOL-LINES");
    assert_eq!(p.correct("eve", at(2), &answers(&[("valid", Some(11)), ("invalid", None)])), Err(EntryError::NotAsked));
    p.correct("ann", at(2), &answers(&[("valid", Some(10)), ("invalid", None)])).unwrap();
    assert_eq!(p.correct("ann", at(3), &answers(&[("valid", Some(11))])), Err(EntryError::NotAsked));
    assert_eq!(p.asked_again("ben"), ["valid"]);
    assert_eq!(p.view_for("ben").entries[0].figures, None);
    assert_eq!(p.resolve("ben", at(4), answers(&[("valid", Some(12))])), Err(EntryError::NotAThird));
    p.resolve("eve", at(4), answers(&[("valid", Some(12))])).unwrap();
    assert_eq!(p.figures(), Some(figures(&[("valid", 12), ("a", 5)])));
    Object::from(p).check().unwrap();
}

#[test]
fn a_second_look_that_agrees_is_final() {
    let mut p = protocol();
    p.enter("ann", at(0), figures(&[("valid", 10)])).unwrap();
    p.enter("ben", at(1), figures(&[("valid", 11)])).unwrap();
    p.correct("ben", at(2), &answers(&[("valid", Some(10))])).unwrap();
    assert_eq!((p.progress(), p.figures()), (ProtocolState::Final, Some(figures(&[("valid", 10)]))));
}

#[test]
fn figures_that_cannot_be_are_refused() {
    let mut p = protocol();
    assert_eq!(p.enter("ann", at(0), figures(&[])).unwrap_err().code(), "OBJECT-MEMBERS");
    assert_eq!(p.enter("ann", at(0), figures(&[("valid", 4_294_967_295)])).unwrap_err().code(), "OBJECT-RANGE");
    assert_eq!(p.enter("ann", at(0), figures(&[("votes for", 1)])).unwrap_err().code(), "OBJECT-ID");
    assert!(p.entries.is_empty());
}

const PEOPLE: [&str; 4] = ["ann", "ben", "eve", "joe"];

/// One command: who, what, and one figure for each of two lines. Figures of a person begin with a digit of its own, so that
/// whose they are can be told wherever they turn up.
#[derive(Clone, Debug)]
struct Command {
    who: usize,
    what: u8,
    first: u64,
    second: Option<u64>,
}

fn commands() -> impl Strategy<Value = Vec<Command>> {
    let one = (0..PEOPLE.len(), 0..3_u8, 0..3_u64, proptest::option::of(0..2_u64));
    proptest::collection::vec(one.prop_map(|(who, what, first, second)| Command { who, what, first, second }), 0..25)
}

fn apply(p: &mut Protocol, minute: usize, command: &Command) -> Result<(), EntryError> {
    let by = PEOPLE[command.who];
    let both = answers(&[("a", Some(command.first)), ("b", command.second)]);
    let asked = |lines: Vec<String>| both.iter().filter(|(line, _)| lines.contains(line)).map(|(l, f)| (l.clone(), *f)).collect();
    match command.what {
        0 => p.enter(by, at(minute), both.iter().filter_map(|(line, figure)| Some((line.clone(), (*figure)?))).collect()),
        1 => p.correct(by, at(minute), &asked(p.differences())),
        _ => p.resolve(by, at(minute), asked(p.differences())),
    }
}

proptest! {
    /// Never final unless two people entered the same, or a third decided what they differed in.
    #[test]
    fn final_needs_two_who_agree_or_a_third(commands in commands()) {
        let mut p = protocol();
        for (minute, command) in commands.iter().enumerate() {
            let before = p.clone();
            if apply(&mut p, minute, command).is_err() {
                prop_assert_eq!(&p, &before, "a refused command changes nothing");
            }
            prop_assert_eq!(Object::from(p.clone()).check(), Ok(()));
            if before.progress() == ProtocolState::Final {
                prop_assert_eq!(&p, &before, "what is final stays");
            }
            if p.progress() == ProtocolState::Final {
                let [one, other] = &p.entries[..] else { panic!("two entries") };
                prop_assert_ne!(&one.by, &other.by);
                match &p.resolution {
                    None => prop_assert_eq!(&one.figures, &other.figures),
                    Some(resolution) => prop_assert!(resolution.by != one.by && resolution.by != other.by),
                }
            }
        }
    }

    /// What one person sees before it is final does not depend on what the other entered, beyond which lines differ.
    #[test]
    fn nobody_sees_the_others_figures(a in 0..50_u64, b in 0..50_u64, c in 0..50_u64, corrected: bool) {
        prop_assume!(a != b && a != c);
        let seen = |other: u64| {
            let mut p = protocol();
            p.enter("ann", at(0), figures(&[("a", a), ("b", 7)])).unwrap();
            let early = (p.view_for("ben"), p.view_for("eve"));
            p.enter("ben", at(1), figures(&[("a", other), ("b", 7)])).unwrap();
            if corrected {
                p.correct("ben", at(2), &answers(&[("a", Some(other))])).unwrap();
            }
            (early, p.view_for("ann"), serde_json::to_string(&p.view_for("ann")).unwrap())
        };
        prop_assert_eq!(seen(b), seen(c));
    }

    /// Under any order of commands: before it is final, every view holds no figures but the viewer's own; somebody who has entered
    /// nothing sees figures only once both are in.
    #[test]
    fn views_hide_under_any_order(commands in commands()) {
        let mut p = protocol();
        for (minute, command) in commands.iter().enumerate() {
            let _ = apply(&mut p, minute, command);
            if p.progress() == ProtocolState::Final {
                break;
            }
            for who in PEOPLE {
                let view = p.view_for(who);
                let entered = p.entries.iter().any(|entry| entry.by == who);
                for (viewed, entry) in view.entries.iter().zip(&p.entries) {
                    let may = entry.by == who || (!entered && p.entries.len() == 2);
                    prop_assert_eq!((viewed.figures.is_some(), viewed.by.is_some()), (may, may));
                }
                prop_assert!(view.figures.is_none());
            }
        }
    }
}
