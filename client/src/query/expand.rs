//! Related things inside an answer, and what of them.

use super::field::{Field, Fields, OrderBy, Path};
use super::filter::Filter;
use crate::codec::{Model, RawValue};
use std::fmt;
use std::marker::PhantomData;

/// A relationship to expand, with options of its own. Made with [`Field::nested`]:
/// `Order::CUSTOMER.nested().select(Customer::NAME)`.
#[must_use = "an expansion is nothing until a request has it"]
pub struct Expand<M, T> {
    name: String,
    options: Vec<(&'static str, String)>,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T: Related> Field<M, T> {
    /// The relationship with options of its own, for `$expand`.
    pub fn nested(self) -> Expand<M, T> {
        Expand::new(self.name().to_owned())
    }
}

impl<M, T: Related> Path<M, T> {
    /// The relationship with options of its own, for `$expand`.
    pub fn nested(self) -> Expand<M, T> {
        Expand::new(self.as_str().to_owned())
    }
}

impl<M, T: Related> Expand<M, T> {
    fn new(name: String) -> Self {
        Self { name, options: Vec::new(), of: PhantomData }
    }

    /// These members of the related things only.
    pub fn select(self, fields: impl Fields<T::Model>) -> Self {
        let mut names = Vec::new();
        fields.names(&mut names);
        self.list_option("$select", names.join(","))
    }

    /// What is related to the related things.
    pub fn expand(self, relationships: impl Expansions<T::Model>) -> Self {
        self.list_option("$expand", texts(&relationships))
    }

    /// The related things that meet a condition. A second condition is met as well.
    pub fn filter(mut self, filter: Filter<T::Model>) -> Self {
        let before = self.options.iter().position(|(name, _)| *name == "$filter");
        let filter = match before.map(|index| self.options.remove(index)) {
            Some((_, before)) => Filter::raw(before).and(filter),
            None => filter,
        };
        self.option("$filter", filter.as_str().to_owned())
    }

    /// The related things in an order. A second order decides where the first makes no difference.
    pub fn order_by(self, order: impl Into<OrderBy<T::Model>>) -> Self {
        self.list_option("$orderby", order.into().as_str().to_owned())
    }

    /// At most so many of them.
    pub fn top(self, n: u32) -> Self {
        self.option("$top", n.to_string())
    }

    /// Without the first of them.
    pub fn skip(self, n: u32) -> Self {
        self.option("$skip", n.to_string())
    }

    /// And how many there are.
    pub fn count(self) -> Self {
        self.option("$count", "true".to_owned())
    }

    /// Another option, in OData's own words: `option("$levels", "max")`.
    pub fn option(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.options.retain(|(it, _)| *it != name);
        self.options.push((name, value.into()));
        self
    }

    fn list_option(mut self, name: &'static str, value: String) -> Self {
        match self.options.iter_mut().find(|(it, _)| *it == name) {
            Some((_, values)) => {
                values.push(',');
                values.push_str(&value);
            }
            None => self.options.push((name, value)),
        }
        self
    }
}

impl<M, T> Expand<M, T> {
    fn text(&self) -> String {
        if self.options.is_empty() {
            return self.name.clone();
        }
        let options: Vec<_> =
            self.options.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("{}({})", self.name, options.join(";"))
    }
}

impl<M, T> Clone for Expand<M, T> {
    fn clone(&self) -> Self {
        Self { name: self.name.clone(), options: self.options.clone(), of: PhantomData }
    }
}

impl<M, T> fmt::Debug for Expand<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expand({})", self.text())
    }
}

/// What can be related: one thing or a collection of them, of a documented type or not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type that a relationship leads to",
    label = "this is part of every answer and can't be expanded"
)]
pub trait Related {
    /// The type of one thing.
    type Model;
}

impl<M: Model> Related for M {
    type Model = M;
}

impl<M: Model> Related for Vec<M> {
    type Model = M;
}

impl Related for RawValue {
    type Model = RawValue;
}

impl Related for Vec<RawValue> {
    type Model = RawValue;
}

/// Relationships of `M`, with or without options: one, an array, or a tuple. Tuples may hold tuples.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no relationship of `{M}`",
    label = "expected relationships of `{M}`, such as `{M}::…`"
)]
pub trait Expansions<M> {
    /// Adds the texts of the query option.
    fn texts(&self, texts: &mut Vec<String>);
}

impl<M, T: Related> Expansions<M> for Field<M, T> {
    fn texts(&self, texts: &mut Vec<String>) {
        texts.push(self.name().to_owned());
    }
}

impl<M, T: Related> Expansions<M> for Path<M, T> {
    fn texts(&self, texts: &mut Vec<String>) {
        texts.push(self.as_str().to_owned());
    }
}

impl<M, T> Expansions<M> for Expand<M, T> {
    fn texts(&self, texts: &mut Vec<String>) {
        texts.push(self.text());
    }
}

impl<M, E: Expansions<M>, const N: usize> Expansions<M> for [E; N] {
    fn texts(&self, texts: &mut Vec<String>) {
        self.iter().for_each(|it| it.texts(texts));
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)*) => {$(
        impl<M, $($name: Expansions<M>),+> Expansions<M> for ($($name,)+) {
            #[expect(non_snake_case, reason = "one variable for each type, named like it")]
            fn texts(&self, texts: &mut Vec<String>) {
                let ($($name,)+) = self;
                $($name.texts(texts);)+
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
}

pub(crate) fn texts<M>(expansions: &impl Expansions<M>) -> String {
    let mut texts = Vec::new();
    expansions.texts(&mut texts);
    texts.join(",")
}
