//! `example-of-other-host`: an example asks another host for what its page documents.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::ledger::Place;
use crate::rules::cx::RuleCx;
use crate::source::Spanned;

pub(super) static EXAMPLE_OF_OTHER_HOST: Rule = Rule {
    name: "example-of-other-host",
    level: Level::Warn,
    summary: "an example asks another host for what its page documents",
    explanation: include_str!("example_of_other_host.md"),
};

/// Looks at the examples that ask another host for what their page documents.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let Some(host) = cx.dialect.service.hosts.first() else { return };
    let is_ours = |place: Place| place == Place::OtherHost { documented: true };
    for example in cx.ledger.examples.iter().filter(|it| is_ours(it.place)) {
        let Some(request) = &example.facts.request else { continue };
        let origin = request.template.origin.as_ref().filter(|_| !request.annotation.opaque_url);
        let named = origin.filter(|it| !has_hole(&it.value));
        named.into_iter().for_each(|it| diagnostics.report(report(it, host)));
    }
}

/// Whether readers put the host in, who know where their service is: `https://<your-host>`.
fn has_hole(origin: &str) -> bool {
    origin.contains(['<', '{', '[', '$', '…']) || origin.contains("...")
}

/// Scheme and host of an example's URL, and the host of the service.
fn report(origin: &Spanned<String>, host: &str) -> Diagnostic {
    let headline = format!("example asks `{}`", origin.value);
    Diagnostic::new(&EXAMPLE_OF_OTHER_HOST, origin.span, headline)
        .once()
        .help(format!("the service is at `{host}`"))
}
