use super::*;
use futures_util::future::join_all;
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "temporary"]
async fn speed() {
    let home = Home::new().await;
    let n: usize = std::env::var("N").unwrap().parse().unwrap();
    let started = std::time::Instant::now();
    let body = |id: Uuid| {
        let answers: serde_json::Map<String, Value> = (0..50).map(|q| (format!("{q:02}"), json!(format!("{}", (q * 37 + id.as_u128() as usize % 1000) % 2000)))).collect();
        json!({"id": id, "form": "VOTE", "station": "S-1", "captured_at": "2026-11-24T09:00:00+05:00", "answers": answers})
    };
    let workers = 64;
    join_all((0..workers).map(|_| { let one = home.one.clone(); async move { for _ in 0..n / workers { one.post("submissions", &body(Uuid::new_v4())).await; } } })).await;
    eprintln!("seeded {} in {:?}", n / workers * workers, started.elapsed());
    let writer = { let one = home.one.clone(); tokio::spawn(async move { let mut k = 0u64; loop { join_all((0..8).map(|_| async { one.post("submissions", &body(Uuid::new_v4())).await })).await; k += 8; if k % 800 == 0 { eprintln!("written {k}"); } tokio::time::sleep(std::time::Duration::from_millis(5)).await; } }) };
    for path in ["/api/v1/exports/submissions.csv", "/api/v1/exports/submissions.csv", "/api/v1/exports/submissions.parquet"] {
        let started = std::time::Instant::now();
        let mut response = home.one.send("GET", path, String::new()).await;
        let head = started.elapsed();
        let mut size = 0;
        while let Some(chunk) = response.chunk().await.unwrap() { size += chunk.len(); }
        eprintln!("{path}: head {head:?} all {:?} {size} bytes; RSS {}", started.elapsed(), std::fs::read_to_string("/proc/self/status").unwrap().lines().find(|l| l.starts_with("VmRSS")).unwrap());
    }
    writer.abort();
    for path in ["/api/v1/odata/Submissions", "/api/v1/odata/Submissions", "/api/v1/odata/Submissions?$orderby=entry%20desc", "/api/v1/odata/Submissions?$top=10", "/api/v1/odata/Submissions?$top=10&$count=true", "/api/v1/odata/Submissions?$filter=station%20eq%20'none'"] {
        let started = std::time::Instant::now();
        let size = home.one.bytes(path).await.len();
        eprintln!("{path}: {:?} {size} bytes", started.elapsed());
    }
}
