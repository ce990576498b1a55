//! Parameters the user sets: tolerances, thresholds, published totals.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Control, ControlSet};
use crate::check::PublishedTotal;
use crate::language::ast::Node;
use crate::language::{Param, Ratio, Type, nearest, parse};

/// What a check takes besides the release and the controls.
#[derive(Clone, Debug, Default)]
pub struct Params {
    values: BTreeMap<String, BTreeMap<String, Ratio>>,
    /// Country of the election, as the controls name it (`kz`): rules of other countries' law are not applied.
    pub country: Option<String>,
    /// Totals published apart from the stations, for control C43.
    pub published: Vec<PublishedTotal>,
}

/// Why a parameter cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
pub enum ParamError {
    /// The name is not `CONTROL.PARAMETER` of a control in the set.
    #[error("there is no parameter `{given}`")]
    Unknown {
        /// What was given.
        given: String,
        /// What was probably meant, or the names there are.
        remedy: String,
    },
    /// The value is no number, or not of the kind the parameter needs.
    #[error("`{given}` is no value for {parameter}")]
    Value {
        /// The parameter, `C08.x`.
        parameter: String,
        /// What was given.
        given: String,
        /// What to write instead.
        remedy: String,
    },
}

impl ParamError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "PARAM-NAME",
            Self::Value { .. } => "PARAM-VALUE",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &str {
        match self {
            Self::Unknown { remedy, .. } | Self::Value { remedy, .. } => remedy,
        }
    }
}

impl Params {
    /// The same, for an election of that country.
    #[must_use]
    pub fn in_country(mut self, country: &str) -> Self {
        self.country = Some(country.to_owned());
        self
    }

    /// The same, with totals to compare with their stations.
    #[must_use]
    pub fn with_published(mut self, published: Vec<PublishedTotal>) -> Self {
        self.published = published;
        self
    }

    /// Sets a parameter by its full name, such as `C08.x` to `3%`.
    ///
    /// # Errors
    /// When the set has no such parameter, or the value is not of its kind.
    pub fn set(&mut self, controls: &ControlSet, name: &str, value: &str) -> Result<(), ParamError> {
        let known: Vec<(String, &Control, &Param)> =
            controls.controls.iter().flat_map(|c| c.params.iter().map(move |p| (format!("{}.{}", c.id, p.name), c, p))).collect();
        let Some((_, control, param)) = known.iter().find(|(n, ..)| n == name) else {
            let names = || known.iter().map(|(n, ..)| n.as_str());
            let all = || names().collect::<Vec<_>>().join(", ");
            let remedy = nearest(name, names()).map_or_else(|| format!("parameters are {}", all()), |n| format!("did you mean `{n}`?"));
            return Err(ParamError::Unknown { given: name.to_owned(), remedy });
        };
        let refuse = |remedy| ParamError::Value { parameter: name.to_owned(), given: value.to_owned(), remedy };
        let (number, kind) = literal(value).ok_or_else(|| refuse("write a number as `12`, `0.05` or `5%`".to_owned()))?;
        suits(param, number, kind).map_err(refuse)?;
        self.values.entry(control.id.clone()).or_default().insert(param.name.clone(), number);
        Ok(())
    }

    /// The values set for one control.
    pub(crate) fn of(&self, control: &str) -> Option<&BTreeMap<String, Ratio>> {
        self.values.get(control)
    }
}

/// A number or time written as in a rule, perhaps with a minus.
pub(super) fn literal(text: &str) -> Option<(Ratio, Type)> {
    match parse(text).ok()?.node {
        Node::Number(n) => Some((n.value(), if n.is_count() { Type::Count } else { Type::Number })),
        Node::Time(t) => Some((Ratio::whole(t), Type::Time)),
        Node::Negative(of) => match of.node {
            Node::Number(n) => Some((n.value().negated(), if n.is_count() { Type::Count } else { Type::Number })),
            _ => None,
        },
        _ => None,
    }
}

fn suits(param: &Param, value: Ratio, kind: Type) -> Result<(), String> {
    match (param.kind, kind) {
        // `5` where 5% is meant would silently allow everything.
        (Type::Number, Type::Count) if value.abs() > Ratio::whole(1) => {
            Err(format!("write `{value}%`, or `{value}.0` for the number itself"))
        }
        (Type::Number, Type::Count) => Ok(()),
        (a, b) if a == b => Ok(()),
        (a, _) => Err(format!("`{}` is {}", param.name, a.words())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_set_by_name_and_a_wrong_one_is_explained() {
        let set = ControlSet::standard();
        let mut params = Params::default();
        assert_eq!(params.set(&set, "C08.x", "3%"), Ok(()));
        assert_eq!(params.of("C08").and_then(|p| p.get("x")).copied(), Ratio::new(3, 100));
        let unknown = params.set(&set, "C8.x", "3%").expect_err("is refused");
        assert_eq!((unknown.code(), unknown.remedy()), ("PARAM-NAME", "did you mean `C08.x`?"));
        let five = params.set(&set, "C08.x", "5").expect_err("is refused");
        assert_eq!((five.code(), five.remedy()), ("PARAM-VALUE", "write `5%`, or `5.0` for the number itself"));
        assert!(params.set(&set, "C34.tol", "2.5").is_err());
        assert!(params.set(&set, "C34.tol", "registered").is_err());
    }
}
