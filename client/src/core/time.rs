//! Time, behind a trait: tests take none.

use super::bounds::{BoxFuture, MaybeSend, MaybeSync};
use std::time::{Duration, SystemTime};

/// What a client knows of time.
///
/// Limits of time are waits, too. With a clock whose waits take no time they have passed as soon as an answer is not there at
/// once: a test that has such a clock and a real server sets [`timeout`](crate::ClientBuilder::timeout) and
/// [`idle_timeout`](crate::ClientBuilder::idle_timeout) to `None`.
pub trait Time: MaybeSend + MaybeSync + 'static {
    /// The time of day, for dates that services send.
    fn now(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

impl<T: Time + ?Sized> Time for std::sync::Arc<T>
where
    Self: MaybeSend + MaybeSync,
{
    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }
}

/// The time of the machine, inside a tokio runtime.
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MachineTime;

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
impl Time for MachineTime {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// The time of the browser.
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MachineTime;

#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
impl Time for MachineTime {
    fn now(&self) -> SystemTime {
        let since = Duration::from_secs_f64(js_sys::Date::now() / 1_000.0);
        SystemTime::UNIX_EPOCH + since
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // A browser takes a longer wait for none.
        const LONGEST: u32 = u32::MAX >> 1;
        let milliseconds = u32::try_from(duration.as_millis()).unwrap_or(LONGEST).min(LONGEST);
        Box::pin(gloo_timers::future::TimeoutFuture::new(milliseconds))
    }
}

/// How long a client waits for a service. Each limit can be set on the client and for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// From the sending of a request, or the last piece of its body, to the end of its answer. Of a body that is read as a
    /// stream, to its beginning. Repeats begin anew. 100 seconds if not said.
    pub request: Option<Duration>,
    /// Between two pieces of an answer. 60 seconds if not said.
    pub idle: Option<Duration>,
    /// For a connection. 30 seconds if not said. It is the transport's to keep: the default one does for the client, not for
    /// one request.
    pub connect: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            request: Some(Duration::from_secs(100)),
            idle: Some(Duration::from_secs(60)),
            connect: Some(Duration::from_secs(30)),
        }
    }
}
