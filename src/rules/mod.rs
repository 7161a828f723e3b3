//! Rules: what is worth telling about docs, in words. One file a rule, with its explanation beside it.

mod cx;
pub mod drift;
mod named;
pub mod page;
pub mod resolve;
pub mod service;
pub mod upkeep;

pub use cx::RuleCx;
pub use named::{Named, level_names};
pub(crate) use service::{propose_bases, propose_operations, propose_types};
pub use upkeep::settle;

use crate::diagnostic::{Diagnostics, Family, Rule};
use cx::Check;
use rayon::prelude::*;

/// Every family, in the order in which their rules run.
pub static FAMILIES: &[Family] = &[
    Family { name: "page", summary: "single pages", rules: page::RULES },
    Family { name: "resolve", summary: "names across pages", rules: resolve::RULES },
    Family { name: "drift", summary: "docs, examples and model", rules: drift::RULES },
    Family {
        name: "service",
        summary: "docs and the service's own description",
        rules: service::RULES,
    },
    Family {
        name: "upkeep",
        summary: "suppressions, the baseline and corrections",
        rules: upkeep::RULES,
    },
];

/// Every rule, by family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules).copied()
}

/// Runs the rules that look at all pages at once, and at what they became: side by side, with the findings
/// in the order of the rules.
pub fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let checks = [page::CHECKS, resolve::CHECKS, drift::CHECKS, service::CHECKS].concat();
    let run = |check: &Check| {
        let mut own = Diagnostics::default();
        check(cx, &mut own);
        own
    };
    let found: Vec<Diagnostics> = checks.par_iter().with_max_len(1).map(run).collect();
    diagnostics.absorb(found);
}
