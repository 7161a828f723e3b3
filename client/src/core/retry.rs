//! When a request that was turned away is repeated, and after how long.

use super::method::Method;
use bytes::Bytes;
use http::header::{DATE, RETRY_AFTER};
use http::{HeaderName, Response, StatusCode};
use std::time::Duration;

/// Longer waits are the caller's to decide about: the error says how long.
const MAX_WAIT: Duration = Duration::from_secs(120);

/// How long to wait before sending the request again; `None` if it is not to be sent again.
///
/// `429` means that nothing was done. `503` may come from something in between, after the service began, so only what may be
/// done twice is repeated.
pub(crate) fn wait_before_retry(
    response: &Response<Bytes>,
    method: Method,
    n_retries: u32,
) -> Option<Duration> {
    let is_safe = match response.status() {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::SERVICE_UNAVAILABLE => method.is_idempotent(),
        _ => false,
    };
    let wait = retry_after(response).unwrap_or(Duration::from_secs(1 << n_retries.min(6)));
    (is_safe && wait <= MAX_WAIT).then_some(wait)
}

/// `Retry-After`, in seconds or as a date. A date is compared with the response's own, so that no clock has to be right.
pub(crate) fn retry_after(response: &Response<Bytes>) -> Option<Duration> {
    let header = |name: HeaderName| response.headers().get(name)?.to_str().ok();
    let text = header(RETRY_AFTER)?.trim();
    match text.parse::<u64>() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let until = seconds_of_date(text)?.checked_sub(seconds_of_date(header(DATE)?.trim())?);
            Some(Duration::from_secs(until.unwrap_or(0)))
        }
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `Sun, 06 Nov 1994 08:49:37 GMT` as seconds since 1 March of year 0.
fn seconds_of_date(text: &str) -> Option<u64> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let [_, day, month, year, time, "GMT"] = words[..] else { return None };
    let (day, year): (u64, u64) = (day.parse().ok()?, year.parse().ok()?);
    let month = MONTHS.iter().position(|it| *it == month)? as u64;
    let mut time = time.splitn(3, ':').map(|part| part.parse::<u64>().ok());
    let (hours, minutes, seconds) = (time.next()??, time.next()??, time.next()??);
    // Years that begin in March have their leap day at the end.
    let (year, month) =
        if month < 2 { (year.checked_sub(1)?, month + 10) } else { (year, month - 2) };
    let is_date =
        year < 10_000 && (1..=31).contains(&day) && hours < 24 && minutes < 60 && seconds < 61;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day;
    is_date.then_some(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::{Method, retry_after, wait_before_retry};
    use bytes::Bytes;
    use http::Response;
    use std::time::Duration;

    fn response(status: u16, headers: &[(&str, &str)]) -> Response<Bytes> {
        let builder = Response::builder().status(status);
        let builder = headers.iter().fold(builder, |it, (name, value)| it.header(*name, *value));
        builder.body(Bytes::new()).expect("the test's headers are headers")
    }

    #[test]
    fn seconds_and_dates_say_how_long() {
        let dates = [
            ("Retry-After", "Fri, 01 Mar 2024 00:00:05 GMT"),
            ("Date", "Thu, 29 Feb 2024 23:59:55 GMT"),
        ];
        assert_eq!(
            retry_after(&response(429, &[("Retry-After", "7")])),
            Some(Duration::from_secs(7))
        );
        assert_eq!(retry_after(&response(429, &dates)), Some(Duration::from_secs(10)));
        assert_eq!(retry_after(&response(429, &dates[..1])), None);
        assert_eq!(retry_after(&response(429, &[("Retry-After", "soon")])), None);
    }

    #[test]
    fn only_what_is_safe_is_repeated() {
        let busy = |status, method| wait_before_retry(&response(status, &[]), method, 1).is_some();
        assert!(busy(429, Method::Post));
        assert!(busy(503, Method::Get));
        assert!(!busy(503, Method::Post));
        assert!(!busy(500, Method::Get));
    }

    #[test]
    fn a_long_wait_is_not_ours_to_make() {
        let response = response(429, &[("Retry-After", "3600")]);
        assert_eq!(wait_before_retry(&response, Method::Get, 0), None);
    }
}
