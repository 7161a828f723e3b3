//! What a user can set, with one name for file key, flag and builder method.

use crate::diagnostic::Levels;
use crate::dialect::Dialect;

/// Everything that the docs do not decide.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// How the docs spell things.
    pub dialect: &'static Dialect,
    /// Levels by rule.
    pub levels: Levels,
}
