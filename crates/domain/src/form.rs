//! Which forms there are, and which of their answers are private.

/// What the record must know of a form in order to keep its submissions: its name, and which answers are sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDefinition {
    /// The form's id, as submissions name it.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Names of the answers that are sealed to the custodians and stand in no readable table.
    pub sealed: Vec<String>,
}

/// The standard forms: id, title, sealed answers. Source: the list of standard forms (203 questions), where witnesses and victim of an
/// incident are of the type `sealed`.
const STANDARD: [(&str, &str, &[&str]); 10] = [
    ("OPEN", "Opening", &[]),
    ("VOTE", "Voting", &[]),
    ("COUNT", "Counting", &[]),
    ("TAB", "Tabulation", &[]),
    ("HEADS", "Head count", &[]),
    ("QUEUE", "Queue", &[]),
    ("LIST2PEOPLE", "From the roll to people", &[]),
    ("PEOPLE2LIST", "From people to the roll", &[]),
    ("INCIDENT", "Incident", &["11", "12"]),
    ("SMS", "Report by SMS", &[]),
];

/// The forms that every record starts with.
#[must_use]
pub fn standard() -> Vec<FormDefinition> {
    let form = |(id, title, sealed): (&str, &str, &[&str])| FormDefinition {
        id: id.to_owned(),
        title: title.to_owned(),
        sealed: sealed.iter().map(|s| (*s).to_owned()).collect(),
    };
    STANDARD.into_iter().map(form).collect()
}
