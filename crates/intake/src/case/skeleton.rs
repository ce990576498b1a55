//! The beginning of a case: every file with its columns explained and an invented example.

/// The files of a new case, by path inside its folder. `id` has to be one ([`super::is_id`]).
///
/// They read without a mistake, and say that they are simulated.
#[must_use]
pub fn skeleton(id: &str) -> Vec<(String, String)> {
    let files = [
        ("case.toml", include_str!("skeleton/case.toml")),
        ("results/final.csv", include_str!("skeleton/final.csv")),
        ("figures.csv", include_str!("skeleton/figures.csv")),
        ("observations.csv", include_str!("skeleton/observations.csv")),
        ("estimates.csv", include_str!("skeleton/estimates.csv")),
        ("watches.csv", include_str!("skeleton/watches.csv")),
        ("incidents.csv", include_str!("skeleton/incidents.csv")),
        ("overlaps.csv", include_str!("skeleton/overlaps.csv")),
        ("statements.csv", include_str!("skeleton/statements.csv")),
        ("claims.toml", include_str!("skeleton/claims.toml")),
        ("sources.csv", include_str!("skeleton/sources.csv")),
        ("people.csv", include_str!("skeleton/people.csv")),
        ("places.csv", include_str!("skeleton/places.csv")),
        ("law/election-law.toml", include_str!("skeleton/law.toml")),
        ("acts.csv", include_str!("skeleton/acts.csv")),
        ("complaints.csv", include_str!("skeleton/complaints.csv")),
    ];
    let named = |text: &str| text.replacen("id = \"example\"", &format!("id = \"{id}\""), 1);
    files.into_iter().map(|(path, text)| (path.to_owned(), named(text))).collect()
}
