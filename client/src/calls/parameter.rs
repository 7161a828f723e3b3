//! Documented query parameters of one operation, and what their values are written like.

use std::fmt;
use std::marker::PhantomData;

/// A documented query parameter of the operation `O`, with values of type `T`; `str` for all that is written as text.
///
/// Generated as an associated constant of the operation's marker, named like the parameter: `ListBeacons::STATE`. Given to
/// [`Request::with`](crate::Request::with).
pub struct QueryParameter<O, T: ?Sized> {
    name: &'static str,
    of: PhantomData<fn(O, &T)>,
}

impl<O, T: ?Sized> QueryParameter<O, T> {
    /// A parameter by its name on the wire.
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

impl<O, T: ?Sized> Clone for QueryParameter<O, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O, T: ?Sized> Copy for QueryParameter<O, T> {}

impl<O, T: ?Sized> fmt::Debug for QueryParameter<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QueryParameter({})", self.name)
    }
}

/// A value of a query parameter of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of a query parameter of `{T}`",
    label = "the docs say that its values are of `{T}`"
)]
pub trait QueryValue<T: ?Sized> {
    /// What stands in the URL, not encoded.
    fn query_text(self) -> String;
}

impl<V: AsRef<str>> QueryValue<str> for V {
    fn query_text(self) -> String {
        self.as_ref().to_owned()
    }
}

macro_rules! displayed {
    ($($value:ty => $of:ty,)*) => {
        $(impl QueryValue<$of> for $value {
            fn query_text(self) -> String {
                self.to_string()
            }
        })*
    };
}

displayed! {
    bool => bool,
    i32 => i32,
    i64 => i64,
    f64 => f64,
}
