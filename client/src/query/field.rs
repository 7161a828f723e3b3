//! Handles of documented members, for selecting, ordering, filtering and patching.

use super::filter::Filter;
use super::literal::Literal;
use std::fmt;
use std::marker::PhantomData;

/// A documented member of `M` with values of type `T` (for a collection, `Vec` of its items).
///
/// Generated as an associated constant of the struct, named like its field: `Order::PLACED_DATE_TIME`.
pub struct Field<M, T> {
    name: &'static str,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Field<M, T> {
    /// The handle of a member, by its name on the wire.
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        self.name
    }

    fn text(self) -> String {
        self.name.to_owned()
    }

    fn depth(&self) -> u8 {
        0
    }
}

impl<M, T> Clone for Field<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T> Copy for Field<M, T> {}

impl<M, T> fmt::Debug for Field<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.name)
    }
}

/// A member of a member: `customer/name`. Made with [`Field::then`].
pub struct Path<M, T> {
    text: String,
    /// How many lambdas it is inside of.
    depth: u8,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Path<M, T> {
    fn new(text: String, depth: u8) -> Self {
        Self { text, depth, of: PhantomData }
    }

    /// The names on the wire, `/` between them.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn text(self) -> String {
        self.text
    }

    fn depth(&self) -> u8 {
        self.depth
    }
}

impl<M, T> Clone for Path<M, T> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone(), self.depth)
    }
}

impl<M, T> fmt::Debug for Path<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({})", self.text)
    }
}

/// What a handle is good for, the same for a field and a path.
macro_rules! comparisons {
    ($handle:ident) => {
        impl<M, T> $handle<M, T> {
            /// A member of this member.
            pub fn then<U>(self, inner: Field<T, U>) -> Path<M, U> {
                let depth = self.depth();
                Path::new(format!("{}/{}", self.text(), inner.name), depth)
            }

            /// Ascending order.
            pub fn asc(self) -> OrderBy<M> {
                OrderBy::new(self.text())
            }

            /// Descending order.
            pub fn desc(self) -> OrderBy<M> {
                OrderBy::new(self.text() + " desc")
            }

            /// Has no value.
            pub fn is_null(self) -> Filter<M> {
                Filter::atom(self.text() + " eq null")
            }

            /// Has a value.
            pub fn is_not_null(self) -> Filter<M> {
                Filter::atom(self.text() + " ne null")
            }
        }

        impl<M, T: Literal> $handle<M, T> {
            /// Equals the value.
            pub fn eq(self, value: impl Into<T>) -> Filter<M> {
                Filter::compare(self.text(), "eq", &value.into())
            }

            /// Differs from the value.
            pub fn ne(self, value: impl Into<T>) -> Filter<M> {
                Filter::compare(self.text(), "ne", &value.into())
            }

            /// Is greater than the value.
            pub fn gt(self, value: impl Into<T>) -> Filter<M> {
                Filter::compare(self.text(), "gt", &value.into())
            }

            /// Is the value or greater.
            pub fn ge(self, value: impl Into<T>) -> Filter<M> {
                Filter::compare(self.text(), "ge", &value.into())
            }

            /// Is less than the value.
            pub fn lt(self, value: impl Into<T>) -> Filter<M> {
                Filter::compare(self.text(), "lt", &value.into())
            }

            /// Is the value or less.
            pub fn le(self, value: impl Into<T>) -> Filter<M> {
                Filter::compare(self.text(), "le", &value.into())
            }

            /// Equals one of the values.
            pub fn is_in<V: Into<T>>(self, values: impl IntoIterator<Item = V>) -> Filter<M> {
                let values: Vec<_> =
                    values.into_iter().map(|value| value.into().literal()).collect();
                Filter::atom(format!("{} in ({})", self.text(), values.join(",")))
            }
        }

        impl<M> $handle<M, String> {
            /// Begins with the text.
            pub fn starts_with(self, text: &str) -> Filter<M> {
                Filter::atom(format!("startswith({},{})", self.text(), text.literal()))
            }

            /// Ends with the text.
            pub fn ends_with(self, text: &str) -> Filter<M> {
                Filter::atom(format!("endswith({},{})", self.text(), text.literal()))
            }

            /// Has the text somewhere.
            pub fn contains(self, text: &str) -> Filter<M> {
                Filter::atom(format!("contains({},{})", self.text(), text.literal()))
            }
        }

        impl<M, T> $handle<M, Vec<T>> {
            /// Has an item that meets the condition: `Order::LINES.any(|it| it.then(Line::AMOUNT).gt(5))`.
            pub fn any(self, condition: impl FnOnce(Path<M, T>) -> Filter<M>) -> Filter<M> {
                let (depth, text) = (self.depth(), self.text());
                lambda(text, "any", depth, condition)
            }

            /// All items meet the condition.
            pub fn all(self, condition: impl FnOnce(Path<M, T>) -> Filter<M>) -> Filter<M> {
                let (depth, text) = (self.depth(), self.text());
                lambda(text, "all", depth, condition)
            }
        }

        impl<M, T: Literal> $handle<M, Vec<T>> {
            /// Has an item that equals the value.
            pub fn any_eq(self, value: impl Into<T>) -> Filter<M> {
                self.any(|it| it.eq(value))
            }
        }

        impl<M, T> From<$handle<M, T>> for OrderBy<M> {
            fn from(handle: $handle<M, T>) -> Self {
                handle.asc()
            }
        }
    };
}

/// A condition on the items of a collection. Each lambda inside another has a variable of its own.
fn lambda<M, T>(
    text: String,
    quantifier: &str,
    depth: u8,
    condition: impl FnOnce(Path<M, T>) -> Filter<M>,
) -> Filter<M> {
    let depth = depth.saturating_add(1);
    let variable = if depth == 1 { "it".to_owned() } else { format!("it{depth}") };
    let condition = condition(Path::new(variable.clone(), depth));
    Filter::atom(format!("{text}/{quantifier}({variable}:{})", condition.as_str()))
}

comparisons!(Field);
comparisons!(Path);

/// What to order a list by. Made from a handle: `Order::PLACED_DATE_TIME.desc()`.
pub struct OrderBy<M> {
    text: String,
    of: PhantomData<fn() -> M>,
}

impl<M> OrderBy<M> {
    fn new(text: String) -> Self {
        Self { text, of: PhantomData }
    }

    /// Where this makes no difference, by something else.
    pub fn then_by(self, other: impl Into<Self>) -> Self {
        Self::new(format!("{},{}", self.text, other.into().text))
    }

    /// The text of the query option.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<M> fmt::Debug for OrderBy<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OrderBy({})", self.text)
    }
}

/// Handles of members of `M`: one, an array of one type, or a tuple. Tuples may hold tuples.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no member of `{M}`",
    label = "expected members of `{M}`, such as `{M}::…`"
)]
pub trait Fields<M> {
    /// Adds the names on the wire.
    fn names(&self, names: &mut Vec<String>);
}

impl<M, T> Fields<M> for Field<M, T> {
    fn names(&self, names: &mut Vec<String>) {
        names.push(self.name.to_owned());
    }
}

impl<M, T> Fields<M> for Path<M, T> {
    fn names(&self, names: &mut Vec<String>) {
        names.push(self.text.clone());
    }
}

impl<M, F: Fields<M>, const N: usize> Fields<M> for [F; N] {
    fn names(&self, names: &mut Vec<String>) {
        self.iter().for_each(|field| field.names(names));
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)*) => {$(
        impl<M, $($name: Fields<M>),+> Fields<M> for ($($name,)+) {
            #[expect(non_snake_case, reason = "one variable for each type, named like it")]
            fn names(&self, names: &mut Vec<String>) {
                let ($($name,)+) = self;
                $($name.names(names);)+
            }
        }
    )*};
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}

#[cfg(test)]
mod tests {
    use super::{Field, Fields};

    struct Order;
    struct Customer;
    const ID: Field<Order, String> = Field::new("id");
    const TOTAL: Field<Order, i32> = Field::new("total");
    const TAGS: Field<Order, Vec<String>> = Field::new("tags");
    const CUSTOMER: Field<Order, Customer> = Field::new("customer");
    const NAME: Field<Customer, String> = Field::new("name");

    #[test]
    fn a_quote_in_a_text_stays_in_the_literal() {
        assert_eq!(ID.eq("O'Neil' or 1 eq 1").as_str(), "id eq 'O''Neil'' or 1 eq 1'");
        assert_eq!(TAGS.any_eq("a'b").as_str(), "tags/any(it:it eq 'a''b')");
    }

    #[test]
    fn paths_compare_like_fields() {
        assert_eq!(CUSTOMER.then(NAME).starts_with("A").as_str(), "startswith(customer/name,'A')");
        assert_eq!(CUSTOMER.is_not_null().as_str(), "customer ne null");
        assert_eq!(TOTAL.is_in([1, 2]).as_str(), "total in (1,2)");
    }

    #[test]
    fn orders_are_joined() {
        assert_eq!(TOTAL.desc().then_by(ID).as_str(), "total desc,id");
    }

    #[test]
    fn fields_of_several_types_are_selected_by_a_tuple() {
        let mut names = Vec::new();
        (ID, [TOTAL], (CUSTOMER.then(NAME), TAGS)).names(&mut names);
        assert_eq!(names, ["id", "total", "customer/name", "tags"]);
    }
}
