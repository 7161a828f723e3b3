//! Deviations: those that an example is known to have, and those that reading it meets.

use crate::codec::{Mismatch, below};
use std::fmt;

/// One way in which an example differs from what its docs say, with its line on the page (from 1) and its JSON path
/// (`value[3].from.address`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Deviation {
    /// The docs do not know the member.
    Undocumented(u32, &'static str),
    /// The docs know the member of a derived type only, and the object does not say that it is of that type.
    OfDerived(u32, &'static str),
    /// A member beyond the documented ones, of a type that may have such. The docs are right, but no field has it.
    Additional(u32, &'static str),
    /// The value has another JSON type than documented.
    OtherType(u32, &'static str),
    /// The value says that it is of a type that the docs do not have.
    UnknownType(u32, &'static str),
    /// A single answer shown inside `{"value": {…}}`. The client reads both.
    Wrapped,
}

impl Deviation {
    /// The line of the finding about it; none where the docs are not wrong.
    pub(super) fn finding(self) -> Option<u32> {
        match self {
            Self::Undocumented(line, _)
            | Self::OfDerived(line, _)
            | Self::OtherType(line, _)
            | Self::UnknownType(line, _) => Some(line),
            Self::Additional(..) | Self::Wrapped => None,
        }
    }

    /// What reading meets because of it.
    pub(super) fn met(self) -> Met {
        match self {
            Self::Undocumented(_, path) | Self::OfDerived(_, path) | Self::Additional(_, path) => {
                Met::Unknown(path.to_owned())
            }
            Self::OtherType(_, path) => Met::OtherType(path.to_owned(), String::new()),
            Self::UnknownType(_, path) => Met::UnknownType(path.to_owned()),
            Self::Wrapped => Met::Wrapped,
        }
    }
}

/// What reading an example meets that is not as documented.
#[derive(Clone, Debug)]
pub(super) enum Met {
    Unknown(String),
    /// And in words what was expected and found.
    OtherType(String, String),
    UnknownType(String),
    Wrapped,
}

impl Met {
    pub(super) fn of(mismatch: Mismatch) -> Self {
        let Mismatch { path, expected, found } = mismatch;
        Self::OtherType(path, format!("expected {expected}, found {found}"))
    }

    pub(super) fn within(self, step: &str) -> Self {
        match self {
            Self::Unknown(path) => Self::Unknown(below(step, &path)),
            Self::OtherType(path, words) => Self::OtherType(below(step, &path), words),
            Self::UnknownType(path) => Self::UnknownType(below(step, &path)),
            Self::Wrapped => Self::Wrapped,
        }
    }

    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown(one), Self::Unknown(two))
            | (Self::OtherType(one, _), Self::OtherType(two, _))
            | (Self::UnknownType(one), Self::UnknownType(two)) => one == two,
            (Self::Wrapped, Self::Wrapped) => true,
            _ => false,
        }
    }
}

impl fmt::Display for Met {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(path) => write!(f, "`{path}`: not documented"),
            Self::OtherType(path, words) if words.is_empty() => write!(f, "`{path}`: another type"),
            Self::OtherType(path, words) => write!(f, "`{path}`: {words}"),
            Self::UnknownType(path) => write!(f, "`{path}`: says that it is of an unknown type"),
            Self::Wrapped => f.write_str("inside `value`"),
        }
    }
}
