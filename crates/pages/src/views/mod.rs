//! What each page shows, as plain data, and the function that writes it.

pub mod account;
pub mod common;
pub mod deployments;
pub mod elections;
pub mod import;
pub mod log;
pub mod other;
pub mod overview;
pub mod people;
pub mod settings;
pub mod stations;
pub mod submissions;

/// Functions that write a page: `name(View) = "template";`.
macro_rules! pages {
    ($($(#[$meta:meta])* $name:ident($view:ty) = $path:tt;)*) => {
        $(
            $(#[$meta])*
            ///
            /// # Errors
            /// [`PageError::Render`](crate::PageError::Render) when the template cannot be filled.
            pub fn $name(shell: &crate::Shell, view: &$view) -> Result<String, crate::PageError> {
                #[derive(askama::Template)]
                #[template(path = $path)]
                struct Page<'a> {
                    s: &'a crate::Shell,
                    v: &'a $view,
                }
                Ok(askama::Template::render(&Page { s: shell, v: view })?)
            }
        )*
    };
}
pub(crate) use pages;
