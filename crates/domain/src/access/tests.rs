use super::*;

fn caller(role: Role) -> Caller {
    Caller {
        id: "a".to_owned(),
        reach: Reach::Organisation("one".to_owned()),
        powers: role.powers(),
        host: false,
        observer: (role == Role::Observer).then(|| "O-1".to_owned()),
        shared: BTreeMap::new(),
    }
}

#[test]
fn another_organisations_objects_are_hidden_from_every_role_and_act() {
    for role in Role::ALL {
        for act in Act::ALL {
            for area in Area::ALL {
                let answer = caller(role).may(act, area, Owner::Organisation("two"));
                assert_ne!(answer, Decision::Allowed, "{role:?} {act:?} {area:?}");
                assert_ne!(caller(role).may(act, area, Owner::Nobody), Decision::Allowed);
            }
        }
    }
}

#[test]
fn what_is_shared_can_be_read_and_nothing_else() {
    for act in Act::ALL {
        let mut analyst = caller(Role::Administrator);
        analyst.shared.insert("two".to_owned(), BTreeSet::from([Area::Incidents]));
        let expected = if act == Act::Read { Decision::Allowed } else { Decision::Hidden };
        assert_eq!(analyst.may(act, Area::Incidents, Owner::Organisation("two")), expected);
        assert_eq!(analyst.may(act, Area::Submissions, Owner::Organisation("two")), Decision::Hidden);
    }
}

#[test]
fn an_observer_sees_its_own_and_not_its_colleagues() {
    let observer = caller(Role::Observer);
    assert_eq!(observer.may(Act::Read, Area::Submissions, Owner::Observer("one", "O-1")), Decision::Allowed);
    assert_eq!(observer.may(Act::Read, Area::Submissions, Owner::Observer("one", "O-2")), Decision::Hidden);
    assert_eq!(observer.may(Act::Read, Area::Submissions, Owner::Organisation("one")), Decision::Hidden);
    assert_eq!(caller(Role::Viewer).may(Act::Read, Area::Submissions, Owner::Observer("one", "O-2")), Decision::Allowed);
}

#[test]
fn only_the_host_changes_what_everybody_uses() {
    let mut administrator = caller(Role::Administrator);
    for act in [Act::Add, Act::Change, Act::Erase] {
        assert_eq!(administrator.may(act, Area::Registry, Owner::Everybody), Decision::Refused);
        assert_eq!(administrator.may(act, Area::Server, Owner::Host), Decision::Refused);
    }
    administrator.host = true;
    assert_eq!(administrator.may(Act::Change, Area::Registry, Owner::Everybody), Decision::Allowed);
    assert_eq!(administrator.may(Act::Read, Area::Submissions, Owner::Organisation("two")), Decision::Hidden, "a host is no spy");
}

#[test]
fn a_list_shows_the_own_and_what_is_shared() {
    let mut viewer = caller(Role::Viewer);
    viewer.shared.insert("two".to_owned(), BTreeSet::from([Area::Incidents]));
    assert_eq!(viewer.visible(Area::Incidents), Some(vec!["one".to_owned(), "two".to_owned()]));
    assert_eq!(viewer.visible(Area::Submissions), Some(vec!["one".to_owned()]));
    viewer.reach = Reach::All;
    assert_eq!(viewer.visible(Area::Submissions), None);
}

#[test]
fn every_power_has_a_bit_of_its_own() {
    for area in Area::ALL {
        for act in Act::ALL {
            let one = Powers::NONE.and(&[act], &[area]);
            let all = Area::ALL.iter().flat_map(|area| Act::ALL.map(|act| (act, *area)));
            assert_eq!(all.filter(|(act, area)| one.has(*act, *area)).collect::<Vec<_>>(), [(act, area)]);
        }
    }
}
