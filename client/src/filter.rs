//! `$filter` and `$orderby` from field handles.

use crate::codec::EnumType;
use crate::edm::{Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use crate::field::{Field, Path};
use std::marker::PhantomData;

/// A value that can stand in a filter.
pub trait Literal {
    /// The value as OData writes it.
    fn literal(&self) -> String;
}

/// Quotes text: a quote inside is doubled.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

impl Literal for String {
    fn literal(&self) -> String {
        quote(self)
    }
}

impl<E: EnumType> Literal for E {
    fn literal(&self) -> String {
        quote(self.as_str())
    }
}

macro_rules! plain {
    ($($ty:ty),*) => {$(
        impl Literal for $ty {
            fn literal(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

plain!(
    bool,
    i8,
    u8,
    i16,
    i32,
    i64,
    f32,
    f64,
    Date,
    DateTimeOffset,
    Decimal,
    Duration,
    Guid,
    TimeOfDay
);

/// A condition on items of model `M`.
#[derive(Clone, Debug)]
pub struct Filter<M> {
    text: String,
    of: PhantomData<fn() -> M>,
}

impl<M> Filter<M> {
    /// A condition in OData's own words.
    pub fn raw(text: impl Into<String>) -> Self {
        Self { text: text.into(), of: PhantomData }
    }

    /// Both conditions.
    pub fn and(self, other: Self) -> Self {
        Self::raw(format!("{} and {}", self.grouped(), other.grouped()))
    }

    /// Either condition.
    pub fn or(self, other: Self) -> Self {
        Self::raw(format!("{} or {}", self.text, other.text))
    }

    /// The opposite.
    #[expect(clippy::should_implement_trait, reason = "reads as a word between other words")]
    pub fn not(self) -> Self {
        Self::raw(format!("not ({})", self.text))
    }

    /// The condition as OData writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `or` binds less than `and`.
    fn grouped(&self) -> String {
        if self.text.contains(" or ") { format!("({})", self.text) } else { self.text.clone() }
    }
}

/// An order of items of model `M`.
#[derive(Clone, Debug)]
pub struct OrderBy<M> {
    text: String,
    of: PhantomData<fn() -> M>,
}

impl<M> OrderBy<M> {
    /// By this, then by the other.
    pub fn then(self, other: impl Into<Self>) -> Self {
        Self { text: format!("{},{}", self.text, other.into().text), of: PhantomData }
    }

    /// The order as OData writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

macro_rules! comparisons {
    ($owner:ident, $self_:ident => $text:expr) => {
        impl<M, T: Literal> $owner<M, T> {
            comparisons!(@operators $self_ => $text;
                (eq, "Equal to a value.") (ne, "Not equal to a value.") (gt, "Greater than a value.")
                (ge, "Greater than or equal to a value.") (lt, "Less than a value.")
                (le, "Less than or equal to a value."));
        }

        impl<M, T> $owner<M, T> {
            /// Is null.
            pub fn is_null($self_) -> Filter<M> {
                Filter::raw(format!("{} eq null", $text))
            }

            /// Is not null.
            pub fn is_not_null($self_) -> Filter<M> {
                Filter::raw(format!("{} ne null", $text))
            }

            /// Smallest first.
            pub fn asc($self_) -> OrderBy<M> {
                OrderBy { text: format!("{}", $text), of: PhantomData }
            }

            /// Greatest first.
            pub fn desc($self_) -> OrderBy<M> {
                OrderBy { text: format!("{} desc", $text), of: PhantomData }
            }
        }

        impl<M, T> From<$owner<M, T>> for OrderBy<M> {
            fn from(field: $owner<M, T>) -> Self {
                field.asc()
            }
        }
    };
    (@operators $self_:ident => $text:expr; $(($name:ident, $doc:literal))*) => {$(
        #[doc = $doc]
        pub fn $name($self_, value: impl Into<T>) -> Filter<M> {
            Filter::raw(format!(concat!("{} ", stringify!($name), " {}"), $text, value.into().literal()))
        }
    )*};
}

comparisons!(Field, self => self.name());
comparisons!(Path, self => self.as_str());
