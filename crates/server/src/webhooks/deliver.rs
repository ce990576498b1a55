//! Delivering: each event to each webhook that asked for it, tried again a few times, and what came of it noted.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::access::Area;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tokio::sync::Semaphore;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::sleep;
use uuid::Uuid;

use super::target::allowed;
use super::{Delivery, EDITION, REMEMBERED, Webhook, all, change};
use crate::app::{App, now};
use crate::events::Event;

/// Deliveries under way at once; more wait.
const AT_ONCE: usize = 32;

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pauses between attempts.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(10), Duration::from_mins(1)];

/// Delivers as long as the server runs.
pub async fn run(app: Arc<App>) {
    let mut events = app.bus.listen();
    let room = Arc::new(Semaphore::new(AT_ONCE));
    let mut stopping = app.stopping.clone();
    let mut known = Known::default();
    loop {
        let event = tokio::select! {
            event = events.recv() => event,
            _ = stopping.wait_for(|stopping| *stopping) => return,
        };
        match event {
            Ok(event) => tell(&app, &room, &event, &mut known).await,
            Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "webhooks cannot keep up; some events are not told"),
            Err(RecvError::Closed) => return,
        }
    }
}

/// Whether a webhook is told of an event: its own organisation's, and what everybody uses.
fn concerns(webhook: &Webhook, event: &Event) -> bool {
    let own = match &event.organisation {
        Some(organisation) => *organisation == webhook.organisation,
        None => event.area.is_some_and(|area| area == Area::Registry),
    };
    webhook.active && own && webhook.events.contains(&event.what)
}

/// The webhooks of an edition: reports come thousands a second, and must not ask the database each.
#[derive(Default)]
struct Known(Option<(u64, Vec<Webhook>)>);

impl Known {
    async fn webhooks(&mut self, app: &App) -> &[Webhook] {
        let edition = EDITION.load(Ordering::Acquire);
        if self.0.as_ref().is_none_or(|(known, _)| *known != edition) {
            match all(&*app.store, None).await {
                Ok(webhooks) => self.0 = Some((edition, webhooks)),
                Err(error) => tracing::warn!(code = error.code(), "webhooks cannot be read"),
            }
        }
        self.0.as_ref().map_or(&[], |(_, webhooks)| webhooks)
    }
}

async fn tell(app: &Arc<App>, room: &Arc<Semaphore>, event: &Event, known: &mut Known) {
    for webhook in known.webhooks(app).await.iter().filter(|webhook| concerns(webhook, event)) {
        let Ok(turn) = Arc::clone(room).acquire_owned().await else { return };
        let (app, webhook, event) = (Arc::clone(app), webhook.clone(), event.clone());
        tokio::spawn(async move {
            deliver(&app, &webhook, &event).await;
            drop(turn);
        });
    }
}

/// Delivers, tries again, and notes what came of it.
async fn deliver(app: &App, webhook: &Webhook, event: &Event) {
    let message = format!("msg_{}", Uuid::from_u128(app.random(rand::RngExt::random)));
    let body = serde_json::json!({ "type": event.what, "timestamp": crate::routes::time(now()), "data": event }).to_string();
    let mut answer = attempt(webhook, &message, &body).await;
    for pause in PAUSES {
        if answer.is_ok() || *app.stopping.borrow() {
            break;
        }
        sleep(pause).await;
        answer = attempt(webhook, &message, &body).await;
    }
    let taken = answer.is_ok();
    let delivery = Delivery { at: now(), event: event.what.clone(), answer: answer.unwrap_or_else(|why| why), taken };
    let id = webhook.id.to_string();
    let noted = change(&*app.store, &id, &webhook.organisation, |webhook| {
        webhook.deliveries.insert(0, delivery.clone());
        webhook.deliveries.truncate(REMEMBERED);
    });
    if let Err(error) = noted.await {
        tracing::warn!(code = error.code(), "a delivery cannot be noted");
    }
}

/// One attempt: the answer's status, or why there was none.
async fn attempt(webhook: &Webhook, id: &str, body: &str) -> Result<String, String> {
    // Looked up anew each time, and then asked at exactly those machines: a name may lead elsewhere by now.
    let (url, addresses) = allowed(&webhook.url, webhook.inside).await.map_err(|e| e.to_string())?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let builder = reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).no_proxy();
    let client = builder.resolve_to_addrs(&host, &addresses).build().map_err(|_| "no client".to_owned())?;
    let at = now().to_string();
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", &at)
        .header("webhook-signature", signature(&webhook.secret, id, &at, body))
        .body(body.to_owned());
    match request.send().await {
        Ok(answer) if answer.status().is_success() => Ok(answer.status().as_u16().to_string()),
        Ok(answer) => Err(answer.status().as_u16().to_string()),
        Err(error) if error.is_timeout() => Err("no answer in time".to_owned()),
        Err(_) => Err("no connection".to_owned()),
    }
}

/// `v1,BASE64`: HMAC-SHA256 over id, time and body, with points between them.
fn signature(secret: &str, id: &str, at: &str, body: &str) -> String {
    let key = STANDARD.decode(secret).unwrap_or_default();
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { return String::new() };
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the Standard Webhooks specification's reference libraries.
    #[test]
    fn it_is_signed_as_the_specification_says() {
        let signed = signature("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
