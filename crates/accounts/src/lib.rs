//! Accounts: who may sign in, how that is proved, and what happens when it cannot be. No database, no clock, no random seed of its own.
//!
//! | question | module |
//! |---|---|
//! | what is kept about a person who signs in? | [`account`] |
//! | which passwords are taken, and how are they kept? | [`password`] |
//! | what is the second factor? | [`second`] |
//! | what happens after wrong passwords? | [`lock`] |
//! | how does a new person, or one who lost everything, get in? | [`link`], [`recovery`] |
//! | which steps has signing in? | [`sign_in`] |

pub mod account;
pub mod link;
pub mod lock;
pub mod password;
pub mod recovery;
pub mod second;
pub mod sign_in;

pub use account::{Account, AccountError};
pub use link::{Link, Purpose, Secret};
pub use second::Second;
pub use sign_in::{SignIn, Stage};
