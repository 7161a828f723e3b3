//! A value out of the compiler's sight.

use super::debug::debug;
use super::equality::equal;
use super::erased::{Member, Object};
use super::extra::Extra;
use super::model::Model;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::AssertUnwindSafe;

/// A boxed model that the compiler need not look into to know that it is `Send` and `Sync`.
///
/// What is in a `Box` is looked into, and what is in that, until the compiler gives up (E0275): types that refer to each other
/// in long chains would not compile. Nor is what drops it compiled wherever its owner is. Generated structs have it in such
/// chains, and where one entity refers to others ([`Vec`]s of it for many). It is used like a `Box`:
///
/// ```
/// use docwright_client::Indirect;
/// # #[derive(Clone, Default)]
/// # struct Recipient { name: Option<String>, extra: docwright_client::Extra }
/// # impl docwright_client::Model for Recipient {
/// #     const NAME: &'static str = "example.recipient";
/// #     const MEMBERS: &'static [&'static str] = &["name"];
/// #     fn member(&self, index: usize) -> Option<&dyn docwright_client::Member> {
/// #         (index == 0).then_some(&self.name)
/// #     }
/// #     fn member_mut(&mut self, index: usize) -> Option<&mut dyn docwright_client::Member> {
/// #         (index == 0).then_some(&mut self.name)
/// #     }
/// #     fn extra(&self) -> &docwright_client::Extra { &self.extra }
/// #     fn extra_mut(&mut self) -> &mut docwright_client::Extra { &mut self.extra }
/// # }
///
/// let mut recipient = Indirect::new(Recipient { name: Some("Ann".into()), ..Recipient::default() });
/// recipient.name = Some("Bo".into());
/// assert_eq!(recipient.name.as_deref(), Some("Bo"));
/// let recipient: Recipient = recipient.into_inner();
/// # assert!(recipient.name.is_some());
/// ```
pub struct Indirect<M: Model + Clone>(AssertUnwindSafe<Box<dyn Inside<M> + Send + Sync>>);

/// What is asked of a value by whoever does not see that it is one.
trait Inside<M> {
    fn get(&self) -> &M;
    fn get_mut(&mut self) -> &mut M;
    fn take(self: Box<Self>) -> M;
}

impl<M> Inside<M> for M {
    fn get(&self) -> &M {
        self
    }

    fn get_mut(&mut self) -> &mut M {
        self
    }

    fn take(self: Box<Self>) -> M {
        *self
    }
}

impl<M: Model + Clone> Indirect<M> {
    /// Boxes a value.
    pub fn new(value: M) -> Self {
        Self(AssertUnwindSafe(Box::new(value)))
    }

    /// The value.
    pub fn into_inner(self) -> M {
        self.0.0.take()
    }
}

impl<M: Model + Clone> From<M> for Indirect<M> {
    fn from(value: M) -> Self {
        Self::new(value)
    }
}

impl<M: Model + Clone> Deref for Indirect<M> {
    type Target = M;

    fn deref(&self) -> &M {
        (*self.0.0).get()
    }
}

impl<M: Model + Clone> DerefMut for Indirect<M> {
    fn deref_mut(&mut self) -> &mut M {
        (*self.0.0).get_mut()
    }
}

impl<M: Model + Clone> Clone for Indirect<M> {
    fn clone(&self) -> Self {
        Self::new(M::clone(self))
    }
}

impl<M: Model + Clone> Default for Indirect<M> {
    fn default() -> Self {
        Self::new(M::default())
    }
}

impl<M: Model + Clone> fmt::Debug for Indirect<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(&**self, f)
    }
}

/// Equal as JSON, as all models are.
impl<M: Model + Clone> PartialEq for Indirect<M> {
    fn eq(&self, other: &Self) -> bool {
        equal(&**self, &**other)
    }
}

/// JSON does not see it, as it does not see a `Box`.
impl<M: Model + Clone> Model for Indirect<M> {
    const NAME: &'static str = M::NAME;
    const MEMBERS: &'static [&'static str] = M::MEMBERS;
    const DERIVED: &'static [&'static str] = M::DERIVED;

    fn member(&self, index: usize) -> Option<&dyn Member> {
        (**self).member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Member> {
        (**self).member_mut(index)
    }

    fn extra(&self) -> &Extra {
        (**self).extra()
    }

    fn extra_mut(&mut self) -> &mut Extra {
        (**self).extra_mut()
    }

    fn object(&self) -> &dyn Object {
        (**self).object()
    }

    fn object_mut(&mut self) -> &mut dyn Object {
        (**self).object_mut()
    }
}
