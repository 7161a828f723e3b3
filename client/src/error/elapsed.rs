//! Time limits that have passed, ours and those of whatever is below us.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::Duration;

/// A time limit of ours has passed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elapsed(pub(crate) Duration);

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing for {:?}", self.0)
    }
}

impl Error for Elapsed {}

/// Something below us says that a time limit has passed, in a way that only it knows.
#[cfg(feature = "reqwest")]
#[derive(Debug)]
pub(crate) struct Late(io::Error);

#[cfg(feature = "reqwest")]
impl Late {
    pub(crate) fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(io::Error::new(io::ErrorKind::TimedOut, error))
    }
}

#[cfg(feature = "reqwest")]
impl fmt::Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time limit has passed")
    }
}

#[cfg(feature = "reqwest")]
impl Error for Late {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// Whether a time limit is the reason of an error.
pub(super) fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    std::iter::successors(Some(error), |&it| it.source()).any(|it| {
        let of_system = it.downcast_ref::<io::Error>().map(io::Error::kind);
        it.is::<Elapsed>() || of_system == Some(io::ErrorKind::TimedOut)
    })
}
