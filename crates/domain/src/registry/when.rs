//! Days and instants, kept as they were written.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::schema::text_schema;

/// A day of the civil calendar, written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// Reads `YYYY-MM-DD`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day: jiff::civil::Date = if text.len() == 10 { text.parse().ok()? } else { return None };
        (day.to_string() == text).then_some(Self(day))
    }

    /// The day.
    #[must_use]
    pub fn date(self) -> jiff::civil::Date {
        self.0
    }
}

text_schema!(Day, "A day of the civil calendar.", "date", "2005-12-04");

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a day is written YYYY-MM-DD, such as 2005-12-04"))
    }
}

/// A moment with its offset from UTC (RFC 3339), kept as it was written: the offset is the clock that people at the station saw.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Instant {
    text: String,
    at: Timestamp,
}

impl Instant {
    /// Reads RFC 3339, of 40 characters at most.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let written =
            text.len() <= 40 && text.is_ascii() && !text.contains('[') && matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '));
        let at: Timestamp = if written { text.parse().ok()? } else { return None };
        Some(Self { text: text.to_owned(), at })
    }

    /// Seconds since 1970, whole ones.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.at.as_second()
    }

    /// The moment.
    #[must_use]
    pub fn timestamp(&self) -> Timestamp {
        self.at
    }

    /// The day by the clock it was written with.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        Day::parse(self.text.get(..10)?)
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

text_schema!(Instant, "A moment with its offset from UTC (RFC 3339).", "date-time", "2005-12-04T07:15:00+06:00");

/// By the moment, whatever the offset.
impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at.cmp(&other.at).then_with(|| self.text.cmp(&other.text))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wanted = "a moment is written with its offset (RFC 3339), such as 2005-12-04T07:15:00+06:00";
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_one_way() {
        assert_eq!(Day::parse("2005-12-04").unwrap().to_string(), "2005-12-04");
        for no in ["2005-12-4", "2005-13-04", "2005-02-29", "20051204", "2005-12-04T00:00", "04.12.2005", "", "жжжжж"] {
            assert_eq!(Day::parse(no), None, "{no}");
        }
    }

    #[test]
    fn a_moment_keeps_its_offset_and_is_compared_by_time() {
        let here = Instant::parse("2005-12-04T07:15:00+06:00").unwrap();
        let utc = Instant::parse("2005-12-04T01:14:59Z").unwrap();
        assert!(utc < here && here.seconds() - utc.seconds() == 1);
        assert_eq!(serde_json::to_string(&here).unwrap(), "\"2005-12-04T07:15:00+06:00\"");
        assert_eq!(here.day(), Day::parse("2005-12-04"));
        for no in ["2005-12-04T07:15:00", "2005-12-04", "07:15", "2005-12-04T07:15:00+06:00[Asia/Almaty]", "", "2005-12-04T25:15:00Z"] {
            assert_eq!(Instant::parse(no), None, "{no}");
        }
    }
}
