//! Stations, observers, submissions.

use pages::views::{people as p, stations as t, submissions as b};
use pages::{Locale, Section};
use serde_json::{Value, json};

use super::{Gallery, at, choices, fill, say, shell, told};

const LONG: &str =
    "Secondary school of general education with a boarding house named after a person whose name is long, building 2, block B";
const ID: &str = "0b8f2a52-6a0c-4c0e-9d55-3f2b8c1d7e90";

pub fn pages(l: Locale) -> Gallery {
    let mut all = stations(l);
    all.extend(observers(l));
    all.extend(submissions(l));
    all
}

fn versions(l: Locale) -> Value {
    json!([
        {"number": 3, "by": "a.sample", "moment": at(l, 20, 1), "entry": 25479, "changes": [{"field": say(l, "Address", "Адрес", "Мекенжай"), "from": "1 Abay Ave", "to": "12 Tole bi St"}, {"field": say(l, "Registered voters", "Избирателей в списке", "Сайлаушылар"), "from": "1 790", "to": "1 842"}]},
        {"number": 2, "by": "b.sample", "moment": at(l, 9, 30), "entry": 11020, "changes": [{"field": say(l, "Coordinates", "Координаты", "Координаттар"), "to": "42.8997, 71.3780"}]},
        {"number": 1, "by": "a.sample", "moment": at(l, 6, 0), "entry": 17}])
}

fn row(l: Locale, form: &str, station: &str, more: &Value) -> Value {
    let mut row = json!({"id": ID, "form": form, "title": say(l, "Opening of the station", "Открытие участка", "Учаскенің ашылуы"), "station": station, "station_name": "School No. 5", "observer": "7Q2M4K", "arrived": at(l, 7, 5)});
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    row
}

fn rows(l: Locale) -> Value {
    json!([
        row(l, "OPEN", "KZ-17", &json!({})),
        row(l, "OPEN", "KZ-9999", &json!({"station_name": null, "marks": ["station-unknown", "captured-in-future"]})),
        row(l, "VOTE", "KZ-18", &json!({"edits": 2, "observer": null})),
        row(l, "X-9", "KZ-18", &json!({"title": "", "marks": ["form-unknown"], "state": "replaced"})),
        row(l, "INCIDENT", "KZ-204", &json!({"station_name": LONG, "state": "erased"}))
    ])
}

fn stations(l: Locale) -> Gallery {
    let s = shell(l, Section::Stations, "/stations");
    let kinds =
        choices(&[("ordinary", say(l, "Ordinary", "Обычный", "Қарапайым")), ("hospital", say(l, "Hospital", "Больница", "Аурухана"))]);
    let places =
        choices(&[("taraz", say(l, "Taraz", "Тараз", "Тараз")), ("zhambyl", say(l, "Zhambyl", "Жамбылская область", "Жамбыл облысы"))]);
    let filter = json!({"choices": {"kind": kinds, "place": places}, "values": {"kind": "ordinary"}});
    let mut many: Vec<Value> = (17..30u64).map(|n| json!({"code": format!("KZ-{n}"), "name": format!("{} {n}", say(l, "School No.", "Школа №", "№ мектеп")), "place": say(l, "Zhambyl › Taraz", "Жамбылская обл. › Тараз", "Жамбыл обл. › Тараз"), "kind": "ordinary", "registered": 1500 + n * 17, "submissions": n % 5})).collect();
    many.push(json!({"code": "KZ-204", "name": LONG, "place": "Turkistan › Kazygurt district › Kazygurt rural district › Kazygurt", "kind": "sanatorium", "registered": 1_000_000, "submissions": 1_000_000}));
    many.push(json!({"code": "EXTREMELY-LONG-CODE-OF-A-STATION-THAT-SOMEBODY-USES-0000000001", "name": "<script>alert(1)</script>", "place": "–", "kind": "a-kind-nobody-knows"}));
    let one = json!({"code": "KZ-17", "name": say(l, "School No. 5", "Школа № 5", "№ 5 мектеп"), "names": [{"language": "ru", "language_name": "Русский", "text": "Школа № 5"}, {"language": "kk", "language_name": "Қазақша", "text": "№ 5 мектеп"}],
        "places": [{"text": say(l, "Zhambyl", "Жамбылская область", "Жамбыл облысы"), "href": "/stations?place=zhambyl"}, {"text": say(l, "Taraz", "Тараз", "Тараз"), "href": "/stations?place=taraz"}], "address": "12 Tole bi St", "kind": "ordinary", "latitude": "42.8997", "longitude": "71.3780", "registered": 1842, "tags": ["urban", "ramp"], "submissions": rows(l), "versions": versions(l)});
    let bare = json!({"code": "KZ-1", "name": "KZ-1", "kind": "other", "versions": [versions(l)[2]]});
    let wrong = json!({"values": {"name-en": LONG, "latitude": "142.9", "kind": "hospital"}, "choices": {"kind": kinds, "place": places}, "errors": [{"field": "latitude", "message": say(l, "142.9 is not between −90 and 90.", "142.9 не лежит между −90 и 90.", "142.9 саны −90 мен 90 аралығында емес."), "remedy": say(l, "Latitude and longitude may be exchanged.", "Возможно, широта и долгота переставлены.", "Ендік пен бойлық орны ауысқан болуы мүмкін.")}]});
    let saved = say(l, "The station was saved.", "Участок сохранён.", "Учаске сақталды.");
    vec![
        (
            "stations",
            t::stations(
                &s,
                &fill(
                    &json!({"filter": filter, "stations": many, "paging": {"shown": 15, "total": 9580, "next": "/stations?after=KZ-30", "first": "/stations"}, "csv": "/stations.csv"}),
                ),
            ),
        ),
        ("stations-empty", t::stations(&s, &fill(&json!({"filter": filter, "csv": "/stations.csv"})))),
        ("station", t::station(&told(shell(l, Section::Stations, "/stations/KZ-17"), false, saved, None), &fill(&one))),
        ("station-bare", t::station(&shell(l, Section::Stations, "/stations/KZ-1"), &fill(&bare))),
        ("station-new", t::station_form(&s, &fill(&json!({"form": {"choices": {"kind": kinds, "place": places}}})))),
        ("station-refused", t::station_form(&s, &fill(&json!({"code": "KZ-17", "version": 3, "form": wrong})))),
    ]
}

fn observers(l: Locale) -> Gallery {
    let s = shell(l, Section::People, "/observers");
    let one = json!({"id": "7Q2M4K", "role": "short_term", "place": say(l, "Taraz", "Тараз", "Тараз"), "team": "T-104", "supervisor": "3HXD7T", "active": true, "identity": "sealed"});
    let other = json!({"id": "9QWE5Z", "role": "static", "active": false, "identity": "erased"});
    let filter = json!({"choices": {"role": choices(&[("static", say(l, "Static", "На участке", "Учаскеде"))]), "active": choices(&[("yes", say(l, "Active", "Участвует", "Қатысады"))])}});
    vec![
        (
            "observers",
            p::observers(
                &s,
                &fill(
                    &json!({"filter": filter, "observers": [one, other, one, one, other], "paging": {"shown": 5, "total": 16500, "next": "/observers?after=9"}}),
                ),
            ),
        ),
        ("observers-empty", p::observers(&s, &fill(&json!({"filter": filter})))),
        (
            "observer",
            p::observer(
                &s,
                &fill(
                    &json!({"observer": one, "organisation": {"text": "Coalition for Open Elections", "href": "/organisations/coalition"}, "external": "1204", "languages": ["Қазақша", "Русский"], "need": 2, "of": 3, "submissions": rows(l), "versions": versions(l)}),
                ),
            ),
        ),
        (
            "observer-bare",
            p::observer(
                &s,
                &fill(
                    &json!({"observer": other, "organisation": {"text": "Red Party", "href": "/organisations/red"}, "versions": [versions(l)[2]]}),
                ),
            ),
        ),
    ]
}

fn submissions(l: Locale) -> Gallery {
    let s = shell(l, Section::Submissions, "/submissions");
    let filter = json!({"choices": {"form": choices(&[("OPEN", "OPEN"), ("VOTE", "VOTE")]), "marked": choices(&[("yes", say(l, "With marks", "С пометками", "Белгісі барлар"))])}});
    let answers = json!([
        {"id": "00a", "question": say(l, "Code of the station", "Код участка", "Учаске коды"), "value": "KZ-17"},
        {"id": "02", "question": say(l, "Were all members of the commission present when the station opened?", "Все ли члены УИК присутствовали при открытии участка?", "Учаске ашылғанда УСК мүшелерінің бәрі болды ма?"), "value": say(l, "no", "нет", "жоқ"), "irregular": true},
        {"id": "03", "question": say(l, "When did voting begin?", "Когда началось голосование?", "Дауыс беру қашан басталды?"), "value": "07:12"},
        {"id": "17", "question": say(l, "Witnesses", "Свидетели", "Куәлар")}, {"id": "99", "value": "<img src=x onerror=alert(1)>"}]);
    let base = json!({"id": ID, "form": "OPEN", "title": say(l, "Opening of the station", "Открытие участка", "Учаскенің ашылуы"), "station": {"text": "KZ-17", "href": "/stations/KZ-17"}, "station_name": "School No. 5", "observer": {"text": "7Q2M4K", "href": "/observers/7Q2M4K"},
        "organisation": {"text": "Coalition for Open Elections", "href": "/organisations/coalition"}, "captured": at(l, 7, 3), "arrived": at(l, 7, 5), "entry": 25480});
    let with = |more: Value| {
        let mut view = base.clone();
        view.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        b::submission(&s, &fill(&view))
    };
    let files = json!([{"index": 0, "name": "protocol-page-1.jpg", "size": "1.8 MB", "picture": true, "entry": 25481}, {"index": 1, "name": LONG, "size": "120 kB", "picture": false, "entry": 25482}]);
    let later = json!({"text": "VOTE KZ-17, 09:30", "href": "/submissions/y"});
    vec![
        (
            "submissions",
            b::submissions(
                &s,
                &fill(
                    &json!({"filter": filter, "submissions": rows(l), "paging": {"shown": 5, "next": "/submissions?before=1", "first": "/submissions"}, "csv": "/submissions.csv"}),
                ),
            ),
        ),
        ("submissions-empty", b::submissions(&s, &fill(&json!({"filter": filter, "csv": "/submissions.csv"})))),
        (
            "submission",
            with(
                json!({"marks": ["station-unknown", "captured-in-future"], "sealed": true, "answers": answers, "attachments": files, "edits": versions(l)}),
            ),
        ),
        ("submission-erased", with(json!({"state": "erased", "erased": {"reason": "inquiry 17", "moment": at(l, 20, 0), "entry": 25483}}))),
        ("submission-replaced", with(json!({"state": "replaced", "replaced_by": later, "answers": answers}))),
    ]
}
