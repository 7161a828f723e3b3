//! What generated markers tell about an operation: its method and its answer. Its options are in `options`.

use super::page::Page;
use crate::codec::{Decode, Encode};
use crate::core::Response;
use crate::error::Error;
use bytes::Bytes;
use std::fmt;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "a method says it all")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
    Options,
}

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
        }
    }

    /// Whether doing it twice is the same as doing it once, so that a request without an answer may be repeated.
    pub const fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Head => Self::HEAD,
            Method::Options => Self::OPTIONS,
        }
    }
}

/// A documented operation. Implemented by generated markers, enums without variants.
pub trait Operation: 'static {
    /// What a successful answer is read as.
    type Output: Answer;
    /// The method of its requests.
    const METHOD: Method;
    /// Who may call it, as far as the docs say: for people, and for [`Permissions::of`](crate::Permissions::of).
    const PERMISSIONS: &'static str = "";
}

/// An operation that answers with a page of a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not answer with a list",
    label = "there are no pages to follow"
)]
pub trait Lists: Operation<Output = Page<Self::Item>> {
    /// The items' type.
    type Item: Decode + Encode + Send + Sync + 'static;
}

/// What a successful answer can be read as: anything that is read from JSON, [`Bytes`] as they come, or `()`.
pub trait Answer: Sized + Send + 'static {
    /// What to ask for, if the request does not say.
    const ACCEPT: &'static str;

    /// Reads the answer.
    fn answer(response: Response) -> Result<Self, Error>;
}

impl<T: Decode + Send + 'static> Answer for T {
    const ACCEPT: &'static str = "application/json";

    fn answer(response: Response) -> Result<Self, Error> {
        response.decode()
    }
}

/// The body is not looked at.
impl Answer for () {
    const ACCEPT: &'static str = "application/json";

    fn answer(_: Response) -> Result<Self, Error> {
        Ok(())
    }
}

impl Answer for Bytes {
    const ACCEPT: &'static str = "*/*";

    fn answer(response: Response) -> Result<Self, Error> {
        Ok(response.into_body())
    }
}
