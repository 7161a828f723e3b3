//! A value out of the compiler's sight.

use super::decode::Decode;
use super::encode::Encode;
use super::erased::Part;
use super::held::Held;
use super::model::Model;
use super::reader::Reader;
use super::writer::Writer;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// A boxed model that the compiler need not look into to know that it is `Send` and `Sync`.
///
/// What is in a `Box` is looked into, and what is in that, until the compiler gives up (E0275): types that refer to each other
/// in long chains would not compile. Nor is what drops it compiled wherever its owner is. Generated structs have it in such
/// chains, and where one entity refers to another one ([`Many`](super::Many) where it refers to several). It is used like a `Box`:
///
/// ```
/// use docwright_client::Indirect;
/// # #[derive(Clone, Default)]
/// # struct Recipient { name: Option<String>, extra: docwright_client::Extra }
/// # impl docwright_client::Model for Recipient {
/// #     const NAME: &'static str = "example.recipient";
/// #     const MEMBERS: &'static [&'static str] = &["name"];
/// #     fn member(&self, index: usize) -> Result<&dyn docwright_client::Member, &docwright_client::Extra> {
/// #         if index == 0 { Ok(&self.name) } else { Err(&self.extra) }
/// #     }
/// #     fn member_mut(
/// #         &mut self,
/// #         index: usize,
/// #     ) -> Result<&mut dyn docwright_client::Member, &mut docwright_client::Extra> {
/// #         if index == 0 { Ok(&mut self.name) } else { Err(&mut self.extra) }
/// #     }
/// # }
///
/// let mut recipient = Indirect::new(Recipient { name: Some("Ann".into()), ..Recipient::default() });
/// recipient.name = Some("Bo".into());
/// assert_eq!(recipient.name.as_deref(), Some("Bo"));
/// let recipient: Recipient = recipient.into_inner();
/// # assert!(recipient.name.is_some());
/// ```
pub struct Indirect<M: Model + Clone> {
    held: Held,
    value: PhantomData<fn() -> M>,
}

impl<M: Model + Clone> Indirect<M> {
    /// Boxes a value.
    pub fn new(value: M) -> Self {
        let mut held = Held::new(M::list());
        held.list_mut().push(value);
        Self::of(held)
    }

    /// The value.
    pub fn into_inner(self) -> M {
        self.held.into_list().pop().unwrap_or_default()
    }

    /// What holds one value.
    fn of(held: Held) -> Self {
        Self { held, value: PhantomData }
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
        &self.held.list()[0]
    }
}

impl<M: Model + Clone> DerefMut for Indirect<M> {
    fn deref_mut(&mut self) -> &mut M {
        &mut self.held.list_mut()[0]
    }
}

impl<M: Model + Clone> Clone for Indirect<M> {
    fn clone(&self) -> Self {
        Self::of(self.held.clone())
    }
}

impl<M: Model + Clone> Default for Indirect<M> {
    fn default() -> Self {
        Self::new(M::default())
    }
}

impl<M: Model + Clone> fmt::Debug for Indirect<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(f, false)
    }
}

/// Equal as JSON, as all models are.
impl<M: Model + Clone> PartialEq for Indirect<M> {
    fn eq(&self, other: &Self) -> bool {
        self.equals(other)
    }
}

/// JSON does not see it, as it does not see a `Box`.
impl<M: Model + Clone> Decode for Indirect<M> {
    const EXPECTS: &'static str = M::EXPECTS;

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        Held::read_one(M::list(), reader).map(Self::of)
    }

    fn decode_answer(reader: &mut Reader<'_>) -> Option<Self> {
        M::decode_answer(reader).map(Self::new)
    }

    fn check_answer(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        Decode::check_answer(&mut **self, reader)
    }

    fn nothing() -> Option<Self> {
        Some(Self::default())
    }

    fn part(&self) -> Part<'_> {
        self.held.only()
    }
}

impl<M: Model + Clone> Encode for Indirect<M> {
    fn encode(&self, json: &mut Writer) {
        self.part().write(json);
    }

    fn equals(&self, other: &Self) -> bool {
        self.part().equals(&other.part())
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        self.part().show(f, is_secret)
    }
}
