//! Conditions on the items of a list.

use super::literal::Literal;
use std::fmt;
use std::marker::PhantomData;

/// A condition on items of type `M`. Made from handles: `Order::TOTAL.gt(5).and(Order::NOTE.is_null())`.
pub struct Filter<M> {
    text: String,
    binding: Binding,
    of: PhantomData<fn() -> M>,
}

/// How strongly the outermost operator binds, which decides about parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Atom,
}

impl<M> Filter<M> {
    pub(crate) fn atom(text: String) -> Self {
        Self { text, binding: Binding::Atom, of: PhantomData }
    }

    pub(crate) fn compare<T: Literal>(left: String, operator: &str, right: &T) -> Self {
        Self::atom(format!("{left} {operator} {}", right.literal()))
    }

    /// A condition in OData's own words, for what the handles can't say. It is percent-encoded, nothing else.
    pub fn raw(text: impl Into<String>) -> Self {
        Self { text: text.into(), binding: Binding::Or, of: PhantomData }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.join("and", other, Binding::And)
    }

    /// One or the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.join("or", other, Binding::Or)
    }

    fn join(self, operator: &str, other: Self, binding: Binding) -> Self {
        let text = format!("{} {operator} {}", self.operand(binding), other.operand(binding));
        Self { text, binding, of: PhantomData }
    }

    fn operand(self, within: Binding) -> String {
        if self.binding < within { format!("({})", self.text) } else { self.text }
    }

    /// The text of the query option.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// `!filter`: the opposite.
impl<M> std::ops::Not for Filter<M> {
    type Output = Self;

    fn not(self) -> Self {
        Self::atom(format!("not ({})", self.text))
    }
}

impl<M> Clone for Filter<M> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), binding: self.binding, of: PhantomData }
    }
}

impl<M> fmt::Debug for Filter<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filter({})", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn parentheses_only_where_the_meaning_needs_them() {
        let [a, b, c] = ["a eq 1", "b eq 2", "c eq 3"].map(|it| Filter::<()>::atom(it.to_owned()));
        let either = a.clone().or(b.clone());
        assert_eq!(either.clone().and(c.clone()).as_str(), "(a eq 1 or b eq 2) and c eq 3");
        assert_eq!(a.clone().and(b).or(c).as_str(), "a eq 1 and b eq 2 or c eq 3");
        assert_eq!((!either).and(a).as_str(), "not (a eq 1 or b eq 2) and a eq 1");
        assert_eq!(Filter::<()>::raw("x").and(Filter::raw("y")).as_str(), "(x) and (y)");
    }
}
