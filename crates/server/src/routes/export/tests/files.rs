//! Whose rows stand in which file, and what a file says.

use domain::registry::ObserverId;
use serde_json::json;
use uuid::Uuid;

use super::{Home, set, submission};

#[tokio::test]
async fn each_organisation_gets_its_own_submissions_and_no_others() {
    let home = Home::new().await;
    let (a, b) = (home.one.submit("S-1", "=of one").await, home.one.submit("S-2", "of one").await);
    let c = home.two.submit("S-1", "of two").await;
    let path = "/api/v1/exports/submissions.csv";
    let (ids_one, ids_two) = (set(&[&a.to_string(), &b.to_string()]), set(&[&c.to_string()]));
    assert_eq!(home.one.column(path, "id").await, ids_one);
    assert_eq!(home.two.column(path, "id").await, ids_two);
    assert_eq!(home.host.column(path, "id").await, &ids_one | &ids_two);
    assert_eq!(home.one.column("/submissions.csv", "id").await, ids_one, "the office's link");
    assert_eq!(home.one.column("/submissions.csv?q=S-2", "id").await, set(&[&b.to_string()]));
    assert_eq!(home.one.column(&format!("{path}?station=S-2"), "id").await, set(&[&b.to_string()]));
    assert_eq!(home.two.column(&format!("{path}?organisation=ONE"), "id").await, set(&[]), "asking for another's gives none");

    // Parquet has the rows that the table has: those of one organisation, asked for by the host, are the same bytes.
    let parquet = "/api/v1/exports/submissions.parquet";
    let own = home.one.bytes(parquet).await;
    assert!(own.starts_with(b"PAR1") && own.ends_with(b"PAR1"));
    assert_eq!(home.host.bytes(&format!("{parquet}?organisation=ONE")).await, own);
    assert_ne!(home.host.bytes(parquet).await, own);
    assert_ne!(home.two.bytes(parquet).await, own);

    let values = home.one.column(&format!("{path}?excel=true"), "note").await;
    assert_eq!(values, set(&["'=of one", "of one"]), "no formula is left in a spreadsheet");
    assert!(home.one.bytes(&format!("{path}?excel=true")).await.starts_with(b"\xef\xbb\xbf"));
    assert_eq!(home.one.column(path, "note").await, set(&["=of one", "of one"]));
}

#[tokio::test]
async fn what_was_replaced_or_erased_stays_out() {
    let home = Home::new().await;
    let (first, gone) = (home.one.submit("S-1", "first").await, home.one.submit("S-1", "gone").await);
    let later = Uuid::new_v4();
    let mut body = submission(later, "S-1", "second");
    body["replaces"] = json!(first);
    home.one.post("submissions", &body).await;
    let response = home.one.send("DELETE", &format!("/api/v1/submissions/{gone}"), json!({"reason": "asked for"}).to_string()).await;
    assert_eq!(response.status().as_u16(), 200);
    let path = "/api/v1/exports/submissions.csv";
    assert_eq!(home.one.column(path, "id").await, set(&[&later.to_string()]));
    let all = format!("{path}?all=true");
    assert_eq!(home.one.column(&all, "id").await, set(&[&first.to_string(), &later.to_string()]));
    assert_eq!(home.one.column(&all, "replaced").await, set(&["true", "false"]));
}

#[tokio::test]
async fn what_a_form_seals_later_is_in_no_export() {
    let home = Home::new().await;
    home.one.submit("S-1", "a telephone number").await;
    let path = "/api/v1/exports/submissions.csv";
    assert_eq!(home.one.column(path, "note").await, set(&["a telephone number"]));
    home.host.put("forms/VOTE", &json!({"title": "Voting", "sealed": ["note"]})).await;
    for path in [path, "/api/v1/odata/Submissions"] {
        let text = String::from_utf8(home.one.bytes(path).await).unwrap();
        assert!(!text.contains("telephone") && text.contains("179"), "{text}");
    }
}

#[tokio::test]
async fn stations_are_a_table_and_a_map() {
    let home = Home::new().await;
    home.host.put("places/KZ-A", &json!({"names": {"en": "Region"}, "level": "region"})).await;
    home.host.put("places/KZ-B", &json!({"names": {"en": "District", "ru": "Район"}, "level": "district", "parent": "KZ-A"})).await;
    let school = json!({"names": {"en": "School", "kk": "Мектеп"}, "place": "KZ-B", "coordinates": {"latitude": 43.2, "longitude": 76.9}, "registered": 1812});
    home.host.put("stations/S-1", &school).await;
    home.host.put("stations/S-2", &json!({"names": "Ward", "place": "KZ-A", "kind": "hospital", "address": "Abai 1"})).await;
    let rows = home.one.rows("/api/v1/exports/stations.csv?language=ru").await;
    let text = |row: &[(String, String)]| row.iter().map(|(name, cell)| format!("{name}={cell}")).collect::<Vec<_>>().join(";");
    assert_eq!(
        rows.iter().map(|row| text(row)).collect::<Vec<_>>(),
        [
            "code=S-1;name_en=School;name_kk=Мектеп;name=;places=Region / Район;kind=ordinary;address=;latitude=43.2;longitude=76.9;registered=1812;simulated=",
            "code=S-2;name_en=;name_kk=;name=Ward;places=Region;kind=hospital;address=Abai 1;latitude=;longitude=;registered=;simulated=",
        ]
    );
    assert_eq!(home.one.column("/stations.csv?kind=hospital", "code").await, set(&["S-2"]));
    assert_eq!(home.one.column("/stations.csv?place=KZ-B", "code").await, set(&["S-1"]));
    assert_eq!(home.one.column("/stations.csv?q=Мектеп", "code").await, set(&["S-1"]));

    home.host.put("elections/E", &json!({"names": "Exercise", "day": "2026-12-06", "simulated": true})).await;
    let map = home.one.json("/api/v1/exports/stations.geojson").await;
    assert_eq!((map["simulated"].as_str(), map["log"]["origin"].as_str()), (Some("SIMULATED"), Some("log.example.org/exports")));
    assert_eq!(map["features"][0]["geometry"]["coordinates"], json!([76.9, 43.2]));
    assert_eq!(map["features"][1]["geometry"], json!(null));
    assert_eq!(home.one.column("/api/v1/exports/stations.csv", "simulated").await, set(&["SIMULATED"]));
}

#[tokio::test]
async fn incidents_and_visits_are_each_organisations_own() {
    let home = Home::new().await;
    home.host.put("places/P", &json!({"names": "Place", "level": "region"})).await;
    home.host.put("stations/S-1", &json!({"names": "School", "place": "P"})).await;
    let incident = |organisation: &str, consent: &str| json!({"organisation": organisation, "category": "STF-01", "source": "first_hand", "consent": consent, "station": "S-1", "coordinates": {"latitude": 43.23895, "longitude": 76.88971}});
    home.one.post("incidents", &incident("ONE", "publish")).await;
    home.one.post("incidents", &incident("ONE", "internal")).await;
    home.two.post("incidents", &incident("TWO", "publish")).await;
    let map = home.one.json("/api/v1/exports/incidents.geojson").await;
    let features = map["features"].as_array().unwrap();
    assert_eq!(features.len(), 2, "none of the other organisation's");
    let mut told: Vec<String> =
        features.iter().map(|f| format!("{} {}", f["properties"]["station"], f["geometry"]["coordinates"])).collect();
    told.sort();
    assert_eq!(told, ["\"\" null", "\"S-1\" [76.89,43.24]"], "rounded, or left out without consent");

    for (organisation, caller, number) in [("ONE", &home.one, 1), ("TWO", &home.two, 2)] {
        let observer = ObserverId::make("KZ", number).unwrap().as_str().to_owned();
        caller.put(&format!("observers/{observer}"), &json!({"organisation": organisation, "role": "static"})).await;
        let visit =
            json!({"organisation": organisation, "observers": [observer], "station": "S-1", "arrived": "2026-12-06T07:00:00+05:00"});
        caller.post("visits", &visit).await;
    }
    assert_eq!(home.one.column("/api/v1/exports/visits.csv", "organisation").await, set(&["ONE"]));
    assert_eq!(home.two.column("/api/v1/exports/visits.csv", "organisation").await, set(&["TWO"]));
    assert_eq!(home.host.column("/api/v1/exports/visits.csv", "organisation").await, set(&["ONE", "TWO"]));
    let observers = home.two.json("/api/v1/odata/Observers").await;
    assert_eq!(observers["value"].as_array().unwrap().len(), 1);
    assert_eq!(observers["value"][0]["organisation"], "TWO");
}
