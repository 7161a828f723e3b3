//! Derives of Rust's own: which emitted types have them, and which can.

use super::which::Kind;

/// A derive of Rust's own.
#[derive(Debug)]
pub(super) struct Standard {
    pub(super) name: &'static str,
    structs: Of,
    enums: Of,
}

/// How types of one kind stand to it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    /// They have it unasked.
    There,
    /// It can be derived.
    Derived,
    /// They can have it, but by code of ours.
    Written,
    /// They can't have it, for a reason.
    Never(&'static str),
}

use Of::{Derived, Never, There, Written};

const NO_ORDER: Of = Never("what they keep beside the documented members has no order");
const NO_COPY: Of = Never("they hold texts");

const STANDARD: &[Standard] = &[
    Standard { name: "Clone", structs: There, enums: There },
    Standard { name: "Copy", structs: NO_COPY, enums: NO_COPY },
    Standard { name: "Debug", structs: There, enums: There },
    Standard { name: "Default", structs: There, enums: Never("the docs name no member for that") },
    Standard { name: "Eq", structs: Written, enums: There },
    Standard { name: "Hash", structs: Written, enums: There },
    Standard { name: "Ord", structs: NO_ORDER, enums: Derived },
    Standard { name: "PartialEq", structs: There, enums: There },
    Standard { name: "PartialOrd", structs: NO_ORDER, enums: Derived },
];

impl Standard {
    /// How types of a kind stand to it.
    pub(super) fn of(&self, kind: Kind) -> Of {
        match kind {
            Kind::Struct | Kind::Parameters => self.structs,
            Kind::Enum => self.enums,
        }
    }
}

/// The derive of a name.
pub(super) fn standard(name: &str) -> Option<&'static Standard> {
    STANDARD.iter().find(|it| it.name == name)
}

/// The names of all.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    STANDARD.iter().map(|it| it.name)
}
