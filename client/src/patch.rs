//! Partial updates: absent, a value and an explicit null are three things.

use crate::codec::{Encode, Value};
use crate::{Field, Model};
use serde_json::Map;
use std::marker::PhantomData;

/// The changes to an item of model `M`.
#[derive(Clone, Debug)]
pub struct Patch<M> {
    members: Map<String, Value>,
    of: PhantomData<fn() -> M>,
}

impl<M> Default for Patch<M> {
    fn default() -> Self {
        Self { members: Map::new(), of: PhantomData }
    }
}

impl<M> Patch<M> {
    /// No changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a property.
    pub fn set<T: Encode>(mut self, field: Field<M, T>, value: impl Into<T>) -> Self {
        self.members.insert(field.name().to_owned(), value.into().encode());
        self
    }

    /// Sets a property to null.
    pub fn clear<T>(mut self, field: Field<M, T>) -> Self {
        self.members.insert(field.name().to_owned(), Value::Null);
        self
    }

    /// Sets any member, documented or not.
    pub fn raw(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.members.insert(name.into(), value.into());
        self
    }
}

/// Every field that is set; nulls only where `extra` has them.
impl<M: Model> From<&M> for Patch<M> {
    fn from(model: &M) -> Self {
        match model.encode() {
            Value::Object(members) => Self { members, of: PhantomData },
            _ => Self::default(),
        }
    }
}

impl<M> Encode for Patch<M> {
    fn encode(&self) -> Value {
        Value::Object(self.members.clone())
    }
}
