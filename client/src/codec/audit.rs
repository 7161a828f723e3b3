//! What tests want to know of a text that was read: which members the docs do not know, which values say that they are of
//! another type, and how many members have a typed field.

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
    pub(super) tally: Tally,
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
}
