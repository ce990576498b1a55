//! Sources: tags that contradict the text, texts that stand twice, facts nobody read.

use super::{Noted, RecordFinding, noted};
use crate::case::{Case, Certainty};

/// Tags with a place that neither holds nor lies in any place the text is about.
pub(super) fn tags(case: &Case) -> Vec<Noted> {
    let mut found = Vec::new();
    let places = case.gazetteer();
    for source in case.sources.iter().filter(|s| !s.about.is_empty()) {
        for tag in &source.tagged {
            let related = source.about.iter().any(|a| places.lies_in(a, tag) || places.lies_in(tag, a));
            if !related {
                let (id, tag, about) = (source.id.clone(), tag.clone(), source.about.clone());
                found.push(noted(RecordFinding::TagContradictsText { source: id, tag, about }, vec![source.id.clone()]));
            }
        }
    }
    found
}

/// Sources whose archived copies are the same to the byte.
pub(super) fn same_text(case: &Case) -> Vec<Noted> {
    let mut found = Vec::new();
    for (i, source) in case.sources.iter().enumerate() {
        let Some(hash) = &source.sha256 else { continue };
        let Some(first) = case.sources[..i].iter().find(|s| s.sha256.as_ref() == Some(hash)) else { continue };
        let (first, other) = (first.id.clone(), source.id.clone());
        found.push(noted(RecordFinding::SameText { first: first.clone(), other: other.clone() }, vec![first, other]));
    }
    found
}

/// How many facts were remembered or guessed.
pub(super) fn not_read(case: &Case) -> Vec<Noted> {
    let all: Vec<Certainty> = case.supports().map(|s| s.certainty).collect();
    [Certainty::Remembered, Certainty::Guess]
        .into_iter()
        .map(|certainty| (certainty, all.iter().filter(|c| **c == certainty).count()))
        .filter(|(_, facts)| *facts > 0)
        .map(|(certainty, facts)| noted(RecordFinding::NotRead { certainty, facts }, Vec::new()))
        .collect()
}
