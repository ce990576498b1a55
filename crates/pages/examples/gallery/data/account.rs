//! Signing in, accounts, errors, help.

use pages::views::{account as a, other as o};
use pages::{Locale, Section};
use serde_json::json;

use super::{Gallery, at, fill, say, shell, stranger, told};

const QR: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 21 21'><path d='M0 0h7v7H0zm14 0h7v7h-7zM0 14h7v7H0zM9 2h2v3H9zm1 6h4v2h-4zm-8 1h3v2H2zm13 3h4v2h-4zm-6 2h3v5H9zm8 4h3v2h-3z'/></svg>";

pub fn pages(l: Locale) -> Gallery {
    let mut all = entering(l);
    all.extend(own(l));
    all.extend(other(l));
    all
}

fn entering(l: Locale) -> Gallery {
    let wrong = json!({"values": {"name": "a.sample"}, "errors": [{"field": "password", "message": say(l, "Name and password do not fit together.", "Имя и пароль не подходят друг к другу.", "Аты мен құпиясөз сәйкес келмейді."), "remedy": say(l, "Check both.", "Проверьте оба.", "Екеуін тексеріңіз.")}]});
    let short = json!({"values": {"name": "a.sample", "organisation": "Coalition"}, "errors": [
        {"field": "password", "message": say(l, "The password is too short.", "Пароль слишком короткий.", "Құпиясөз тым қысқа."), "remedy": ""},
        {"field": "again", "message": say(l, "The two passwords differ.", "Пароли не совпадают.", "Құпиясөздер сәйкес келмейді."), "remedy": ""}]});
    let s = stranger(l, "/sign-in");
    vec![
        ("sign-in", a::sign_in(&s, &fill(&json!({"next": "/"})))),
        ("sign-in-refused", a::sign_in(&s, &fill(&json!({"form": wrong, "next": "/stations"})))),
        ("sign-in-code", a::sign_in_code(&s, &fill(&json!({"next": "/"})))),
        ("set-up", a::set_up(&s, &fill(&json!({"least": 12})))),
        ("set-up-refused", a::set_up(&s, &fill(&json!({"least": 12, "form": short})))),
        ("new-password", a::new_password(&s, &fill(&json!({"name": "a.sample", "least": 12})))),
    ]
}

fn own(l: Locale) -> Gallery {
    let s = shell(l, Section::Elsewhere, "/account");
    let sessions = json!([
        {"id": "1", "device": "Firefox 142, Linux", "began": at(l, 6, 50), "used": at(l, 21, 14), "current": true},
        {"id": "2", "device": "Chrome 140, Android", "began": at(l, 5, 2), "used": at(l, 19, 40)}]);
    let full =
        json!({"name": "a.sample", "role": "coordinator", "least": 12, "two_factor": true, "recovery_left": 7, "sessions": sessions});
    vec![
        ("two-factor", a::two_factor(&s, &fill(&json!({"qr": QR, "secret": "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"})))),
        (
            "recovery",
            a::recovery(
                &s,
                &fill(
                    &json!({"codes": ["4F7K-92QM", "H3XD-7T1P", "9QWE-55ZR", "K2MN-8V4C", "T6YJ-3B9S", "W1XC-6D2F", "P8GH-4N7Q", "R5VB-9M3K"]}),
                ),
            ),
        ),
        (
            "account",
            a::account(
                &told(s.clone(), false, say(l, "The password was changed.", "Пароль изменён.", "Құпиясөз өзгертілді."), None),
                &fill(&full),
            ),
        ),
        ("account-new", a::account(&s, &fill(&json!({"name": "b.sample", "least": 12, "sessions": [sessions[0]]})))),
    ]
}

fn other(l: Locale) -> Gallery {
    let mut s = shell(l, Section::Elsewhere, "/search?q=Тараз");
    "Тараз".clone_into(&mut s.query);
    let found = json!({"groups": [
        {"kind": "stations", "total": 214, "all": "/stations?q=Тараз", "hits": [
            {"href": "/stations/KZ-17", "pieces": [{"text": "KZ-17 School No. 5, "}, {"text": "Taraz", "matched": true}], "about": "Zhambyl › Taraz, 12 Tole bi St"},
            {"href": "/stations/KZ-18", "pieces": [{"text": "KZ-18 Дом культуры, "}, {"text": "Тараз", "matched": true}], "about": "Жамбылская область › Тараз"}]},
        {"kind": "places", "total": 1, "hits": [{"href": "/stations?place=taraz", "pieces": [{"text": "Тараз", "matched": true}, {"text": " (Аулие-Ата, Джамбул)"}], "about": "Zhambyl"}]}]});
    let mut empty = shell(l, Section::Elsewhere, "/search");
    "<b>zzz</b>".clone_into(&mut empty.query);
    let error = |kind: &str, more: serde_json::Value| {
        let mut view = json!({"kind": kind});
        view.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        o::failure(&shell(l, Section::Elsewhere, "/nowhere"), &fill(&view))
    };
    vec![
        ("search", o::search(&s, &fill(&found))),
        ("search-none", o::search(&empty, &fill(&json!({})))),
        ("error-404", error("not_found", json!({}))),
        ("error-403", error("forbidden", json!({}))),
        ("error-429", error("too_many", json!({"seconds": 42}))),
        ("error-500", error("broken", json!({"code": "STORE-UNREACHABLE"}))),
        ("help", o::help(&shell(l, Section::Elsewhere, "/help"), &fill(&json!({"contact": "desk@example.org"})))),
    ]
}
