//! Names found in a list.

use names::{Index, Match};

fn people() -> Index<u32> {
    let mut index = Index::new();
    let people = ["Nursultan Nazarbayev", "Дарига Назарбаева", "N. Nazarbaev", "Жармахан Тұяқбай", "Назарбаев Нурсултан", "Tuyakbayev"];
    for (number, name) in (0..).zip(people) {
        index.add(name, number);
    }
    index
}

#[test]
fn the_same_first_then_initials_then_near() {
    let index = people();
    let found = index.find("Нұрсұлтан Назарбаев");
    let order: Vec<u32> = found.iter().map(|found| *found.value).collect();
    assert_eq!(order, [0, 4, 2]);
    assert_eq!(found.iter().map(|found| found.matching).collect::<Vec<_>>(), [Match::Same, Match::Same, Match::Initials]);
    assert_eq!(found.first().unwrap().name, "Nursultan Nazarbayev");
    let near = index.find("Tuyakbay");
    assert_eq!(near.iter().map(|found| *found.value).collect::<Vec<_>>(), [3, 5]);
    assert!(near.iter().all(|found| matches!(found.matching, Match::Near(_))));
}

#[test]
fn the_same_without_comparing() {
    let index = people();
    assert_eq!(index.same("НАЗАРБАЕВ, Нурсултан").iter().map(|found| *found.value).collect::<Vec<_>>(), [0, 4]);
    assert!(index.same("Somebody Else").is_empty());
    assert!(index.find("").is_empty() && index.same("").is_empty());
    assert_eq!((index.len(), index.is_empty(), Index::<u8>::new().is_empty()), (6, false, true));
}

#[test]
fn equal_names_stay_apart() {
    let mut index = Index::default();
    index.add("Ivanov", "first");
    index.add("Иванов", "second");
    assert_eq!(index.find("Ivanoff").iter().map(|found| *found.value).collect::<Vec<_>>(), ["first", "second"]);
}
