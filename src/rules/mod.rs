//! Rules: what is worth telling about docs, in words. One file a rule, with its explanation beside it.

pub mod drift;
pub mod page;
pub mod resolve;
pub mod upkeep;

pub use upkeep::settle;

use crate::diagnostic::{Diagnostics, Family, Rule};
use crate::facts::{Facts, Verdict};
use crate::model::Model;
use crate::source::SourceMap;

/// Every family, in the order in which their rules run.
pub static FAMILIES: &[Family] = &[
    Family { name: "page", summary: "single pages", rules: page::RULES },
    Family { name: "resolve", summary: "names across pages", rules: resolve::RULES },
    Family { name: "drift", summary: "docs, examples and model", rules: drift::RULES },
    Family { name: "upkeep", summary: "suppressions and the baseline", rules: upkeep::RULES },
];

/// Every rule, by family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules).copied()
}

/// Runs the rules that compare what pages claim with what the model holds true.
pub fn check(sources: &SourceMap, facts: &Facts, model: &Model, diagnostics: &mut Diagnostics) {
    page::dead_anchor::check(sources, facts, diagnostics);
    drift::segment_case::check(facts, diagnostics);
    page::missing_include::check(sources, facts).into_iter().for_each(|it| diagnostics.report(it));
    for page in &facts.pages {
        for block in &page.blocks {
            let Verdict::Left(reason) = block.verdict else { continue };
            let findings = [
                page::unread_block::report(block, reason),
                page::block_left_aside::report(block, reason),
            ];
            findings.into_iter().flatten().for_each(|it| diagnostics.report(it));
        }
        let Some(operation) = &page.operation else { continue };
        if let Some(finding) = drift::required_but_absent::check(operation) {
            diagnostics.report(finding);
        }
        drift::function_without_arguments::check(operation, diagnostics);
        for example in &operation.examples {
            resolve::type_name_case::check(sources, model, example, diagnostics);
        }
    }
    drift::check_examples(model, diagnostics);
}
