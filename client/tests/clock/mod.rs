//! A clock that takes no time.

use docwright_client::{BoxFuture, Time};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// It takes no time, and takes down how long it was asked to wait. A client with it must have no time limits: they would be
/// over at once.
#[derive(Clone, Default)]
pub struct Clock(Arc<Mutex<Vec<Duration>>>);

impl Clock {
    pub fn waits(&self) -> Vec<Duration> {
        self.0.lock().expect("no test panics with it").clone()
    }
}

impl Time for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.lock().expect("no test panics with it").push(duration);
        Box::pin(async {})
    }
}
