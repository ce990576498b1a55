//! Two macros that keep the views readable: plain structs, and enums whose variants name a text.

/// Structs of public data that a JSON object fills; what is left out is empty.
macro_rules! data {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
            #[serde(default)]
            pub struct $name { $($(#[$fmeta])* pub $field: $type,)* }
        )*
    };
}

/// Enums whose variants are shown as the text of that name; the first variant is the default. In JSON they are in snake case.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $(#[$first_meta:meta])* $first:ident = $first_key:literal, $($(#[$vmeta:meta])* $variant:ident = $key:literal,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
            #[serde(rename_all = "snake_case")]
            pub enum $name { $(#[$first_meta])* #[default] $first, $($(#[$vmeta])* $variant,)* }

            impl $name {
                /// The name of the text that is shown for it.
                #[must_use]
                pub fn key(self) -> &'static str {
                    match self { Self::$first => $first_key, $(Self::$variant => $key,)* }
                }
            }
        )*
    };
}
