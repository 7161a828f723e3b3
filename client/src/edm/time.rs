//! Conversions to and from the time crate's types. Offsets survive, and fractions down to nanoseconds.

use super::duration::NoDuration;
use super::texts::{Date, DateTimeOffset, Duration, TimeOfDay};
use time::error::Parse;
use time::format_description::well_known::{Iso8601, Rfc3339};

impl TryFrom<&DateTimeOffset> for time::OffsetDateTime {
    type Error = Parse;

    fn try_from(text: &DateTimeOffset) -> Result<Self, Self::Error> {
        Self::parse(text.as_str(), &Rfc3339)
    }
}

/// A year outside 0 to 9999 and an offset with seconds have no text.
impl TryFrom<time::OffsetDateTime> for DateTimeOffset {
    type Error = time::error::Format;

    fn try_from(value: time::OffsetDateTime) -> Result<Self, Self::Error> {
        value.format(&Rfc3339).map(Into::into)
    }
}

impl TryFrom<&Date> for time::Date {
    type Error = Parse;

    fn try_from(text: &Date) -> Result<Self, Self::Error> {
        Self::parse(text.as_str(), &Iso8601::DATE)
    }
}

impl From<time::Date> for Date {
    fn from(value: time::Date) -> Self {
        value.to_string().into()
    }
}

impl TryFrom<&TimeOfDay> for time::Time {
    type Error = Parse;

    fn try_from(text: &TimeOfDay) -> Result<Self, Self::Error> {
        Self::parse(text.as_str(), &Iso8601::TIME)
    }
}

impl From<time::Time> for TimeOfDay {
    fn from(value: time::Time) -> Self {
        let (hour, minute, second, nanosecond) = value.as_hms_nano();
        let fraction = match nanosecond {
            0 => String::new(),
            _ => format!(".{nanosecond:09}").trim_end_matches('0').to_owned(),
        };
        format!("{hour:02}:{minute:02}:{second:02}{fraction}").into()
    }
}

impl TryFrom<&Duration> for time::Duration {
    type Error = NoDuration;

    fn try_from(text: &Duration) -> Result<Self, Self::Error> {
        let error = || NoDuration(text.as_str().into());
        let (is_negative, seconds, nanoseconds) = text.parts().ok_or_else(error)?;
        let length = std::time::Duration::new(seconds, nanoseconds);
        let length = Self::try_from(length).map_err(|_| error())?;
        Ok(if is_negative { -length } else { length })
    }
}

impl From<time::Duration> for Duration {
    fn from(value: time::Duration) -> Self {
        let length = value.unsigned_abs();
        Self::of_parts(value.is_negative(), length.as_secs(), length.subsec_nanos())
    }
}
