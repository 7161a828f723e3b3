//! The primitive types' texts, and what programs calculate with.

use docwright_client::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Stream, TimeOfDay};
use std::iter;

/// So many values of each kind, always the same ones.
const N_CASES: usize = 256;

#[test]
fn bytes_become_base64_and_come_back() {
    let mut random = fastrand::Rng::with_seed(1);
    for n_bytes in 0..N_CASES {
        let bytes: Vec<u8> = iter::repeat_with(|| random.u8(..)).take(n_bytes % 100).collect();
        let text = Binary::from_bytes(&bytes);
        assert_eq!(text.as_str().len() % 4, 0);
        assert_eq!(text.to_bytes().as_ref(), Some(&bytes));
        let url =
            text.as_str().replace('+', "-").replace('/', "_").trim_end_matches('=').to_owned();
        assert_eq!(Binary::from(url).to_bytes(), Some(bytes));
    }
}

#[test]
fn lengths_of_time_come_back() {
    let mut random = fastrand::Rng::with_seed(2);
    for _ in 0..N_CASES {
        // As many short ones as long ones.
        let seconds = random.u64(..) >> random.u32(..64);
        let length = std::time::Duration::new(seconds, random.u32(..1_000_000_000));
        assert_eq!(std::time::Duration::try_from(&Duration::from(length)), Ok(length));
    }
}

#[test]
fn texts_that_are_no_values_are_told() {
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..N_CASES {
        // What values are written with, and other letters between.
        let letters = b"0123456789PTDHMS.:+-=/Zz Ee";
        let text: String = iter::repeat_with(|| match random.u8(..8) {
            0 => random.char(..),
            _ => char::from(letters[random.usize(..letters.len())]),
        })
        .take(12)
        .collect();
        let _ = Binary::from(text.clone()).to_bytes();
        let _ = std::time::Duration::try_from(&Duration::from(text));
    }
}

#[test]
fn base64_as_it_is_written() {
    let texts = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("foobar", "Zm9vYmFy"),
    ];
    for (bytes, text) in texts {
        assert_eq!(Binary::from_bytes(bytes.as_bytes()).as_str(), text);
        assert_eq!(Stream::from(text).to_bytes().as_deref(), Some(bytes.as_bytes()));
    }
    for (text, bytes) in [
        ("Zm9v\r\nYmFy\n", "foobar"),
        (" Zm 9v\tYg = = ", "foob"),
        ("Zh==", "f"),
        ("Zm9", "fo"),
        ("Zg=", "f"),
    ] {
        assert_eq!(Binary::from(text).to_bytes().as_deref(), Some(bytes.as_bytes()), "{text}");
    }
    for text in ["Z", "Zg===", "Z===", "Zm9v=", "Zm9*", "é", "=Zg=", "Zm-/", "Zg==Zg=="] {
        assert_eq!(Binary::from(text).to_bytes(), None, "{text}");
    }
}

/// Texts in groups that mean the same, in the order of what they mean, then those that mean nothing.
#[track_caller]
fn check_order<T: Ord + std::hash::Hash + for<'t> From<&'t str>>(groups: &[&[&str]]) {
    let hash = |it: &T| {
        let mut hasher = std::hash::DefaultHasher::new();
        it.hash(&mut hasher);
        std::hash::Hasher::finish(&hasher)
    };
    for (place, group) in groups.iter().enumerate() {
        for (other_place, other) in groups.iter().enumerate() {
            for (one, two) in group.iter().flat_map(|one| other.iter().map(move |two| (one, two))) {
                let (left, right) = (T::from(one), T::from(two));
                assert_eq!(left.cmp(&right), place.cmp(&other_place), "{one} {two}");
                assert_eq!(left == right, place == other_place, "{one} {two}");
                assert!(place != other_place || hash(&left) == hash(&right), "{one} {two}");
            }
        }
    }
}

#[test]
fn texts_are_compared_by_what_they_mean() {
    check_order::<DateTimeOffset>(&[
        &["-0001-01-01T00:00:00Z"],
        &["0000-02-29T00:00:00Z"],
        &["1969-12-31T23:59:59Z", "1970-01-01T00:59:59+01:00"],
        &[
            "2024-02-29T10:00:00Z",
            "2024-02-29T11:00+01:00",
            "2024-02-29t10:00:00.000z",
            "2024-02-29T09:30:00-00:30",
        ],
        &["2024-02-29T10:00:00.000000000001Z"],
        &["2024-02-29T10:00:00.1Z", "2024-02-29T12:00:00.100+02:00"],
        &["2024-02-29T10:00:00.1234567Z"],
        &["2024-03-01T00:00:00Z", "2024-02-29T23:59:60Z", "2024-02-29T19:00:00-05:00"],
        &["12024-01-01T00:00:00Z"],
        &[""],
        &["2023-02-29T00:00:00Z"],
        &["2024-02-29T10:00:00"],
        &["2024-02-29T10:00:00.Z"],
        &["2024-02-29T10:00:00Zx"],
        &["2024-13-01T00:00:00Z"],
        &["yesterday"],
        &["é-01-01T00:00:00Z"],
    ]);
    check_order::<Date>(&[
        &["-0044-03-15"],
        &["0999-12-31"],
        &["2024-02-29"],
        &["10000-01-01"],
        &["2023-02-29"],
    ]);
    check_order::<TimeOfDay>(&[
        &["00:00", "00:00:00.0"],
        &["12:00:00.1", "12:00:00.10"],
        &["23:59:59"],
        &["24:00"],
    ]);
    check_order::<Duration>(&[
        &["-P1D", "-PT24H"],
        &["-PT0.1S"],
        &["PT0S", "-PT0S", "P0D"],
        &["PT0.0000000000001S"],
        &["PT1.5S", "PT1.50S", "+PT1.5S"],
        &["P1DT1H", "PT25H", "PT1500M"],
        &["P1Y"],
    ]);
    check_order::<Decimal>(&[
        &["-2"],
        &["1.5", "1.50", "15e-1"],
        &["10"],
        &["9999999999999999999999"],
        &["ten"],
    ]);
    check_order::<Guid>(&[
        &["0d0f5e5e-0c0b-4c0a-9d0e-0f0a0b0c0d0e"],
        &["6D0F5E5E-0C0B-4C0A-9D0E-0F0A0B0C0D0E", "6d0f5e5e-0c0b-4c0a-9d0e-0f0a0b0c0d0e"],
        &["6d0f5e5e0c0b4c0a9d0e0f0a0b0c0d0e"],
    ]);
}

#[test]
fn durations_as_they_are_written() {
    let length = |text: &str| std::time::Duration::try_from(&Duration::from(text)).ok();
    let seconds = std::time::Duration::from_secs;
    for (text, expected) in [
        ("PT0S", 0),
        ("PT15M", 900),
        ("P1D", 86_400),
        ("P1DT2H3M4S", 93_784),
        ("+PT1H", 3_600),
        ("PT36H", 129_600),
        ("-PT0S", 0),
    ] {
        assert_eq!(length(text), Some(seconds(expected)), "{text}");
    }
    assert_eq!(length("PT0.0000001S"), Some(std::time::Duration::from_nanos(100)));
    for text in [
        "",
        "P",
        "PT",
        "P1DT",
        "1D",
        "P1Y",
        "P1M",
        "PT1",
        "PT1S1M",
        "PT.5S",
        "PT1.S",
        "P-1D",
        "PT99999999999999999999S",
    ] {
        assert_eq!(length(text), None, "{text}");
    }
    assert_eq!(length("-PT1S"), None);
    let error = std::time::Duration::try_from(&Duration::from("soon")).expect_err("no length");
    assert_eq!(error.to_string(), "`soon` is no length of time that fits");
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_keeps_offsets_and_fractions() {
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
    let text = DateTimeOffset::from("2024-02-29T12:00:00.1234567+02:00");
    let time = DateTime::<FixedOffset>::try_from(&text).expect("a time");
    assert_eq!(time.timestamp_subsec_nanos(), 123_456_700);
    assert_eq!(DateTimeOffset::from(time).as_str(), "2024-02-29T12:00:00.123456700+02:00");
    let time = DateTime::<Utc>::try_from(&text).expect("a time");
    assert_eq!(DateTimeOffset::from(time).as_str(), "2024-02-29T10:00:00.123456700Z");
    assert!(DateTime::<Utc>::try_from(&DateTimeOffset::from("yesterday")).is_err());
    let date = NaiveDate::try_from(&Date::from("2024-02-29")).expect("a date");
    assert_eq!(Date::from(date).as_str(), "2024-02-29");
    let time = NaiveTime::try_from(&TimeOfDay::from("12:00:00.5")).expect("a time of day");
    assert_eq!(TimeOfDay::from(time).as_str(), "12:00:00.500");
    for text in ["PT93784S", "-PT0.5S", "PT0S"] {
        let length = TimeDelta::try_from(&Duration::from(text)).expect("a length");
        assert_eq!(Duration::from(length).as_str(), text);
    }
}

#[cfg(feature = "jiff")]
#[test]
fn jiff_keeps_fractions() {
    let text = DateTimeOffset::from("2024-02-29T12:00:00.1234567+02:00");
    let time = jiff::Timestamp::try_from(&text).expect("a time");
    assert_eq!(DateTimeOffset::from(time).as_str(), "2024-02-29T10:00:00.1234567Z");
    let date = jiff::civil::Date::try_from(&Date::from("2024-02-29")).expect("a date");
    assert_eq!(Date::from(date).as_str(), "2024-02-29");
    let time = jiff::civil::Time::try_from(&TimeOfDay::from("12:00:00.5")).expect("a time of day");
    assert_eq!(TimeOfDay::from(time).as_str(), "12:00:00.5");
    let length = jiff::SignedDuration::try_from(&Duration::from("PT1H")).expect("a length");
    assert_eq!(length.as_secs(), 3_600);
}

#[cfg(feature = "time")]
#[test]
fn time_keeps_offsets_and_fractions() {
    let text = DateTimeOffset::from("2024-02-29T12:00:00.1234567+02:00");
    let time = time::OffsetDateTime::try_from(&text).expect("a time");
    assert_eq!(DateTimeOffset::try_from(time).expect("it has a text"), text);
    let date = time::Date::try_from(&Date::from("2024-02-29")).expect("a date");
    assert_eq!(Date::from(date).as_str(), "2024-02-29");
    for text in ["12:00:00", "01:02:03.0000001"] {
        let time = time::Time::try_from(&TimeOfDay::from(text)).expect("a time of day");
        assert_eq!(TimeOfDay::from(time).as_str(), text);
    }
    for text in ["PT93784S", "-PT0.5S", "PT0S"] {
        let length = time::Duration::try_from(&Duration::from(text)).expect("a length");
        assert_eq!(Duration::from(length).as_str(), text);
    }
}

#[cfg(feature = "uuid")]
#[test]
fn uuids_are_lower_case_and_hyphenated() {
    let text = Guid::from("{6D0F5E5E-0C0B-4C0A-9D0E-0F0A0B0C0D0E}");
    let id = uuid::Uuid::try_from(&text).expect("a GUID");
    assert_eq!(Guid::from(id).as_str(), "6d0f5e5e-0c0b-4c0a-9d0e-0f0a0b0c0d0e");
    assert!(uuid::Uuid::try_from(&Guid::from("x")).is_err());
}
