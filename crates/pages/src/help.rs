//! What the help page tells whom.

use crate::shell::{Role, Shell};

/// A part of the help: whose, its title, its steps.
pub type HelpPart = (Role, &'static str, &'static [&'static str]);

const PARTS: &[HelpPart] = &[
    (
        Role::Administrator,
        "help-administrator",
        &["help-administrator-1", "help-administrator-2", "help-administrator-3", "help-administrator-4"],
    ),
    (Role::Coordinator, "help-coordinator", &["help-coordinator-1", "help-coordinator-2", "help-coordinator-3"]),
    (Role::DataClerk, "help-clerk", &["help-clerk-1", "help-clerk-2", "help-clerk-3"]),
    (Role::Viewer, "help-reader", &["help-reader-1", "help-reader-2"]),
];

const GLOSSARY: &[(&str, &str)] = &[
    ("word-station", "word-station-about"),
    ("word-submission", "word-submission-about"),
    ("word-receipt", "word-receipt-about"),
    ("word-checkpoint", "word-checkpoint-about"),
    ("word-witness", "word-witness-about"),
    ("word-sealed", "word-sealed-about"),
];

impl Shell {
    /// The role whose part of the help is the reader's; that of a viewer when nobody is signed in.
    #[must_use]
    pub fn role(&self) -> Role {
        match self.user.as_ref().map_or_else(Role::default, |u| u.role) {
            Role::Verifier | Role::Observer => Role::DataClerk,
            Role::Analyst => Role::Viewer,
            other => other,
        }
    }

    /// The parts of the help.
    #[must_use]
    pub fn help(&self) -> &'static [HelpPart] {
        PARTS
    }

    /// Words and what they mean, as names of texts.
    #[must_use]
    pub fn glossary(&self) -> &'static [(&'static str, &'static str)] {
        GLOSSARY
    }
}
