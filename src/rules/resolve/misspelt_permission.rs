//! `misspelt-permission`: a permission is on one page only, and a letter or the case away from one of many.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::rules::cx::RuleCx;
use crate::source::{FileId, Span};
use crate::spelling;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static MISSPELT_PERMISSION: Rule = Rule {
    name: "misspelt-permission",
    level: Level::Warn,
    summary: "a permission is on one page only, and a letter or the case away from one of many",
    explanation: include_str!("misspelt_permission.md"),
};

/// Another page names a permission by chance; so many mean it.
const LEAST_PAGES: usize = 2;

/// Where a permission is named.
#[derive(Default)]
struct Named {
    pages: BTreeSet<FileId>,
    places: Vec<Span>,
}

/// Looks at the permissions of all pages.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let mut named: BTreeMap<&str, Named> = BTreeMap::new();
    for (page, operation) in cx.operations() {
        for name in operation.permissions.iter().flat_map(|row| row.alternatives.iter().flatten()) {
            let entry = named.entry(&name.value).or_default();
            entry.pages.insert(page.file);
            entry.places.push(name.span);
        }
    }
    let usual: Vec<(&str, &Named)> = named
        .iter()
        .filter(|(_, named)| named.pages.len() >= LEAST_PAGES)
        .map(|(name, named)| (*name, named))
        .collect();
    for (name, rare) in named.iter().filter(|(_, named)| named.pages.len() == 1) {
        let mut near = usual.iter().filter(|(known, _)| is_near(name, known));
        if let (Some((known, usual)), None) = (near.next(), near.next()) {
            diagnostics.report(report(name, known, rare, usual));
        }
    }
}

/// Whether two names differ in a letter or in case, within one of their parts.
fn is_near(name: &str, known: &str) -> bool {
    let n_parts = |name: &str| name.split('.').count();
    n_parts(name) == n_parts(known)
        && (name.eq_ignore_ascii_case(known) || spelling::is_letter_away(name, known))
}

/// The permission, the one that it is near, and where both are named.
fn report(name: &str, known: &str, rare: &Named, usual: &Named) -> Diagnostic {
    let headline = format!("permission `{name}` is named on this page only");
    let finding = Diagnostic::new(&MISSPELT_PERMISSION, rare.places[0], headline);
    let n_others = usual.pages.len();
    let text = format!("{n_others} pages name `{known}`");
    finding.because(usual.places[0], text).did_you_mean(Some(known))
}
