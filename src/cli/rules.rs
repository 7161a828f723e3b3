//! `docwright rules` and `docwright explain`.

use super::CLEAN;
use super::args::Explain;
use super::failure::Failure;
use super::ui::Ui;
use crate::diagnostic::Rule;
use crate::rules::rules;
use crate::spelling;
use std::io::Write;

pub(super) fn list(ui: &mut Ui) -> Result<u8, Failure> {
    for rule in rules() {
        writeln!(ui.out, "{:<6} {:<32} {}", rule.level.as_str(), rule.name, rule.summary)?;
    }
    Ok(CLEAN)
}

pub(super) fn explain(ui: &mut Ui, args: &Explain) -> Result<u8, Failure> {
    write!(ui.out, "{}", find(&args.rule)?.explanation)?;
    Ok(CLEAN)
}

/// The rule of a name that a user gave.
pub(super) fn find(name: &str) -> Result<&'static Rule, Failure> {
    rules().find(|rule| rule.name == name).ok_or_else(|| Failure::NoRule {
        rule: name.to_owned(),
        nearest: spelling::meant(name, rules().map(|rule| rule.name)),
    })
}
