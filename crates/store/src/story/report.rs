//! What the people of the story send.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::{FormDefinition, Submission};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::prepare::{self, Change, File, NewAttachment, NewObject, NewSubmission, Pepper, Sender};
use crate::sequencer::Work;

/// Random numbers that never come twice in one run, as salts must not.
#[must_use]
pub fn random() -> ChaCha8Rng {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    ChaCha8Rng::seed_from_u64(NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A report of an observer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: Uuid,
    /// The form.
    pub form: String,
    /// The station.
    pub station: String,
    /// The token it comes with.
    pub token: i64,
    /// What is answered.
    pub text: String,
    /// What is private.
    pub private: Option<String>,
    /// The organisation of the token.
    pub organisation: Option<String>,
    /// Who filled it in.
    pub observer: Option<String>,
    /// What it corrects.
    pub replaces: Option<Uuid>,
    /// Files that come with it.
    pub files: Vec<File>,
}

/// The report of a number.
#[must_use]
pub fn report(number: u64) -> Report {
    Report {
        id: id(number),
        form: "OPEN".to_owned(),
        station: format!("station {number}"),
        token: 1,
        text: format!("answer {number}"),
        private: None,
        organisation: None,
        observer: None,
        replaces: None,
        files: Vec::new(),
    }
}

/// The id of a number.
#[must_use]
pub fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(number.wrapping_mul(0x9e37_79b9_7f4a_7c15), number)
}

impl Report {
    /// With another answer.
    #[must_use]
    pub fn saying(mut self, text: &str) -> Self {
        text.clone_into(&mut self.text);
        self
    }

    /// With something private.
    #[must_use]
    pub fn hiding(mut self, text: &str) -> Self {
        self.private = Some(text.to_owned());
        self
    }

    /// On another form.
    #[must_use]
    pub fn on(mut self, form: &str) -> Self {
        form.clone_into(&mut self.form);
        self
    }

    /// With the token of an organisation.
    #[must_use]
    pub fn of(mut self, organisation: &str) -> Self {
        self.organisation = Some(organisation.to_owned());
        self
    }

    /// By an observer.
    #[must_use]
    pub fn by(mut self, observer: &str) -> Self {
        self.observer = Some(observer.to_owned());
        self
    }

    /// As a correction of another.
    #[must_use]
    pub fn correcting(mut self, other: Uuid) -> Self {
        self.replaces = Some(other);
        self
    }

    /// With files.
    #[must_use]
    pub fn with(mut self, files: impl IntoIterator<Item = File>) -> Self {
        self.files.extend(files);
        self
    }

    /// Ready to be written, with new salts, as each time it is sent.
    #[must_use]
    pub fn work(&self) -> Work {
        let submission = Submission {
            id: self.id,
            form: self.form.clone(),
            station: self.station.clone(),
            captured_at: Some("2026-11-24T09:00:00+05:00".to_owned()),
            observer: self.observer.clone(),
            replaces: self.replaces,
            public: self.public(),
            private: self.private.clone().map(String::into_bytes),
            content: Sha256::new_with_prefix(self.public()).chain_update(self.private.as_deref().unwrap_or_default()).finalize().into(),
        };
        // The seal is the custodians' matter; the record keeps what it is given.
        let seal = |plain: &[u8]| Ok::<_, std::convert::Infallible>(plain.iter().map(|byte| byte ^ 0x5a).collect());
        let sender = Sender { token: self.token, organisation: self.organisation.clone() };
        let new = NewSubmission::new(submission, sender, &Pepper::of(&super::running::key()), seal, &mut random()).unwrap();
        Work::Submit(Box::new(new), files(self.id, &self.files))
    }

    /// What is committed to, but for the private block.
    #[must_use]
    pub fn public(&self) -> Vec<u8> {
        let mut value = json!({
            "answers": {"text": self.text},
            "captured_at": "2026-11-24T09:00:00+05:00",
            "form": self.form,
            "id": self.id,
            "station": self.station,
        });
        if let Some(observer) = &self.observer {
            value["observer"] = json!(observer);
        }
        if let Some(other) = self.replaces {
            value["replaces"] = json!(other.to_string());
        }
        value.to_string().into_bytes()
    }
}

/// The file of a name and content.
#[must_use]
pub fn file(name: &str, content: u8) -> File {
    let working = content.is_multiple_of(2).then_some([content; 32]);
    File {
        name: name.to_owned(),
        media: "image/jpeg".to_owned(),
        length: 1000 + u64::from(content),
        sha256: [content | 1; 32],
        working,
        sealed: true,
    }
}

/// Files ready to be written.
#[must_use]
pub fn files(id: Uuid, files: &[File]) -> Vec<NewAttachment> {
    files.iter().map(|file| NewAttachment::new(id, file.clone(), &mut random())).collect()
}

/// Files to a submission that is there.
#[must_use]
pub fn attach(id: Uuid, more: &[File]) -> Work {
    Work::Attach(id, files(id, more))
}

/// The definition of a form.
#[must_use]
pub fn form(id: &str, title: &str, sealed: &[&str]) -> Work {
    let form =
        FormDefinition { id: id.to_owned(), title: title.to_owned(), sealed: sealed.iter().map(|name| (*name).to_owned()).collect() };
    let payload = prepare::form(&form, &mut random());
    Work::Form(form, payload)
}

/// The next version of an object, whichever is there.
#[must_use]
pub fn object(noun: &str, id: &str, text: &str) -> NewObject {
    NewObject {
        noun: noun.to_owned(),
        id: id.to_owned(),
        organisation: None,
        station: None,
        state: None,
        gone: false,
        by: "account 7".to_owned(),
        body: json!({ "text": text }).to_string().into_bytes(),
        expected: None,
    }
}

/// Objects in one entry, with a private block or without.
#[must_use]
pub fn entry(objects: Vec<NewObject>, sealed: Option<&str>) -> Change {
    Change::new(objects, sealed.map(|text| text.as_bytes().to_vec()), &mut random()).unwrap()
}

/// An object in an entry of its own.
#[must_use]
pub fn change(object: NewObject) -> Work {
    Work::Change(vec![entry(vec![object], None)])
}

/// A station, as the office keeps it.
#[must_use]
pub fn station(code: &str, name: &str) -> Work {
    change(object("station", code, name))
}

/// An erasure of an object.
#[must_use]
pub fn forget(noun: &str, id: &str) -> Work {
    let payload = prepare::reason(&["the head of the mission".to_owned()], "the observer asked for it", &mut random());
    Work::Forget { noun: noun.to_owned(), id: id.to_owned(), payload }
}

/// An opening of an object's private block.
#[must_use]
pub fn open_object(noun: &str, id: &str) -> Work {
    let payload = prepare::reason(&["two custodians".to_owned()], "the court asked for it", &mut random());
    Work::OpenObject { noun: noun.to_owned(), id: id.to_owned(), payload }
}

/// An erasure.
#[must_use]
pub fn erase(id: Uuid) -> Work {
    Work::Erase(id, prepare::reason(&["the head of the mission".to_owned()], "the witness asked for it", &mut random()))
}

/// An opening.
#[must_use]
pub fn open(id: Uuid) -> Work {
    Work::Open(id, prepare::reason(&["two custodians".to_owned()], "the court asked for it", &mut random()))
}
