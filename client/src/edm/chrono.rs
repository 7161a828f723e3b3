//! Conversions to and from chrono's types. Offsets survive, and fractions down to nanoseconds.

use super::duration::NoDuration;
use super::texts::{Date, DateTimeOffset, Duration, TimeOfDay};
use chrono::{
    DateTime, FixedOffset, NaiveDate, NaiveTime, ParseError, SecondsFormat, TimeDelta, Utc,
};

impl TryFrom<&DateTimeOffset> for DateTime<FixedOffset> {
    type Error = ParseError;

    fn try_from(text: &DateTimeOffset) -> Result<Self, Self::Error> {
        Self::parse_from_rfc3339(text.as_str())
    }
}

impl TryFrom<&DateTimeOffset> for DateTime<Utc> {
    type Error = ParseError;

    fn try_from(text: &DateTimeOffset) -> Result<Self, Self::Error> {
        DateTime::<FixedOffset>::try_from(text).map(|it| it.to_utc())
    }
}

impl<Tz: chrono::TimeZone> From<DateTime<Tz>> for DateTimeOffset {
    fn from(value: DateTime<Tz>) -> Self {
        value.fixed_offset().to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
    }
}

impl TryFrom<&Date> for NaiveDate {
    type Error = ParseError;

    fn try_from(text: &Date) -> Result<Self, Self::Error> {
        text.as_str().parse()
    }
}

impl From<NaiveDate> for Date {
    fn from(value: NaiveDate) -> Self {
        value.to_string().into()
    }
}

impl TryFrom<&TimeOfDay> for NaiveTime {
    type Error = ParseError;

    fn try_from(text: &TimeOfDay) -> Result<Self, Self::Error> {
        text.as_str().parse()
    }
}

impl From<NaiveTime> for TimeOfDay {
    fn from(value: NaiveTime) -> Self {
        value.to_string().into()
    }
}

impl TryFrom<&Duration> for TimeDelta {
    type Error = NoDuration;

    fn try_from(text: &Duration) -> Result<Self, Self::Error> {
        let error = || NoDuration(text.as_str().into());
        let (is_negative, seconds, nanoseconds) = text.parts().ok_or_else(error)?;
        let seconds = i64::try_from(seconds).map_err(|_| error())?;
        let delta = Self::new(seconds, nanoseconds).ok_or_else(error)?;
        Ok(if is_negative { -delta } else { delta })
    }
}

impl From<TimeDelta> for Duration {
    fn from(value: TimeDelta) -> Self {
        let length = value.abs();
        let seconds = length.num_seconds().unsigned_abs();
        Self::of_parts(value < TimeDelta::zero(), seconds, length.subsec_nanos().unsigned_abs())
    }
}
