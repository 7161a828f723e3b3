//! What a user can name to set its level: a rule, a family of rules, all of them, or whatever would warn.

use super::{FAMILIES, rules};
use crate::diagnostic::Rule;

/// All rules.
const ALL: &str = "all";
/// Whatever would be told without letting the check fail.
const WARNINGS: &str = "warnings";

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub enum Named {
    /// One rule.
    Rule(&'static Rule),
    /// The rules of a family.
    Family(&'static [&'static Rule]),
    /// All rules.
    All,
    /// What would warn.
    Warnings,
}

impl Named {
    /// What a name stands for, if for anything.
    pub fn find(name: &str) -> Option<Self> {
        if let Some(rule) = rules().find(|rule| rule.name == name) {
            return Some(Self::Rule(rule));
        }
        match name {
            ALL => Some(Self::All),
            WARNINGS => Some(Self::Warnings),
            _ => {
                let family = FAMILIES.iter().find(|family| family.name == name);
                family.map(|family| Self::Family(family.rules))
            }
        }
    }

    /// The rules that are meant, if that does not depend on their levels.
    pub fn rules(self) -> Vec<&'static Rule> {
        match self {
            Self::Rule(rule) => vec![rule],
            Self::Family(rules) => rules.to_vec(),
            Self::All => rules().collect(),
            Self::Warnings => Vec::new(),
        }
    }
}

/// Every name that stands for something.
pub fn level_names() -> impl Iterator<Item = &'static str> {
    let rules = rules().map(|rule| rule.name);
    rules.chain(FAMILIES.iter().map(|family| family.name)).chain([ALL, WARNINGS])
}
