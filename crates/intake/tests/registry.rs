//! Registers as they come: every set of headers in use, problems with their places, nothing personal repeated.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod registry_made;

use std::collections::{BTreeMap, BTreeSet};

use domain::registry::{IdentityState, Noun, Object, ObserverRole, StationKind};
use intake::Limits;
use intake::registry::{
    Import, MOST_KEPT, ObserverImport, ObserverOptions, RegistryMapping, RegistryOptions, compare, read_boundaries, read_observers,
    read_staff, read_stations,
};

fn stations(text: &str) -> Import {
    read_stations(&[("s.csv", text.as_bytes())], RegistryOptions::default()).unwrap()
}

fn codes(import: &Import) -> Vec<(u64, &str)> {
    import.report.problems.iter().map(|p| (p.line, p.code)).collect()
}

const SECRET: [u8; 32] = [7; 32];

fn observers(text: &str) -> ObserverImport {
    let known = |noun: Noun, _: &str| noun == Noun::Station;
    let registry = RegistryOptions { known: &known, ..RegistryOptions::default() };
    read_observers("o.csv", text.as_bytes(), ObserverOptions { registry, organisation: "citizens", prefix: "KZ", secret: &SECRET }).unwrap()
}

/// 9,580 stations in 16 regions load; what stands twice and what lies nowhere is reported with its line.
#[test]
fn s41_duplicates_and_orphans_are_reported() {
    let good = stations(&registry_made::stations(9580));
    assert!(good.report.is_clean(), "{:?}", good.report.problems.first());
    assert_eq!((good.stations.len(), good.places.len(), good.report.rows), (9580, 16 + 160, 9580));
    let station = &good.stations[2];
    assert_eq!((station.0.as_str(), station.1.kind, station.1.registered), ("00002", StationKind::Hospital, Some(302)));
    assert_eq!((station.1.names.get("ru"), station.1.place.as_str()), ("Участок 2", "region-00.district-00-2"));
    for (id, object) in &good.stations {
        assert!(Object::id_is_valid(Noun::Station, id) && object.check().is_ok());
    }

    let bad = "code,name,place,region\n1,One,,North\n2,Two,,North\n1,Again,,North\n3,Three,lost,\n1,Third,,North\n4,Four,,\n";
    let import = stations(bad);
    assert_eq!(codes(&import), [(4, "INTAKE-ROW-TWICE"), (6, "INTAKE-ROW-TWICE"), (7, "INTAKE-STATION-PLACE"), (5, "INTAKE-ROW-ORPHAN")]);
    assert_eq!(import.report.duplicates.len(), 1);
    let duplicate = &import.report.duplicates[0];
    assert_eq!((duplicate.id.as_str(), duplicate.lines.iter().map(|l| l.1).collect::<Vec<_>>()), ("1", vec![2, 4, 6]));
    let orphan = &import.report.orphans[0];
    assert_eq!((orphan.id.as_str(), orphan.missing.as_str(), orphan.at.1), ("3", "lost", 5));
    // What the record knows is no orphan.
    let known = |noun: Noun, id: &str| (noun, id) == (Noun::Place, "lost");
    let import = read_stations(&[("s.csv", bad.as_bytes())], RegistryOptions { known: &known, ..RegistryOptions::default() }).unwrap();
    assert!(import.report.orphans.is_empty());
}

#[test]
fn headers_by_type_give_levels_codes_and_coordinates() {
    let text = "REGION_N_EN,REGION_N_RU,REGION_ID,REGION LAT,REGION LON,DISTRICT_N_EN,DISTRICT_ID,PS_N_EN,PS_ID,PS_RV,PS LAT,PS LON\n\
        Zhambyl,Жамбыл,1,42.9,71.3,Taraz,1,School 1,0101,1200,42.91,71.37\nZhambyl,Жамбыл,1,42.9,71.3,Taraz,1,School 2,0102,900,,\n";
    let import = stations(text);
    assert!(import.report.is_clean(), "{:?}", import.report.problems);
    let places: Vec<(&str, &str, Option<&str>)> =
        import.places.iter().map(|(id, p)| (id.as_str(), p.names.get("ru"), p.parent.as_deref())).collect();
    assert_eq!(places, [("region-1", "Жамбыл", None), ("district-1", "Taraz", Some("region-1"))]);
    assert_eq!(import.places[0].1.centre.map(|c| c.latitude), Some(42.9));
    let (id, station) = &import.stations[0];
    assert_eq!((id.as_str(), station.registered, station.coordinates.map(|c| c.longitude)), ("0101", Some(1200), Some(71.37)));
    assert_eq!(import.stations[1].1.coordinates, None);
}

#[test]
fn headers_by_level_make_ids_of_place_and_number() {
    let text = "Level1;Level2;Level3;Number;Address;DisplayOrder;Latitude;Longitude;Tag1\n\
        Жамбыл;Тараз;;12;ул. Абая;1;42,9;71,3;electronic\nЖамбыл;;;13;ул. Абая;2;;;\n";
    let import = stations(text);
    assert!(import.report.is_clean(), "{:?}", import.report.problems);
    let ids: Vec<&str> = import.stations.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["zhambil.taraz:12", "zhambil:13"]);
    let first = &import.stations[0].1;
    assert_eq!((first.order, first.tags.get("tag1").map(String::as_str)), (Some(1), Some("electronic")));
    assert_eq!(first.coordinates.map(|c| c.latitude), Some(42.9));
}

#[test]
fn a_mapping_names_other_headers_and_its_errors_have_places() {
    let text = "Нр;Имя;Область\n1;Школа;Север\n";
    let mapping = "format = 1\nkind = \"stations\"\nlevels = [\"region\"]\n[columns]\ncode = \"Нр\"\n\"name:ru\" = \"имя\"\n\"level:region\" = \"Область\"\n";
    let mapping = RegistryMapping::parse(mapping, "m.toml").unwrap();
    let with = |text: &str| {
        read_stations(&[("s.csv", text.as_bytes())], RegistryOptions { mapping: Some(&mapping), ..RegistryOptions::default() })
    };
    let import = with(text).unwrap();
    assert_eq!((import.stations[0].1.names.get("ru"), import.places[0].0.as_str()), ("Школа", "sever"));
    assert_eq!(with("Нр;Имя\n1;Школа\n").unwrap_err().code(), "INTAKE-MAPPING");
    let errors = RegistryMapping::parse("format = 2\nkind = \"ships\"\n[columns]\nkode = \"a\"\n", "m.toml").unwrap_err();
    let at: Vec<(u32, &str)> = errors.0.iter().map(|e| (e.at.line, e.code())).collect();
    assert_eq!(at, [(1, "INTAKE-MAPPING-VERSION"), (2, "INTAKE-MAPPING-VALUE"), (4, "INTAKE-MAPPING-KEY")]);
    assert_eq!(errors.0[2].remedy(), "Did you mean `code`?");
    assert_eq!(RegistryMapping::parse("format = 1\nkind = ", "m.toml").unwrap_err().0[0].at.line, 2);
}

#[test]
fn a_bad_cell_is_named_by_line_and_column() {
    let text =
        "code,region,registered,latitude,longitude,kind\n1,A,12x,42,71,ordinary\n2,A,5,95,71,ordinary\n3,A,5,42,,castle\n4,A\n,A,5,,,\n";
    let import = stations(text);
    let found: Vec<(u64, &str, Option<usize>, Option<&str>)> =
        import.report.problems.iter().map(|p| (p.line, p.code, p.column.as_ref().map(|c| c.number), p.value.as_deref())).collect();
    assert_eq!(
        found,
        [
            (2, "INTAKE-CELL-NUMBER", Some(3), Some("12x")),
            (3, "INTAKE-CELL-COORDINATE", Some(4), Some("95")),
            (4, "INTAKE-CELL-COORDINATE", Some(5), Some("")),
            (4, "INTAKE-CELL-KIND", Some(6), Some("castle")),
            (5, "INTAKE-ROW-CELLS", None, None),
            (6, "INTAKE-ROW-NAMELESS", Some(1), Some("")),
        ]
    );
    assert!(import.stations.is_empty() && import.report.rows == 5);
}

#[test]
fn names_that_romanise_alike_stay_two_places_and_ids_are_repeated() {
    let text = "code,region\n1,Хан\n2,Кан\n3,хан\n";
    let import = stations(text);
    assert_eq!(import.places.len(), 2);
    assert_ne!(import.places[0].0, import.places[1].0);
    assert_eq!(import.stations[2].1.place, import.places[0].0);
    assert_eq!(stations(text), import);
}

#[test]
fn problems_are_kept_up_to_a_thousand_and_all_counted() {
    let text: String = std::iter::once("code,region\n".to_owned()).chain((0..1500).map(|_| "1,\n".to_owned())).collect();
    let report = stations(&text).report;
    assert_eq!((report.problems.len(), report.problem_count), (MOST_KEPT, 1500));
}

#[test]
fn an_import_is_compared_with_what_is_there() {
    let first = stations("code,name,region,registered,address\n1,One,A,5,Street\n2,Two,A,6,\n3,Three,A,7,\n");
    let mut held: BTreeMap<String, Object> = first.stations.iter().map(|(id, s)| (id.clone(), Object::from(s.clone()))).collect();
    if let Some(Object::Station(one)) = held.get_mut("1") {
        one.kind = StationKind::Prison;
    }
    let again = stations("code,name,region,registered,address\n1,One,A,5,\n2,Two,A,66,\n4,Four,A,8,\n");
    let objects = again.stations.iter().map(|(id, s)| (id.as_str(), Object::from(s.clone())));
    let changes = compare(Noun::Station, objects, |_, id| held.get(id).cloned(), held.keys().cloned(), &BTreeSet::new()).unwrap();
    assert_eq!((changes.new, changes.same, changes.gone), (vec!["4".to_owned()], 1, vec!["3".to_owned()]));
    assert_eq!(changes.changed.len(), 1);
    assert_eq!((changes.changed[0].id.as_str(), changes.changed[0].fields.clone()), ("2", vec!["registered".to_owned()]));
    // The file speaks of the kind: then it counts.
    let objects = again.stations.iter().map(|(id, s)| (id.as_str(), Object::from(s.clone())));
    let said = BTreeSet::from(["kind"]);
    let changes = compare(Noun::Station, objects, |_, id| held.get(id).cloned(), held.keys().cloned(), &said).unwrap();
    assert_eq!(changes.changed[0].fields, ["kind"]);
}

#[test]
fn observers_are_pseudonyms_and_nothing_else() {
    let import = observers(&registry_made::observers(250));
    assert!(import.report.is_clean(), "{:?}", import.report.problems.first());
    assert_eq!(import.observers.len(), 250);
    let (head, one) = (&import.observers[100], &import.observers[101]);
    assert_eq!(
        (one.observer.role, one.observer.identity, one.observer.station.as_deref()),
        (ObserverRole::Static, IdentityState::Sealed, Some("00101"))
    );
    assert_eq!((one.observer.supervisor.as_deref(), head.observer.supervisor.as_deref()), (Some(head.id.as_str()), None));
    let identity = one.identity.as_ref().unwrap();
    assert_eq!((identity.full_name.as_str(), identity.phones.len()), ("Invented Person101", 1));
    for listed in &import.observers {
        let json = String::from_utf8(Object::from(listed.observer.clone()).to_json()).unwrap();
        assert!(!json.contains("Invented") && !json.contains('@') && !json.contains("+7"));
        listed.observer.check().unwrap();
    }
    assert!(import.report.warnings.iter().any(|w| w.contains("passwords")) && !format!("{import:?}").contains("secret1"));
    assert_eq!(observers(&registry_made::observers(250)), import);
}

#[test]
fn the_other_headers_make_ids_that_only_the_secret_leads_to() {
    let text = "Email,FirstName,LastName,PhoneNumber\nAnn@example.org,Ann,Invented,+7\nann@example.org,Ann,Invented,+7\n";
    let import = observers(text);
    assert_eq!((import.observers.len(), import.report.problem_count), (1, 1));
    assert_eq!(import.observers[0].identity.as_ref().map(|i| i.full_name.as_str()), Some("Ann Invented"));
    let shown = serde_json::to_string(&import.report).unwrap();
    assert!(!shown.to_lowercase().contains("ann") && !shown.contains("Invented"), "{shown}");
    let registry = RegistryOptions::default();
    let options = ObserverOptions { registry, organisation: "citizens", prefix: "KZ", secret: &[8; 32] };
    let other = read_observers("o.csv", text.as_bytes(), options).unwrap();
    assert_ne!(other.observers[0].id, import.observers[0].id);
}

#[test]
fn numbers_and_own_ids_stay_readable() {
    let own = registry_made::observer(77);
    let text = format!("Participant ID,Supervisor ID\n12,{own}\n{own},\n012,nobody\n");
    let import = observers(&text);
    assert_eq!(import.observers[0].id.as_str(), registry_made::observer(12));
    assert_eq!(import.observers[0].observer.supervisor.as_deref(), Some(own.as_str()));
    assert_eq!(import.observers[1].id.as_str(), own);
    assert_eq!(import.observers[2].id.as_str().len(), 11, "012 is not the number 12");
    assert_eq!(import.report.orphans.len(), 1);
    assert!(!serde_json::to_string(&import.report).unwrap().contains("nobody"));
}

#[test]
fn staff_is_sealed_and_of_known_stations() {
    let known = |_: Noun, id: &str| id == "12";
    let options = RegistryOptions { known: &known, ..RegistryOptions::default() };
    let import = read_staff("s.csv", b"station,role,full_name\n12,chair,Ann Invented\n13,member,Ben Invented\n12,,\n", options).unwrap();
    assert_eq!((import.staff.len(), import.staff[0].role.as_deref(), import.report.problem_count), (1, Some("chair"), 2));
    assert!(!serde_json::to_string(&import.report).unwrap().contains("Invented"));
}

#[test]
fn boundaries_are_checked_ring_by_ring() {
    let feature = |name: &str, kind: &str, coordinates: &str| {
        format!(r#"{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#)
    };
    let square = "[[[71,42],[72,42],[72,43],[71,42]]]";
    let features = [
        feature("Taraz", "Polygon", square),
        feature("Nowhere", "Polygon", square),
        feature("Taraz", "Polygon", square),
        feature("Open", "Polygon", "[[[71,42],[72,42],[72,43],[71,43]]]"),
        feature("Short", "Polygon", "[[[71,42],[72,42],[71,42]]]"),
        feature("Far", "MultiPolygon", "[[[[471,42],[72,42],[72,43],[471,42]]]]"),
        feature("Point", "Point", "[71,42]"),
    ];
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let find = |name: &str| (name != "Nowhere").then(|| name.to_lowercase());
    let import = read_boundaries("b.geojson", text.as_bytes(), None, &find).unwrap();
    assert_eq!((import.boundaries.len(), import.boundaries[0].0.as_str()), (1, "taraz"));
    assert_eq!(import.boundaries[0].1.bounds, [[71.0, 42.0], [72.0, 43.0]]);
    let found: Vec<(u64, &str)> = import.report.problems.iter().map(|p| (p.line, p.code)).collect();
    let shape = "INTAKE-BOUNDARY-SHAPE";
    assert_eq!(found, [(2, "INTAKE-BOUNDARY-PLACE"), (3, "INTAKE-ROW-TWICE"), (4, shape), (5, shape), (6, shape), (7, shape)]);
    for bad in ["", "[]", r#"{"type":"Feature"}"#, r#"{"type":"Topology","features":[]}"#, "{\"type\":\n"] {
        assert_eq!(read_boundaries("b", bad.as_bytes(), None, &find).unwrap_err().code(), "INTAKE-REGISTRY-GEOJSON", "{bad}");
    }
}

/// Files made to mislead the reader or to fill the memory.
#[test]
fn hostile_files_are_refused_or_stay_text() {
    let read = |bytes: &[u8]| read_stations(&[("s.csv", bytes)], RegistryOptions::default());
    let formula = stations("code,name,region\n1,=HYPERLINK(1),A\n");
    assert_eq!(formula.stations[0].1.names.get("und"), "=HYPERLINK(1)");
    let long = stations(&format!("code,name,region\n1,{},A\n{},x,A\n", "x".repeat(10 << 20), "9".repeat(10 << 20)));
    assert_eq!(codes(&long), [(2, "OBJECT-TOO-LONG")]);
    assert!(long.stations.iter().all(|(id, _)| id.len() <= 64));
    let nul = [registry_made::stations(2000).into_bytes(), b"99999,a\0b,b,North,N,s,ordinary,42,71,5\n".to_vec()].concat();
    assert_eq!(read(&nul).unwrap().report.problems[0].code, "OBJECT-CONTROL-CHARACTER");
    assert_eq!(read(b"code,region\n1,\0\0\0").unwrap_err().code(), "INTAKE-FILE-NOT-A-TABLE");
    assert_eq!(read(b"code,region\n1,\"A\n2,B\n").unwrap_err().code(), "INTAKE-FILE-QUOTE");
    assert_eq!(read(b"").unwrap_err().code(), "INTAKE-FILE-EMPTY");
    assert_eq!(read(b"colour,shape\nred,round\n").unwrap_err().code(), "INTAKE-REGISTRY-HEADER");
    assert_eq!(read(b"code,region\n1,1\xFF2\n").unwrap_err().code(), "INTAKE-FILE-ENCODING");
    let limits = Limits { unpacked: 10, ratio: 1 };
    assert_eq!(limits.for_packed(1 << 30), 10);
}

/// The same list in every encoding the program reads gives the same objects.
#[test]
fn encodings_are_seen() {
    let text = "code;name:ru;region\n1;Школа №1;Жамбылская область\n2;Школа №2;Жамбылская область\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let utf16: Vec<u8> = std::iter::once(0xFEFF_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let of = |bytes: &[u8]| {
        let import = read_stations(&[("s.csv", bytes)], RegistryOptions::default()).unwrap();
        (import.places, import.stations)
    };
    let plain = of(text.as_bytes());
    assert_eq!(plain.1.len(), 2);
    assert_eq!((of(&windows), of(&utf16)), (plain.clone(), plain));
}

#[test]
fn a_release_and_the_register_are_laid_side_by_side() {
    let results = "station,registered\n1,100\n2,200\n77,300\n";
    let mapping =
        intake::Mapping::parse("format = 1\n[station]\ncode = \"station\"\n[fields]\nregistered = \"registered\"\n", "m").unwrap();
    let (release, _) =
        intake::read_bytes("r.csv", results.as_bytes(), Some(&mapping), intake::ReadOptions::default(), &intake::progress::silent).unwrap();
    let gaps = intake::registry::code_gaps(&release, &BTreeSet::from(["1", "2", "3"]));
    assert_eq!((gaps.unknown, gaps.missing), (vec!["77".to_owned()], vec!["3".to_owned()]));
}

proptest::proptest! {
    /// Any bytes are read or refused, and whatever becomes a station could be kept.
    #[test]
    fn any_list_is_read_or_refused(rows in "[a-zа-я0-9,;\"\n =@-]{0,200}") {
        let text = format!("code,name,region,registered,latitude,longitude\n{rows}");
        if let Ok(import) = read_stations(&[("s.csv", text.as_bytes())], RegistryOptions::default()) {
            for (id, station) in &import.stations {
                proptest::prop_assert!(Object::id_is_valid(Noun::Station, id));
                proptest::prop_assert!(station.check().is_ok());
            }
            for (id, place) in &import.places {
                proptest::prop_assert!(Object::id_is_valid(Noun::Place, id), "{}", id);
                proptest::prop_assert!(import.report.problem_count > 0 || place.check().is_ok());
            }
            proptest::prop_assert!(import.stations.len() as u64 <= import.report.rows);
        }
    }
}
