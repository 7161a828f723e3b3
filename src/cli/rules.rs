//! `docwright rules` and `docwright explain`.

use super::CLEAN;
use super::args::Explain;
use super::failure::{Failure, nearest};
use super::ui::Ui;
use crate::rules::rules;
use std::io::Write;

pub(super) fn list(ui: &mut Ui) -> Result<u8, Failure> {
    for rule in rules() {
        writeln!(ui.out, "{:<6} {:<32} {}", rule.level.as_str(), rule.name, rule.summary)?;
    }
    Ok(CLEAN)
}

pub(super) fn explain(ui: &mut Ui, args: &Explain) -> Result<u8, Failure> {
    let Some(rule) = rules().find(|rule| rule.name == args.rule) else {
        let nearest = nearest(&args.rule, rules().map(|rule| rule.name));
        return Err(Failure::NoRule { rule: args.rule.clone(), nearest });
    };
    write!(ui.out, "{}", rule.explanation)?;
    Ok(CLEAN)
}
