//! Blind double entry: two people read the same copy without seeing what the other read. Where they differ, each is asked once more
//! for those lines alone; where they still differ, a third decides with the photograph.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thiserror::Error;
use utoipa::ToSchema;

use super::error::ObjectError;
use super::protocol::{DoubleEntry, Figures, Protocol, ProtocolState, Resolution, check_figure, check_figures};
use super::when::Instant;

/// Why a step is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EntryError {
    /// Two entries are there.
    #[error("the protocol was entered twice already")]
    Full,
    /// The same person again.
    #[error("the same person cannot enter a protocol twice")]
    SamePerson,
    /// Nothing differs, so nothing is asked or decided.
    #[error("the protocol is {}: nothing is to be corrected or decided", .0.word())]
    NotDiffering(ProtocolState),
    /// Somebody who did not enter the protocol, or was asked already.
    #[error("this person is not asked for corrections")]
    NotAsked,
    /// Other lines than those that differ.
    #[error("the answer must have exactly the lines that differ: {}", .0.join(", "))]
    Lines(Vec<String>),
    /// One of the two wants to decide.
    #[error("whoever entered the protocol cannot decide between the entries")]
    NotAThird,
    /// A figure or its name is not accepted.
    #[error(transparent)]
    Figures(#[from] ObjectError),
}

impl EntryError {
    /// Stable code of the failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Full => "PROTOCOL-FULL",
            Self::SamePerson => "PROTOCOL-SAME-PERSON",
            Self::NotDiffering(_) => "PROTOCOL-NOT-DIFFERING",
            Self::NotAsked => "PROTOCOL-NOT-ASKED",
            Self::Lines(_) => "PROTOCOL-LINES",
            Self::NotAThird => "PROTOCOL-NOT-A-THIRD",
            Self::Figures(e) => e.code(),
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Full | Self::NotDiffering(_) => "Reload the protocol: somebody was faster.".to_owned(),
            Self::SamePerson => "Leave the second entry to somebody else.".to_owned(),
            Self::NotAsked => "Leave what still differs to a third person.".to_owned(),
            Self::Lines(_) => "Answer each of them; null says that nothing stands on that line.".to_owned(),
            Self::NotAThird => "Ask a third person to compare with the photograph.".to_owned(),
            Self::Figures(e) => e.remedy(),
        }
    }
}

/// What one person may see of a protocol's entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProtocolView {
    /// How far it has come.
    pub state: ProtocolState,
    /// The entries, in their order.
    pub entries: Vec<ViewedEntry>,
    /// The lines that this person is asked for, once more or to decide.
    pub asked: Vec<String>,
    /// The figures, once they are final.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
}

/// What one person may see of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ViewedEntry {
    /// Whether it is the person's own.
    pub own: bool,
    /// When it was made.
    pub at: Instant,
    /// Who made it, where the person may know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Its figures, where the person may see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
}

impl Protocol {
    /// How far the double entry has come.
    #[must_use]
    pub fn progress(&self) -> ProtocolState {
        match self.entries.len() {
            0 => ProtocolState::FirstEntry,
            1 => ProtocolState::SecondEntry,
            _ if self.resolution.is_some() || self.differences().is_empty() => ProtocolState::Final,
            _ => ProtocolState::Differs,
        }
    }

    /// The lines in which two entries differ, by name; a line that only one of them has is among them. Nothing before both are in.
    #[must_use]
    pub fn differences(&self) -> Vec<String> {
        let [first, second] = &self.entries[..] else { return Vec::new() };
        let lines: BTreeSet<&String> = first.figures.keys().chain(second.figures.keys()).collect();
        lines.into_iter().filter(|line| first.figures.get(*line) != second.figures.get(*line)).cloned().collect()
    }

    /// The figures, once they are final: those both entered, and what a third decided in the others.
    #[must_use]
    pub fn figures(&self) -> Option<Figures> {
        if self.progress() != ProtocolState::Final {
            return None;
        }
        let mut figures = self.entries.first()?.figures.clone();
        if let Some(resolution) = &self.resolution {
            answer(&mut figures, &resolution.figures);
        }
        Some(figures)
    }

    /// The first or second entry.
    ///
    /// # Errors
    /// [`EntryError`]; nothing has changed then.
    pub fn enter(&mut self, by: &str, at: Instant, figures: Figures) -> Result<(), EntryError> {
        if self.entries.iter().any(|entry| entry.by == by) {
            return Err(EntryError::SamePerson);
        }
        if self.entries.len() >= 2 {
            return Err(EntryError::Full);
        }
        check_figures("figures", &figures)?;
        self.entries.push(DoubleEntry { by: by.to_owned(), at, figures, corrected: None });
        Ok(())
    }

    /// The lines that a person who entered the protocol is asked for once more; nothing for anybody else and for who answered.
    #[must_use]
    pub fn asked_again(&self, by: &str) -> Vec<String> {
        let waits = self.entries.iter().any(|entry| entry.by == by && entry.corrected.is_none());
        if waits && self.progress() == ProtocolState::Differs { self.differences() } else { Vec::new() }
    }

    /// One person's second look at the lines that differ. Each is asked once: more would be guessing what the other entered.
    ///
    /// # Errors
    /// [`EntryError`]; nothing has changed then.
    pub fn correct(&mut self, by: &str, at: Instant, figures: &BTreeMap<String, Option<u64>>) -> Result<(), EntryError> {
        self.differing()?;
        let asked = self.asked_again(by);
        if asked.is_empty() {
            return Err(EntryError::NotAsked);
        }
        exactly(asked, figures)?;
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.by == by) {
            answer(&mut entry.figures, figures);
            entry.corrected = Some(at);
        }
        Ok(())
    }

    /// A third person's decision in every line that differs. It does not wait for both second looks: somebody may have gone home.
    ///
    /// # Errors
    /// [`EntryError`]; nothing has changed then.
    pub fn resolve(&mut self, by: &str, at: Instant, figures: BTreeMap<String, Option<u64>>) -> Result<(), EntryError> {
        self.differing()?;
        if self.entries.iter().any(|entry| entry.by == by) {
            return Err(EntryError::NotAThird);
        }
        exactly(self.differences(), &figures)?;
        self.resolution = Some(Resolution { by: by.to_owned(), at, figures });
        Ok(())
    }

    /// What a person may see. Whoever entered the protocol sees the own entry alone until the figures are final. Anybody else sees
    /// neither until both are in: whoever has seen one could enter the second after it.
    #[must_use]
    pub fn view_for(&self, who: &str) -> ProtocolView {
        let state = self.progress();
        let entered = self.entries.iter().any(|entry| entry.by == who);
        let all = state == ProtocolState::Final || (state == ProtocolState::Differs && !entered);
        let view = |entry: &DoubleEntry| {
            let own = entry.by == who;
            let shown = own || all;
            let (by, figures) = (shown.then(|| entry.by.clone()), shown.then(|| entry.figures.clone()));
            ViewedEntry { own, at: entry.at.clone(), by, figures }
        };
        let asked = match state {
            ProtocolState::Differs if entered => self.asked_again(who),
            ProtocolState::Differs => self.differences(),
            _ => Vec::new(),
        };
        ProtocolView { state, entries: self.entries.iter().map(view).collect(), asked, figures: self.figures() }
    }

    fn differing(&self) -> Result<(), EntryError> {
        match self.progress() {
            ProtocolState::Differs => Ok(()),
            other => Err(EntryError::NotDiffering(other)),
        }
    }
}

/// The answer has these lines and no others, and figures that can be.
fn exactly(lines: Vec<String>, figures: &BTreeMap<String, Option<u64>>) -> Result<(), EntryError> {
    if !lines.iter().eq(figures.keys()) {
        return Err(EntryError::Lines(lines));
    }
    Ok(figures.iter().try_for_each(|(line, figure)| check_figure("figures", line, *figure))?)
}

fn answer(figures: &mut Figures, answers: &BTreeMap<String, Option<u64>>) {
    for (line, figure) in answers {
        match figure {
            Some(figure) => figures.insert(line.clone(), *figure),
            None => figures.remove(line),
        };
    }
}
