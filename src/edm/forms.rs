//! The forms that texts of primitive types have. Knows no pages.

use super::Primitive;

/// What a text of a primitive looks like, with an example; `None` where any text will do.
pub(crate) fn form(primitive: Primitive) -> Option<(&'static str, &'static str)> {
    Some(match primitive {
        Primitive::Binary => ("base64 text", "AQIDBA=="),
        Primitive::Date => ("a date", "2024-02-29"),
        Primitive::DateTimeOffset => ("a time with an offset", "2024-02-29T09:30:00Z"),
        Primitive::Duration => ("a duration", "PT2H30M"),
        Primitive::Guid => ("a GUID", "0d3bb3a0-6f4c-4b8e-9d1e-2b7f6a5c4d3e"),
        Primitive::TimeOfDay => ("a time of day", "09:30:00"),
        Primitive::Boolean
        | Primitive::Byte
        | Primitive::Decimal
        | Primitive::Double
        | Primitive::Int16
        | Primitive::Int32
        | Primitive::Int64
        | Primitive::SByte
        | Primitive::Single
        | Primitive::Stream
        | Primitive::String => return None,
    })
}

/// Whether a text has the form of a primitive's values.
pub(crate) fn has_form(primitive: Primitive, text: &str) -> bool {
    match primitive {
        Primitive::Binary => is_base64(text),
        Primitive::Date => date(text).is_some_and(str::is_empty),
        Primitive::DateTimeOffset => is_date_time(text),
        Primitive::Duration => is_duration(text),
        Primitive::Guid => is_guid(text),
        Primitive::TimeOfDay => time(text).is_some_and(str::is_empty),
        _ => true,
    }
}

/// A number of so many digits within bounds at the beginning of a text, and the rest.
fn number(text: &str, n_digits: usize, most: u32) -> Option<(u32, &str)> {
    let digits = text.get(..n_digits)?;
    let number = digits.bytes().all(|it| it.is_ascii_digit()).then(|| digits.parse().ok())??;
    (number <= most).then_some((number, &text[n_digits..]))
}

/// A date at the beginning of a text; the rest.
fn date(text: &str) -> Option<&str> {
    let (year, rest) = number(text.strip_prefix('-').unwrap_or(text), 4, 9999)?;
    let (month, rest) = number(rest.strip_prefix('-')?, 2, 12)?;
    let (day, rest) = number(rest.strip_prefix('-')?, 2, 31)?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let n_days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (month > 0 && (1..=n_days).contains(&day)).then_some(rest)
}

/// A time at the beginning of a text, seconds and fractions left out or not; the rest.
fn time(text: &str) -> Option<&str> {
    let (_, rest) = number(text, 2, 24)?;
    let (_, rest) = number(rest.strip_prefix(':')?, 2, 59)?;
    let Some(rest) = rest.strip_prefix(':') else { return Some(rest) };
    let (_, rest) = number(rest, 2, 60)?;
    let Some(fraction) = rest.strip_prefix('.') else { return Some(rest) };
    let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
    (end > 0).then_some(&fraction[end..])
}

fn is_date_time(text: &str) -> bool {
    let after_date = date(text).and_then(|rest| rest.strip_prefix(['T', 't']));
    let Some(offset) = after_date.and_then(time) else { return false };
    matches!(offset, "Z" | "z") || offset.strip_prefix(['+', '-']).is_some_and(is_offset)
}

fn is_offset(text: &str) -> bool {
    let after_hours = number(text, 2, 14).and_then(|(_, rest)| rest.strip_prefix(':'));
    let after_minutes = after_hours.and_then(|rest| number(rest, 2, 59));
    after_minutes.is_some_and(|(_, rest)| rest.is_empty())
}

/// `P1Y2M3W4DT5H6M7.8S`, any part left out but one.
fn is_duration(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some(rest) = unsigned.strip_prefix(['P', 'p']) else { return false };
    let (date, time) = rest.split_once(['T', 't']).map_or((rest, None), |(d, t)| (d, Some(t)));
    let has_parts = |mut text: &str, units: &[char]| {
        let mut units = units.iter();
        while !text.is_empty() {
            let Some(end) = text.find(|c: char| c.is_ascii_alphabetic()) else { return false };
            let (number, rest) = text.split_at(end);
            let unit = rest.chars().next().unwrap_or_default().to_ascii_uppercase();
            if number.parse::<f64>().is_err() || !units.any(|it| *it == unit) {
                return false;
            }
            text = &rest[1..];
        }
        true
    };
    let is_time = time.is_none_or(|it| !it.is_empty() && has_parts(it, &['H', 'M', 'S']));
    has_parts(date, &['Y', 'M', 'W', 'D']) && is_time && !rest.is_empty()
}

/// Whether a text is numbers with units, as many services write durations that know no ISO 8601: `10s`, `1h30m`, `1.5d`.
pub(crate) fn is_of_units(text: &str) -> bool {
    const UNITS: [&str; 9] = ["ns", "us", "µs", "ms", "s", "m", "h", "d", "w"];
    let mut rest = text.strip_prefix('-').unwrap_or(text);
    let is_begun = !rest.is_empty();
    while !rest.is_empty() {
        let is_number = |c: char| c.is_ascii_digit() || c == '.';
        let Some(unit) = rest.find(|c: char| !is_number(c)) else { return false };
        let (number, behind) = rest.split_at(unit);
        let end = behind.find(is_number).unwrap_or(behind.len());
        if number.parse::<f64>().is_err() || !UNITS.contains(&&behind[..end]) {
            return false;
        }
        rest = &behind[end..];
    }
    is_begun
}

fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let is_hex = |group: &str, length: usize| {
        group.len() == length && group.bytes().all(|it| it.is_ascii_hexdigit())
    };
    groups.len() == 5 && groups.iter().zip([8, 4, 4, 4, 12]).all(|(it, length)| is_hex(it, length))
}

/// Base64 of either alphabet, on one line or several.
fn is_base64(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches('=');
    let is_known = |it: u8| it.is_ascii_alphanumeric() || b"+/-_\r\n".contains(&it);
    bare.bytes().all(is_known)
}

#[cfg(test)]
mod tests {
    use super::{has_form, is_of_units};
    use crate::edm::Primitive;

    #[track_caller]
    fn check(primitive: Primitive, good: &[&str], bad: &[&str]) {
        good.iter().for_each(|it| assert!(has_form(primitive, it), "{it}"));
        bad.iter().for_each(|it| assert!(!has_form(primitive, it), "{it}"));
    }

    #[test]
    fn numbers_with_units() {
        for text in ["10s", "1h30m", "1.5d", "-500ms", "2w"] {
            assert!(is_of_units(text), "{text}");
        }
        for text in ["", "10", "s", "1x", "1h30", "PT1H", "ten s", "1 s"] {
            assert!(!is_of_units(text), "{text}");
        }
    }

    #[test]
    fn dates_and_times() {
        check(
            Primitive::Date,
            &["2024-02-29", "0001-01-01"],
            &["2023-02-29", "02/29/2024", "2024-2-9", "2024-04-31", "2024-01-01T00:00:00Z"],
        );
        check(
            Primitive::DateTimeOffset,
            &["2024-02-29T09:30:00Z", "2024-02-29T09:30:00.1234567+01:00", "2024-02-29T09:30Z"],
            &["2024-13-45T25:61:00Z", "2024-02-29", "2024-02-29T09:30:00", "2024-02-29 09:30:00Z"],
        );
        check(
            Primitive::TimeOfDay,
            &["09:30", "09:30:00", "23:59:59.9999999"],
            &["half past nine", "9:30", "09:60:00", "16:00:00.00.00"],
        );
    }

    #[test]
    fn durations() {
        check(
            Primitive::Duration,
            &["P1D", "PT2H30M", "-PT0.5S", "P1Y2M3DT4H5M6S", "PT0S"],
            &["2 hours", "P", "PT", "P1H", "PT1D", "PT1M2H", "1.00:00:00"],
        );
    }

    #[test]
    fn guids_and_bytes() {
        let guid = "0d3bb3a0-6f4c-4b8e-9d1e-2b7f6a5c4d3e";
        check(Primitive::Guid, &[guid], &["not-a-guid", "0d3bb3a06f4c4b8e9d1e2b7f6a5c4d3e"]);
        check(Primitive::Binary, &["AQIDBA==", "AQIDBA", "_-8"], &["###", "a b"]);
        check(Primitive::String, &["###"], &[]);
    }
}
