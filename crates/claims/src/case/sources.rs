//! Where a fact is from, how sure it is, and when something was.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Serialize, Serializer};

/// How a fact is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Read in the source that is named.
    #[default]
    Read,
    /// Computed from what was read.
    Computed,
    /// Remembered; nobody read it in a source for this record.
    Remembered,
    /// A guess that fits other figures.
    Guess,
}

impl Certainty {
    /// Every way of knowing.
    pub const ALL: [Self; 4] = [Self::Read, Self::Computed, Self::Remembered, Self::Guess];

    /// The word a case writes.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Computed => "computed",
            Self::Remembered => "remembered",
            Self::Guess => "guess",
        }
    }
}

/// What stands behind a fact: ids of sources and how it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Support {
    /// Ids of sources.
    pub sources: Vec<String>,
    /// How it is known.
    pub certainty: Certainty,
    /// Anything a reader should know about it; empty for nothing.
    pub note: String,
}

/// A publication, document or page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published, where known.
    pub date: Option<Date>,
    /// Language tag, such as `ru`; empty where unknown.
    pub language: String,
    /// Where it can be found: an address, a signature of an archive; empty where unknown.
    pub address: String,
    /// SHA-256 of an archived copy, in lower-case hexadecimal.
    pub sha256: Option<String>,
    /// The archived copy inside the case folder.
    pub archive: Option<String>,
    /// Places it was filed under: ids.
    pub tagged: Vec<String>,
    /// Places it is about: ids.
    pub about: Vec<String>,
    /// How it is known.
    pub certainty: Certainty,
    /// Notes on reliability.
    pub note: String,
}

/// When something was: a day, or a minute of a day, at a place with its clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The local day.
    pub date: Date,
    /// The local time of day, where known.
    pub time: Option<Time>,
    /// Name of the time zone, such as `Asia/Almaty`.
    pub zone: String,
}

impl Moment {
    /// The instant; the beginning of the day where no time is known.
    ///
    /// A local time that a change of clocks skipped is taken an hour later, one that it repeated at its first occurrence.
    ///
    /// # Errors
    /// When the zone is unknown, or the instant outside the years -9999 to 9999.
    pub fn instant(&self) -> Result<Timestamp, jiff::Error> {
        Ok(self.zoned()?.timestamp())
    }

    /// The same with its clock.
    ///
    /// # Errors
    /// As [`Moment::instant`].
    pub fn zoned(&self) -> Result<ZonedDateTime, jiff::Error> {
        let zone = TimeZone::get(&self.zone)?;
        self.date.to_datetime(self.time.unwrap_or_else(Time::midnight)).to_zoned_datetime(zone)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.time {
            Some(time) => write!(f, "{}T{:02}:{:02}", self.date, time.hour(), time.minute()),
            None => write!(f, "{}", self.date),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut s = serializer.serialize_struct("Moment", 3)?;
        s.serialize_field("local", &self.to_string())?;
        s.serialize_field("zone", &self.zone)?;
        s.serialize_field("instant", &self.instant().ok().map(|t| t.to_string()))?;
        s.end()
    }
}
