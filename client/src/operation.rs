//! What generated code says about an operation.

use crate::codec::{Decode, Model};
use crate::{Bytes, Error, Method, Page, Value, ValueOf};

/// An operation: a documented method and path. Generated markers implement it.
pub trait Operation: 'static {
    /// What a success answers.
    type Output: Output;
    /// The method.
    const METHOD: Method;
}

/// An operation whose answer's properties can be chosen.
pub trait Selects: Operation {
    /// The model they are properties of.
    type Model: Model;
}

/// An operation that answers a collection page by page.
pub trait Lists: Selects<Output = Page<Self::Item>> {
    /// One item.
    type Item: Decode + crate::codec::Encode + Send + 'static;
}

/// What an answer can be read as.
pub trait Output: Sized + Send + 'static {
    /// Reads the answer's body.
    ///
    /// # Errors
    ///
    /// If the body is not of the documented form.
    fn from_body(body: Bytes) -> Result<Self, Error>;
}

/// Nothing: whatever the body holds.
impl Output for () {
    fn from_body(_: Bytes) -> Result<Self, Error> {
        Ok(())
    }
}

/// The bytes as they are.
impl Output for Bytes {
    fn from_body(body: Bytes) -> Result<Self, Error> {
        Ok(body)
    }
}

/// Any JSON; `null` for an empty body.
impl Output for Value {
    fn from_body(body: Bytes) -> Result<Self, Error> {
        if body.is_empty() { Ok(Self::Null) } else { json(&body) }
    }
}

impl<T: Model> Output for T {
    fn from_body(body: Bytes) -> Result<Self, Error> {
        T::from_json(json(&body)?)
    }
}

impl<T: Decode + crate::codec::Encode + Send + 'static> Output for Page<T> {
    fn from_body(body: Bytes) -> Result<Self, Error> {
        Self::decode(json(&body)?)
            .map_err(|_| Error::decode("$", "not a page of the documented items"))
    }
}

impl<T: Decode + crate::codec::Encode + Send + 'static> Output for ValueOf<T> {
    fn from_body(body: Bytes) -> Result<Self, Error> {
        Self::decode(json(&body)?).map_err(|_| Error::decode("$", "not an object with a `value`"))
    }
}

fn json(body: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(body)
        .map_err(|error| Error::caused(crate::ErrorKind::Decode, "the answer is not JSON", error))
}
