//! Imports, deployments, visits.

use pages::views::{deployments as d, import as i};
use pages::{Locale, Section};
use serde_json::{Value, json};

use super::{Gallery, at, choices, fill, say, shell};

pub fn pages(l: Locale) -> Gallery {
    let mut all = imports(l);
    all.extend(deployments(l));
    all
}

fn imports(l: Locale) -> Gallery {
    let s = |kind: &str| {
        shell(l, if kind == "observers" || kind == "staff" { Section::People } else { Section::Stations }, &format!("/import/{kind}"))
    };
    let start = |kind: &str| i::import_start(&s(kind), &fill(&json!({"kind": kind, "largest": "64 MB"})));
    let columns = json!([{"header": "code", "meaning": say(l, "Code of the station", "Код участка", "Учаске коды"), "example": "KZ-17"}, {"header": "name:ru", "meaning": say(l, "Name, Russian", "Название, русский", "Атауы, орысша"), "example": "Школа № 5"}, {"header": "registered", "meaning": say(l, "Registered voters", "Избирателей в списке", "Сайлаушылар"), "example": "1842"}, {"header": "telephone of the chair"}]);
    let good = json!({"kind": "stations", "id": "u-1", "file": "stations-2026-11.csv", "mapping": "stations-simple", "rows": 9580, "counts": {"new": 9402, "changed": 58, "same": 120, "gone": 3}, "columns": columns,
        "first": [["KZ-17", "Школа № 5", "1842", "–"], ["KZ-18", "Дом культуры", "2011", "–"]], "orphans": [{"id": "KZ-301", "lines": "302"}],
        "changed": [{"id": "KZ-18", "name": "Дом культуры", "changes": [{"field": say(l, "Registered voters", "Избирателей", "Сайлаушылар"), "from": "1990", "to": "2011"}]}]});
    let problem = |line: u64, column: &str, value: Option<&str>, message: &'static str, remedy: &'static str, code: &str| json!({"line": line, "column": column, "value": value, "message": message, "remedy": remedy, "code": code});
    let bad = json!({"kind": "observers", "id": "u-2", "file": "observers.csv", "mapping": "observers-participants", "rows": 1_000_000, "counts": {"new": 0}, "columns": columns, "problem_count": 1204, "problems": [
            problem(17, "registered", Some("18l2"), say(l, "18l2 is not a number.", "18l2 — не число.", "18l2 — сан емес."), say(l, "Write digits only.", "Оставьте только цифры.", "Тек цифр жазыңыз."), "REGISTRY-NUMBER"),
            problem(204, "Phone #1", None, say(l, "The telephone number is too long.", "Номер телефона слишком длинный.", "Телефон нөмірі тым ұзын."), say(l, "At most 15 digits.", "Не больше 15 цифр.", "15 цифрдан аспасын."), "REGISTRY-PHONE")],
        "duplicates": [{"id": "1204", "lines": "17, 240"}, {"id": "1300", "lines": "9, 10, 11"}]});
    let result = |view: Value| i::import_result(&s("stations"), &fill(&view));
    vec![
        ("import-stations", start("stations")),
        ("import-observers", start("observers")),
        ("import-staff", start("staff")),
        ("import-boundaries", start("boundaries")),
        ("import-preview", i::import_preview(&s("stations"), &fill(&good))),
        ("import-preview-problems", i::import_preview(&s("observers"), &fill(&bad))),
        ("import-working", result(json!({"id": "u-1", "done": 4000, "total": 9580}))),
        (
            "import-done",
            result(
                json!({"id": "u-1", "state": "done", "counts": {"new": 9402, "changed": 58, "same": 120}, "first_entry": 1, "last_entry": 96}),
            ),
        ),
        (
            "import-failed",
            result(
                json!({"id": "u-1", "state": "failed", "failure": say(l, "The disk is full. Make room and import again.", "Диск заполнен. Освободите место и повторите.", "Диск толды. Орын босатып, қайталаңыз.")}),
            ),
        ),
    ]
}

fn deployments(l: Locale) -> Gallery {
    let s = |path: &str| shell(l, Section::Deployments, path);
    let stations: Vec<Value> = (17..27).map(|n| json!({"text": format!("KZ-{n}"), "href": format!("/stations/KZ-{n}")})).collect();
    let row = json!({"id": "d-104", "team": "T-104", "members": ["7Q2M4K", "3HXD7T"], "stations": stations, "from": {"shown": "06:30", "at": "2026-11-29T06:30:00+05:00"}, "until": {"shown": "22:00", "at": "2026-11-29T22:00:00+05:00"}, "design": "random", "visited": 4});
    let coverage = json!([{"place": say(l, "Zhambyl", "Жамбылская область", "Жамбыл облысы"), "planned": 214, "of": 512}, {"place": say(l, "Turkistan", "Туркестанская область", "Түркістан облысы"), "planned": 12, "of": 1024}, {"place": say(l, "Almaty", "Алматы", "Алматы"), "planned": 0, "of": 561}]);
    let day = json!({"day": say(l, "Sunday, 29 November", "Воскресенье, 29 ноября", "29 қараша, жексенбі"), "date": "2026-11-29", "before": "/deployments?day=2026-11-28", "after": "/deployments?day=2026-11-30"});
    let mut full = day.clone();
    full.as_object_mut().unwrap().extend(json!({"deployments": [row, row, row], "coverage": coverage, "paging": {"shown": 3, "total": 228, "next": "/deployments?after=d-106"}}).as_object().unwrap().clone());
    let form = json!({"values": {"day": "2026-11-29", "from": "06:30", "until": "22:00", "a-day": "10", "design": "random"}, "choices": {"place": choices(&[("taraz", say(l, "Taraz", "Тараз", "Тараз"))]), "design": choices(&[("random", say(l, "Random", "Случайная выборка", "Кездейсоқ іріктеу"))])}});
    let name = say(l, "School No. 5", "Школа № 5", "№ 5 мектеп");
    let planned = json!([{"station": stations[0], "name": name, "arrived": at(l, 6, 45), "departed": at(l, 8, 10), "submissions": 2}, {"station": stations[1], "name": name, "arrived": at(l, 8, 40), "submissions": 1}, {"station": stations[2], "name": name}]);
    let visits = json!({"paging": {"shown": 2}, "visits": [{"station": stations[1], "name": name, "observers": ["7Q2M4K", "3HXD7T"], "arrived": at(l, 8, 40), "submissions": 1}, {"station": stations[0], "name": name, "observers": ["7Q2M4K"], "arrived": at(l, 6, 45), "departed": at(l, 8, 10), "submissions": 2}]});
    let versions = json!([{"number": 1, "by": "a.sample", "moment": at(l, 6, 0), "entry": 1204}]);
    vec![
        ("deployments", d::deployments(&s("/deployments"), &fill(&full))),
        ("deployments-empty", d::deployments(&s("/deployments"), &fill(&day))),
        ("plan", d::plan(&s("/deployments/plan"), &fill(&json!({"form": form, "teams": 230, "stations": 9580})))),
        (
            "plan-preview",
            d::plan(
                &s("/deployments/plan"),
                &fill(
                    &json!({"form": form, "teams": 230, "stations": 9580, "plan": {"teams": 228, "stations": 2280, "without": 7300, "coverage": coverage}}),
                ),
            ),
        ),
        (
            "deployment",
            d::deployment(
                &s("/deployments/d-104"),
                &fill(
                    &json!({"deployment": row, "organisation": "Coalition for Open Elections", "planned": planned, "versions": versions}),
                ),
            ),
        ),
        ("visits", d::visits(&s("/visits"), &fill(&visits))),
        ("visits-empty", d::visits(&s("/visits"), &fill(&json!({})))),
    ]
}
