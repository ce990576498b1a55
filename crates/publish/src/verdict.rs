//! The sentence that goes with a finding.
//!
//! Every test has a sentence for every way it can end (`verdict-TEST-ENDING`, `locales/`); what goes into it are the statistics of
//! the finding under their own names. A new method brings new texts and no code.

use domain::{Finding, Outcome, Value};
use forensics::about::About;

use crate::figures;
use crate::numbers::NONE;
use crate::places::Names;
use crate::texts::{Arg, Texts};

/// How a finding ended, for the choice of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Attention is called to it.
    Flagged,
    /// Tested or checked, and nothing stands out.
    Clear,
    /// A size.
    Estimated,
    /// A description.
    Described,
    /// No answer.
    CannotTell,
}

impl Ending {
    /// How a finding ended.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        match finding.outcome {
            Outcome::CannotTell(_) => Self::CannotTell,
            Outcome::Estimated => Self::Estimated,
            Outcome::Described => Self::Described,
            Outcome::Tested | Outcome::Checked if finding.flag => Self::Flagged,
            Outcome::Tested | Outcome::Checked => Self::Clear,
        }
    }

    /// Its part of the text's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Flagged => "flagged",
            Self::Clear => "clear",
            Self::Estimated => "estimated",
            Self::Described => "described",
            Self::CannotTell => "cannot-tell",
        }
    }
}

/// Name of the sentence for a test and an ending other than "cannot tell".
pub(crate) fn sentence(test: &str, ending: Ending, about_option: bool) -> String {
    format!("verdict-{test}-{}{}", ending.name(), if about_option { "" } else { "-turnout" })
}

/// Name of the text that says why a finding cannot tell.
pub(crate) fn reason(finding: &Finding) -> Option<String> {
    let Outcome::CannotTell(reason) = finding.outcome else { return None };
    Some(refusal(finding).map_or_else(|| format!("reason-{}", reason.name()), |word| format!("refused-{word}")))
}

/// The method's own name for why it refuses, where that is not the reason itself.
pub(crate) fn refusal(finding: &Finding) -> Option<&str> {
    let Outcome::CannotTell(reason) = finding.outcome else { return None };
    finding.statistic.iter().find_map(|(name, value)| match value {
        Value::Text(word) if name == "refused" && word != reason.name() => Some(word.as_ref()),
        _ => None,
    })
}

/// The statistic a sentence gives as the excess, where the test speaks of one.
fn excess(finding: &Finding) -> Option<&'static str> {
    match finding.test {
        "integer_percentages" if finding.option.is_some() => Some("share_anomaly_truncated"),
        "integer_percentages" => Some("anomaly_truncated"),
        "shpilkin" => Some("anomalous_votes"),
        _ => None,
    }
}

/// The excess without its minus, where it lies below zero: how many fewer there are than expected.
fn fewer(finding: &Finding, about: &About) -> Option<Arg<'static>> {
    let name = excess(finding)?;
    let below = finding.get(name).filter(|x| *x < 0.0)?;
    Some(Arg::Number(-below, figures::decimals(figures::unit(about, name), below)))
}

/// Writes the sentences of one examination.
#[derive(Debug)]
pub struct Verdicts<'a> {
    texts: &'a Texts,
    names: &'a Names<'a>,
    methods: Vec<Shape>,
}

/// A method with the names of its sentences, put together once: (about an option, about turnout).
#[derive(Debug)]
struct Shape {
    about: &'static About,
    sentences: Vec<(Ending, [String; 2])>,
}

impl Shape {
    fn of(about: &'static About) -> Self {
        let endings = [Ending::Flagged, Ending::Clear, Ending::Estimated, Ending::Described];
        let both = |e| [sentence(about.name, e, false), sentence(about.name, e, true)];
        Self { about, sentences: endings.map(|e| (e, both(e))).into() }
    }

    fn sentence(&self, ending: Ending, about_option: bool) -> Option<&str> {
        self.sentences.iter().find(|(e, _)| *e == ending).map(|(_, names)| names[usize::from(about_option)].as_str())
    }
}

impl<'a> Verdicts<'a> {
    /// For the methods of the table.
    #[must_use]
    pub fn new(texts: &'a Texts, names: &'a Names<'a>) -> Self {
        Self { texts, names, methods: forensics::table::METHODS.iter().map(|m| Shape::of(m.about())).collect() }
    }

    /// The sentence of a finding.
    #[must_use]
    pub fn of(&self, finding: &Finding) -> String {
        let mut out = String::new();
        self.write(&mut out, finding);
        out
    }

    /// Writes the sentence of a finding to the end of `out`.
    pub fn write(&self, out: &mut String, finding: &Finding) {
        let Some(shape) = self.methods.iter().find(|s| s.about.name == finding.test) else { return };
        match shape.sentence(Ending::of(finding), finding.option.is_some()) {
            Some(id) => self.tell(out, id, finding, shape.about),
            None => self.cannot_tell(out, finding, shape.about),
        }
    }

    fn tell(&self, out: &mut String, id: &str, finding: &Finding, about: &About) {
        let interval = figures::interval(finding, about, self.texts);
        let fewer = fewer(finding, about);
        let other = fewer.map(|_| format!("{id}-fewer")).filter(|id| self.texts.has(id));
        let q =
            finding.q.or(finding.p).map_or_else(|| NONE.to_owned(), |q| figures::equation(if finding.q.is_some() { 'q' } else { 'p' }, q));
        let mut args = Vec::with_capacity(6 + about.statistics.len());
        args.extend([
            ("area", Arg::Text(self.names.shown(finding.area))),
            ("option", Arg::Text(finding.option.map_or("", |o| self.names.option(o)))),
            ("n", Arg::Count(i64::from(finding.n))),
            ("interval", Arg::Text(&interval)),
            ("q", Arg::Text(&q)),
        ]);
        args.extend(about.statistics.iter().map(|s| {
            let value = finding.statistic.iter().find(|(name, _)| name == s.name).map(|(_, v)| v);
            let arg = match value {
                Some(Value::Count(n)) => Arg::Count(*n),
                Some(Value::Number(x)) => Arg::Number(*x, figures::decimals(s.unit, *x)),
                Some(Value::Text(text)) => Arg::Text(text),
                None => Arg::Text(NONE),
            };
            (s.name, arg)
        }));
        args.extend(fewer.map(|arg| ("fewer", arg)));
        self.texts.write(out, other.as_deref().unwrap_or(id), &args);
    }

    fn cannot_tell(&self, out: &mut String, finding: &Finding, about: &About) {
        let reason = self.why(finding, about);
        let area = ("area", Arg::Text(self.names.shown(finding.area)));
        match finding.option {
            Some(o) => {
                let option = ("option", Arg::Text(self.names.option(o)));
                self.texts.write(out, "verdict-cannot-tell", &[option, area, ("reason", Arg::Text(&reason))]);
            }
            None => self.texts.write(out, "verdict-cannot-tell-turnout", &[area, ("reason", Arg::Text(&reason))]),
        }
    }

    /// Why a finding cannot tell, in words; empty when it can.
    #[must_use]
    pub fn why(&self, finding: &Finding, about: &About) -> String {
        let Some(id) = reason(finding) else { return String::new() };
        let least = i64::try_from(about.least_stations).unwrap_or(i64::MAX);
        self.texts.get(&id, &[("n", Arg::Count(i64::from(finding.n))), ("least", Arg::Count(least))])
    }
}
