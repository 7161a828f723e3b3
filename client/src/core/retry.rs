//! When a request that was turned away or lost is repeated, and after how long.

use super::method::Method;
use super::time::Time;
use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, StatusCode};
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

/// How a client repeats requests: one policy under pages, batches, uploads and single calls.
///
/// Repeated is what was turned away before anything happened (`429`, a connection that was refused), and what may happen
/// twice without harm: a GET, PUT, DELETE, HEAD or OPTIONS after `408`, `502`, `503`, `504`, or a connection lost. A POST or
/// PATCH that may have taken effect is not repeated.
///
/// Waits are the service's (`Retry-After`, in seconds or as a date), or else double from [`first_wait`](Self::first_wait) on, up to
/// [`longest_wait`](Self::longest_wait), each shortened by chance by up to a half, so that many clients do not come back at once.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Retries {
    /// Repeats of one request. 3 if not said.
    pub most: u32,
    /// The wait before the first repeat, where the service names none. Half a second if not said.
    pub first_wait: Duration,
    /// No wait of ours is longer. 30 seconds if not said.
    pub longest_wait: Duration,
    /// All waits of one request together, the service's included. A longer one is the caller's to decide about: the request
    /// fails, and [`Error::retry_after`](crate::Error::retry_after) says how long the service asks for. 120 seconds if not said.
    pub budget: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self {
            most: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            budget: Duration::from_secs(120),
        }
    }
}

impl Retries {
    /// Never a repeat.
    pub fn none() -> Self {
        Self { most: 0, ..Self::default() }
    }

    /// At most so many repeats.
    #[must_use]
    pub fn most(self, n: u32) -> Self {
        Self { most: n, ..self }
    }

    /// All waits of one request take no longer together.
    #[must_use]
    pub fn budget(self, budget: Duration) -> Self {
        Self { budget, ..self }
    }

    /// The wait before repeat number `n_before + 1`, where the service asks for none.
    fn own_wait(&self, n_before: u32) -> Duration {
        let doubled =
            self.first_wait.saturating_mul(1_u32.checked_shl(n_before).unwrap_or(u32::MAX));
        let longest = doubled.min(self.longest_wait);
        longest.mul_f64(1.0 - chance() / 2.0)
    }
}

/// The repeats of one request.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    n: u32,
    waited: Duration,
}

impl Repeats {
    /// How long to wait before the next try, or `None` if there is none.
    pub(crate) fn next(&mut self, policy: &Retries, asked: Option<Duration>) -> Option<Duration> {
        let wait = asked.unwrap_or_else(|| policy.own_wait(self.n));
        let waited = self.waited.saturating_add(wait);
        if self.n >= policy.most || waited > policy.budget {
            return None;
        }
        (self.n, self.waited) = (self.n + 1, waited);
        Some(wait)
    }
}

/// Whether a request may be sent again after an answer with this status.
///
/// `429` means that nothing was done. The others may come from something in between, after the service began.
pub(crate) fn may_follow(status: StatusCode, method: Method) -> bool {
    match status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::REQUEST_TIMEOUT
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => method.is_idempotent(),
        _ => false,
    }
}

/// Whether a status leaves open if something was done: the service has failed in it, or something in between answers.
pub(crate) fn leaves_open(status: StatusCode) -> bool {
    status == StatusCode::REQUEST_TIMEOUT
        || (status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED)
}

/// `Retry-After`, in seconds or as a date. A date is compared with the response's own, so that no clock has to be right, else
/// with ours.
pub(crate) fn retry_after(headers: &HeaderMap, time: &dyn Time) -> Option<Duration> {
    let header = |name: HeaderName| Some(headers.get(name)?.to_str().ok()?.trim());
    let text = header(RETRY_AFTER)?;
    if !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()) {
        // More seconds than can be counted are more than anybody waits.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = |text: &str| httpdate::parse_http_date(text).ok();
    let until = date(text)?;
    let now: SystemTime = header(DATE).and_then(date).unwrap_or_else(|| time.now());
    Some(until.duration_since(now).unwrap_or_default())
}

/// A number from 0 to 1. Keys of the standard library's hash maps are drawn by chance, which is all that is needed here.
fn chance() -> f64 {
    f64::from(u32::try_from(RandomState::new().hash_one(0) >> 32).unwrap_or(0))
        / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Method, Repeats, Retries, Time, may_follow, retry_after};
    use crate::core::BoxFuture;
    use http::{HeaderMap, StatusCode};
    use std::time::{Duration, SystemTime};

    /// 29 February 2024, five seconds before midnight.
    struct Then;

    impl Time for Then {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH + Duration::from_secs(1_709_251_195)
        }

        fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
            Box::pin(std::future::ready(()))
        }
    }

    fn waits(headers: &[(&'static str, &'static str)]) -> Option<u64> {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                let value = http::HeaderValue::from_static(value);
                (http::HeaderName::from_static(name), value)
            })
            .collect();
        retry_after(&headers, &Then).map(|it| it.as_secs())
    }

    #[test]
    fn seconds_and_dates_say_how_long() {
        let until = ("retry-after", "Fri, 01 Mar 2024 00:00:05 GMT");
        assert_eq!(waits(&[("retry-after", "7")]), Some(7));
        assert_eq!(waits(&[until, ("date", "Thu, 29 Feb 2024 23:59:58 GMT")]), Some(7));
        assert_eq!(waits(&[until]), Some(10));
        assert_eq!(waits(&[("retry-after", "Wed, 01 Mar 2023 00:00:05 GMT")]), Some(0));
        assert_eq!(waits(&[("retry-after", "soon")]), None);
        assert_eq!(waits(&[("retry-after", "99999999999999999999")]), Some(u64::MAX));
        assert_eq!(waits(&[]), None);
    }

    #[test]
    fn only_what_is_safe_is_repeated() {
        let busy =
            |status, method| may_follow(StatusCode::from_u16(status).expect("a status"), method);
        assert!(busy(429, Method::Post) && busy(429, Method::Get));
        for status in [408, 502, 503, 504] {
            assert!(busy(status, Method::Get) && busy(status, Method::Put), "{status}");
            assert!(!busy(status, Method::Post) && !busy(status, Method::Patch), "{status}");
        }
        for status in [400, 404, 409, 500, 501] {
            assert!(!busy(status, Method::Get), "{status}");
        }
    }

    #[test]
    fn waits_double_by_chance_and_end() {
        let policy = Retries { most: 40, budget: Duration::MAX, ..Retries::default() };
        let mut repeats = Repeats::default();
        let mut longest = Duration::from_millis(500);
        for _ in 0..40 {
            let wait = repeats.next(&policy, None).expect("there are forty");
            assert!(wait <= longest && wait >= longest / 2, "{wait:?} of {longest:?}");
            longest = (longest * 2).min(Duration::from_secs(30));
        }
        assert_eq!(repeats.next(&policy, None), None);
    }

    #[test]
    fn a_long_wait_is_not_ours_to_make() {
        let seconds = |n| Some(Duration::from_secs(n));
        let mut repeats = Repeats::default();
        assert_eq!(repeats.next(&Retries::default(), seconds(3600)), None);
        assert_eq!(repeats.next(&Retries::default(), seconds(100)), seconds(100));
        assert_eq!(repeats.next(&Retries::default(), seconds(100)), None);
    }
}
