//! Overview, elections, organisations, settings, the log.

use pages::views::{elections as e, log as g, overview as v, people as p, settings as t};
use pages::{Locale, Section};
use serde_json::{Value, json};

use super::{Gallery, at, choices, fill, say, shell, told};

pub fn pages(l: Locale) -> Gallery {
    let mut all = overview(l);
    all.extend(elections(l));
    all.extend(organisations(l));
    all.extend(log(l));
    all.extend(settings(l));
    all
}

fn overview(l: Locale) -> Gallery {
    let s = shell(l, Section::Overview, "/");
    let act = |noun: &str, id: &str, by: &str, entry: u64| json!({"moment": at(l, 21, 14), "noun": noun, "id": id, "href": "/x", "by": by, "entry": entry});
    let steps = |done: usize| -> Value {
        ["election", "stations", "observers", "custodians", "deployments"]
            .iter()
            .enumerate()
            .map(|(i, k)| json!({"kind": k, "done": i < done}))
            .collect()
    };
    let busy = json!({"stations": 9580, "places": 217, "observers": 16500, "teams": 230, "deployments_today": 228, "submissions": 14211, "latest_submission": at(l, 21, 14),
        "checkpoint": 25481, "checkpoint_at": at(l, 21, 14), "steps": steps(3),
        "activity": [act("submission", "OPEN KZ-17", "7Q2M4K", 25480), act("station", "KZ-18", "a.sample", 25479), act("opening", "INCIDENT KZ-204", "anna, chynara", 25470), act("deployment", "T-104", "a.sample", 25401)]});
    let extreme = json!({"stations": 1_000_000, "places": 1_000_000, "observers": 1_000_000, "teams": 1_000_000, "deployments_today": 1_000_000, "submissions": 1_000_000, "checkpoint": 1_000_000_000, "steps": steps(5),
        "activity": [act("submission", &"INCIDENT-".repeat(12), &"very-long-account-name".repeat(4), 999_999_999)]});
    vec![
        ("overview", v::overview(&s, &fill(&busy))),
        ("overview-empty", v::overview(&s, &fill(&json!({"steps": steps(0)})))),
        ("overview-extreme", v::overview(&s, &fill(&extreme))),
    ]
}

fn elections(l: Locale) -> Gallery {
    let s = shell(l, Section::Overview, "/elections");
    let list = json!({"elections": [{"id": "demo-2026", "name": say(l, "Election of the assembly", "Выборы в собрание", "Жиналыс сайлауы"), "day": say(l, "29 November 2026", "29 ноября 2026", "2026 ж. 29 қараша"), "country": "KZ", "simulated": true, "contests": 2}]});
    let form = json!({"values": {"name-en": "Election of the assembly", "name-ru": "Выборы в собрание", "day": "2026-11-29", "country": "KZ", "simulated": "on", "contest-1-en": "Party list", "contest-1-seats": "69",
        "contest-1-options": "red | Red Party | Красная партия | Қызыл партия\nblue | Blue Party | Синяя партия | Көк партия"},
        "errors": [{"field": "contest-1-id", "message": say(l, "This is needed.", "Это поле нужно заполнить.", "Бұл өрісті толтыру керек."), "remedy": say(l, "Write a short code.", "Введите короткий код.", "Қысқа код жазыңыз.")}]});
    vec![
        ("elections", e::elections(&s, &fill(&list))),
        ("elections-empty", e::elections(&s, &fill(&json!({})))),
        ("election-new", e::election(&s, &fill(&json!({"contests": [{"number": 1}]})))),
        (
            "election-refused",
            e::election(&s, &fill(&json!({"id": "demo-2026", "version": 3, "form": form, "contests": [{"number": 1}, {"number": 2}]}))),
        ),
    ]
}

fn organisations(l: Locale) -> Gallery {
    let s = shell(l, Section::People, "/organisations");
    let kinds = choices(&[("citizen", "Citizen"), ("mission", "Mission")]);
    let list = json!({"form": {"choices": {"kind": kinds}}, "organisations": [
        {"id": "coalition", "name": "Coalition for Open Elections", "kind": "citizen", "members": 14, "observers": 16500, "own": true},
        {"id": "mission", "name": "International Mission with a rather long name that does not end soon, of several states", "kind": "mission", "members": 3, "observers": 460},
        {"id": "red", "name": "Red Party", "kind": "party", "members": 1}]});
    let agreement = |org: &str, areas: &[&str], until: Option<&str>| json!({"id": "1", "organisation": {"text": org, "href": "/organisations/x"}, "areas": areas, "since": "2026-11-01", "until": until});
    let one = json!({"id": "coalition", "name": "Coalition for Open Elections", "kind": "citizen", "link": "https://office.example.org/set-up/7TQ2-9KMD-11XZ",
        "members": [{"id": "1", "name": "a.sample", "role": "administrator", "two_factor": true, "used": at(l, 21, 2), "active": true}, {"id": "2", "name": "b.sample", "role": "data_clerk", "active": true}, {"id": "3", "name": "former.clerk", "role": "data_clerk", "used": at(l, 1, 2)}],
        "invite": {"choices": {"role": choices(&[("data_clerk", say(l, "Clerk", "Оператор", "Оператор"))])}},
        "given": [agreement("International Mission", &["submissions", "protocols"], Some("2026-12-31"))], "received": [agreement("Red Party", &["incidents"], None)],
        "agreement": {"choices": {"to": choices(&[("red", "Red Party")])}}, "areas": ["submissions", "incidents", "protocols", "deployments"]});
    vec![
        ("organisations", p::organisations(&s, &fill(&list))),
        ("organisation", p::organisation(&s, &fill(&one))),
        ("organisation-empty", p::organisation(&s, &fill(&json!({"id": "new", "name": "New", "kind": "other"})))),
    ]
}

fn log(l: Locale) -> Gallery {
    let s = shell(l, Section::Log, "/log");
    let entries: Vec<Value> = ["submission", "attachment", "change", "erasure", "opening", "form"].iter().zip(0u64..).map(|(kind, i)| json!({"index": 25480 - i, "kind": kind, "moment": at(l, 21, 14), "of": (*kind == "erasure" || *kind == "opening").then_some(1204), "href": (i == 0).then_some("/submissions/x")})).collect();
    let full = json!({"origin": "office.example.org/log", "address": "https://office.example.org/log", "size": 25481, "root": "T2Zwq7mH0z3kG0yq1yM9mF0C3mQxO8k3u9m0f1xJ0hE=", "signed": at(l, 21, 14),
        "key": "office.example.org/log+3f2a91bc+AZ1x0Q3m9f8hYk2LrT5vWcXd7eJq6sUoP4nBiGgHtMyR",
        "cosignatures": [{"witness": "witness.example.net", "moment": at(l, 21, 10), "size": 25470}, {"witness": "mission.example.org/witness"}],
        "found": {"submission": {"text": "OPEN KZ-17", "href": "/submissions/x"}, "entry": 25480, "href": "/submissions/x/receipt"}, "form": {"values": {"id": "0b8f2a52-6a0c-4c0e-9d55-3f2b8c1d7e90"}},
        "entries": entries, "paging": {"shown": 6, "total": 25481, "next": "/log?before=25475"}});
    let empty = json!({"origin": "new.example.org/log", "address": "https://new.example.org/log", "root": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "signed": at(l, 6, 0), "key": "new.example.org/log+1+A"});
    let changes = json!({"filter": {"choices": {"noun": choices(&[("station", say(l, "Station", "Участок", "Учаске"))])}}, "paging": {"shown": 3, "next": "/changes?before=3", "first": "/changes"}, "changes": [
        {"moment": at(l, 20, 1), "by": "a.sample", "noun": "station", "object": {"text": "KZ-18", "href": "/stations/KZ-18"}, "version": 3, "entry": 25479, "changes": [{"field": say(l, "Address", "Адрес", "Мекенжай"), "from": "1 Abay Ave", "to": "2 Abay Ave"}, {"field": say(l, "Registered voters", "Избирателей в списке", "Сайлаушылар"), "to": "1842"}]},
        {"moment": at(l, 19, 1), "by": "b.sample", "noun": "observer", "object": {"text": "7Q2M4K", "href": "/observers/7Q2M4K"}, "version": 1, "entry": 25000}]});
    let c = shell(l, Section::Log, "/changes");
    vec![
        ("log", g::log(&s, &fill(&full))),
        ("log-empty", g::log(&s, &fill(&empty))),
        ("changes", g::changes(&c, &fill(&changes))),
        ("changes-empty", g::changes(&c, &fill(&json!({})))),
    ]
}

fn settings(l: Locale) -> Gallery {
    let s = |path: &str| shell(l, Section::Settings, path);
    let scopes = ["submit", "read", "erase", "define"];
    let organisation = json!({"form": {"values": {"name-en": "Coalition for Open Elections", "kind": "citizen"}, "choices": {"kind": choices(&[("citizen", say(l, "Citizen observers", "Общественное наблюдение", "Қоғамдық байқау"))])}}});
    let tokens = json!({"fresh": "scr_7TQ29KMD11XZ4F7K92QMH3XD7T1P9QWE55ZRK2MN8V4C", "scopes": scopes, "form": {"values": {"scope-submit": "on", "scope-read": "on"}}, "tokens": [
        {"id": "1", "label": "Phones, north", "scopes": ["submit"], "made": at(l, 6, 0)}, {"id": "2", "label": "Analyst", "scopes": ["read", "erase"], "made": at(l, 5, 0), "revoked": at(l, 20, 0)}]});
    let hooks = json!({"events": ["submission", "incident", "protocol"], "webhooks": [
        {"id": "1", "url": "https://maps.example.org/hooks/scrutineer/a-rather-long-path/that-goes-on", "events": ["submission", "incident"], "active": true, "deliveries": [{"moment": at(l, 21, 14), "event": "submission", "answer": "204", "taken": true}, {"moment": at(l, 21, 9), "event": "incident", "answer": "503", "taken": false}]},
        {"id": "2", "url": "https://old.example.org/", "events": ["protocol"]}]});
    let server = json!({"version": "0.1.0", "database": "PostgreSQL 15.14", "tls": true, "address": "https://office.example.org", "since": at(l, 5, 58), "room": "182 GB", "need": 2, "custodians": ["anna", "boris", "chynara"]});
    let bare = json!({"version": "0.1.0", "database": "SQLite 3.50", "address": "http://127.0.0.1:8080", "since": at(l, 5, 58)});
    let backups = json!({"running": {"done": 12043, "total": 25481}, "backups": [{"name": "2026-11-28-evening", "moment": at(l, 1, 0), "size": "1.2 GB", "entries": 20113, "verified": true}, {"name": "2026-11-27-evening", "moment": at(l, 0, 9), "size": "0.9 GB", "entries": 15001}]});
    let stale = say(l, "The settings were changed meanwhile.", "Настройки уже изменены.", "Баптаулар өзгертілген.");
    let again =
        say(l, "Load the page again and repeat your change.", "Обновите страницу и повторите правку.", "Бетті жаңартып, қайталаңыз.");
    vec![
        ("settings", t::settings(&told(s("/settings"), true, stale, Some(again)), &fill(&organisation))),
        ("tokens", t::tokens(&s("/settings/tokens"), &fill(&tokens))),
        ("tokens-empty", t::tokens(&s("/settings/tokens"), &fill(&json!({"scopes": scopes})))),
        ("webhooks", t::webhooks(&s("/settings/webhooks"), &fill(&hooks))),
        ("webhooks-empty", t::webhooks(&s("/settings/webhooks"), &fill(&json!({"fresh": "whsec_7TQ29KMD11XZ", "events": ["submission"]})))),
        ("server", t::server(&s("/settings/server"), &fill(&server))),
        ("server-bare", t::server(&s("/settings/server"), &fill(&bare))),
        ("backup", t::backup(&s("/settings/backup"), &fill(&backups))),
        ("backup-empty", t::backup(&s("/settings/backup"), &fill(&json!({})))),
    ]
}
