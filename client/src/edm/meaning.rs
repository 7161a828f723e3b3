//! What texts mean, for comparing them: the instant of a date with its time and offset, the length of a duration.

use super::duration::Parts;
use super::texts::{Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay, is_number};
use crate::codec::Number;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// What a text means; or the text, if it is none of its type. Those stand behind all others, in the order of texts.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Meaning<'t, V> {
    Value(V),
    Text(&'t str),
}

fn meaning<'t, V>(text: &'t str, value: Option<V>) -> Meaning<'t, V> {
    value.map_or(Meaning::Text(text), Meaning::Value)
}

macro_rules! compared_by {
    ($($value:path: $name:ident,)*) => {$(
        /// By what they mean.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str() || self.cmp(other).is_eq()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        /// By what they mean. Texts that are none of the type stand behind all others, in the order of texts.
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                let [one, two] = [self, other].map(|it| meaning(it.as_str(), $value(it.as_str())));
                one.cmp(&two)
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                meaning(self.as_str(), $value(self.as_str())).hash(state);
            }
        }
    )*};
}

compared_by! {
    instant: DateTimeOffset,
    day: Date,
    time_of_day: TimeOfDay,
    length: Duration,
    number: Decimal,
    id: Guid,
}

/// Seconds since the epoch, and the digits of their fraction.
fn instant(text: &str) -> Option<(i64, &str)> {
    let (date, rest) = text.split_once(['T', 't'])?;
    let place = rest.find(['Z', 'z', '+', '-'])?;
    let (time, offset) = rest.split_at_checked(place)?;
    let offset = match offset.strip_prefix(['Z', 'z']) {
        Some(rest) => rest.is_empty().then_some(0)?,
        None => {
            let (hours, minutes) = offset.get(1..)?.split_once(':')?;
            let offset = two_digits(hours, 23)? * 3_600 + two_digits(minutes, 59)? * 60;
            if offset > 0 && rest.as_bytes().get(place) == Some(&b'-') { -offset } else { offset }
        }
    };
    let (seconds, fraction) = time_of_day(time)?;
    Some((day(date)? * 86_400 + seconds - offset, fraction))
}

/// Days since the epoch.
fn day(text: &str) -> Option<i64> {
    let (is_before, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (year, rest) = digits.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let is_year = (4..=9).contains(&year.len()) && year.bytes().all(|it| it.is_ascii_digit());
    let year: i64 = year.parse().ok().filter(|_| is_year)?;
    let year = if is_before { -year } else { year };
    let (month, day) = (two_digits(month, 12)?, two_digits(day, 31)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let n_days = match month {
        0 => return None,
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if day == 0 || day > n_days {
        return None;
    }
    // Years begin in March here, so that the leap day is their last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468)
}

/// Seconds since midnight, and the digits of their fraction without zeros at its end.
fn time_of_day(text: &str) -> Option<(i64, &str)> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
    let (second, fraction) = match second.split_once('.') {
        Some((second, fraction)) => (second, Some(fraction)),
        None => (second, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let fraction = fraction.map_or(Some(""), |it| is_digits(it).then_some(it))?;
    // A leap second is the first of the next minute.
    let seconds =
        two_digits(hour, 23)? * 3_600 + two_digits(minute, 59)? * 60 + two_digits(second, 60)?;
    Some((seconds, fraction.trim_end_matches('0')))
}

fn two_digits(text: &str, most: i64) -> Option<i64> {
    let [tens, ones] = text.as_bytes() else { return None };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?).filter(|it| *it <= most)
}

fn length(text: &str) -> Option<Number> {
    let Parts { is_negative, seconds, fraction } = Parts::of(text)?;
    let sign = if is_negative { "-" } else { "" };
    Some(Number::of(&format!("{sign}{seconds}.{fraction}")))
}

fn number(text: &str) -> Option<Number> {
    is_number(text).then(|| Number::of(text))
}

/// Hexadecimal digits in either case, with hyphens where they belong.
fn id(text: &str) -> Option<u128> {
    let is_in_place = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    if text.len() != 36 || !text.bytes().enumerate().all(is_in_place) {
        return None;
    }
    u128::from_str_radix(&text.replace('-', ""), 16).ok()
}
