//! The values of a relationship.

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

/// A `Vec` of what a relationship leads to.
///
/// It is used like the `Vec` that it derefs to, is made [`from`](From) one or collected, and [`into_vec`](Self::into_vec) gives
/// one back. It differs in what it costs to compile: what drops, copies, reads and writes its values is not compiled anew in each
/// program that has a struct with a relationship, and the compiler need not look into their type to know that it is `Send` and
/// `Sync`.
///
/// ```
/// use docwright_client::Many;
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
/// # let [ann, bo] = ["Ann", "Bo"].map(|it| Recipient { name: Some(it.into()), ..Recipient::default() });
///
/// let mut recipients: Many<Recipient> = vec![ann].into();
/// recipients.push(bo);
/// for recipient in &recipients {
///     assert!(recipient.name.is_some());
/// }
/// assert_eq!(recipients[1].name.as_deref(), Some("Bo"));
/// let recipients: Vec<Recipient> = recipients.into_vec();
/// # assert_eq!(recipients.len(), 2);
/// ```
pub struct Many<M: Model + Clone> {
    held: Held,
    values: PhantomData<fn() -> M>,
}

impl<M: Model + Clone> Many<M> {
    /// No values.
    pub fn new() -> Self {
        Self::of(Held::new(M::list()))
    }

    /// The values.
    pub fn into_vec(self) -> Vec<M> {
        self.held.into_list()
    }

    fn of(held: Held) -> Self {
        Self { held, values: PhantomData }
    }
}

impl<M: Model + Clone> From<Vec<M>> for Many<M> {
    fn from(values: Vec<M>) -> Self {
        let mut many = Self::new();
        *many = values;
        many
    }
}

impl<M: Model + Clone, const N: usize> From<[M; N]> for Many<M> {
    fn from(values: [M; N]) -> Self {
        Vec::from(values).into()
    }
}

impl<M: Model + Clone> From<Many<M>> for Vec<M> {
    fn from(values: Many<M>) -> Self {
        values.into_vec()
    }
}

impl<M: Model + Clone> FromIterator<M> for Many<M> {
    fn from_iter<I: IntoIterator<Item = M>>(values: I) -> Self {
        Vec::from_iter(values).into()
    }
}

impl<M: Model + Clone> Extend<M> for Many<M> {
    fn extend<I: IntoIterator<Item = M>>(&mut self, values: I) {
        (**self).extend(values);
    }
}

impl<M: Model + Clone> IntoIterator for Many<M> {
    type Item = M;
    type IntoIter = std::vec::IntoIter<M>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a, M: Model + Clone> IntoIterator for &'a Many<M> {
    type Item = &'a M;
    type IntoIter = std::slice::Iter<'a, M>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, M: Model + Clone> IntoIterator for &'a mut Many<M> {
    type Item = &'a mut M;
    type IntoIter = std::slice::IterMut<'a, M>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<M: Model + Clone> Deref for Many<M> {
    type Target = Vec<M>;

    fn deref(&self) -> &Vec<M> {
        self.held.list()
    }
}

impl<M: Model + Clone> DerefMut for Many<M> {
    fn deref_mut(&mut self) -> &mut Vec<M> {
        self.held.list_mut()
    }
}

impl<M: Model + Clone> Clone for Many<M> {
    fn clone(&self) -> Self {
        Self::of(self.held.clone())
    }
}

impl<M: Model + Clone> Default for Many<M> {
    fn default() -> Self {
        Self::new()
    }
}

impl<M: Model + Clone> fmt::Debug for Many<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(f, false)
    }
}

/// Equal as JSON, as all models are.
impl<M: Model + Clone> PartialEq for Many<M> {
    fn eq(&self, other: &Self) -> bool {
        self.equals(other)
    }
}

impl<M: Model + Clone> PartialEq<Vec<M>> for Many<M> {
    fn eq(&self, other: &Vec<M>) -> bool {
        Encode::equals(&**self, other)
    }
}

impl<M: Model + Clone> Decode for Many<M> {
    const EXPECTS: &'static str = "an array";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        Held::read_all(M::list(), reader).map(Self::of)
    }

    fn nothing() -> Option<Self> {
        Some(Self::new())
    }

    fn part(&self) -> Part<'_> {
        Part::List(&self.held)
    }
}

impl<M: Model + Clone> Encode for Many<M> {
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
