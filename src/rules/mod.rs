//! Rules: what is worth telling about docs, in words. One file a rule, with its explanation beside it.

pub mod drift;
pub mod page;
pub mod resolve;

use crate::diagnostic::{Diagnostics, Rule};
use crate::facts::Facts;
use crate::model::Model;
use crate::source::SourceMap;

/// Every rule, by family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    page::RULES.iter().chain(resolve::RULES).chain(drift::RULES).copied()
}

/// Runs the rules that compare what pages claim with what the model holds true.
pub fn check(sources: &SourceMap, facts: &Facts, model: &Model, diagnostics: &mut Diagnostics) {
    let _ = (sources, facts, model, diagnostics);
}
