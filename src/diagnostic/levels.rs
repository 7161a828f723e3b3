//! Which level counts for a rule: what the user says beats what the rule says.

use super::{Level, Rule};
use std::collections::BTreeMap;

/// Levels by rule name, on top of each rule's own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    overrides: BTreeMap<String, Level>,
}

impl Levels {
    /// Sets a rule's level.
    pub fn set(&mut self, rule: impl Into<String>, level: Level) {
        self.overrides.insert(rule.into(), level);
    }

    /// The level that counts for a rule.
    pub fn level(&self, rule: &Rule) -> Level {
        self.overrides.get(rule.name).copied().unwrap_or(rule.level)
    }
}
