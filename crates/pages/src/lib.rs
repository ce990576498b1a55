//! The office's pages: plain data in, HTML out.
//!
//! A page is a function that takes the [`Shell`] (who reads, in which language) and a view (what is shown) and returns the document. Nothing here
//! knows a database, HTTP or the clock; times come formatted. Every page works without JavaScript, under a content security policy that
//! allows files of the own origin only.

#[macro_use]
mod macros;

mod assets;
mod error;
mod form;
mod help;
mod shell;
mod texts;
pub mod views;

pub use assets::{ASSETS, Asset, asset, version as assets_version};
pub use error::PageError;
pub use form::{Choice, FieldError, Form};
pub use shell::{Flash, NavLink, Role, Section, Shell, Theme, User};
pub use texts::{Arg, Locale, MISSING, Texts, Value, count};
