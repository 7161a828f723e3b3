//! Updates: which members to change, to what, and which to clear.

use crate::codec::{Derived, Encode, Extra, Model, RawValue, Writer};
use crate::query::Field;
use std::fmt;
use std::marker::PhantomData;

/// Changes to a value of type `M`. What is not named stays as it is; what is cleared becomes `null`.
pub struct Patch<M> {
    members: Extra,
    of: PhantomData<fn() -> M>,
}

impl<M> Patch<M> {
    /// No change.
    pub fn new() -> Self {
        Self { members: Extra::new(), of: PhantomData }
    }

    /// The members of a JSON object, as they are; of anything else, nothing.
    pub fn from_json(value: impl Into<RawValue>) -> Self {
        Self { members: Extra::of_object(&value.into()), of: PhantomData }
    }

    /// Sets a member.
    #[must_use]
    pub fn set<T: Encode>(self, field: Field<M, T>, value: impl Into<T>) -> Self {
        self.insert(field.name(), RawValue::new(&value.into()))
    }

    /// Clears a member: sends `null`.
    #[must_use]
    pub fn clear<T>(self, field: Field<M, T>) -> Self {
        self.insert(field.name(), RawValue::null())
    }

    /// Sets a member by its name on the wire: one that the docs do not know, or an annotation.
    #[must_use]
    pub fn insert(mut self, name: impl Into<String>, value: impl Into<RawValue>) -> Self {
        self.members.insert(name, value);
        self
    }
}

impl<M: Model> Patch<M> {
    /// The same changes to a value of a base type, with the type that they are of.
    #[must_use]
    pub fn upcast<B: Model>(self) -> Patch<B>
    where
        M: Derived<B>,
    {
        let mut members = Extra::new();
        members.insert("@odata.type", format!("#{}", M::NAME));
        members.extend(self.members);
        Patch { members, of: PhantomData }
    }
}

impl<M> Encode for Patch<M> {
    fn encode(&self, json: &mut Writer) {
        json.open(b'{');
        for (name, value) in self.members.iter() {
            json.name(name);
            json.raw(value.as_json());
        }
        json.close(b'}');
    }
}

impl<M> Default for Patch<M> {
    fn default() -> Self {
        Self::new()
    }
}

impl<M> Clone for Patch<M> {
    fn clone(&self) -> Self {
        Self { members: self.members.clone(), of: PhantomData }
    }
}

impl<M> PartialEq for Patch<M> {
    fn eq(&self, other: &Self) -> bool {
        self.members == other.members
    }
}

impl<M> fmt::Debug for Patch<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Patch ")?;
        self.members.fmt(f)
    }
}
