//! What a column of a register can mean, and the words for it in mappings.

/// What a file lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Polling stations with their places.
    Stations,
    /// Observers with their identities.
    Observers,
    /// Members of station commissions with their identities.
    Staff,
}

impl FileKind {
    /// The word for it in mappings.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Observers => "observers",
            Self::Staff => "staff",
        }
    }
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    /// One of the plain words below.
    Plain(Word),
    /// The name in a language.
    Name(String),
    /// The name of the place on a level (counted from the top), in a language.
    LevelName(usize, String),
    /// The code of that place.
    LevelCode(usize),
    /// A coordinate of that place.
    LevelLatitude(usize),
    LevelLongitude(usize),
    /// Something else that is kept under its name.
    Tag(String),
}

macro_rules! words {
    ($($variant:ident $word:literal $($kind:ident)+;)*) => {
        /// Meanings that need nothing else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Word { $($variant,)* }

        impl Word {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            pub(super) fn word(self) -> &'static str { match self { $(Self::$variant => $word,)* } }

            fn kinds(self) -> &'static [FileKind] { match self { $(Self::$variant => &[$(FileKind::$kind,)+],)* } }
        }
    };
}

words! {
    Code "code" Stations;
    Number "number" Stations;
    Place "place" Stations Observers;
    Address "address" Stations;
    Kind "kind" Stations;
    Settlement "settlement" Stations;
    Latitude "latitude" Stations;
    Longitude "longitude" Stations;
    Registered "registered" Stations;
    Order "order" Stations;
    Id "id" Observers;
    Station "station" Observers Staff;
    Location "location" Observers;
    Role "role" Observers Staff;
    Supervisor "supervisor" Observers;
    FullName "full_name" Observers Staff;
    FirstName "first_name" Observers Staff;
    LastName "last_name" Observers Staff;
    Email "email" Observers Staff;
    Phone "phone" Observers Staff;
    Gender "gender" Observers Staff;
    Document "document" Observers Staff;
    Password "password" Observers;
}

impl Word {
    /// The meanings that a kind of file can have.
    pub(super) fn of(kind: FileKind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |word| word.kinds().contains(&kind))
    }
}

impl Meaning {
    /// The word for it in mappings; `levels` are named from the top.
    pub(super) fn word(&self, levels: &[String]) -> String {
        let level = |at: &usize| levels.get(*at).map_or("", String::as_str).to_owned();
        match self {
            Self::Plain(word) => word.word().to_owned(),
            Self::Name(language) => joined("name", language),
            Self::LevelName(at, language) => joined(&format!("level:{}", level(at)), language),
            Self::LevelCode(at) => format!("level:{}:code", level(at)),
            Self::LevelLatitude(at) => format!("level:{}:latitude", level(at)),
            Self::LevelLongitude(at) => format!("level:{}:longitude", level(at)),
            Self::Tag(tag) => format!("tag:{tag}"),
        }
    }

    /// The meaning of a word in a mapping.
    pub(super) fn parse(word: &str, kind: FileKind, levels: &[String]) -> Option<Self> {
        if let Some(plain) = Word::of(kind).find(|plain| plain.word() == word) {
            return Some(Self::Plain(plain));
        }
        if kind != FileKind::Stations {
            return None;
        }
        let mut parts = word.splitn(3, ':');
        let (first, second, third) = (parts.next()?, parts.next(), parts.next());
        match (first, second, third) {
            ("name", language, None) => Some(Self::Name(language.unwrap_or("und").to_owned())),
            ("tag", Some(tag), None) if !tag.is_empty() => Some(Self::Tag(tag.to_owned())),
            ("level", Some(level), part) => {
                let at = levels.iter().position(|l| l == level)?;
                Some(match part {
                    Some("code") => Self::LevelCode(at),
                    Some("latitude") => Self::LevelLatitude(at),
                    Some("longitude") => Self::LevelLongitude(at),
                    language => Self::LevelName(at, language.unwrap_or("und").to_owned()),
                })
            }
            _ => None,
        }
    }
}

fn joined(word: &str, language: &str) -> String {
    if language == "und" { word.to_owned() } else { format!("{word}:{language}") }
}
