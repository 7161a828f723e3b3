//! Field handles: a property's name with its model and type.

use std::fmt;
use std::marker::PhantomData;

/// A property of model `M` with values of type `T`. Emitted as associated constants.
pub struct Field<M, T> {
    name: &'static str,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Clone for Field<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T> Copy for Field<M, T> {}

impl<M, T> fmt::Debug for Field<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl<M, T> Field<M, T> {
    /// The handle of the property with that name on the wire.
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// A property of this property's value: `from/emailAddress`.
    pub fn then<U>(self, inner: Field<T, U>) -> Path<M, U> {
        Path { text: format!("{}/{}", self.name, inner.name), of: PhantomData }
    }
}

/// A property reached through other properties.
pub struct Path<M, T> {
    text: String,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Clone for Path<M, T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), of: PhantomData }
    }
}

impl<M, T> fmt::Debug for Path<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<M, T> Path<M, T> {
    /// The path on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A property of the value at this path.
    pub fn then<U>(self, inner: Field<T, U>) -> Path<M, U> {
        Path { text: format!("{}/{}", self.text, inner.name), of: PhantomData }
    }
}

/// Properties of one model: a handle, an array of handles, or a tuple of such.
pub trait Fields<M> {
    /// Adds the names on the wire, in order.
    fn names(&self, out: &mut Vec<&'static str>);
}

impl<M, T> Fields<M> for Field<M, T> {
    fn names(&self, out: &mut Vec<&'static str>) {
        out.push(self.name);
    }
}

impl<M, T, const N: usize> Fields<M> for [Field<M, T>; N] {
    fn names(&self, out: &mut Vec<&'static str>) {
        out.extend(self.iter().map(|field| field.name));
    }
}

macro_rules! tuples {
    ($(($($name:ident),+))*) => {$(
        impl<M, $($name: Fields<M>),+> Fields<M> for ($($name,)+) {
            #[expect(non_snake_case, reason = "one binding a type parameter")]
            fn names(&self, out: &mut Vec<&'static str>) {
                let ($($name,)+) = self;
                $($name.names(out);)+
            }
        }
    )*};
}

tuples! {
    (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H) (A, B, C, D, E, F, G, H, I) (A, B, C, D, E, F, G, H, I, J)
    (A, B, C, D, E, F, G, H, I, J, K) (A, B, C, D, E, F, G, H, I, J, K, L)
}
