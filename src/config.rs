//! What a user can set, with one name for flag and builder method.

use crate::diagnostic::{Level, Levels};
use crate::dialect::Dialect;

/// The names of what can be set; `tests/options.rs` holds flags and builder methods to them.
pub const OPTIONS: &[&str] = &["allow", "deny", "name", "warn"];

/// Everything that the docs do not decide.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// How the docs spell things.
    pub dialect: &'static Dialect,
    /// Levels by rule.
    pub levels: Levels,
    /// The name of the emitted crate or module; the dialect's unless given.
    pub name: Option<String>,
}

impl Config {
    /// The name that the emitted client gets.
    pub fn client_name(&self) -> &str {
        self.name.as_deref().unwrap_or(self.dialect.name)
    }

    /// Sets the level of several rules.
    pub fn set_levels(&mut self, rules: &[String], level: Level) {
        for rule in rules {
            self.levels.set(rule, level);
        }
    }
}
