//! Which of the emitted types a derive is for.

use crate::spelling::fits;
use std::fmt;

/// The kinds of types that are emitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A structured type of the docs.
    Struct,
    /// An enum of the docs.
    Enum,
    /// What an action takes.
    Parameters,
}

/// Types that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// All of them.
    All,
    /// Those of some kinds whose name is so, in lower case, with `*` for anything.
    Some(&'static [Kind], String),
}

/// What is written before a colon.
pub(super) const KINDS: &[(&str, &[Kind])] = &[
    ("type", &[Kind::Struct, Kind::Enum]),
    ("struct", &[Kind::Struct]),
    ("enum", &[Kind::Enum]),
    ("parameters", &[Kind::Parameters]),
];

impl Kind {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Struct, Self::Enum, Self::Parameters];

    /// What is written before a colon.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Enum => "enum",
            Self::Parameters => "parameters",
        }
    }

    pub(super) fn one(self) -> &'static str {
        match self {
            Self::Struct => "a struct",
            Self::Enum => "an enum",
            Self::Parameters => "what an action takes",
        }
    }

    pub(super) fn several(self) -> &'static str {
        match self {
            Self::Struct | Self::Parameters => "structs",
            Self::Enum => "enums",
        }
    }
}

impl Which {
    /// Whether it asks for a type of a kind and some names, these in lower case.
    pub(super) fn is(&self, kind: Kind, names: &[String]) -> bool {
        match self {
            Self::All => true,
            Self::Some(kinds, _) => kinds.contains(&kind) && self.names(names),
        }
    }

    /// Whether it would for another kind.
    pub(super) fn names(&self, names: &[String]) -> bool {
        match self {
            Self::All => true,
            Self::Some(_, glob) => names.iter().any(|name| fits(glob, name)),
        }
    }
}

/// As it is written.
impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Some(kinds, glob) = self else { return f.write_str("*") };
        let written = KINDS.iter().find(|(_, known)| known == kinds);
        write!(f, "{}:{glob}", written.map_or("type", |(name, _)| name))
    }
}
