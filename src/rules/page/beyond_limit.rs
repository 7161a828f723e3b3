//! `beyond-limit`: something is larger than is read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::limits::{FINDINGS, Limit};
use crate::source::Span;

pub(super) static BEYOND_LIMIT: Rule = Rule {
    name: "beyond-limit",
    level: Level::Deny,
    summary: "something is larger than is read",
    explanation: include_str!("beyond_limit.md"),
};

/// Something that there is more of than is read.
pub(crate) fn report(limit: Limit, span: Span) -> Diagnostic {
    Diagnostic::new(&BEYOND_LIMIT, span, headline(limit)).note("nothing was read from it")
}

/// The first finding of a file that is not told, and how many there are. A baseline knows them, and does
/// not need this one.
pub(crate) fn findings(span: Span, n_untold: usize) -> Diagnostic {
    Diagnostic::new(&BEYOND_LIMIT, span, headline(FINDINGS))
        .note(format!("{n_untold} from here on are not told"))
}

/// Whether a finding is about the number of findings.
pub(crate) fn is_of_findings(finding: &Diagnostic) -> bool {
    finding.rule.name == BEYOND_LIMIT.name && finding.headline == headline(FINDINGS)
}

fn headline(Limit { what, most }: Limit) -> String {
    format!("more than {most} {what}")
}
