//! Tables over HTTP, and results.

use serde_json::{Value, json};

use super::Home;

/// Follows next links to the end; entries in the order in which they came, and the sizes of the pages.
async fn walk(home: &Home, first: &str) -> (Vec<u64>, Vec<usize>) {
    let (mut entries, mut pages, mut next) = (Vec::new(), Vec::new(), Some(first.to_owned()));
    while let Some(path) = next {
        let page: Value = home.one.json(&path).await;
        let rows = page["value"].as_array().unwrap();
        entries.extend(rows.iter().map(|row| row["entry"].as_u64().unwrap()));
        pages.push(rows.len());
        next = page["@odata.nextLink"].as_str().map(|link| link.strip_prefix(&home.one.url).unwrap().to_owned());
    }
    (entries, pages)
}

#[tokio::test]
async fn pages_go_through_every_submission_once_in_both_orders() {
    let home = Home::new().await;
    // Others between them, so that entries and rows are not the same.
    for number in 0..1_250 {
        home.one.submit(if number % 2 == 0 { "S-1" } else { "S-2" }, "x").await;
        if number % 5 == 0 {
            home.two.submit("S-1", "x").await;
        }
    }
    let (up, pages) = walk(&home, "/api/v1/odata/Submissions?$select=entry").await;
    assert_eq!((pages, up.is_sorted()), (vec![1_000, 250], true));
    let (mut down, pages) = walk(&home, "/api/v1/odata/Submissions?$orderby=entry%20desc&$count=true").await;
    down.reverse();
    assert_eq!((pages, &down), (vec![1_000, 250], &up));
    let mut all = up.clone();
    all.dedup();
    assert_eq!(all.len(), 1_250);

    let (odd, _) = walk(&home, "/api/v1/odata/Submissions?$filter=station%20eq%20'S-2'").await;
    assert_eq!(odd, up.iter().copied().skip(1).step_by(2).collect::<Vec<_>>());
    let both = "/api/v1/odata/Submissions?$filter=station%20eq%20'S-2'%20and%20contains(answers,'179')&$count=true&$top=3";
    let page = home.one.json(both).await;
    assert_eq!((page["@odata.count"].as_u64(), page["value"].as_array().unwrap().len()), (Some(625), 3), "a filter may ask about answers");
    assert_eq!(home.one.json(&both.replace("179", "180")).await["@odata.count"], 0);
    let one = home.one.json("/api/v1/odata/Submissions?$filter=station%20eq%20'S-2'&$top=1").await;
    assert!(one["value"][0]["answers"].as_str().unwrap().contains("179"), "what a filter keeps has its answers");
    let (some, pages) = walk(&home, "/api/v1/odata/Submissions?$skip=100&$top=1100").await;
    assert_eq!((pages, &some[..]), (vec![1_000, 100], &up[100..1_200]));

    let page = home.one.json("/api/v1/odata/Submissions?$count=true&$top=2&$skip=3").await;
    assert_eq!((page["@odata.count"].as_u64(), page["value"].as_array().unwrap().len()), (Some(1_250), 2));
    let answers: Value = serde_json::from_str(page["value"][0]["answers"].as_str().unwrap()).unwrap();
    assert_eq!(answers, json!({"01": "179", "note": "x"}));
    let last = format!("/api/v1/odata/Submissions?$count=true&$skiptoken={}", up[1_247]);
    let page = home.one.json(&last).await;
    assert_eq!((page["@odata.count"].as_u64(), page["value"].as_array().unwrap().len()), (Some(1_250), 2));
    assert!(page["value"][0]["answers"].is_string(), "rows that are shown have their answers, wherever they stand");
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused() {
    let home = Home::new().await;
    for set in ["Submissions", "Stations", "Observers"] {
        let of = |options: &str| format!("/api/v1/odata/{set}?{options}");
        assert_eq!(home.one.refusal(&of("$expand=x")).await, (501, "ODATA-UNSUPPORTED".to_owned()));
        assert_eq!(home.one.refusal(&of("$filter=name%20eq")).await, (400, "ODATA-QUERY".to_owned()));
        assert_eq!(home.one.refusal(&of("$top=-1")).await, (400, "ODATA-QUERY".to_owned()));
    }
    let sets = home.one.json("/api/v1/odata").await;
    let names: Vec<&str> = sets["value"].as_array().unwrap().iter().map(|set| set["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Submissions", "Stations", "Observers"]);
    assert_eq!(sets["@odata.context"], format!("{}/api/v1/odata/$metadata", home.one.url));
    let metadata = String::from_utf8(home.one.bytes("/api/v1/odata/$metadata").await).unwrap();
    assert!(metadata.contains("<Property Name=\"answers\" Type=\"Edm.String\"/>") && !metadata.contains("\"submissions\""));
}

#[tokio::test]
async fn without_final_figures_there_are_no_results() {
    let home = Home::new().await;
    home.host.put("places/P", &json!({"names": "Place", "level": "region"})).await;
    home.host.put("stations/S-1", &json!({"names": "School", "place": "P"})).await;
    let contest = json!({"id": "president", "names": "President", "options": [{"id": "a", "names": "A"}]});
    home.host.put("elections/E", &json!({"names": "Election", "day": "2026-12-06", "contests": [contest]})).await;
    let path = "/api/v1/exports/elections/E/nist.json";
    assert_eq!(home.one.refusal(path).await, (409, "EXPORT-NOTHING".to_owned()));
    let protocol = json!({"organisation": "ONE", "station": "S-1", "election": "E", "contest": "president", "copy": "observer"});
    home.one.post("protocols", &protocol).await;
    assert_eq!(home.one.refusal(path).await, (409, "EXPORT-NOTHING".to_owned()), "nobody has entered it yet");
    assert_eq!(home.one.refusal("/api/v1/exports/elections/F/nist.json").await, (404, "NOT-FOUND".to_owned()));
}
