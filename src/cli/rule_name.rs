//! A rule's name as a user gave it.

use super::failure::Failure;
use crate::diagnostic::Rule;
use crate::rules::{level_names, rules};
use crate::spelling;

/// The rule of a name that a user gave.
pub(super) fn find(name: &str) -> Result<&'static Rule, Failure> {
    rules().find(|rule| rule.name == name).ok_or_else(|| Failure::NoRule {
        rule: name.to_owned(),
        nearest: spelling::meant(name, rules().map(|rule| rule.name)),
    })
}

/// Why a name can't be given a level.
pub(super) fn no_level(name: &str) -> Failure {
    Failure::NoRule { rule: name.to_owned(), nearest: spelling::meant(name, level_names()) }
}
