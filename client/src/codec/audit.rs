//! What tests want to know of a text that was read: which members the docs do not know, which values say that they are of
//! another type, and how many members have a typed field.

use super::{Mark, Object, Reader, odata_type_of};
use crate::json::Value;
use std::ops::Range;

/// What a reader notes beside reading.
#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// Paths of members that the docs do not know.
    pub(crate) unknown: Vec<String>,
    /// Values that say that they are of another type, outer ones after those inside them.
    pub(crate) others: Vec<Other>,
    pub(crate) tally: Tally,
    /// The answer was taken out of a wrapper.
    pub(crate) is_wrapped: bool,
}

/// A value that says that it is of another type than documented at its place.
#[derive(Debug)]
pub(crate) struct Other {
    pub(crate) path: String,
    /// The qualified name that it gives.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: Range<usize>,
    /// Its members, as far as the documented type knows them.
    pub(crate) tally: Tally,
}

/// Members of objects, control information left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) n_members: usize,
    /// Those that a typed field took, `null` included.
    pub(crate) n_typed: usize,
}

/// How much had been noted at some point.
#[derive(Clone, Copy, Default)]
pub(crate) struct Noted {
    n_unknown: usize,
    n_others: usize,
    tally: Tally,
}

/// What became of a member.
#[derive(Clone, Copy)]
pub(crate) enum Taken {
    /// A typed field has it.
    Typed,
    /// It is kept as it was read.
    Kept,
    /// It is control information, which is not counted.
    Control,
}

/// Whether a name is the protocol's: control information, instance annotations, bound actions.
pub(crate) fn is_control(name: &str) -> bool {
    name.contains('@') || name.starts_with('#')
}

/// Whether a model's name is one that values may say: not so of pages, of single values, and of parameters, which are named by
/// their path.
fn is_qualified(name: &str) -> bool {
    name.contains('.') && !name.starts_with('/')
}

impl Audit {
    pub(crate) fn noted(&self) -> Noted {
        let (n_unknown, n_others) = (self.unknown.len(), self.others.len());
        Noted { n_unknown, n_others, tally: self.tally }
    }

    pub(crate) fn forget(&mut self, noted: Noted) {
        self.unknown.truncate(noted.n_unknown);
        self.others.truncate(noted.n_others);
        self.tally = noted.tally;
    }

    pub(crate) fn paths_since(&mut self, noted: Noted) -> impl Iterator<Item = &mut String> {
        let others = self.others.iter_mut().skip(noted.n_others).map(|it| &mut it.path);
        self.unknown.iter_mut().skip(noted.n_unknown).chain(others)
    }

    /// Counts the members inside a value that no type was asked about.
    pub(crate) fn untyped(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|it| self.untyped(it)),
            Value::Object(members) => {
                for (_, value) in members.iter().filter(|(name, _)| !is_control(name)) {
                    self.tally.n_members += 1;
                    self.untyped(value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

impl Reader<'_> {
    /// Counts a member that was read since `mark`; what is inside it is counted already.
    pub(crate) fn count(&mut self, mark: Mark, taken: Taken) {
        let Some(audit) = self.audit() else { return };
        match taken {
            Taken::Typed => audit.tally.n_typed += 1,
            Taken::Kept => {}
            Taken::Control => {
                audit.tally = mark.noted.tally;
                return;
            }
        }
        audit.tally.n_members += 1;
    }

    /// Forgets the members counted since `mark`: they are read again.
    pub(crate) fn recount(&mut self, mark: Mark) {
        if let Some(audit) = self.audit() {
            audit.tally = mark.noted.tally;
        }
    }

    /// Notes the members of an object that its type does not know, or that the object says that it is of another type.
    pub(crate) fn end_object(
        &mut self,
        object: &dyn Object,
        mark: Mark,
        text: Range<usize>,
        mut unknown: Vec<String>,
    ) {
        let Some(audit) = self.audit() else { return };
        let own = object.name();
        let said = odata_type_of(object).filter(|_| is_qualified(own));
        match said.filter(|it| !it.eq_ignore_ascii_case(own)) {
            None => audit.unknown.append(&mut unknown),
            Some(name) => {
                let before = mark.noted.tally;
                let tally = Tally {
                    n_members: audit.tally.n_members - before.n_members,
                    n_typed: audit.tally.n_typed - before.n_typed,
                };
                audit.others.push(Other { path: String::new(), name, text, tally });
            }
        }
    }
}
