//! What generated markers tell about an operation: its method and its answer. Its options are in `options`.

use super::page::Page;
use super::pages::Pages;
use crate::codec::{Decode, Encode};
use crate::core::{Method, Response};
use crate::error::Error;
use bytes::Bytes;

/// A documented operation. Implemented by generated markers, enums without variants.
pub trait Operation: 'static {
    /// What a successful answer is read as.
    type Output: Answer;
    /// The method of its requests.
    const METHOD: Method = Method::Get;
    /// Who may call it, as far as the docs say, a line a kind of caller, page by page where they differ: for people, and for
    /// [`Permissions::of`](crate::Permissions::of).
    const PERMISSIONS: &'static str = "";
    /// Whether a list that it answers with may go on, where a service numbers its pages: not so if the docs do not list the
    /// parameter that takes the number.
    const IS_PAGED: bool = true;
}

/// An operation that answers with a page of a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not answer with a list",
    label = "there are no pages to follow"
)]
pub trait Lists: Operation<Output = Page<Self::Item>> {
    /// The items' type.
    type Item: Decode + Encode + Send + Sync + 'static;
    /// What goes on from a link: [`Items`](crate::Items), or the [`Changes`](crate::Changes) of a delta query.
    type Resumed: From<Pages<Self::Item>>;
}

/// What a successful answer can be read as: anything that is read from JSON, [`Bytes`] as they come, or `()`.
///
/// `Option` of these is for operations that may answer without a body: `204 No Content`, or any other success without one, is
/// `None`.
pub trait Answer: Sized + Send + 'static {
    /// What to ask for, if the request does not say.
    const ACCEPT: &'static str;

    /// Reads the answer.
    fn answer(response: &Response) -> Result<Self, Error>;
}

impl<T: Decode + Send + 'static> Answer for T {
    const ACCEPT: &'static str = "application/json";

    fn answer(response: &Response) -> Result<Self, Error> {
        response.decode()
    }
}

/// Whatever the body is, if it is not an error or a web page.
impl Answer for () {
    const ACCEPT: &'static str = "application/json";

    fn answer(response: &Response) -> Result<Self, Error> {
        response.check_done()
    }
}

impl Answer for Bytes {
    const ACCEPT: &'static str = "*/*";

    fn answer(response: &Response) -> Result<Self, Error> {
        response.check_bytes()?;
        Ok(response.body().clone())
    }
}

/// No bytes are none. What is read from JSON is an `Option` by itself.
impl Answer for Option<Bytes> {
    const ACCEPT: &'static str = Bytes::ACCEPT;

    fn answer(response: &Response) -> Result<Self, Error> {
        response.check_bytes()?;
        Ok(Some(response.body().clone()).filter(|it| !it.is_empty()))
    }
}

/// An answer of bytes, which may be read as a stream.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no answer of bytes",
    label = "only bytes can be read piece by piece"
)]
pub trait AnswerOfBytes: Answer {}

impl AnswerOfBytes for Bytes {}
impl AnswerOfBytes for Option<Bytes> {}
