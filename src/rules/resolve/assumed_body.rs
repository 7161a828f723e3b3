//! `assumed-body`: nothing was read of what an update sends, so that it is what its path leads to.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::OperationFacts;
use crate::model::{Operation, RequestBody, Shape, TypeRef};
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static ASSUMED_BODY: Rule = Rule {
    name: "assumed-body",
    level: Level::Warn,
    summary: "nothing was read of what an update sends, which is taken from its path",
    explanation: include_str!("assumed_body.md"),
};

/// Looks at the updates of services without OData, which defines what they send.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    if cx.dialect.service.protocol.knows_odata() {
        return;
    }
    let pages = cx.operation_pages();
    for operation in cx.model.operations.iter().filter(|it| it.shape == Shape::Update) {
        let RequestBody::Type(ty) = operation.request else { continue };
        let mut claims = operation.pages.iter().filter_map(|path| pages.get(path.as_str()));
        if let Some(line) = operation.lines.first()
            && claims.all(|(_, facts)| is_silent(facts))
        {
            diagnostics.report(report(cx, operation, ty, line.span));
        }
    }
}

/// Whether nothing was read of what an operation sends.
fn is_silent(facts: &OperationFacts) -> bool {
    let mut requests = facts.examples.iter().filter_map(|it| it.request.as_ref());
    let is_shown = requests.any(|it| it.body.is_some() || it.has_body_beside);
    !facts.body.is_described() && facts.body.none.is_none() && !is_shown
}

fn report(cx: &RuleCx<'_>, operation: &Operation, ty: TypeRef, line: Span) -> Diagnostic {
    let (method, path) = (operation.method.as_str(), &operation.path);
    let headline = format!(
        "nothing was read of what `{method} {path}` sends, which is taken for {}",
        cx.name(ty)
    );
    let labels = match cx.dialect.shape.labels {
        true => "",
        false => ", and set `labels` of `[shape]` if that is a line with a colon",
    };
    Diagnostic::new(&ASSUMED_BODY, line, headline).help(format!(
        "let the dialect know what stands above it as `request-body` or `parameters` of `[sections]`{labels}"
    ))
}
