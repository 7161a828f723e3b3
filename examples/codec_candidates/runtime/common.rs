#![allow(dead_code, unused_imports)]
pub use serde_json::{Map, Value};
use std::marker::PhantomData;

pub mod types {
    pub use super::*;
}

pub type Extra = Map<String, Value>;

pub struct Field<M, T> {
    pub name: &'static str,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Field<M, T> {
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownMember(Box<str>);

impl UnknownMember {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTimeOffset(Box<str>);

pub trait EnumType: Clone + PartialEq + 'static {
    const NAME: &'static str;
    const MEMBERS: &'static [(&'static str, Self)];
    fn as_str(&self) -> &str;
    fn undocumented(text: UnknownMember) -> Self;

    fn from_text(text: &str) -> Self {
        let member = Self::MEMBERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        match member {
            Some((_, member)) => member.clone(),
            None => Self::undocumented(UnknownMember(text.into())),
        }
    }
}
