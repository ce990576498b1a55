//! Days and minutes as a case writes them.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// Why a text is no day or minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WhenError {
    pub message: String,
    pub remedy: &'static str,
}

const DAY: &str = "Write year, month and day, such as 2005-12-04.";
const MINUTE: &str = "Write local time without an offset, such as 2005-12-04T07:00.";

/// A day: `2005-12-04`.
pub(super) fn date(text: &str) -> Result<Date, WhenError> {
    let wrong = |message: String| WhenError { message, remedy: DAY };
    let form = || wrong("This is no day.".to_owned());
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(form());
    };
    let year: i16 = digits(year, 4).ok_or_else(form)?;
    let month: i16 = digits(month, 2).ok_or_else(form)?;
    let day: i16 = digits(day, 2).ok_or_else(form)?;
    let small = |n: i16| i8::try_from(n).unwrap_or(0);
    let first = Date::new(year, small(month), 1).map_err(|_| wrong(format!("There is no month {month}.")))?;
    let last = first.days_in_month();
    Date::new(year, small(month), small(day)).map_err(|_| wrong(format!("That month has {last} days.")))
}

/// A day, or a minute of a day: `2005-12-04T07:00`.
pub(super) fn moment(text: &str) -> Result<(Date, Option<Time>), WhenError> {
    let Some((day, clock)) = text.split_once(['T', ' ']) else { return Ok((date(text)?, None)) };
    let day = date(day)?;
    let wrong = |message: &str| WhenError { message: message.to_owned(), remedy: MINUTE };
    // TOML writes seconds of its own accord.
    let clock = if clock.len() == 8 { clock.strip_suffix(":00").unwrap_or(clock) } else { clock };
    let (hour, minute) = clock.split_once(':').ok_or_else(|| wrong("This is no time of day."))?;
    let hour = digits(hour, 2).ok_or_else(|| wrong("This is no time of day."))?;
    let minute = digits(minute, 2).ok_or_else(|| wrong("This is no time of day."))?;
    let small = |n: i16| i8::try_from(n).unwrap_or(-1);
    let time = Time::new(small(hour), small(minute), 0, 0).map_err(|_| wrong("There is no such time of day."))?;
    Ok((day, Some(time)))
}

fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Whether there is a time zone of that name.
pub(super) fn is_zone(name: &str) -> bool {
    // Names are asked of a database that may read files: nothing that could be a path elsewhere gets there.
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-' | b'+');
    name.len() <= 64 && !name.is_empty() && !name.starts_with('/') && name.bytes().all(plain) && TimeZone::get(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_minutes_are_read_and_what_is_none_is_said() {
        assert_eq!(date("2005-12-04"), Ok(Date::constant(2005, 12, 4)));
        assert_eq!(moment("2005-12-04T07:00"), Ok((Date::constant(2005, 12, 4), Some(Time::constant(7, 0, 0, 0)))));
        assert_eq!(moment("2005-12-04T07:00:00"), moment("2005-12-04 07:00"));
        assert_eq!(moment("2005-12-04"), Ok((Date::constant(2005, 12, 4), None)));
        let said = |text: &str| moment(text).expect_err(text).message;
        assert_eq!(said("2005-02-30"), "That month has 28 days.");
        assert_eq!(said("2005-13-01"), "There is no month 13.");
        for text in ["", "04.12.2005", "2005-12-4", "+005-12-04", "2005-12-04-05", "20051204", "2005-00-01", "2005-01-00"] {
            assert!(date(text).is_err(), "{text}");
        }
        for text in
            ["2005-12-04T", "2005-12-04T7:00", "2005-12-04T25:00", "2005-12-04T07:60", "2005-12-04T07:00Z", "2005-12-04T07:00+06:00"]
        {
            assert!(moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn zones_are_asked_by_name() {
        assert!(is_zone("Asia/Almaty") && is_zone("UTC"));
        assert!(!is_zone("Asia/Astana") && !is_zone("../etc/passwd") && !is_zone(""));
    }
}
