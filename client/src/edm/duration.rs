//! `Edm.Duration` to lengths of time: days are 24 hours, years and months have no length and are none of `Edm.Duration`.

use super::texts::Duration;
use std::fmt;

/// A text that is no `Edm.Duration`, or one that the type asked for can't hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDuration(pub(super) Box<str>);

impl fmt::Display for NoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no length of time that fits", self.0)
    }
}

impl std::error::Error for NoDuration {}

/// What a duration says.
pub(super) struct Parts<'t> {
    pub(super) is_negative: bool,
    pub(super) seconds: u64,
    /// The digits behind the point.
    pub(super) fraction: &'t str,
}

impl<'t> Parts<'t> {
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let text = text.strip_prefix('P')?;
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time).filter(|it| !it.is_empty())),
            None => (text, Some("")),
        };
        let time = time?;
        if date.is_empty() && time.is_empty() {
            return None;
        }
        let (mut seconds, mut fraction) = (0_u64, "");
        let mut rest = date;
        if !rest.is_empty() {
            let (days, after) = take_number(rest)?;
            rest = after.strip_prefix('D').filter(|it| it.is_empty())?;
            seconds = days.checked_mul(86_400)?;
        }
        debug_assert!(rest.is_empty());
        let mut rest = time;
        for (unit, length) in [('H', 3_600), ('M', 60)] {
            let Some((number, after)) = take_number(rest) else { continue };
            if let Some(after) = after.strip_prefix(unit) {
                seconds = seconds.checked_add(number.checked_mul(length)?)?;
                rest = after;
            }
        }
        if !rest.is_empty() {
            let (number, after) = take_number(rest)?;
            seconds = seconds.checked_add(number)?;
            let after = after.strip_suffix('S')?;
            if let Some(digits) = after.strip_prefix('.') {
                let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
                fraction = is_number.then_some(digits)?;
            } else if !after.is_empty() {
                return None;
            }
        }
        Some(Self { is_negative, seconds, fraction })
    }
}

impl Duration {
    /// Whether it is negative, the seconds and the nanoseconds. Digits after the ninth are cut.
    pub(super) fn parts(&self) -> Option<(bool, u64, u32)> {
        let Parts { is_negative, seconds, fraction } = Parts::of(self.as_str())?;
        let nine: String = fraction.chars().chain("000000000".chars()).take(9).collect();
        let nanoseconds = nine.parse().ok()?;
        Some((is_negative && (seconds, nanoseconds) != (0, 0), seconds, nanoseconds))
    }

    pub(super) fn of_parts(is_negative: bool, seconds: u64, nanoseconds: u32) -> Self {
        let sign = if is_negative { "-" } else { "" };
        let fraction = match nanoseconds {
            0 => String::new(),
            _ => format!(".{nanoseconds:09}").trim_end_matches('0').to_owned(),
        };
        format!("{sign}PT{seconds}{fraction}S").into()
    }
}

fn take_number(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// Negative ones and texts that are none have no such length.
impl TryFrom<&Duration> for std::time::Duration {
    type Error = NoDuration;

    fn try_from(text: &Duration) -> Result<Self, Self::Error> {
        match text.parts() {
            Some((false, seconds, nanoseconds)) => Ok(Self::new(seconds, nanoseconds)),
            _ => Err(NoDuration(text.as_str().into())),
        }
    }
}

impl From<std::time::Duration> for Duration {
    fn from(value: std::time::Duration) -> Self {
        Self::of_parts(false, value.as_secs(), value.subsec_nanos())
    }
}
