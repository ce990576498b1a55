//! Forms: what was typed, what can be chosen, what was wrong.

use std::collections::BTreeMap;

data! {
    /// One form as it is shown again after it was refused, or filled in from what is kept.
    ///
    /// Names are those of the `name` attributes. Boxes that are ticked have the value `on`.
    pub struct Form {
        /// What stands in each field; never passwords.
        pub values: BTreeMap<String, String>,
        /// What can be chosen in each list.
        pub choices: BTreeMap<String, Vec<Choice>>,
        /// What was wrong, in the order of the fields.
        pub errors: Vec<FieldError>,
    }

    /// One choice of a list.
    pub struct Choice {
        /// What is sent.
        pub value: String,
        /// What is read, in the reader's language.
        pub label: String,
    }

    /// Why a field was refused.
    pub struct FieldError {
        /// The field's name.
        pub field: String,
        /// What is wrong, in the reader's language; never what was typed into a field of personal data.
        pub message: String,
        /// What to do about it.
        pub remedy: String,
    }
}

impl Form {
    /// What stands in a field; empty when nothing does.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// Whether a field has that value.
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.value(name) == value
    }

    /// Whether the box `family-word` is ticked.
    #[must_use]
    pub fn ticked(&self, family: &str, word: &str) -> bool {
        self.is(&format!("{family}-{word}"), "on")
    }

    /// What can be chosen in a list.
    #[must_use]
    pub fn choices(&self, name: &str) -> &[Choice] {
        self.choices.get(name).map_or(&[], Vec::as_slice)
    }

    /// What was wrong with a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&FieldError> {
        self.errors.iter().find(|e| e.field == name)
    }

    /// The ids of what describes a field: its hint and its error, for `aria-describedby`.
    #[must_use]
    pub fn described_by(&self, name: &str, hint: &str) -> String {
        let mut ids = Vec::new();
        if !hint.is_empty() {
            ids.push(format!("{name}-hint"));
        }
        if self.error(name).is_some() {
            ids.push(format!("{name}-error"));
        }
        ids.join(" ")
    }
}
