//! HTTP methods, and which of them may be done twice.

use crate::error::{Error, ErrorKind};
use std::fmt;
use std::str::FromStr;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "a method says it all")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
    Options,
    /// One of the service's own, as on the wire: `Other("LIST")`.
    Other(&'static str),
}

/// All methods that have a name here.
const ALL: [Method; 7] = [
    Method::Get,
    Method::Post,
    Method::Put,
    Method::Patch,
    Method::Delete,
    Method::Head,
    Method::Options,
];

impl Method {
    /// The method as in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Other(name) => name,
        }
    }

    /// Whether it only reads.
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options)
    }

    /// Whether doing it twice is the same as doing it once, so that a request without an answer may be repeated.
    pub const fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch | Self::Other(_))
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A method as in a request line: in capitals.
impl FromStr for Method {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        ALL.into_iter().find(|it| it.as_str() == text).ok_or_else(|| {
            let text: String = text.chars().take(50).collect();
            let message = format!(
                "`{}` is no method of a request: write {}",
                text.escape_debug(),
                ALL.map(Self::as_str).join(", ")
            );
            Error::new(ErrorKind::Request, message)
        })
    }
}

impl TryFrom<Method> for http::Method {
    type Error = Error;

    fn try_from(method: Method) -> Result<Self, Error> {
        Ok(match method {
            Method::Get => Self::GET,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Head => Self::HEAD,
            Method::Options => Self::OPTIONS,
            Method::Other(name) => Self::from_bytes(name.as_bytes()).map_err(|_| {
                let message = format!("`{}` can be no method", name.escape_debug());
                Error::new(ErrorKind::Request, message)
            })?,
        })
    }
}
